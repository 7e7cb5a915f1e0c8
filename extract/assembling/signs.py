"""The signs of what is done to a measure, how far it has come and how sure it is: cue words and dates around its mentions.

A sign is a short string such as `before introduce impose` with a strength of 0 to 1, the more the nearer it stands;
`verdicts` says what each is worth for which value.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import chain

from extract.assembling.drafts import Mention
from extract.finding.document import Document, Sentence, once
from extract.knowledge import Entry, Hit
from extract.knowledge.entries import GAP, spellings
from extract.language.folding import fold_words
from extract.records import Time
from extract.records.edtf import day_bounds, is_edtf

Signs = dict[str, float]

KINDS = frozenset({"actions", "stages", "certainty"})
"""Cue files whose entries are signs of all three."""
_CLAUSE_END = re.compile(r"[,;:()（），；：—]|\s-\s|\b(?:and|but|while|which|after|because|that)\b")
_BREAK = re.compile(r"[;；—]|[,，]\s*(?:but|while|although|但|而)|\b(?:but|while|after|although)\b|但")
"""Where what a verb of saying rules ends, at the latest."""
_OBJECT = re.compile(
    r"\s+(?:(?:of|its|their|his|the|this|that|these|those|all|some|part of|certain|a|an|new|existing|current|planned|export)\s+)*",
    re.IGNORECASE,
)
_OBJECTS = {"en": _OBJECT, "zh": re.compile(r"(?:对[^，。；：]{1,30})?(?:其|该|的|实施)?")}
"""What stands between a verb and its object."""
_PASSIVE = re.compile(
    r"[^.,;:()]{0,60}?\s(?:is|are|was|were|be|been|being)\s(?:also\s|now\s|temporarily\s|partly\s)?", re.IGNORECASE
)
"""What stands between a subject and the participle of what is done to it."""
_NESTED = {"en": _OBJECT, "zh": re.compile(r"对?(?:其|该|上述|这一)?")}
"""What stands between an action and another one that it is done to: "extend its suspension", 延长暂停."""
_ACROSS_CLAUSE = 0.75
_ACROSS_MEASURE = 0.6
"""A sign weakens by these factors for each clause end, and each other measure, between it and the mention."""
_REACH = {"en": 80.0, "zh": 25.0}
"""Code points at which a sign of the same clause is half as strong."""
_LEAD = 6
"""Sentences from the top that set the scene for a whole article."""
_LEAD_STRENGTH = 0.5
_FRESH = timedelta(days=10)
_OLD = timedelta(days=60)
"""Dates up to `_FRESH` before the article's own are news; those more than `_OLD` before it are history."""
_MANY = 3
_FAINTEST = 0.25
"""What the last of many mentions still counts: an article tells first how far things are, and then how they came so far."""


def signs_of(mentions: Sequence[Mention], document: Document, *, fading: float = 1.0) -> Signs:
    """Return the signs around the mentions of one event, each at its greatest strength, and what the event is.

    With `fading` below 1 each later mention counts by that factor less, down to `_FAINTEST`.
    """
    near = (
        (sign, strength * max(fading**number, _FAINTEST))
        for number, mention in enumerate(mentions)
        for sign, strength in _near(mention, document).items()
    )
    return _strongest(chain(near, _standing(mentions)))


def words_of(kind: str, signs: Signs) -> Signs:
    """Return the signs without the single words and places of cues of other kinds; what those say together stays."""
    return {sign: strength for sign, strength in signs.items() if ": " not in sign or sign.startswith(f"{kind}: ")}


def with_setting(signs: Signs, document: Document) -> Signs:
    """Return the signs and those that the lead and the effective dates of the article set for all its events."""
    return signs | dict(_setting(document))


def _strongest(found: Iterable[tuple[str, float]]) -> Signs:
    signs: Signs = {}
    for sign, strength in found:
        if strength > signs.get(sign, 0.0):
            signs[sign] = strength
    return signs


@once
def _near(mention: Mention, document: Document) -> Mapping[str, float]:
    """Return the signs in the mention's sentence; asked for by each reader, and again for the whole event."""
    return _strongest(_told(mention, document))


def _told(mention: Mention, document: Document) -> Iterator[tuple[str, float]]:
    undone = _undone(mention.sentence, document)
    for hit in mention.sentence.hits:
        if hit.entry.kind in KINDS and hit not in undone and _may_concern(hit.entry, mention):
            side, strength = _placed(hit.start, hit.end, mention, document)
            if _rules_clause(hit, mention, document):
                strength = 1.0
            yield f"{hit.entry.kind} {hit.entry.value}", strength
            yield f"{hit.entry.kind}: {side} {label_of(hit.entry)}", strength
            yield f"{hit.entry.kind}: word {fold_words(document.words(hit.start, hit.end))}", strength
            if hit.entry.kind == "actions" and _governs(
                hit.start, _end_of_chain(hit, undone, mention, document), mention, document
            ):
                yield f"governing {hit.entry.value}", 1.0
    for time in mention.sentence.times:
        age = _age(time, document)
        if age:
            _, strength = _placed(time.evidence.start, time.evidence.end, mention, document)
            yield f"date {age}", strength
    for key in ("action", "stage"):
        if own := mention.cue.get(key):
            yield f"cue {own}", 1.0


