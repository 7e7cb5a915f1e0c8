"""The traits of a date: what stands around it, how it stands to an event's mention, and how old it is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from extract.assembling.actors import actors_in
from extract.assembling.drafts import Draft
from extract.assembling.nearby import commas, distance, gap, side, words_at
from extract.assembling.neighbours import neighbours_of
from extract.finding.document import Document, Sentence, once
from extract.finding.opinion import Place
from extract.records import Quantity, Time
from extract.records.edtf import day_bounds

_CUE_REACH = {"en": 40, "zh": 14}
"""Code points from a date to the words that tell its role."""
_AGES = (-30, -1, 0, 7, 31, 200, 400, 1000)
"""Days before the article's own date that divide coming dates from new and old ones."""
_CLAUSE_MARK = re.compile(r"[,，;；:：—]|--| - ")
_AT_ONCE = {
    "en": re.compile(r"\s?(?:on|in|from|as of|at)?\s?(?:(?:late|early|mid)\s)?", re.IGNORECASE),
    "zh": re.compile(r"于?"),
}
"""What stands between a date and words that can be of nothing else: "took effect on May 1", 于5月1日宣布."""
_SET_OFF = {"en": 5, "zh": 2}
"""Code points before a date that leave it set off alone: "On", "And in"."""
_OPENING = {"en": 25, "zh": 10}
"""Code points at the start of a sentence in which a date is its setting."""


def age_of(value: str, published: str | None) -> str:
    """Return the class of a date's age on the article's own date, `unknown` where either is open or not told."""
    today = day_bounds(published)[0] if published else None
    first = day_bounds(value)[0]
    if today is None or first is None:
        return "unknown"
    days = (today - first).days
    return str(sum(days > limit for limit in _AGES))


def role_at_once(time: Time, sentence: Sentence, document: Document) -> str | None:
    """Return the role that the words right at a date tell ("in force since", 起施行); None where none stand there."""
    (start, end), between = _place(time), _AT_ONCE[sentence.language]
    for hit in sentence.of("date_roles"):
        if hit.end <= start and between.fullmatch(document.words(hit.end, start)):
            return hit.entry.value
    following = (hit for hit in sentence.of("date_roles") if sentence.language == "zh" and hit.start == end)
    return next((hit.entry.value for hit in following), None)


def traits_beside(time: Time, sentence: Sentence, draft: Draft, document: Document) -> list[str]:
    """Return the traits of a date in a sentence that tells of the event."""
    language, place = sentence.language, _place(time)
    mentions = [(mention.start, mention.end) for mention in draft.mentions if mention.sentence is sentence]
    mention = min(mentions, key=lambda mention: gap(place, mention))
    width = gap(place, mention)
    where = side(place, mention)
    nearer = sum(gap(_place(other), mention) < width for other in sentence.times)
    measures = {hit.entry.value for hit in sentence.of("measures")}
    return [
        "any",
        language,
        f"{language} {where} distance={distance(width, language)}",
        f"{where} commas={commas(place, mention, document)}",
        f"nearer={min(2, nearer)}",
        f"stage={draft.stage}",
        f"{language} action={draft.action}",
        f"measure={draft.measure}",
        f"measures={min(3, len(measures))}",
        f"title={sentence.is_title}",
        f"told={time.role}",
        f"relative={time.relative is not None}",
        *_rivals(place, width, draft, sentence),
        *_cues(place, draft, sentence),
        *_of_clause(place, draft, sentence, document),
        *(f"{language} {trait}" for trait in neighbours_of(*place, sentence, document)),
        *(f"{language} word={word}" for word in words_at(place, sentence, document)),
    ]


def traits_near(time: Time, sentence: Sentence, draft: Draft, document: Document) -> list[str]:
    """Return the traits of a date in a sentence near those that tell of the event."""
    place, language = _place(time), sentence.language
    start, end = clause_of(place, sentence, document)
    cues = _cues_within(start, end, sentence)
    measures = {hit.entry.value for hit in sentence.of("measures") if hit.entry.get("strength") != "weak"}
    own = "own" if draft.measure in measures else "other"
    return [
        "any",
        language,
        f"{language} cues={cues}",
        f"cues={cues}",
        f"cues={cues} {draft.stage}",
        f"measure={own if measures else 'none'}",
        f"actor={_nearest_actor(place, draft, sentence, document)}",
        f"stage={draft.stage}",
        f"title={sentence.is_title}",
        f"mentions={min(3, len(draft.sentences))}",
        f"opening={min(2, (place[0] - sentence.start) // _OPENING[language])}",
        f"act={bool(sentence.instruments)}",
    ]


def clause_of(place: Place, sentence: Sentence, document: Document) -> Place:
    """Return the clause of a date, `[start, end)`; that after it too where the date is set off alone ("On May 1, ...")."""
    marks = _clause_marks(sentence, document)
    before = bisect_right(marks, (place[0], place[0])) - 1
    after = bisect_left(marks, (place[1], place[1]))
    start = marks[before][1] if before >= 0 else sentence.start
    if after < len(marks) and marks[after][0] - place[1] <= 1 and place[0] - start <= _SET_OFF[sentence.language]:
        after += 1
    return start, marks[after][0] if after < len(marks) else sentence.end


