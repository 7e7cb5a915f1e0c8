"""Legal acts in English text: numbered ones by their forms, named ones by a head word and the capitals before it."""

import re
from collections.abc import Iterator
from functools import cache

from extract.finding.grammar import alternatives
from extract.finding.instruments.mention import InstrumentMention, cues, numbered_key, register

_NUMBER = r"\d+[A-Z]?(?:/\d{4}(?:-\d{2,4})?)?"
_LIST = rf"{_NUMBER}(?:(?:, | and |, and | to | through |-)(?:Nos?\. ?)?\d{{1,4}}\b)*"
_YEAR = r"(?:,? (?:of |in )?\(?((?:19|20)\d\d)\)?)?"


@cache
def _numbered() -> tuple[re.Pattern[str], ...]:
    issuer = rf"(?:{register('en').issuer_pattern})"
    kinds = alternatives(cues("en")["kinds"])
    who = rf"(?:(?:the |and |, |& |China's |Chinese )*{issuer}(?:'s|’s)?(?: \([A-Z]+\))? ?)*"
    behind = rf"(?:,? (?:of|by|from|issued by|jointly issued by) (?:China's )?(?:(?:, | and |, and |the |and the )*{issuer})+)?"
    return (
        re.compile(
            rf"(?P<who>{who})(?:\b[Jj]oint |\bGovernment |\bPresidential |\bpresidential )?\b(?P<kind>{kinds})"
            rf"(?: \([A-Z]+\))?(?: (?:Nos?\.?|Number|#) ?|(?<=Ann\.) ?|(?<=Announcement) (?=\d)|(?<=Announcements) (?=\d)|(?<=Decree) (?=\d)|(?<=Law) (?=\d))(?P<number>{_LIST})"
            rf"{_YEAR.replace('((?:19', '(?P<year>(?:19')}(?P<behind>{behind})"
        ),
        re.compile(
            r"\bNo\. ?(?P<number>\d+) (?P<kind>announcement|decree|Announcement|Decree)(?: of (?P<year>(?:19|20)\d\d))?"
        ),
        re.compile(r"\b(?P<kind>Announcement) (?:No\. )?(?P<year>20\d\d) No\. ?(?P<number>\d+)"),
    )


_CUE = re.compile(r"\bNos?\.|\bAnn\.|\bAnnouncements? \d|\bDecree \d|\bLaw \d|\bNumber \d|#\d")


def find_english(text: str, year: int | None) -> Iterator[InstrumentMention]:
    """Yield the acts in English `text`; they may overlap."""
    yield from _fixed(text)
    yield from _by_number(text, year)
    yield from _known(text)
    yield from _named(text)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the keys of acts with a form of their own, and the patterns of these forms."""
    return tuple((form["key"], re.compile(form["pattern"])) for form in cues("en")["forms"])


def _fixed(text: str) -> Iterator[InstrumentMention]:
    for key, pattern in _forms():
        for match in pattern.finditer(text):
            numbers = [group.replace(",", "") for group in match.groups()]
            yield InstrumentMention(match.start(), match.end(), match.group(), "/".join(numbers), key.format(*numbers))
    sections = alternatives(cues("en")["sections"])
    for match in _compiled(rf"\b[Ss]ection ({sections})\b(?: tariffs?\b)?").finditer(text):
        yield InstrumentMention(
            match.start(),
            match.start(1) + len(match.group(1)),
            f"Section {match.group(1)}",
            match.group(1),
            f"US:SECTION:{match.group(1)}",
        )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_BACK = 150
"""Code points before a number in which its act and its issuers are looked for."""


def _by_number(text: str, year: int | None) -> Iterator[InstrumentMention]:
    done = 0
    for cue in _CUE.finditer(text):
        if cue.start() < done:
            continue
        for pattern in _numbered():
            match = pattern.search(text, max(cue.start() - _BACK, done), min(cue.end() + _BACK, len(text)))
            if match is not None and match.start() <= cue.start() < match.end():
                done = match.end()
                yield from _numbered_mentions(match, year)
                break


def _numbered_mentions(match: re.Match[str], year: int | None) -> Iterator[InstrumentMention]:
    groups = match.groupdict()
    issuer = register("en")
    told = (groups.get("who") or "") + (groups.get("behind") or "")
    who = [issuer.issuers[name] for name in _compiled(issuer.issuer_pattern).findall(told)]
    own_year = int(groups["year"]) if groups.get("year") else year
    kind = cues("en")["kinds"][groups["kind"]]
    numbers = list(re.finditer(r"\d+[A-Z]?(?:/\d{4}(?:-\d{2,4})?)?", groups["number"]))
    for index, number in enumerate(numbers):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
        start = start if index == 0 else match.start("number") + number.start()
        end = match.end() if len(numbers) == 1 else match.start("number") + number.end()
        name = (
            match.string[start : match.end()]
            if index == 0 and len(numbers) == 1
            else f"{groups['kind']} No. {number.group()}"
        )
        yield InstrumentMention(start, end, name, number.group(), numbered_key(who, kind, own_year, number.group()))


def _known(text: str) -> Iterator[InstrumentMention]:
    acts = register("en")
    for match in _compiled(rf"\b(?:{acts.known_pattern})\b").finditer(text):
        end = match.end()
        short = re.compile(r" \((?:the )?[\"“]?[A-Z]{2,8}[\"”]?\)").match(text, end)
        yield InstrumentMention(
            match.start(),
            short.end() if short else end,
            text[match.start() : short.end() if short else end],
            None,
            acts.known[match.group()],
        )


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{alternatives(cues('en')['heads'])})\b")


_WORD_BEFORE = re.compile(r"([A-Za-z][\w.'’&-]*|\d{4}|\([A-Z][\w ]*\)|&),? $")
_AFTER_NAME = re.compile(r"(?: of (?:19|20)\d\d| (?:19|20)\d\d)?(?: \((?:the )?[\"“]?[A-Z]{2,8}(?: Act)?[\"”]?\))?")
_LONGEST = 16
"""Words that the name of an act may have before its head word."""


def _named(text: str) -> Iterator[InstrumentMention]:
    weak, joins = set(cues("en")["weak"]), set(cues("en")["joins"])
    for head in _heads().finditer(text):
        start, strong, position = head.start(), 0, head.start()
        for _ in range(_LONGEST):
            word = _WORD_BEFORE.search(text, max(position - 40, 0), position)
            if word is None:
                break
            plain = word.group(1)
            if not (plain[0].isupper() or plain in joins):
                break
            position = word.start()
            if plain[0].isupper():
                start = position
                strong += plain not in weak
            if word.group().endswith(", ") and plain in joins:
                break
        start = _skip_leading(text, start, head.start())
        if not strong or start >= head.start():
            continue
        end = _AFTER_NAME.match(text, head.end())
        stop = end.end() if end else head.end()
        yield InstrumentMention(start, stop, text[start:stop], None, None)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(cues('en')['leading'])}) ")


def _skip_leading(text: str, start: int, stop: int) -> int:
    while (match := _leading().match(text, start, stop)) is not None:
        start = match.end()
    return start
