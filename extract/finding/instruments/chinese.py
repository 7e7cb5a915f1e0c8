"""Legal acts in Chinese text: numbered ones by 号, named ones by their book marks."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.finding.grammar import alternatives, fold_once
from extract.finding.instruments.mention import InstrumentMention, Issuer, cues, numbered_key, register
from extract.finding.numerals import parse_chinese

_DIGITS = r"[\d零〇○一二三四五六七八九十百千]+"
_BACK = 48


class _Patterns(NamedTuple):
    """A title in book marks with the version behind it, what in its brackets is no part of its name, and a numbered letter."""

    title: re.Pattern[str]
    qualifier: re.Pattern[str]
    letter: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = cues("zh")
    qualifiers = alternatives(words["qualifiers"])
    return _Patterns(
        re.compile(
            rf"[《「『]([^《》「」『』\n]{{2,80}})[》」』](?:\(([a-z]{{2,8}})\))?(?:{alternatives(words['versions'])})?"
        ),
        re.compile(rf"\((?:{qualifiers}|[a-z]{{2,8}}|\d{{4}}年?(?:修订|本)?)\)$"),
        re.compile(rf"({'|'.join(words['letters'])})[\[〔(【](20\d\d)[\]〕)】] ?(\d+) ?号"),
    )


@cache
def _numbered() -> tuple[re.Pattern[str], ...]:
    issuer = register("zh").issuer_pattern
    kinds = alternatives(cues("zh")["kinds"])
    who = rf"(?P<who>(?:(?:中华人民共和国|中国)?(?:{issuer})(?:[、,和与及 ]|以及|会同|联合)*)*)"
    number = rf"第? ?(?P<number>{_DIGITS}(?:/\d{{4}}(?:-\d{{2,4}})?)?) ?号"
    year = r"(?P<year>(?:19|20)\d\d|二[零〇○][一二三四五六七八九零〇○]{2}) ?年"
    more = r"(?P<more>(?:[、,和及与至] ?第? ?\d+ ?号?){0,12}号?)"
    return (
        re.compile(rf"{who}(?P<kind>{kinds})[(\[〔]?(?:{year})?[)\]〕]? ?{number}"),
        re.compile(rf"{who}(?:{year}) ?第 ?(?P<number>\d+) ?(?:号)?{more}(?P<kind>{kinds})?"),
        re.compile(
            rf"{who}第 ?(?P<number>{_DIGITS}(?:/\d{{4}}(?:-\d{{2,4}})?)?(?:\(\d{{4}}\))?) ?号?{more}(?P<kind>{kinds})(?!牌)"
        ),
        re.compile(rf"{who}(?P<number>\d{{1,5}}) ?号{more}(?P<kind>{alternatives(cues('zh')['kinds_after'])})"),
    )


@cache
def _anchor() -> re.Pattern[str]:
    """Return what every numbered act has besides its number: a quick look before the patterns, which cost more."""
    return re.compile(rf"年 ?第|{alternatives([*cues('zh')['kinds'], *cues('zh')['kinds_after']])}")


def find_chinese(text: str, year: int | None) -> Iterator[InstrumentMention]:
    """Yield the acts in Chinese `text`; they may overlap."""
    folded = fold_once(text)
    yield from _titles(text, folded)
    yield from _letters(text, folded)
    yield from _by_number(text, folded, year)
    yield from _known(text, folded)
    yield from _sections(text, folded)


def _titles(text: str, folded: str) -> Iterator[InstrumentMention]:
    ends = tuple(cues("zh")["ends"])
    known = register("zh").known
    for match in _patterns().title.finditer(folded):
        title = _patterns().qualifier.sub("", match.group(1))
        if title.endswith(ends):
            yield InstrumentMention(
                match.start(), match.end(), text[match.start() : match.end()], None, known.get(title)
            )


def _letters(text: str, folded: str) -> Iterator[InstrumentMention]:
    for match in _patterns().letter.finditer(folded):
        code, year, number = match.groups()
        yield InstrumentMention(
            match.start(), match.end(), text[match.start() : match.end()], number, f"CN:{code}:{year}:{number}"
        )


def _by_number(text: str, folded: str, year: int | None) -> Iterator[InstrumentMention]:
    done = 0
    for cue in re.finditer("号", folded):
        if cue.start() < done:
            continue
        low, high = max(cue.start() - _BACK, done), min(cue.end() + _BACK, len(folded))
        if _anchor().search(folded, low, high) is None:
            continue
        found = [
            match
            for pattern in _numbered()
            for match in pattern.finditer(folded, low, high)
            if match.start() <= cue.start() < match.end()
        ]
        if found:
            match = min(found, key=lambda match: (match.start(), -match.end()))
            done = match.end()
            yield from _mentions_of(match, text, year)


def _mentions_of(match: re.Match[str], text: str, year: int | None) -> Iterator[InstrumentMention]:
    groups = match.groupdict()
    issuers = register("zh")
    who = [issuers.issuers[name] for name in re.findall(issuers.issuer_pattern, groups.get("who") or "")]
    kind = cues("zh")["kinds"].get(groups.get("kind") or "", "")
    told = parse_chinese(groups["year"]) if groups.get("year") else None
    number = _plain_number(groups["number"])
    more = [(item.start(), item.group()) for item in re.finditer(r"\d+", groups.get("more") or "")]
    is_list = bool(more)
    end = match.end("number") if is_list else match.end()
    if is_list and text[end : end + 1] in "号號":
        end += 1
    own_year = int(told) if told else None if kind == "ORDER" and Issuer("CN", "STATE") in who else year
    yield InstrumentMention(
        match.start(), end, text[match.start() : match.end()], number, _key(who, kind, own_year, number)
    )
    for offset, digits in more:
        start = match.start("more") + offset
        yield InstrumentMention(
            start, start + len(digits), text[match.start() : match.end()], digits, _key(who, kind, own_year, digits)
        )


def _key(who: list[Issuer], kind: str, year: int | None, number: str) -> str:
    return f"US:EO:{number}" if kind == "EO" else numbered_key(who, kind, year, number)


def _plain_number(words: str) -> str:
    if words[0].isdigit():
        return words
    value = parse_chinese(words)
    return words if value is None else f"{value:.0f}"


@cache
def _known_pattern() -> re.Pattern[str]:
    return re.compile(register("zh").known_pattern)


def _known(text: str, folded: str) -> Iterator[InstrumentMention]:
    known = register("zh").known
    for match in _known_pattern().finditer(folded):
        yield InstrumentMention(
            match.start(), match.end(), text[match.start() : match.end()], None, known[match.group()]
        )


@cache
def _section_pattern() -> re.Pattern[str]:
    sections = alternatives(cues("zh")["sections"])
    return re.compile(rf"第?({sections})条款?(?:款)?(?:调查|关税)?")


def _sections(text: str, folded: str) -> Iterator[InstrumentMention]:
    for match in _section_pattern().finditer(folded):
        number = match.group(1).upper()
        end = match.end(1) + (2 if folded.startswith("条款", match.end(1)) else 1)
        yield InstrumentMention(match.start(), end, text[match.start() : end], number, f"US:SECTION:{number}")
