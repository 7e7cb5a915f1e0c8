"""What qualifies a measure: the cue words, durations and quantities beside its mentions, as far as their surroundings fit.

`weighing` says how well the surroundings fit each type and effect, or none.
"""

import re
from collections.abc import Iterator
from math import exp
from typing import NamedTuple, cast, get_args

from extract.assembling.drafts import Draft
from extract.assembling.joining import argument_odds, join_scores
from extract.assembling.nearby import commas, distance, gap, side, words_at
from extract.assembling.neighbours import neighbours_of
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records import Condition, Quantity, Time
from extract.records.codes import ConditionType, Effect
from extract.records.mentions import is_duration

SURE = 0.27
"""Least probability of a type and effect: F1 gains from whatever is right more often than half of F1, and that of arguments is 0.54."""
Kind = tuple[ConditionType, Effect]
EFFECTS: tuple[Effect, ...] = get_args(Effect)
_OF_DURATION: tuple[Kind, ...] = (
    ("validity_period", "limit"),
    ("validity_period", "allow"),
    ("procedure", "require"),
    ("procedure", "limit"),
)
_OF_QUANTITY: tuple[Kind, ...] = (("volume", "limit"), ("threshold", "limit"), ("threshold", "require"))
_ALL: tuple[Kind, ...] = tuple((type_, effect) for type_ in get_args(ConditionType) for effect in EFFECTS)
_QUALIFIERS = frozenset({"t", "kg", "g", "percent"})
"""Units of volumes and thresholds."""
_NUMBER_BEFORE = re.compile(r"(\d+(?:\.\d+)?)\s?$")
_VALUE_NEAR = 15
"""Code points between a threshold's words and its percentage."""


class Candidate(NamedTuple):
    """What may qualify a measure: its place, its value where one is told, and the kinds that it may be."""

    start: int
    end: int
    value: str | None
    source: str
    kinds: tuple[Kind, ...]


def find_conditions(draft: Draft, document: Document) -> tuple[Condition, ...]:
    """Return the event's conditions in the order of the text, each type, effect and value once, with its likeliest evidence."""
    best: dict[tuple[Kind, str | None], tuple[float, Candidate]] = {}
    for candidate, traits in candidates_of(draft, document):
        kind, share = _kind(candidate, traits, draft, document)
        key = (kind, candidate.value)
        if share >= SURE and (key not in best or share > best[key][0]):
            best[key] = share, candidate
    valued = {kind for kind, value in best if value is not None}
    told = [
        (candidate, kind) for (kind, value), (_, candidate) in best.items() if value is not None or kind not in valued
    ]
    return tuple(
        _condition(candidate, kind, document) for candidate, kind in sorted(told, key=lambda pair: pair[0][:2])
    )


def _condition(candidate: Candidate, kind: Kind, document: Document) -> Condition:
    span = document.span(candidate.start, candidate.end)
    return Condition(type=kind[0], effect=kind[1], value=candidate.value, text=span.quote, evidence=span)


def _kind(candidate: Candidate, traits: list[str], draft: Draft, document: Document) -> tuple[Kind, float]:
    scores: dict[Kind | None, float] = {kind: weigh(f"condition {' '.join(kind)}", traits) for kind in candidate.kinds}
    scores[None] = weigh("no condition", traits)
    scores = join_scores("condition", scores, _opinions(candidate, draft, document), document)
    kind = max(candidate.kinds, key=lambda kind: scores[kind])
    return kind, 1 / sum(exp(score - scores[kind]) for score in scores.values())


def _opinions(candidate: Candidate, draft: Draft, document: Document) -> dict[Kind | None, float]:
    """Return what a learned reader says of each kind, and 0 for no condition; empty without a reader."""
    opinion, place = document.opinion, (candidate.start, candidate.end)
    if opinion is None:
        return {}
    odds = argument_odds("condition", draft.mentions, {None: [place]}, document)[None]
    types, effects = opinion.label("condition_type", place), opinion.label("effect", place)
    return {None: 0.0, **{kind: odds + types[kind[0]] + effects[kind[1]] for kind in candidate.kinds}}


def candidates_of(draft: Draft, document: Document) -> Iterator[tuple[Candidate, list[str]]]:
    """Yield what may qualify the event in its sentences, with the traits that tell whether it does."""
    for sentence in draft.sentences:
        for candidate in _candidates(sentence, document):
            yield candidate, _traits(candidate, sentence, draft, document)


