"""What a piece teaches the network, as named losses; `training` adds them up.

Tags and spans of the annotation are right, whatever else the rules find is wrong: cues that no trigger overlaps, namings that are no
argument of an event. A naming of the right value at another place than the annotated one is wrong too, but counts less, so that the
likeliest place of a value is the annotated one and the value is still found.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from extract.finding.encoder.heads import STEPS, steps_between
from extract.finding.opinion import Place
from extract.learning.encoder.examples import Argument
from extract.learning.encoder.labels import EVENT_QUESTIONS, LABELS, LINKS, SPAN_LABELS, TAGS
from extract.learning.encoder.network import Network
from extract.learning.encoder.pieces import Piece

Losses = dict[str, Tensor]
Positions = tuple[int, int]
_RANDOM_SPANS, _LONGEST_RANDOM = 4, 5
_MOST_PAIRS, _USUAL_PAIRS, _OTHER_MEASURE = 120, 12, 0.15
_MOST_NAMINGS = 160
_SAME_VALUE_COUNTS = 0.3
_WEIGHTS: Mapping[str, float] = {
    "tags": 1 / 40,
    "measure": 0.5,
    "action": 2.0,
    "stage": 2.0,
    "certainty": 0.5,
    "links": 1 / 4,
    "labels": 0.5,
}


@dataclass(frozen=True, slots=True)
class Spans:
    """What may be a trigger in a piece: places, positions, and for each the (measure, event number) that it tells."""

    places: list[Place]
    positions: list[Positions]
    told: list[frozenset[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the piece by the spans `group` that tell it; `weight` shares the case among versions of it."""

    number: int
    group: list[int]
    weight: float


def tag_loss(network: Network, hidden: Tensor, piece: Piece) -> Tensor:
    """Return the loss of the tags of all roles."""
    wanted = torch.zeros(hidden.shape[0], len(TAGS), dtype=torch.long)
    for role, place in _tagged(piece):
        at = piece.at(place)
        if at is not None:
            column = TAGS.index(role)
            inside = wanted[at[0] + 1 : at[1] + 1, column]
            inside[inside == 0] = 2
            wanted[at[0], column] = 1
    logits = network.tags(hidden).view(-1, 3)
    return functional.cross_entropy(logits, wanted.view(-1), reduction="sum") * _WEIGHTS["tags"]


def _tagged(piece: Piece) -> Iterator[tuple[str, Place]]:
    example = piece.example
    yield from (("trigger", place) for place, _, _ in example.triggers)
    for argument in example.arguments:
        if argument.place is not None:
            yield ("date" if argument.role in ("announced", "effective", "expires") else argument.role), argument.place
    yield from (("statistic", place) for place in example.statistics)


def trigger_spans(piece: Piece, rng: random.Random) -> Spans:
    """Return the triggers of the piece, the cues of the rules and a few random stretches, with what each tells."""
    gold: dict[Place, set[tuple[str, int]]] = {}
    for place, measure, number in piece.example.triggers:
        if piece.at(place) is not None:
            gold.setdefault(place, set()).add((measure, number))
    told = dict(gold)
    for cue in piece.example.cues:
        told.setdefault(cue, {item for place, items in gold.items() if _overlap(place, cue) for item in items})
    for place in _random_places(piece, rng):
        if not any(_overlap(place, other) for other in gold):
            told.setdefault(place, set())
    kept = [(place, at, frozenset(items)) for place, items in told.items() if (at := piece.at(place)) is not None]
    return Spans([place for place, _, _ in kept], [at for _, at, _ in kept], [items for _, _, items in kept])


def _random_places(piece: Piece, rng: random.Random) -> Iterator[Place]:
    offsets = piece.source.tokens.offsets
    for _ in range(_RANDOM_SPANS):
        first = rng.randrange(piece.start, piece.end)
        last = min(piece.end - 1, first + rng.randrange(_LONGEST_RANDOM))
        if offsets[first][0] < offsets[last][1]:
            yield offsets[first][0], offsets[last][1]


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def event_losses(network: Network, hidden: Tensor, piece: Piece, rng: random.Random) -> Losses:
    """Return the losses of triggers, events, what links triggers, and arguments."""
    spans = trigger_spans(piece, rng)
    if not spans.places:
        return {}
    mentions = network.spans(hidden, spans.positions)
    measures = LABELS["measures"]
    wanted = torch.tensor([[float(any(m == name for m, _ in items)) for name in measures] for items in spans.told])
    odds = network.measure(mentions)
    losses = {
        "measure": functional.binary_cross_entropy_with_logits(odds, wanted, reduction="sum") * _WEIGHTS["measure"]
    }
    told = list(_told(spans, rng))
    if told:
        top = network.top(hidden[0])
        events = network.events(mentions, [event.group for event in told], top)
        losses |= _question_losses(network, events, told, piece)
        losses |= _pair_loss(network, mentions, spans, rng)
        losses |= _argument_losses(network, hidden, piece, _Owners(events, told, spans))
    return losses


def _told(spans: Spans, rng: random.Random) -> Iterator[Told]:
    """Yield each event with all its spans and, half as heavy, with some of them: at run time clusters are not perfect."""
    groups: dict[int, list[int]] = {}
    for index, items in enumerate(spans.told):
        for number in {number for _, number in items}:
            groups.setdefault(number, []).append(index)
    for number, group in groups.items():
        if len(group) == 1:
            yield Told(number, group, 1.0)
        else:
            yield Told(number, group, 0.5)
            yield Told(number, sorted(rng.sample(group, rng.randint(1, len(group) - 1))), 0.5)


