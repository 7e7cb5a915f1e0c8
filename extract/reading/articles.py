"""A draft becomes an Article: the most trusted metadata, boilerplate set apart, segments by language."""

import hashlib
from collections.abc import Iterable

from extract.language import dominant_language, segment
from extract.reading.boilerplate import find_boilerplate
from extract.reading.datelines import dates_told
from extract.reading.dates import parse_date
from extract.reading.draft import Draft, Told, most_trusted, writable
from extract.reading.lines import Line, lines_of
from extract.reading.titles import plain_title, set_apart, title_line
from extract.records import Article, Problem, Segment
from extract.records.edtf import is_edtf


def article_from_text(
    text: str,
    *,
    id: str = "text",
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Article:
    """Return `text` as an Article; what is given counts more than what the text tells about itself.

    `published` is EDTF or any unambiguous date; `language` a BCP 47 tag. The text is kept as it is; lone surrogates,
    which no file can hold, become U+FFFD. An empty text is an article without segments.
    """
    given = {"title": title, "published": published, "url": url, "publisher": publisher, "language": language}
    told = tuple(Told(field, value, "given") for field, value in given.items() if value)  # type: ignore[arg-type]
    return build_article(Draft(text, told), id=id)[0]


def build_article(draft: Draft, *, id: str, source: str | None = None) -> tuple[Article, tuple[Problem, ...]]:
    """Return the article of a draft, and what is worth knowing about how it was read."""
    text = writable(draft.text)
    lines = [line for line in lines_of(text) if not _lies_in(line, draft.aside)]
    told_title = most_trusted(draft.told, "title")
    boilerplate = find_boilerplate(lines, title=told_title.value if told_title else set_apart(text, lines))
    own_title = title_line(text, lines, boilerplate)
    if own_title is not None:
        boilerplate = [span for span in boilerplate if span[0] != own_title.start]
    title = plain_title(told_title.value if told_title else own_title.text if own_title else "") or None
    segments = segment(text, title=_in_text(title, own_title, lines), boilerplate=[*draft.aside, *boilerplate])
    apart = set(boilerplate)
    body = [line for line in lines if (line.start, line.end) not in apart]
    published, problems = _published((*draft.told, *dates_told(body)))
    article = Article(
        id=writable(id),
        source=source,
        url=_value(draft.told, "url"),
        title=title,
        publisher=_value(draft.told, "publisher"),
        published=published.value if published else None,
        published_basis=published.basis if published else None,
        language=_language(draft.told, segments),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        segments=segments,
        raw_offsets=draft.raw_offsets,
    )
    return article, (*draft.problems, *problems)


def _lies_in(line: Line, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= line.start < end for start, end in spans)


def _in_text(title: str | None, own_title: Line | None, lines: Iterable[Line]) -> str | None:
    """Return the title as it stands in the text: the one told where it does, else the line that looks like one."""
    told = next((line for line in lines if plain_title(line.text) == title), own_title)
    return told.text if told else None


def _published(told: Iterable[Told]) -> tuple[Told | None, tuple[Problem, ...]]:
    """Return the most trusted date that can be read, as EDTF, and a problem for each more trusted one that cannot."""
    left = [item for item in told if item.field == "published"]
    problems: list[Problem] = []
    while (best := most_trusted(left, "published")) is not None:
        value = best.value.strip() if is_edtf(best.value.strip()) else parse_date(best.value)
        if value is not None:
            return Told("published", value, best.basis), tuple(problems)
        message = f"the date {best.value!r} ({best.basis}) cannot be read for sure; write it as YYYY-MM-DD"
        problems.append(Problem(code="unreadable_date", message=message))
        left.remove(best)
    return None, tuple(problems)


def _value(told: Iterable[Told], field: str) -> str | None:
    best = most_trusted(told, field)  # type: ignore[arg-type]
    return best.value.strip() if best else None


def _language(told: Iterable[Told], segments: tuple[Segment, ...]) -> str:
    """Return the language told, else the dominant one; a told `zh` takes its script from the text."""
    value = _value(told, "language")
    if value is None:
        return dominant_language(segments)
    if value.lower() in {"zh", "chinese", "zh-cn", "zh-sg"}:
        chinese = dominant_language([part for part in segments if part.language.startswith("zh")])
        return "zh-Hans" if chinese == "und" else chinese
    return {"zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "english": "en"}.get(value.lower(), value)
