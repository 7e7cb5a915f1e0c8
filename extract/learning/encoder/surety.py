"""What the reader's heads are sure of, and whether they are right: for tables of reliability, before any joining.

`trigger`                       a stretch that the reader takes for a trigger, with its likeliest measure: right when a trigger of an
                                annotated event of that measure overlaps it
`action`, `stage`, `certainty`  the likeliest value for an annotated event, asked at its annotated triggers
`statistic`                     a figure that the rules find, statistic or not: right when an annotated statistic overlaps it
"""

from collections.abc import Iterator
from math import exp

from extract.assembling.statistics.candidates import find_candidates
from extract.evaluating.reliability import Told
from extract.finding.encoder.sight import Sight
from extract.finding.opinion import Place, Question
from extract.learning.encoder.ways import Case

_QUESTIONS: tuple[Question, ...] = ("action", "stage", "certainty")


def surety_of(case: Case) -> Iterator[tuple[str, Told]]:
    """Yield each answer of a head on an article: the head's name, its probability, and whether it is right."""
    if case.sight is None:
        return
    yield from _triggers(case, case.sight)
    yield from _events(case, case.sight)
    yield from _statistics(case, case.sight)


def _triggers(case: Case, sight: Sight) -> Iterator[tuple[str, Told]]:
    right = [(event["measure"], place) for event in case.gold["events"] for place in _places(case, event["triggers"])]
    for place in sight.spans("trigger"):
        odds = sight.measures(place)
        measure = max(odds, key=lambda name: odds[name])
        is_right = any(measure == told and _overlap(place, other) for told, other in right)
        yield "trigger", (_share(odds[measure]), is_right)


def _events(case: Case, sight: Sight) -> Iterator[tuple[str, Told]]:
    for event in case.gold["events"]:
        triggers = sorted(_places(case, event["triggers"]))
        for question in _QUESTIONS if triggers else ():
            logs = sight.event(question, triggers)
            value = max(logs, key=lambda name: logs[name])
            yield question, (exp(logs[value]), value == event[question])


def _statistics(case: Case, sight: Sight) -> Iterator[tuple[str, Told]]:
    right = _places(case, case.gold["statistics"])
    for candidate in find_candidates(case.document):
        place = candidate.start, candidate.end
        share = _share(sight.statistic(place))
        is_statistic = any(_overlap(place, other) for other in right)
        yield "statistic", (max(share, 1 - share), (share > 1 - share) == is_statistic)


def _places(case: Case, items: list[dict[str, str]]) -> list[Place]:
    found = (case.places.find(item["quote"], near=item.get("near")) for item in items)
    return [place for place in found if place is not None]


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _share(odds: float) -> float:
    """Return the probability of log odds; far ones overflow in no direction."""
    return 1 / (1 + exp(-odds)) if odds > 0 else exp(odds) / (1 + exp(odds))
