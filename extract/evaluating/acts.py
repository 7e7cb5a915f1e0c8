"""The instrument of the gold form, a string, as name, number and key; and what the gold form leaves to be derived."""

import re
from collections.abc import Mapping
from typing import Any

from extract.records import Headline, Instrument
from extract.records.codes import Action, Direction, Measure

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBERED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}\s*年?\s*第?\s*(?P<number>\d+)\s*[号號]",
        rf"No\.?\s*(?P<number>\d+)(?:\s*(?:of|,|/|\()\s*{_YEAR})?",
        r"第\s*(?P<number>\d+)\s*[号號]",
        rf"\b(?P<number>\d+)\s+of\s+{_YEAR}",
    )
)
_AUTHORITIES = (
    (re.compile(r"商务部|商務部|MOFCOM|Ministry of Commerce|commerce ministry", re.IGNORECASE), "MOFCOM"),
    (re.compile(r"海关总署|海關總署|General Administration of Customs|\bGACC?\b", re.IGNORECASE), "GAC"),
    (re.compile(r"税委会|国务院关税税则委员会|Customs Tariff Commission", re.IGNORECASE), "SCTC"),
    (re.compile(r"国务院令|國務院令|State Council Order", re.IGNORECASE), "SC"),
)


def instrument_of(words: str, *, jurisdiction: str) -> Instrument:
    """Return the instrument that `words` name; `key` only when they give its number, its year and its authority."""
    match = next((found for pattern in _NUMBERED if (found := pattern.search(words))), None)
    if match is None:
        return Instrument(name=words)
    number, year = match["number"], match.groupdict().get("year")
    authorities = "+".join(code for pattern, code in _AUTHORITIES if pattern.search(words))
    key = f"{jurisdiction}:{authorities}:{year}:{number}" if authorities and year else None
    return Instrument(name=words, number=f"{number}/{year}" if year else number, key=key)


_EASING_MEASURES = frozenset({"general_licence", "validated_end_user", "expedited_review", "exemption"})
_STRICTER = frozenset({"introduce", "expand", "tighten", "resume", "extend", "enforce"})
_LOOSER = frozenset({"ease", "suspend", "end"})


def direction_of(measure: Measure, action: Action) -> Direction:
    """Return whether trade becomes harder or easier."""
    if action in ("grant", "deny", "delay"):
        return "easing" if action == "grant" else "tightening"
    if action not in _STRICTER | _LOOSER:
        return "neutral"
    harder = (action in _STRICTER) != (measure in _EASING_MEASURES)
    return "easing" if action == "ease" else "tightening" if action == "tighten" or harder else "easing"


def headline_of(gold: Mapping[str, Any]) -> Headline:
    """Return a line made of the codes."""
    what = ", ".join(dict.fromkeys(item["id"].removeprefix("other:").replace("_", " ") for item in gold["materials"]))
    codes = " ".join(gold[key].replace("_", " ") for key in ("action", "measure"))
    line = f"{gold['issuer']['jurisdiction']}: {codes}" + (f" ({what})" if what else "")
    return Headline(en=line, zh=line)