def _rules_clause(hit: Hit, mention: Mention, document: Document) -> bool:
    """Tell whether a cue holds for all that follows it, however far: "denied reports that it will ..."."""
    if hit.entry.get("reach") != "clause" or hit.end > mention.start:
        return False
    return _BREAK.search(document.words(hit.end, mention.start)) is None


@once
def _undone(sentence: Sentence, document: Document) -> frozenset[Hit]:
    """Return the words for actions that another action is done to: who extends a suspension does not suspend."""
    actions = [hit for hit in sentence.of("actions") if hit.entry.value != "introduce"]
    between = _NESTED[sentence.language]
    return frozenset(
        inner
        for outer in actions
        for inner in actions
        if outer.end <= inner.start
        and outer.entry.value == "extend"
        and between.fullmatch(document.words(outer.end, inner.start))
    )


def is_extension(mention: Mention, document: Document) -> bool:
    """Tell whether the mention's sentence extends what was done to the measure, such as its suspension."""
    return any(_governs(hit.start, hit.end, mention, document) for hit in _undone(mention.sentence, document))


def _end_of_chain(hit: Hit, undone: Iterable[Hit], mention: Mention, document: Document) -> int:
    """Return the end of an action, or of the one that it is done to: "extend the suspension of"."""
    between = _NESTED[mention.sentence.language]
    return next(
        (one.end for one in undone if hit.end <= one.start and between.fullmatch(document.words(hit.end, one.start))),
        hit.end,
    )


def _governs(start: int, end: int, mention: Mention, document: Document) -> bool:
    """Tell whether the words at `start` are the verb of which the mention is the object, or the subject that it is done to.

    "Suspends its export controls", "the controls on lanthanum were suspended": what is done to a measure outweighs that
    it was once introduced.
    """
    if end <= mention.start:
        between = _OBJECTS[mention.sentence.language]
        return between.fullmatch(document.words(end, mention.start)) is not None
    return start >= mention.end and _PASSIVE.fullmatch(document.words(mention.end, start)) is not None


def _may_concern(entry: Entry, mention: Mention) -> bool:
    """Tell whether a cue may speak of the mention: "approved" says something of licences, nothing of tariffs."""
    measures = entry.get("measures")
    return measures is None or mention.measure in measures.split()


def _standing(mentions: Sequence[Mention]) -> Iterator[tuple[str, float]]:
    yield f"measure {mentions[0].measure}", 1.0
    yield "mentions " + ("1" if len(mentions) == 1 else "2" if len(mentions) < _MANY else "3+"), 1.0
    if any(mention.sentence.is_title for mention in mentions):
        yield "in the title", 1.0


@once
def _setting(document: Document) -> tuple[tuple[str, float], ...]:
    leads = (
        f"lead {label_of(hit.entry)}"
        for sentence in document.sentences[:_LEAD]
        for hit in sentence.hits
        if hit.entry.kind in KINDS
    )
    effects = (f"article effective {age}" for age in _effects(document))
    return tuple((sign, _LEAD_STRENGTH) for sign in dict.fromkeys(chain(leads, effects)))


def _effects(document: Document) -> Iterator[str]:
    for sentence in document.sentences:
        if any(hit.entry.kind == "date_roles" and hit.entry.value == "effective" for hit in sentence.hits):
            yield from (age for time in sentence.times if (age := _age(time, document)))


def _age(time: Time, document: Document) -> str | None:
    """Return where a date lies from the article's own: history, past, fresh or future; None when it cannot be told."""
    published = document.article.published
    if time.value is None or published is None or not is_edtf(time.value):
        return None
    today, day = day_bounds(published)[0], day_bounds(time.value)[0]
    if today is None or day is None:
        return None
    if day > today:
        return "future"
    if today - day <= _FRESH:
        return "fresh"
    return "past" if today - day <= _OLD else "history"


def _placed(start: int, end: int, mention: Mention, document: Document) -> tuple[str, float]:
    """Return on which side of the mention `[start, end)` stands, and how near, 1 inside it and towards 0 far away."""
    if start < mention.end and end > mention.start:
        return "inside", 1.0
    side, first, last = ("before", end, mention.start) if end <= mention.start else ("after", mention.end, start)
    between = document.words(first, last)
    clauses = len(_CLAUSE_END.findall(between))
    others = sum(
        other.entry.kind == "measures" and first <= other.start and other.end <= last for other in mention.sentence.hits
    )
    reach = _REACH[mention.sentence.language]
    return side, reach / (reach + len(between)) * _ACROSS_CLAUSE**clauses * _ACROSS_MEASURE**others


@cache
def label_of(entry: Entry) -> str:
    """Return a short name of a cue: its value and the beginning of its first form."""
    return f"{entry.value} {GAP.split(next(spellings(entry.forms[0])))[0]}"
