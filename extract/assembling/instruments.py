"""The legal act of an event: the one named beside its mentions, or the one that the article is the text of."""

from extract.assembling.act_keys import complete_key
from extract.assembling.drafts import Draft
from extract.finding.document import Document, Sentence, once
from extract.finding.instruments import InstrumentMention
from extract.records import Instrument

_HEAD = 2
"""Sentences from the top in which the heading of an act stands."""
_HEADING = 0.3
"""Share of its sentence that a numbered act fills in a heading; in the news it is named in passing."""


def find_instrument(draft: Draft, document: Document) -> Instrument | None:
    """Return the act named in a sentence of the event, one with a key first, then the nearest to a mention.

    Where none is named there and the article is itself the text of an act, it is that act.
    """
    named = [
        (item.key is None, abs(item.start - mention.start), item.start, item, mention.sentence)
        for mention in draft.mentions
        for item in mention.sentence.instruments
    ]
    heading = heading_of(document) if draft.action != "maintain" else None  # what stays was made by another act
    found = min(named, key=lambda ranked: ranked[:3])[3:] if named else heading
    if found is None:
        return None
    item, sentence = found
    key = complete_key(item, sentence, draft)
    return Instrument(name=item.name, number=item.number, key=key, evidence=document.span(item.start, item.end))


@once
def heading_of(document: Document) -> tuple[InstrumentMention, Sentence] | None:
    """Return the numbered act that stands as a heading over the article."""
    return next(
        (
            (item, sentence)
            for sentence in document.sentences[:_HEAD]
            for item in sentence.instruments
            if item.number is not None and item.end - item.start >= _HEADING * (sentence.end - sentence.start)
        ),
        None,
    )
