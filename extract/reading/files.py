"""Files to Articles: one file, or a folder of them; what cannot be read is reported, never dropped."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ReadError, UsageError
from extract.reading.articles import build_article
from extract.reading.bounds import MAX_BYTES, MAX_CHARACTERS, MAX_NAME_BYTES
from extract.reading.dates import date_in_name
from extract.reading.draft import Draft, Told, most_trusted
from extract.reading.jsons import Found, read_json, read_json_lines
from extract.reading.opening import open_regular, read_whole
from extract.reading.pdf import read_pdf
from extract.reading.plain import read_plain
from extract.reading.sources import FORMATS, Source, list_sources
from extract.reading.table import NAME, load_table, told_beside
from extract.reading.web import read_web
from extract.reading.word import read_word
from extract.records import Article, Problem

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one article: `article`, or else one problem that says why there is none.

    `source` is the file's path below the folder, `output` that of the record below `records/` (None for the metadata
    table, which has none). `problems` beside an article tell of doubts about how it was read.
    """

    source: str
    output: str | None
    article: Article | None
    problems: tuple[Problem, ...] = ()


def read_file(
    path: str | Path, *, root: str | Path | None = None, published: str | None = None, max_bytes: int = MAX_BYTES
) -> list[Article]:
    """Return the articles of one file: one, or many of a .json list or .jsonl file.

    `root` is the folder that `source` and ids are relative to (default: that of the file). `published` is the date of
    articles that tell none. Raises ReadError with the code of the first problem when an article cannot be read,
    UsageError when the file does not lie below `root`.
    """
    file = Path(path)
    home = Path(root) if root is not None else file.parent
    if not file.is_relative_to(home):
        message = f"{file} does not lie below {home}; give a root above the file, or none"
        raise UsageError(message)
    name = file.relative_to(home).as_posix()
    suffix = file.suffix if FORMATS.get(file.suffix.lower(), "json lines") != "json lines" else ""
    articles = []
    for result in read_source(
        Source(file, home, name, name.removesuffix(suffix)), published=published, max_bytes=max_bytes
    ):
        if result.article is None:
            problem = result.problems[0]
            message = f"{result.source}: {problem.message}"
            raise ReadError(code=problem.code, message=message)
        articles.append(result.article)
    return articles


def read_folder(
    path: str | Path, *, published: str | None = None, max_bytes: int = MAX_BYTES, follow_links: bool = False
) -> Iterator[ReadResult]:
    """Yield a result for each article in the files at or below `path`, in the order of their names.

    Hidden files are skipped; `published` is the date of articles that tell none; `follow_links` reads through links that lead out
    of the folder, or to folders. Raises UsageError when `path` does not exist. To read in several processes, share out
    `list_sources(path)` and call `read_source` in each.
    """
    for source in list_sources(Path(path), follow_links=follow_links):
        yield from read_source(source, published=published, max_bytes=max_bytes)


def read_source(source: Source, *, published: str | None = None, max_bytes: int = MAX_BYTES) -> Iterator[ReadResult]:
    """Yield a result for each article of one file. Never raises for what the file holds."""
    if source.problem is not None:
        yield ReadResult(source.name, None, None, (source.problem,))
        return
    if source.path.name == NAME:
        problems = load_table(source.path.parent).problems
        if problems:
            yield ReadResult(source.name, None, None, problems)
        return
    around = list(told_beside(source.path, source.root))
    around += [Told("published", published, "option")] if published else []
    taken: set[str] = set()
    try:
        for number, found in _read(source.path, max_bytes):
            yield _result(source, number, found, around, taken)
    except ReadError as error:
        yield _failed(source, error)


def _read(path: Path, max_bytes: int) -> Iterator[Found]:
    """Yield the drafts of a file; number 0 marks the only article of its file."""
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        message = f"files of the kind {path.suffix or 'without suffix'!r} are not read; give one of {' '.join(FORMATS)}"
        raise ReadError(code="unsupported_format", message=message)
    most = min(max_bytes, sys.maxsize - 1)  # the largest number that a file can be asked for
    with open_regular(path) as file:
        if kind == "json lines":
            yield from read_json_lines(file, most=most)
            return
        data = read_whole(file, most=most)
    if kind == "json":
        found = read_json(data)
        yield from found if len(found) != 1 else [(0, found[0][1])]
    else:
        yield 0, {"plain": read_plain, "web": read_web, "pdf": read_pdf, "word": read_word}[kind](data)


def _told_by_name(path: Path) -> tuple[Told, ...]:
    day = date_in_name(path.stem)
    return (Told("published", day, "file name"),) if day else ()


def _result(source: Source, number: int, found: Draft | ReadError, around: list[Told], taken: set[str]) -> ReadResult:
    """Return the result of one draft; a draft among several (`number` > 0) has its own record below the file's name."""
    own = most_trusted(found.told, "id") if isinstance(found, Draft) else None
    identity = own.value if own else None
    stem = f"{source.stem}/{_file_name(identity, number, taken)}" if number else source.stem
    if isinstance(found, ReadError):
        return _failed(source, found, stem=stem, place=f"item {number}: " if number else "")
    if len(found.text) > MAX_CHARACTERS:
        message = f"its text has {len(found.text):,} characters, more than {MAX_CHARACTERS:,}; split it into articles"
        return _failed(source, ReadError(code="too_large", message=message), stem=stem)
    # The day in the name of a file of many articles is that of the file, not of each of them.
    told = (*found.told, *around, *(() if number else _told_by_name(source.path)))
    draft = Draft(found.text, told, found.raw_offsets, found.aside, found.problems)
    article, problems = build_article(draft, id=identity or stem, source=source.name)
    return ReadResult(source.name, f"{stem}.json", article, problems)


def _failed(source: Source, error: ReadError, *, stem: str | None = None, place: str = "") -> ReadResult:
    problem = Problem(code=error.code, message=f"{place}{error}")
    return ReadResult(source.name, f"{stem or source.stem}.json", None, (problem,))


def _file_name(identity: str | None, number: int, taken: set[str]) -> str:
    """Return a name for the record of one of many articles: its id, or its number where it has none or shares it."""
    name = _UNSAFE.sub("-", identity or "").strip(".-")[:_LONGEST_ID]
    name = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    name = name or str(number)
    while name.lower() in taken:
        name = f"{name}-{number}"
    taken.add(name.lower())
    return name
