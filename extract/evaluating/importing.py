"""A folder of annotations and the articles that they quote, to records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from extract.errors import RecordError, UsageError
from extract.evaluating.gold import record_from_gold
from extract.evaluating.scoring import read_json
from extract.reading import ReadResult, read_folder
from extract.records import Article, ArticleRecord


@dataclass(frozen=True, slots=True)
class Imported:
    """What annotations gave: pairs of the path below records/ and the record, sorted by path.

    `faults` are sentences about annotations that gave none, `unannotated` the articles that no annotation is of.
    """

    records: tuple[tuple[str, ArticleRecord], ...]
    faults: tuple[str, ...]
    unannotated: tuple[str, ...]


def import_gold(gold: Path, articles: Path) -> Imported:
    """Return the annotations `<id>.json` below `gold`, in the gold form, as records of the articles `<id>.*`.

    The articles are read as `extract` reads them, with the `metadata.csv` beside them; an annotation stands at the
    path that its article has below `articles`. One that is not valid, or whose article is not there or does not hold
    a quote, is a fault and leaves the others alone. Raises UsageError when there are no annotations or no articles.
    """
    files = {path.relative_to(gold).with_suffix("").as_posix(): path for path in sorted(gold.rglob("*.json"))}
    if not files:
        message = f"{gold} holds no annotations (<id>.json); give the folder of the gold files"
        raise UsageError(message)
    found = {name: result for result in read_folder(articles) if (name := _name(result))}
    records, faults = [], []
    for name, path in files.items():
        try:
            records.append((f"{name}.json", _record(path, found.get(name), articles)))
        except RecordError as error:
            faults.append(str(error))
    return Imported(tuple(sorted(records)), tuple(faults), tuple(_unannotated(found, files)))


def _name(result: ReadResult) -> str | None:
    return PurePosixPath(result.output).with_suffix("").as_posix() if result.output else None


def _record(path: Path, result: ReadResult | None, articles: Path) -> ArticleRecord:
    annotation = read_json(path)
    try:
        return record_from_gold(annotation, _article(path, result, articles))
    except (AttributeError, KeyError, TypeError, ValidationError) as error:
        message = f"{path} is not in the gold form ({error!r}); mend it"
        raise RecordError(message) from error


def _article(path: Path, result: ReadResult | None, articles: Path) -> Article:
    if result is None:
        message = f"{path} is of an article that {articles} does not hold; put {path.stem}.txt there"
        raise RecordError(message)
    if result.article is None:
        message = f"{result.source}: {result.problems[0].message}"
        raise RecordError(message)
    return result.article


def _unannotated(found: Mapping[str, ReadResult], files: Mapping[str, Path]) -> Iterator[str]:
    return (result.source for name, result in found.items() if name not in files and result.article)
