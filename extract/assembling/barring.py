"""Whom the terms of a programme shut out: "would bar firms linked to the military", 军工企业不能使用."""

import re
from collections.abc import Iterator
from typing import cast

from extract.assembling.drafts import PROGRAMMES, Draft
from extract.finding.document import Document, Sentence
from extract.finding.opinion import Place
from extract.knowledge import Hit
from extract.records import Condition
from extract.records.codes import Effect

_CLAUSE_MARK = re.compile(r"[,，.。;；:：—]\s|[，。；：]|[.]$|\b(?:while|but)\b|\swhen\s")
_MOST = 120
"""Code points from the words that shut out to the users that they shut out."""


def find_barred(draft: Draft, document: Document) -> tuple[Condition, ...]:
    """Return the conditions by which a programme shuts out, or looks closely at, users with ties to armed forces.

    They stand in its sentences and in those right after, in one clause with the users. Other measures have none.
    """
    if draft.measure not in PROGRAMMES:
        return ()
    numbers = {sentence.number + step for sentence in draft.sentences for step in (0, 1)}
    sentences = (document.sentences[number] for number in sorted(numbers) if number < len(document.sentences))
    found = {condition.text: condition for sentence in sentences for condition in _barred(sentence, document)}
    return tuple(found.values())


def _barred(sentence: Sentence, document: Document) -> Iterator[Condition]:
    users = [hit for hit in sentence.of("targets") if hit.entry.value == "military"]
    for cue in sentence.of("barring") if users else ():
        start, end = _clause(cue, sentence, document)
        barred = [hit for hit in users if start <= hit.start and hit.end <= end and abs(hit.start - cue.end) <= _MOST]
        if barred:
            first = cue.start if barred[0].start > cue.start else start
            span = document.span(*_trimmed(first, end, document))
            effect = cast("Effect", cue.entry.value)
            yield Condition(type="end_user", effect=effect, value=None, text=span.quote, evidence=span)


def _clause(cue: Hit, sentence: Sentence, document: Document) -> Place:
    """Return the clause in which words stand, `[start, end)`."""
    words = document.words(sentence.start, sentence.end)
    marks = [(sentence.start + mark.start(), sentence.start + mark.end()) for mark in _CLAUSE_MARK.finditer(words)]
    start = max((mark[1] for mark in marks if mark[1] <= cue.start), default=sentence.start)
    return start, min((mark[0] for mark in marks if mark[0] >= cue.end), default=sentence.end)


def _trimmed(start: int, end: int, document: Document) -> Place:
    words = document.words(start, end)
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
