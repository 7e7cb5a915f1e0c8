"""A date mention on its way: what its words say, and what that means on the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from extract.finding.grammar import Found, Grammar
from extract.finding.numerals import parse_chinese, parse_english
from extract.finding.times.periods import Period
from extract.records.mentions import Relative


@dataclass(slots=True)
class Mention:
    """`[start, end)` of the text; `fields` are its words' values; `period`, `duration` or `relative` is what they mean."""

    start: int
    end: int
    make: str
    fields: dict[str, Any]
    period: Period | None = None
    duration: str | None = None
    relative: Relative | None = None
    basis: str | None = None
    role: str | None = None
    given_year: bool = field(default=False)

    @property
    def value(self) -> str | None:
        """The EDTF or ISO 8601 value, None when it is open."""
        return self.duration or (self.period.value if self.period is not None else None)


def mention_of(found: Found, grammar: Grammar) -> Mention:
    """Return the mention of a matched rule, its words decoded into values."""
    fields: dict[str, Any] = dict(found.rule.fixed)
    for name, words in found.groups.items():
        if name.startswith("_"):
            continue
        stem = name.rstrip("23")
        second = name[len(stem) :]
        fields[grammar.aliases.get(stem, stem) + second] = decode(stem, words, grammar)
    given = not fields.keys().isdisjoint(("year", "year2", "roc_year", "late_roc_year", "era"))
    return Mention(found.start, found.end, found.rule.make, fields, given_year=given)


def decode(name: str, words: str, grammar: Grammar) -> Any:
    """Return the value of the words of a group: of the lexicon of that name (or of its field), or a number, or the words."""
    for lexicon in (name, grammar.aliases.get(name, name), "nth", "small_number"):
        values: Mapping[str, Any] = grammar.lexicon.get(lexicon, {})
        if words in values:
            return values[words]
    number = parse_chinese(words) if grammar.language == "zh" else parse_english(words)
    if number is None:
        return words
    return int(number) if number == int(number) else number
