"""A number without a unit counts what the noun or classifier after it names: `36 new entities`, `28家`."""

import re
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.finding.quantities import chinese
from extract.finding.quantities.amounts import period_after
from extract.finding.quantities.draft import Draft
from extract.finding.quantities.number import Number
from extract.finding.quantities.ranges import looks_like_year
from extract.knowledge.loading import HOME
from extract.records.codes import Bound

_REACH = 70
"""Code points after a number in which its noun must end."""


class _Cues(NamedTuple):
    """`noun` follows what is counted; `members` follows a number of some of them, and is no part of its words.

    `named_before` stands before figures of a name or a date, `denied_before` and `denied_after` beside figures that count nothing.
    """

    noun: re.Pattern[str]
    members: re.Pattern[str]
    named_before: re.Pattern[str]
    denied_before: re.Pattern[str]
    denied_after: re.Pattern[str]


_NONE = re.compile(r"(?!)")
_NAME = 12
"""Code points before a number that are read for a name or a date that it is part of: `F-35 jets`, `April 19 rules`."""


@cache
def _cues(language: str) -> _Cues:
    words: dict[str, Any] = read_grammar(HOME / language / "quantities.yaml")
    nouns = alternatives(words.get("nouns", ()))
    if language == "en":
        gap = rf"(?:[ -](?!(?:{alternatives(words['gap_stops'])})\b)(?:[a-z][a-z'.-]*|\([a-z-]+\))(?: and [a-z-]+(?= ))?){{0,5}}?"
        return _Cues(
            re.compile(
                rf"\+?(?: \(\d+\)| or so| or more| odd)?(?:{gap}[ -]({nouns})\b| ({alternatives(words['direct_nouns'])})\b)"
            ),
            re.compile(
                rf" of (?:its|their|the|his|her|our|those|these|which)(?: [\d,]+| [a-z]+ hundred)?{gap} ({nouns})\b"
            ),
            re.compile(words["named_before"]),
            re.compile(rf"(?:\b(?:{alternatives(words['denied_before'])}) ?(?:no\. ?)?|[#§])$"),
            re.compile(r"[-/]\d|(?:st|nd|rd|th)\b|:\d|\.\d"),
        )
    return _Cues(
        chinese.cues_of().classifier,
        _NONE,
        re.compile(words["named_before"]),
        re.compile(rf"(?:{alternatives(words['denied_before'])}) ?$"),
        re.compile(rf" ?(?:{alternatives(words['denied_after'])})"),
    )


def is_denied(number: Number, folded: str, language: str) -> bool:
    """Tell whether the words before the number make it a name's (`No. 18`, `第61`) and no quantity's."""
    return _cues(language).denied_before.search(folded[max(number.start - 14, 0) : number.start]) is not None


def may_count(number: Number, folded: str, language: str) -> bool:
    """Tell whether the number can count something: whole, no year, and not part of a longer figure."""
    is_part = _cues(language).denied_after.match(folded, number.end)
    return number.value == int(number.value) and not is_part and not looks_like_year(number, folded)


def count(number: Number, last: Number, values: tuple[float, float | None], folded: str, language: str) -> Draft | None:
    """Return the count that begins with `number` and ends with `last`, or None when no noun follows."""
    cues = _cues(language)
    if not may_count(number._replace(value=values[0], end=last.end), folded, language):
        return None
    if cues.named_before.search(folded[max(number.start - _NAME, 0) : number.start]):
        return None
    reach = min(last.end + _REACH, len(folded))
    noun = cues.noun.match(folded, last.end, reach)
    if noun is None and cues.members.match(folded, last.end, reach) is None:
        return None
    if language == "zh" and not chinese.is_counting(number, folded, last.end):
        return None
    draft = Draft(number.start, noun.end() if noun else last.end, values[0], "count", values[1])
    draft.bound = bound_within(number, last)
    draft.period = (
        chinese.period_before(folded, draft.start) if language == "zh" else period_after(folded, draft.end, "en")
    )
    return draft


def bound_within(number: Number, last: Number) -> Bound:
    """Return the bound that the words of a number tell, or of the number that ends its range: `十余`, `二十来`."""
    if number.is_more or last.is_more:
        return "at_least"
    return "about" if number.is_about or last.is_about else "exact"
