"""The dates in the life of an event: which of those told beside its mentions are its own, and what they are.

`weighing` says how well a date's surroundings fit `announced`, `effective`, `expires`, or none of them.
"""

from collections.abc import Iterator
from math import exp
from typing import NamedTuple, get_args

from extract.assembling.drafts import Draft
from extract.assembling.nearby import Place, commas, distance, gap, side, words_at
from extract.assembling.neighbours import neighbours_of
from extract.assembling.weighing import weigh
from extract.finding.document import Document, Sentence
from extract.records import EventDate, Quantity, Time
from extract.records.codes import DateRole
from extract.records.edtf import day_bounds, is_edtf

ROLES: tuple[DateRole, ...] = get_args(DateRole)
SURE = 0.35
"""Least probability of a role; the one with the best F1 on held-out folds of annotated articles."""
_CUE_REACH = {"en": 40, "zh": 14}
"""Code points from a date to the words that tell its role."""
_AGES = (-30, -1, 0, 7, 31, 200, 400, 1000)
"""Days before the article's own date that divide coming dates from new and old ones."""


class Candidate(NamedTuple):
    """One reading of a time: its value, and `form`, which part of an interval it is or how exact."""

    value: str
    form: str
    time: Time


def find_dates(draft: Draft, document: Document) -> tuple[EventDate, ...]:
    """Return the event's dates, the likeliest of each role, in the order of the text.

    "From May 1" is a date with the role `effective`, not an interval without an end.
    """
    best: dict[DateRole, tuple[float, Candidate]] = {}
    for candidate, traits in candidates_of(draft, document):
        role, share = _role(traits)
        if share >= SURE and (role not in best or share > best[role][0]):
            best[role] = share, candidate
    told = sorted(best.items(), key=lambda item: (item[1][1].time.evidence.start, item[0]))
    return tuple(
        EventDate(role=role, value=candidate.value, evidence=candidate.time.evidence, basis=candidate.time.basis)
        for role, (_, candidate) in told
    )


def _role(traits: list[str]) -> tuple[DateRole, float]:
    odds = {role: exp(weigh(f"date {role}", traits)) for role in ROLES}
    role = max(ROLES, key=lambda role: odds[role])
    return role, odds[role] / (sum(odds.values()) + exp(weigh("no date", traits)))


def candidates_of(draft: Draft, document: Document) -> Iterator[tuple[Candidate, list[str]]]:
    """Yield every reading of every date in the event's sentences, with its traits."""
    for sentence in draft.sentences:
        for time in sentence.times:
            shared: list[str] | None = None
            for candidate in _readings(time):
                shared = shared or _traits(time, sentence, draft, document)
                yield candidate, [*shared, *_own_traits(candidate, draft, document, sentence.language)]


def _readings(time: Time) -> Iterator[Candidate]:
    if time.value is None or not is_edtf(time.value):
        return
    first, _, last = time.value.partition("/")
    if last == "..":
        yield Candidate(first, "from", time)
    elif first == "..":
        yield Candidate(last, "until", time)
    elif last and len(first) == len("2025-10-09"):
        yield Candidate(first, "first", time)
        yield Candidate(last, "last", time)
    else:
        yield Candidate(time.value, "span" if last else f"length={len(first)}", time)


def _own_traits(candidate: Candidate, draft: Draft, document: Document, language: str) -> Iterator[str]:
    age = _age(candidate.value, document.article.published)
    exact = len(candidate.value.partition("/")[0])
    yield f"form={candidate.form}"
    yield f"{language} form={candidate.form}"
    yield f"exact={exact}"
    yield f"age={age}"
    yield f"{draft.stage} age={age}"
    yield f"exact={exact} age={age}"


def _age(value: str, published: str | None) -> str:
    today = day_bounds(published)[0] if published else None
    first = day_bounds(value)[0]
    if today is None or first is None:
        return "unknown"
    days = (today - first).days
    return str(sum(days > limit for limit in _AGES))


def _place(item: Time | Quantity) -> Place:
    return item.evidence.start, item.evidence.end


def _traits(time: Time, sentence: Sentence, draft: Draft, document: Document) -> list[str]:
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
        *(f"{language} {trait}" for trait in neighbours_of(*place, sentence, document)),
        *(f"{language} word={word}" for word in words_at(place, sentence, document)),
    ]


def _rivals(place: Place, width: int, draft: Draft, sentence: Sentence) -> Iterator[str]:
    """Yield whether the date stands nearer to something else: a change in figures, another measure or action."""
    figures = [quantity for quantity in sentence.quantities if quantity.change]
    others = [hit for hit in sentence.of("measures") if hit.entry.value != draft.measure]
    yield f"figure nearer={any(gap(place, _place(figure)) < width for figure in figures)}"
    yield f"other measure nearer={any(gap(place, hit[:2]) < width for hit in others)}"
    actions = [(gap(place, hit[:2]), hit.entry.value) for hit in sentence.of("actions")]
    if actions:
        yield f"nearest action={'own' if min(actions)[1] == draft.action else 'other'}"
        yield f"own action={any(action == draft.action for _, action in actions)}"


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