@once
def _clause_marks(sentence: Sentence, document: Document) -> list[Place]:
    words = document.words(sentence.start, sentence.end)
    return [(sentence.start + mark.start(), sentence.start + mark.end()) for mark in _CLAUSE_MARK.finditer(words)]


def _place(item: Time | Quantity) -> Place:
    return item.evidence.start, item.evidence.end


def _rivals(place: Place, width: int, draft: Draft, sentence: Sentence) -> Iterator[str]:
    """Yield whether the date stands nearer to something else: a change in figures, another measure or action."""
    figures = [quantity for quantity in sentence.quantities if quantity.change]
    others = [hit for hit in sentence.of("measures") if hit.entry.value != draft.measure]
    yield f"figure nearer={any(gap(place, _place(figure)) < width for figure in figures)}"
    yield f"other measure nearer={any(gap(place, hit[:2]) < width for hit in others)}"
    yield f"{sentence.language} measure left={_last_measure(place, draft, sentence)}"
    actions = [(gap(place, hit[:2]), hit.entry.value) for hit in sentence.of("actions")]
    if actions:
        yield f"nearest action={'own' if min(actions)[1] == draft.action else 'other'}"
        yield f"own action={any(action == draft.action for _, action in actions)}"


def _last_measure(place: Place, draft: Draft, sentence: Sentence) -> str:
    """Tell whether the last measure named before the date, which it may qualify, is the event's: own, other or none."""
    before = max((hit for hit in sentence.of("measures") if hit.end <= place[0]), key=lambda hit: hit[:2], default=None)
    if before is None:
        return "none"
    return "own" if before.entry.value == draft.measure else "other"


def _cues(place: Place, draft: Draft, sentence: Sentence) -> Iterator[str]:
    """Yield the role that the nearest cue on either side tells."""
    reach = _CUE_REACH[sentence.language]
    cues = sentence.of("date_roles")
    for where in ("left", "right"):
        near = [
            (width, hit.entry.value)
            for hit in cues
            if (hit.end <= place[0]) == (where == "left") and (width := gap(place, hit[:2])) <= reach
        ]
        role = min(near)[1] if near else "none"
        yield f"{sentence.language} {where} cue={role}"
        yield f"{where} cue={role} {draft.stage}"
        if near:
            yield f"{sentence.language} {where} cue={role} gap={min(near)[0] * 4 // reach}"


def _of_clause(place: Place, draft: Draft, sentence: Sentence, document: Document) -> Iterator[str]:
    """Yield what else the date's clause holds: a mention of the event, cues of roles, who acts."""
    language = sentence.language
    start, end = clause_of(place, sentence, document)
    holds = any(mention.sentence is sentence and start <= mention.start < end for mention in draft.mentions)
    cues = _cues_within(start, end, sentence)
    actor = _nearest_actor(place, draft, sentence, document)
    left, right = _actors_beside(place, draft, sentence, document)
    yield f"clause mention={holds}"
    yield f"{language} clause mention={holds}"
    yield f"{language} clause cues={cues}"
    yield f"clause cues={cues} {draft.stage}"
    yield f"clause cues={cues} mention={holds}"
    yield f"{language} actor left={left}"
    yield f"{language} actor right={right}"
    yield f"actor={actor}"
    yield f"actor={actor} {draft.stage}"


def _cues_within(start: int, end: int, sentence: Sentence) -> str:
    return "+".join(sorted({hit.entry.value for hit in sentence.of("date_roles") if start <= hit.start < end}))


def _nearest_actor(place: Place, draft: Draft, sentence: Sentence, document: Document) -> str:
    """Tell whether the naming nearest to the date in its clause is that of the event's issuer: own, other or none."""
    near = min(_in_clause(place, sentence, document), key=lambda named: gap(named[:2], place), default=(0, 0, None))
    return _whose(near[2], draft)


def _actors_beside(place: Place, draft: Draft, sentence: Sentence, document: Document) -> tuple[str, str]:
    """Tell the same of the last naming before the date and the first one after it in its clause."""
    named = _in_clause(place, sentence, document)
    before = max((one for one in named if one[1] <= place[0]), key=lambda one: one[1], default=(0, 0, None))
    after = min((one for one in named if one[0] >= place[1]), key=lambda one: one[0], default=(0, 0, None))
    return _whose(before[2], draft), _whose(after[2], draft)


def _in_clause(place: Place, sentence: Sentence, document: Document) -> list[tuple[int, int, str | None]]:
    start, end = clause_of(place, sentence, document)
    return [(one.start, one.end, one.code) for one in actors_in(sentence, document) if start <= one.start < end]


def _whose(code: str | None, draft: Draft) -> str:
    if code is None:
        return "none"
    return "own" if code == draft.issuer.jurisdiction else "other"