def _question_losses(network: Network, events: Tensor, told: Sequence[Told], piece: Piece) -> Losses:
    weights = torch.tensor([event.weight for event in told])
    losses: Losses = {}
    for question in EVENT_QUESTIONS:
        right = torch.tensor([LABELS[question].index(piece.example.events[event.number][question]) for event in told])
        logits = getattr(network, question)(events)
        loss = functional.cross_entropy(logits, right, reduction="none", label_smoothing=0.05)
        losses[question] = (loss * weights).sum() * _WEIGHTS.get(question, 1.0)
    return losses


def _pair_loss(network: Network, mentions: Tensor, spans: Spans, rng: random.Random) -> Losses:
    """Return the loss of telling mentions of one event from those of others, of the same measure above all."""
    pairs = list(_pairs(spans, rng))
    if not pairs:
        return {}
    chosen = rng.sample(pairs, _MOST_PAIRS) if len(pairs) > _MOST_PAIRS else pairs
    ones, others = torch.tensor(chosen).T
    first = torch.tensor([at[0] for at in spans.positions])
    steps = torch.from_numpy(steps_between(first[ones].numpy(), first[others].numpy()))
    same = [{n for _, n in spans.told[i]} & {n for _, n in spans.told[j]} for i, j in chosen]
    wanted = torch.tensor([float(bool(numbers)) for numbers in same])
    odds = network.pairs(mentions[ones], mentions[others], steps)
    loss = functional.binary_cross_entropy_with_logits(odds, wanted, reduction="sum")
    return {"pair": loss * min(1.0, _USUAL_PAIRS / len(chosen))}


def _pairs(spans: Spans, rng: random.Random) -> Iterator[tuple[int, int]]:
    for i, mine in enumerate(spans.told):
        for j in range(i + 1, len(spans.told)):
            theirs = spans.told[j]
            if mine and theirs:
                alike = {measure for measure, _ in mine} & {measure for measure, _ in theirs}
                if alike or rng.random() < _OTHER_MEASURE:
                    yield i, j


@dataclass(frozen=True, slots=True)
class _Owners:
    events: Tensor
    told: Sequence[Told]
    spans: Spans


def _argument_losses(network: Network, hidden: Tensor, piece: Piece, owners: _Owners) -> Losses:
    """Return the losses of linking namings to events, and of the labels of annotated ones."""
    own = [argument for argument in piece.example.arguments if piece.at(argument.place) is not None]
    places = list(dict.fromkeys([*(a.place for a in own if a.place), *_namings(piece)]))
    if not places or len(places) > _MOST_NAMINGS:
        return {}
    positions = [at for place in places if (at := piece.at(place)) is not None]
    spans = network.spans(hidden, positions)
    starts = [owners.spans.positions[index][0] for event in owners.told for index in event.group]
    groups, taken = [], 0
    for event in owners.told:
        groups.append(starts[taken : taken + len(event.group)])
        taken += len(event.group)
    steps = torch.tensor([[_step(group, at[0]) for at in positions] for group in groups])
    wanted, counts = _wanted(piece, owners.told, places, own)
    scores = network.links(owners.events, spans, steps)
    loss = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none") * counts
    weights = torch.tensor([event.weight for event in owners.told]).view(-1, 1, 1)
    losses = {"links": (loss * weights).sum() * _WEIGHTS["links"]}
    return losses | _label_losses(network, spans, places, own)


def _namings(piece: Piece) -> Iterator[Place]:
    return (naming.place for naming in piece.example.namings if piece.at(naming.place) is not None)


def _step(owners: Sequence[int], position: int) -> int:
    """Return the step of distance to the nearest owner; positions before it count from `STEPS` on, as at run time."""
    nearest = min(owners, key=lambda owner: abs(owner - position))
    return int(steps_between(nearest, position)) + STEPS * (position < nearest)


def _wanted(
    piece: Piece, told: Sequence[Told], places: Sequence[Place], own: Sequence[Argument]
) -> tuple[Tensor, Tensor]:
    """Return what is right [E, N, R] and what each answer counts."""
    wanted = torch.zeros(len(told), len(places), len(LINKS))
    counts = torch.ones_like(wanted)
    values = {(naming.place, role): naming.value for naming in piece.example.namings for role in naming.roles}
    for row, event in enumerate(told):
        for argument in piece.example.arguments:
            if argument.event != event.number:
                continue
            column = LINKS.index(argument.role)
            is_here = argument in own and argument.place is not None
            for index, place in enumerate(places):
                if is_here and argument.place is not None and _may_be(place, argument, values):
                    wanted[row, index, column], counts[row, index, column] = 1.0, 1.0
                elif (
                    argument.value
                    and values.get((place, argument.role)) == argument.value
                    and not wanted[row, index, column]
                ):
                    wanted[row, index, column] = 0.0 if is_here else 1.0
                    counts[row, index, column] = _SAME_VALUE_COUNTS
    return wanted, counts


def _may_be(place: Place, argument: Argument, values: Mapping[tuple[Place, str], str | None]) -> bool:
    """Tell whether a place is the annotated one: the very same, or a naming for this role that overlaps it."""
    if argument.place is None or not _overlap(place, argument.place):
        return False
    return place == argument.place or (place, argument.role) in values


def _label_losses(network: Network, spans: Tensor, places: Sequence[Place], own: Sequence[Argument]) -> Losses:
    losses: Losses = {}
    for role, kinds in SPAN_LABELS.items():
        given = [argument for argument in own if argument.role == role]
        for kind in kinds if given else ():
            index = torch.tensor([places.index(argument.place) for argument in given if argument.place is not None])
            right = torch.tensor([LABELS[kind].index(argument.labels[kind]) for argument in given])
            loss = functional.cross_entropy(getattr(network, kind)(spans[index]), right, reduction="sum")
            losses[kind] = loss * _WEIGHTS["labels"]
    return losses
