"""The legal act of an event: the one named beside its mentions."""

from extract.assembling.drafts import Draft
from extract.finding.document import Document
from extract.finding.instruments import InstrumentMention
from extract.records import Instrument


def find_instrument(draft: Draft, document: Document) -> Instrument | None:
    """Return the act named in a sentence of the event, one with a key first, then the nearest to a mention."""
    named = [
        (item.key is None, abs(item.start - mention.start), item.start, item)
        for mention in draft.mentions
        for item in mention.sentence.instruments
    ]
    if not named:
        return None
    item: InstrumentMention = min(named, key=lambda ranked: ranked[:3])[3]
    return Instrument(name=item.name, number=item.number, key=item.key, evidence=document.span(item.start, item.end))
