"""The dates that may be an event's own, with the traits that tell whether they are: those beside its mentions and near them.

English news names a date in the sentence that it is of, or in the one before; Chinese news names it once for several.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.assembling.date_traits import age_of, role_at_once, traits_beside, traits_near
from extract.assembling.drafts import Draft
from extract.finding.document import Document, Sentence
from extract.records import Time
from extract.records.edtf import is_edtf

_STEPS = {"en": (-1,), "zh": (-1, 1, -2)}
"""Sentences from a mention's in which its dates may stand too, the best first; chosen on held-out folds."""
_MANY = 4
_YEAR, _MONTH = len("2025"), len("2025-10")


class Candidate(NamedTuple):
    """One reading of a time: its value, and `form`, which part of an interval it is or how exact.

    `role` is the one that the words right at the time tell; it has no other then.
    """

    value: str
    form: str
    time: Time
    role: str | None = None


Seen = tuple[Candidate, list[str]]
"""A candidate with its traits."""


def candidates_of(draft: Draft, document: Document) -> list[Seen]:
    """Return every reading of every date in the event's sentences and near them, with its traits."""
    beside = [seen for sentence in draft.sentences for seen in _beside(sentence, draft, document)]
    if draft.action == "maintain":  # what stays did not begin on the day of which the sentences around tell
        return _with_nesting(beside)
    near = [
        seen
        for sentence, step in _near_sentences(draft, document)
        for seen in _near(sentence, step, draft, document, dated=bool(beside))
    ]
    return _with_nesting([*beside, *near])


def traits_of_none(draft: Draft, count: int) -> list[str]:
    """Return the traits of the answer that none of `count` candidates is the date asked for."""
    language = draft.mentions[0].sentence.language
    return [
        "any",
        language,
        f"stage={draft.stage}",
        f"{language} {draft.stage}",
        f"dates={min(_MANY, count)}",
        f"measure={draft.measure}",
        f"{language} action={draft.action}",
    ]


def _beside(sentence: Sentence, draft: Draft, document: Document) -> Iterator[Seen]:
    for time in sentence.times:
        shared: list[str] | None = None
        for candidate in _readings(time, sentence, document):
            shared = shared or traits_beside(time, sentence, draft, document)
            yield candidate, [*shared, *_own_traits(candidate, draft, document, sentence.language)]


def _near(sentence: Sentence, step: int, draft: Draft, document: Document, *, dated: bool) -> Iterator[Seen]:
    for order, time in enumerate(sentence.times):
        shared: list[str] | None = None
        for candidate in _readings(time, sentence, document):
            if shared is None:
                shared = [f"dated={dated}", f"dated={dated} {draft.stage}", f"order={min(2, order)}"]
                shared += traits_near(time, sentence, draft, document)
            age = age_of(candidate.value, document.article.published)
            own = (f"form={candidate.form}", f"exact={_exactness(candidate)}", f"age={age}", f"{draft.stage} age={age}")
            plain = [*shared, *own]
            yield candidate, [f"near {where}{trait}" for trait in plain for where in ("", f"{step} ")]


def _near_sentences(draft: Draft, document: Document) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences near a mention that tell none themselves, each with its step from the nearest mention."""
    own = {sentence.number for sentence in draft.sentences}
    steps: dict[int, int] = {}
    for step in _STEPS[draft.mentions[0].sentence.language]:
        for number in own:
            if number + step not in own and 0 <= number + step < len(document.sentences):
                steps.setdefault(number + step, step)
    yield from ((document.sentences[number], step) for number, step in sorted(steps.items()))


def _readings(time: Time, sentence: Sentence, document: Document) -> Iterator[Candidate]:
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
        role = role_at_once(time, sentence, document)
        yield Candidate(time.value, "span" if last else f"length={len(first)}", time, role)


def _own_traits(candidate: Candidate, draft: Draft, document: Document, language: str) -> Iterator[str]:
    age, exact = age_of(candidate.value, document.article.published), _exactness(candidate)
    yield f"form={candidate.form}"
    yield f"{language} form={candidate.form}"
    yield f"exact={exact}"
    yield f"age={age}"
    yield f"{draft.stage} age={age}"
    yield f"exact={exact} age={age}"


def _exactness(candidate: Candidate) -> int:
    return len(candidate.value.partition("/")[0])


def _with_nesting(found: Sequence[Seen]) -> list[Seen]:
    """Add whether a date holds another one of the event (October holds October 7), or lies in one."""
    values = {candidate.value for candidate, _ in found}
    holding = {value[:length] for value in values for length in (_YEAR, _MONTH) if len(value) > length}
    for candidate, traits in found:
        value = candidate.value
        if value in holding:
            traits += ["holds another", f"holds another exact={len(value)}"]
        if any(value[:length] in values for length in (_YEAR, _MONTH) if len(value) > length):
            traits.append("in another")
    return list(found)
