"""Where sources differ and cannot all be right."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from extract.language.folding import fold_words
from extract.records import Change, Claim, ConditionValue, Conflict, Figure, Reading, Told, Version
from extract.records.codes import TO_COME, SourceKind
from extract.records.numbers import plain
from extract.timeline.items import Item
from extract.timeline.rules import rules
from extract.timeline.telling import word
from extract.timeline.timing import gap

V = TypeVar("V")

Because = Literal["more_trusted", "more_articles", "first_reported", "furthest_stage"]
Items = Mapping[Claim, Item]

_DEGREES = ("prohibit", "limit")
_SAME_NEWS = 1  # days between reports of one piece of news


def conflicts_of(changes: Iterable[Change], figures: Iterable[Figure], items: Items) -> tuple[Conflict, ...]:
    """Return the conflicts about dates, conditions, stages, denials and figures.

    `items` are the claims of the changes. What is shown first is the most trusted, then what most articles give.
    """
    found = [conflict for change in changes for conflict in _of_change(change, items)]
    return (*found, *(conflict for figure in figures for conflict in _of_figure(figure)))


def _of_change(change: Change, items: Items) -> Iterator[Conflict]:
    for date in change.dates:
        if date.rivals:
            yield _between(change.id, f"dates.{date.value.role}", _versions(date, lambda value: value.value, items))
    for condition in change.conditions:
        if condition.rivals:
            field = f"conditions.{condition.value.type}.{condition.value.effect}"
            yield _between(change.id, field, _versions(condition, lambda value: value.value or value.text, items))
    yield from _of_scope(change, items)
    yield from _of_stage(change, items)
    if any(rival.value == "denied" for rival in change.certainty.rivals):
        yield _between(change.id, "certainty", _versions(change.certainty, str, items))


def _of_scope(change: Change, items: Items) -> Iterator[Conflict]:
    """Yield a conflict when one source says that something is forbidden, another that it is limited, or for more of them."""
    by_type: dict[str, dict[_Degree, list[Told[ConditionValue]]]] = defaultdict(lambda: defaultdict(list))
    for told in change.conditions:
        if told.value.effect in _DEGREES and not told.value.value:
            by_type[told.value.type][_degree(told.value)].append(told)
    for type_, degrees in by_type.items():
        versions = sorted((_texts(degrees[degree], items) for degree in sorted(degrees)), key=_trust)
        if len(versions) > 1 and len({claim.record for version in versions for claim in version.claims}) > 1:
            yield _between(change.id, f"conditions.{type_}", versions)


_Degree = tuple[int, str]


def _degree(condition: ConditionValue) -> _Degree:
    """Return how strictly and whom a condition shuts out, as far as its words tell."""
    text = fold_words(condition.text)
    concerned = [name for name, forms in rules().concerned if any(form in text for form in forms)]
    return _DEGREES.index(condition.effect), " ".join(concerned)


def _texts(tellings: list[Told[ConditionValue]], items: Items) -> Version:
    texts = dict.fromkeys(told.value.text for told in tellings)
    claims = tuple(dict.fromkeys(claim for told in tellings for claim in told.support))
    effect = tellings[0].value.effect
    return Version(value=f"{effect}: {' / '.join(texts)}", word=_word(claims, items), claims=claims)


def _of_stage(change: Change, items: Items) -> Iterator[Conflict]:
    """Yield a conflict when reports of the same days differ on whether it is still to come; later ones tell of progress."""
    sides = [
        [told for told in (change.stage, *change.stage.rivals) if (told.value in TO_COME) == side]
        for side in (False, True)
    ]
    days = [{days for told in side for claim in told.support if (days := items[claim].published)} for side in sides]
    if any(gap(done, to_come) <= _SAME_NEWS or to_come > done for done in days[0] for to_come in days[1]):
        yield _between(change.id, "stage", _versions(change.stage, str, items))


def _of_figure(figure: Figure) -> Iterator[Conflict]:
    if figure.rivals:
        readings = (figure.reading, *figure.rivals)
        versions = [Version(value=_shown(reading, figure.unit), claims=reading.support) for reading in readings]
        yield _between(figure.id, "reading", versions)


def _versions(told: Told[V], show: Callable[[V], str], items: Items) -> list[Version]:
    tellings = (told, *told.rivals)
    return [
        Version(value=show(telling.value), word=_word(telling.support, items), claims=telling.support)
        for telling in tellings
    ]


def _word(claims: Iterable[Claim], items: Items) -> SourceKind:
    """Return the most trusted kind of source among those of the claims."""
    return min((word(items[claim]) for claim in claims), key=rules().trust.index)


def _trust(version: Version) -> int:
    return rules().trust.index(version.word) if version.word else 0


def _between(subject: str, field: str, versions: list[Version]) -> Conflict:
    return Conflict(
        subject=subject, field=field, versions=tuple(versions), shown_because=_because(field, *versions[:2])
    )


def _because(field: str, first: Version, second: Version) -> Because:
    """Return why the first version is shown before the second."""
    if field == "stage":
        return "furthest_stage"
    if _trust(first) < _trust(second):
        return "more_trusted"
    articles = [len({claim.record for claim in version.claims}) for version in (first, second)]
    return "more_articles" if articles[0] > articles[1] else "first_reported"


def _shown(reading: Reading, unit: str) -> str:
    high = "" if reading.value_high is None else f" to {plain(reading.value_high)}"
    return f"{reading.bound.replace('_', ' ')} {plain(reading.value)}{high} {unit}"
