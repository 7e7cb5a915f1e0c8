"""How long licences last, where a sentence of its own tells it after the event: "Licences are valid for six months."."""

from collections.abc import Iterator

from extract.assembling.drafts import Draft
from extract.finding.document import Document, Sentence
from extract.records import Condition, Span, Time
from extract.records.mentions import is_duration

_NEAR = 20
"""Code points between the words for a term and its duration."""


def find_terms(draft: Draft, document: Document) -> tuple[Condition, ...]:
    """Return the terms told in the sentences right after the event's mentions that speak of no other measure."""
    own = {sentence.number for sentence in draft.sentences}
    after = sorted({number + 1 for number in own} - own)
    told = [
        condition
        for number in after
        if number < len(document.sentences)
        for condition in _terms(document.sentences[number], draft)
    ]
    return tuple({condition.value: condition for condition in told}.values())


def _terms(sentence: Sentence, draft: Draft) -> Iterator[Condition]:
    if any(hit.entry.get("strength") != "weak" and hit.entry.value != draft.measure for hit in sentence.of("measures")):
        return
    for hit in sentence.of("conditions"):
        if hit.entry.get("term") is not None:
            yield from (_term(time) for time in sentence.times if _is_near(time.evidence, hit.end) and _lasts(time))


def _is_near(span: Span, end: int) -> bool:
    return -1 <= span.start - end <= _NEAR


def _lasts(time: Time) -> bool:
    return time.value is not None and is_duration(time.value)


def _term(time: Time) -> Condition:
    span = time.evidence
    return Condition(type="validity_period", effect="limit", value=time.value, text=span.quote, evidence=span)
