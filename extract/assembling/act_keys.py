"""Completes the key of a numbered act with the authorities that its sentence names apart from the number.

"商务部、海关总署10月20日发布公告2023年第39号": the finder reads `?:?:2023:39`, the sentence says `CN:MOFCOM+GAC:2023:39`.
"""

from extract.assembling.drafts import Draft
from extract.finding.document import Sentence
from extract.finding.instruments import InstrumentMention
from extract.finding.instruments.mention import register
from extract.records.codes import UNKNOWN

_UNTOLD = "?"


def complete_key(item: InstrumentMention, sentence: Sentence, draft: Draft) -> str | None:
    """Return the act's key with what the sentence and the event's issuer tell; what neither tells stays `?`."""
    if item.key is None or not item.key.startswith(f"{_UNTOLD}:{_UNTOLD}:"):
        return item.key
    rest = item.key.removeprefix(f"{_UNTOLD}:{_UNTOLD}:")
    place = draft.issuer.jurisdiction
    codes = _issuing(sentence, item, place)
    if place == UNKNOWN:
        return item.key
    return f"{place}:{'+'.join(codes) or _UNTOLD}:{rest}"


def _issuing(sentence: Sentence, item: InstrumentMention, place: str) -> list[str]:
    """Return the codes of the authorities of `place` named before the act that issue numbered acts, in their order."""
    known = {
        f"{issuer.jurisdiction}.{issuer.code}"
        for language in ("en", "zh")
        for issuer in register(language).issuers.values()
    }
    named = [
        hit.entry.value
        for hit in sentence.of("authorities")
        if hit.end <= item.start and hit.entry.value in known and hit.entry.value.startswith(f"{place}.")
    ]
    return [value.partition(".")[2] for value in dict.fromkeys(named)]
