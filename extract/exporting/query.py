"""The events that a user asks for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extract.errors import UsageError
from extract.knowledge import load_knowledge
from extract.language.folding import fold_words
from extract.records import ArticleRecord, Event, spans_in
from extract.records.codes import ACTIONS, MEASURES, STAGES
from extract.records.edtf import day_bounds, is_edtf


class Found(NamedTuple):
    """An event, the record that it is in, and the path of that below records/."""

    name: str
    record: ArticleRecord
    event: Event


@dataclass(frozen=True, slots=True)
class Query:
    """What an event must be. Of several values for one field one must fit; of several fields, all.

    `issuer` is a code (`CN`, `EU`), an authority's id (`CN.MOFCOM`, `MOFCOM`) or a name of either in one of the two
    languages; `material` an id or a name, a group standing for its members; `since` and `until` are EDTF dates, both inclusive: one of the
    event's dates must fall between them, or the article's date when it has none; `text` stands in a headline or quote.
    """

    measure: Sequence[str] = ()
    issuer: Sequence[str] = ()
    material: Sequence[str] = ()
    stage: Sequence[str] = ()
    action: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    text: str | None = None


def search(records: Iterable[tuple[str, ArticleRecord]], query: Query) -> Iterator[Found]:
    """Yield the events that fit, in the order of the records. Raises UsageError for values that no event can have."""
    _check(query)
    return _search(records, query, _material_ids(query.material), _issuer_ids(query.issuer))


def _search(
    records: Iterable[tuple[str, ArticleRecord]],
    query: Query,
    materials: Collection[str],
    issuers: Collection[str],
) -> Iterator[Found]:
    for name, record in records:
        for event in record.events:
            if (
                _has_codes(event, query)
                and _has_material(event, materials)
                and _has_issuer(event, issuers)
                and _has_date(event, record, query)
                and _has_text(event, query.text)
            ):
                yield Found(name, record, event)


def _check(query: Query) -> None:
    for field, values, known in (
        ("measure", query.measure, MEASURES),
        ("action", query.action, ACTIONS),
        ("stage", query.stage, STAGES),
    ):
        for value in values:
            if value not in known:
                message = f"{value!r} is no {field}; give one of {', '.join(known)}"
                raise UsageError(message)
    for day in (query.since, query.until):
        if day is not None and ("/" in day or not day[:1].isdigit() or not is_edtf(day)):
            message = f"{day!r} is no date; write it as YYYY-MM-DD, YYYY-MM or YYYY"
            raise UsageError(message)


def _material_ids(names: Sequence[str]) -> frozenset[str]:
    """Return the ids that the names stand for, and those of the members of groups."""
    if not names:
        return frozenset()
    knowledge = load_knowledge()
    wanted: set[str] = set()
    for name in names:
        if name in knowledge.material_groups or name.startswith("other"):
            wanted.add(name)
            continue
        hits = [hit.entry.value for hit in knowledge.lexicon.scan(name) if hit.entry.kind == "materials"]
        if not hits:
            message = f"{name!r} is no known material; give a name such as gallium or 镓, or an id such as rare_earths"
            raise UsageError(message)
        wanted.update(hits)
    return frozenset(wanted | {id_ for id_, groups in knowledge.material_groups.items() if groups & wanted})


def _issuer_ids(names: Sequence[str]) -> frozenset[str]:
    """Return the codes and ids that the names stand for, in lower case, and the names as they were given."""
    wanted = {name.casefold() for name in names} | {fold_words(name) for name in names}
    for name in names:
        if len(name) > len("CN") or not name.isascii():
            hits = load_knowledge().lexicon.scan(name)
            wanted |= {hit.entry.value.casefold() for hit in hits if hit.entry.kind in ("jurisdictions", "authorities")}
    return frozenset(wanted)


def _has_codes(event: Event, query: Query) -> bool:
    return (
        (not query.measure or event.measure in query.measure)
        and (not query.action or event.action in query.action)
        and (not query.stage or event.stage in query.stage)
    )


def _has_material(event: Event, wanted: Collection[str]) -> bool:
    return not wanted or any(material.id in wanted for material in event.materials)


def _has_issuer(event: Event, wanted: Collection[str]) -> bool:
    issuer = event.issuer
    ids = {issuer.jurisdiction.casefold(), fold_words(issuer.name or "")}
    if issuer.authority_id:
        whole = issuer.authority_id.casefold()
        ids |= {whole, whole.partition(".")[2]}
    return not wanted or bool(ids & set(wanted))


def _has_date(event: Event, record: ArticleRecord, query: Query) -> bool:
    if query.since is None and query.until is None:
        return True
    values = [item.value for item in event.dates if item.value] or [record.article.published or ""]
    since = day_bounds(query.since)[0] if query.since else None
    until = day_bounds(query.until)[1] if query.until else None
    return any(_meet(day_bounds(value), (since, until)) for value in values if value and "X" not in value)


def _meet(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Tell whether two half-open day intervals share a day; None is open."""
    return all(start is None or end is None or start < end for start, end in ((one[0], other[1]), (other[0], one[1])))


def _has_text(event: Event, wanted: str | None) -> bool:
    if not wanted:
        return True
    words = fold_words(wanted)
    told = (event.headline.en, event.headline.zh, *(span.quote for span in spans_in(event)))
    return any(words in fold_words(text) for text in told)
