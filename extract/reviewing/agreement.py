"""How far reviewers of the same articles agree, and where they do not.

A unit is one event or statistic of one article that at least two reviewers said something of (`extract.reviewing.aligning`); a field is
compared where at least two of them keep the item. The measures are the share of equal pairs, and Krippendorff's alpha for nominal data
(Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011), as NLTK computes it: it allows any number of reviewers and what some of
them did not rate. A list (targets, dates, ...) is one nominal value: it agrees where all of it does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from extract.errors import UsageError
from extract.evaluating.places import Places
from extract.records import ArticleRecord, Decision
from extract.records.ids import content_id
from extract.reviewing.aligning import Aligner, Unit
from extract.reviewing.folder import Decided
from extract.reviewing.versions import Version, reviewers_of, settled, version_of
from extract.reviewing.views import EVENT_VIEWS, STATISTIC_VIEWS, Seen, presence_of, views_of

PRESENCE = "presence"
"""The field that tells whether an item is there at all."""

FIELDS = (
    *(f"event.{name}" for name in (PRESENCE, *EVENT_VIEWS)),
    *(f"statistic.{name}" for name in (PRESENCE, *STATISTIC_VIEWS)),
)


@dataclass(frozen=True)
class Side:
    """What one reviewer has: the values, none where the field is empty, their words, and the id of the item, if it is there."""

    reviewer: str
    seen: Seen
    item: str | None


@dataclass(frozen=True)
class Difference:
    """One field in which reviewers of an article differ. `id` is another one when other values are rivals.

    `kind` is `event` or `statistic`, `field` as in `views`, or `presence` where only some of them have the item at all.
    """

    id: str
    record: str
    kind: str
    field: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class FieldAgreement:
    """Agreement in one field: the number of units, the share of pairs of reviewers that have the same, and alpha.

    `equal` and `alpha` are None without a unit; `alpha` also where all values are the same, since it is not defined then.
    """

    field: str
    units: int
    equal: float | None
    alpha: float | None


@dataclass(frozen=True)
class Agreement:
    """How far reviewers agree: who, in how many articles, field by field, and what they differ in.

    `differences` are those that no adjudication closed, `settled` counts the others.
    """

    reviewers: tuple[str, ...]
    articles: int
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]
    settled: int

    def difference(self, id_: str) -> Difference:
        """Return the open difference of this id. Raises UsageError when there is none."""
        found = next((difference for difference in self.differences if difference.id == id_), None)
        if found is None:
            message = f"no open difference has the id {id_!r}; `regimeline agreement` lists them"
            raise UsageError(message)
        return found


Ratings = Mapping[str, Side]
"""Reviewer to what they have in one field of one unit."""


def agreement(articles: Iterable[Decided], *, reviewers: Sequence[str] = ()) -> Agreement:
    """Compare what reviewers made of the articles that at least two of them said something of.

    `reviewers` are those to compare, by default all.
    """
    closed: set[str] = set()
    rated: list[tuple[str, str, Unit, Ratings]] = []
    people: set[str] = set()
    compared = 0
    for path, record, decisions in articles:
        closed |= settled(decisions)
        versions = _versions(record, decisions, reviewers)
        if len(versions) > 1:
            compared += 1
            people.update(version.reviewer for version in versions)
            rated += ((path, field, unit, found) for field, unit, found in _ratings(record, versions))
    found = [_difference(path, field, unit, sides) for path, field, unit, sides in rated if _differ(sides)]
    return Agreement(
        reviewers=tuple(sorted(people)),
        articles=compared,
        fields=tuple(measured(name, [sides for _, field, _, sides in rated if field == name]) for name in FIELDS),
        differences=tuple(difference for difference in found if difference.id not in closed),
        settled=sum(difference.id in closed for difference in found),
    )


def measured(field: str, ratings: Sequence[Ratings]) -> FieldAgreement:
    """Return the agreement of one field over its units, each with at least two reviewers."""
    equal, pairs = 0, 0
    for sides in ratings:
        raters = len(sides)
        counts = Counter(side.seen.value for side in sides.values())
        pairs += raters * (raters - 1)
        equal += sum(count * (count - 1) for count in counts.values())
    return FieldAgreement(field, len(ratings), equal / pairs if pairs else None, _alpha(ratings))


def _versions(record: ArticleRecord, decisions: Sequence[Decision], wanted: Sequence[str]) -> list[Version]:
    people = [name for name in reviewers_of(decisions) if not wanted or name in wanted]
    return [version_of(name, record, decisions) for name in people] if len(people) > 1 else []


def _ratings(record: ArticleRecord, versions: Sequence[Version]) -> Iterator[tuple[str, Unit, Ratings]]:
    """Yield each field of each unit with what the reviewers have in it, where at least two of them can be compared."""
    places = Places(record.article.text)
    aligner = Aligner(record, places)
    for kind, units in (("event", aligner.events(versions)), ("statistic", aligner.statistics(versions))):
        for unit in units:
            raters = [version.reviewer for version in versions if unit.rated_by(version)]
            for name, sides in chain([_presence(unit, raters)], _fields(unit, raters, places)):
                if len(sides) > 1:
                    yield f"{kind}.{name}", unit, sides


def _presence(unit: Unit, raters: Sequence[str]) -> tuple[str, Ratings]:
    return PRESENCE, {name: _side(name, unit, presence_of(unit.items.get(name))) for name in raters}


def _fields(unit: Unit, raters: Sequence[str], places: Places) -> Iterator[tuple[str, Ratings]]:
    views = {name: views_of(unit.items[name], places) for name in raters if name in unit.items}
    for field in next(iter(views.values()), {}):
        yield field, {name: _side(name, unit, view[field]) for name, view in views.items()}


def _side(reviewer: str, unit: Unit, seen: Seen) -> Side:
    item = unit.items.get(reviewer)
    return Side(reviewer, seen, item.id if item else None)


def _differ(sides: Ratings) -> bool:
    return len({side.seen.value for side in sides.values()}) > 1


def _difference(path: str, field: str, unit: Unit, sides: Ratings) -> Difference:
    kind, _, name = field.partition(".")
    told = sorted({side.seen.value for side in sides.values()})
    id_ = content_id("x", path, field, sorted(unit.ids), told)
    return Difference(id_, path, kind, name, tuple(sides.values()))


def _alpha(ratings: Sequence[Ratings]) -> float | None:
    """Return Krippendorff's alpha, or None where all values are the same."""
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415 -- slow to load

    told = [(side.reviewer, unit, side.seen.value) for unit, sides in enumerate(ratings) for side in sides.values()]
    return float(AnnotationTask(told).alpha()) if len({value for _, _, value in told}) > 1 else None
