"""The instrument of the gold form, a string, as name, number and key; and the headline, which the gold form has not."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from extract.assembling.drafts import Draft
from extract.assembling.headlines import headline_of
from extract.finding.instruments import InstrumentMention, find_instruments
from extract.knowledge import load_knowledge
from extract.records import Headline, Instrument, Issuer, MaterialMention, Target

_HAN = re.compile(r"[\u3400-\u9fff]")
_BARE_NUMBER = re.compile(r"(?:No|of|[\W\d第号號年])+", re.IGNORECASE)


def instrument_of(words: str, *, jurisdiction: str, published: str | None) -> Instrument:
    """Return the act that `words` name; the event's issuer and the article's year fill what its key leaves open."""
    year = int(published[:4]) if published and published[:4].isdigit() else None
    found = _mention(words, year)
    if found is None:
        return Instrument(name=words)
    key = f"{jurisdiction}{found.key[1:]}" if found.key and found.key.startswith("?:") else found.key
    return Instrument(name=words, number=found.number, key=key)


def _mention(words: str, year: int | None) -> InstrumentMention | None:
    """Return the numbered act among the words, else the first; a bare number is that of an announcement."""
    language = "zh" if _HAN.search(words) else "en"
    announcement = f"{words}公告" if language == "zh" else f"Announcement {words}"
    mentions: Sequence[InstrumentMention] = ()
    for text in (words, announcement) if _BARE_NUMBER.fullmatch(words) else (words,):
        mentions = mentions or find_instruments(text, language=language, year=year)
    return next((mention for mention in mentions if mention.number), mentions[0] if mentions else None)


def headline_of_gold(
    gold: Mapping[str, Any], targets: Sequence[Target], materials: Sequence[MaterialMention]
) -> Headline:
    """Return the line that the extractor would write for an event of the gold form."""
    codes = {name: gold[name] for name in ("measure", "action", "stage", "certainty")}
    issuer = Issuer(jurisdiction=gold["issuer"].get("jurisdiction") or "XX")
    return headline_of(Draft(**codes, issuer=issuer), targets, materials, load_knowledge())