def _candidates(sentence: Sentence, document: Document) -> Iterator[Candidate]:
    """Yield what the rules know, and what a learned reader takes for a condition beside it."""
    known = [*_cues(sentence, document), *_durations(sentence), *_quantities(sentence)]
    yield from known
    if document.opinion is not None:
        for start, end in document.opinion.spans("condition"):
            within = sentence.start <= start < sentence.end
            if within and not any(one.start < end and start < one.end for one in known):
                yield Candidate(start, end, None, "reader", _ALL)


def _cues(sentence: Sentence, document: Document) -> Iterator[Candidate]:
    for hit in sentence.of("conditions"):
        start, value = hit.start, hit.entry.get("amount")
        if unit := hit.entry.get("unit"):
            number = _NUMBER_BEFORE.search(document.words(sentence.start, hit.start))
            if number is None:
                continue
            start, value = sentence.start + number.start(), f"{number.group(1)} {unit}"
        elif hit.entry.value == "threshold":
            value = _percentage_near(hit.start, hit.end, sentence)
        type_ = cast("ConditionType", hit.entry.value)
        source = f"cue={type_}/{hit.entry.get('effect')}"
        yield Candidate(start, hit.end, value, source, tuple((type_, effect) for effect in EFFECTS))


def _percentage_near(start: int, end: int, sentence: Sentence) -> str | None:
    near = (
        quantity
        for quantity in sentence.quantities
        if quantity.unit == "percent"
        and not quantity.change
        and start - _VALUE_NEAR <= quantity.evidence.start <= end + _VALUE_NEAR
    )
    return next((value_of(quantity) for quantity in near), None)


def _durations(sentence: Sentence) -> Iterator[Candidate]:
    for time in sentence.times:
        if time.value is not None and is_duration(time.value):
            yield _told(time, time.value, f"duration={time.value[-1]}", _OF_DURATION)
        elif time.value is not None and time.value.startswith("../"):
            yield _told(time, None, "until", _OF_DURATION[:2])


def _quantities(sentence: Sentence) -> Iterator[Candidate]:
    for quantity in sentence.quantities:
        if quantity.unit in _QUALIFIERS and not quantity.change:
            yield _told(quantity, value_of(quantity), f"unit={quantity.unit}", _OF_QUANTITY)


def _told(item: Time | Quantity, value: str | None, source: str, kinds: tuple[Kind, ...]) -> Candidate:
    return Candidate(item.evidence.start, item.evidence.end, value, source, kinds)


def value_of(quantity: Quantity) -> str:
    """Return a quantity as the contract writes it: "93800 t", "0.1%"."""
    number = f"{quantity.value:.12g}"
    return f"{number}%" if quantity.unit == "percent" else f"{number} {quantity.unit}"


def _traits(candidate: Candidate, sentence: Sentence, draft: Draft, document: Document) -> list[str]:
    language, source, place = sentence.language, candidate.source, candidate[:2]
    mentions = [(mention.start, mention.end) for mention in draft.mentions if mention.sentence is sentence]
    mention = min(mentions, key=lambda mention: gap(place, mention))
    width = gap(place, mention)
    where = side(place, mention)
    others = [hit for hit in sentence.of("measures") if hit.entry.value != draft.measure]
    return [
        "any",
        language,
        source,
        f"{language} {source}",
        f"{source} measure={draft.measure}",
        f"{source} action={draft.action}",
        f"{language} measure={draft.measure}",
        f"stage={draft.stage}",
        f"{language} {where} distance={distance(width, language)}",
        f"{where} commas={commas(place, mention, document)}",
        f"other measure nearer={any(gap(place, hit[:2]) < width for hit in others)}",
        f"title={sentence.is_title}",
        *_words(candidate, sentence, document),
    ]


def _words(candidate: Candidate, sentence: Sentence, document: Document) -> Iterator[str]:
    where, place = f"{sentence.language} {candidate.source.partition('=')[0]}", candidate[:2]
    yield from (f"{where} {trait}" for trait in neighbours_of(*place, sentence, document))
    if where.endswith("cue"):
        inside = words_at(place, sentence, document)
        yield f"{where} first={' '.join(inside[:2])}"
        yield f"{where} last={' '.join(inside[-2:])}"
