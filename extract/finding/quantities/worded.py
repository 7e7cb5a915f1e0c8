"""Quantities without a plain number: halves, thirds, doublings, tenths, hundreds of."""

from collections.abc import Callable, Iterator, Mapping

from extract.finding.grammar import Found, Grammar, load_grammar
from extract.finding.numerals import parse_chinese, parse_english
from extract.finding.quantities.draft import Draft


def worded_drafts(folded: str, language: str) -> Iterator[Draft]:
    """Yield the quantities that the rules of `quantities.yaml` find in folded text."""
    grammar = load_grammar("quantities", language)
    for found in grammar.find(folded):
        draft = _MAKERS[found.rule.make](found, grammar)
        if draft is not None:
            yield draft


def _number(words: str, language: str) -> float:
    value = parse_chinese(words) if language == "zh" else parse_english(words)
    return 1.0 if value is None else value


def _fixed(found: Found, _grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, found.rule.fixed["value"], found.rule.fixed["unit"])


def _part(found: Found, grammar: Grammar) -> Draft:
    value = _number(found.groups["over"], "en") if found.groups["over"] not in ("a", "an") else 1
    return Draft(found.start, found.end, round(value * grammar.lexicon["part"][found.groups["part"]], 4), "percent")


def _multiple(found: Found, grammar: Grammar) -> Draft:
    name = "doubling" if grammar.language == "zh" else "multiple"
    value = float(grammar.lexicon[name][found.groups[name]])
    return Draft(found.start, found.end, value, "percent", change=1 if value > 0 else -1)


def _fold(found: Found, _grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, 100 * _number(found.groups["fold"], "en"), "percent", change=1)


def _bracketed(found: Found, _grammar: Grammar) -> Draft:
    """`Canada (2)`: how many of a list stand under a country."""
    return Draft(found.start, found.end, float(found.groups["n"]), "count", change=0)


def _times(found: Found, _grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, _number(found.groups["n"], "en"), "times")


def _ratio(found: Found, _grammar: Grammar) -> Draft | None:
    few, of = _number(found.groups["n"], "en"), _number(found.groups["m"], "en")
    return Draft(found.start, found.end, round(100 * few / of, 4), "percent") if few < of else None


def _percent(found: Found, _grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, _number(found.groups["value"], "en"), "percent")


_MANY_UNITS: Mapping[str, tuple[str, float]] = {
    "dollars": ("USD", 1),
    "yuan": ("CNY", 1),
    "euros": ("EUR", 1),
    "pounds": ("GBP", 1),
    "吨": ("t", 1),
    "美元": ("USD", 1),
    "欧元": ("EUR", 1),
    "元": ("CNY", 1),
    "亿美元": ("USD", 1e8),
    "亿欧元": ("EUR", 1e8),
    "亿元": ("CNY", 1e8),
    "tonnes": ("t", 1),
    "tons": ("t", 1),
}


def _many(found: Found, grammar: Grammar) -> Draft | None:
    value = float(grammar.lexicon["many"][found.groups["many"]])
    words = next((found.groups[name] for name in ("money", "mass", "noun", "classifier") if name in found.groups), "")
    unit, factor = _MANY_UNITS.get(words, ("count", 1))
    bound = "about" if found.groups["many"].startswith("近") else "at_least"
    return Draft(found.start, found.end, value * factor, unit, bound=bound)  # type: ignore[arg-type]


def _tenths(found: Found, _grammar: Grammar) -> Draft | None:
    value = _in_tenths(found.groups["tenths"])
    high = _in_tenths(found.groups["tenths2"]) if "tenths2" in found.groups else None
    digit = found.groups.get("digit")
    if digit is not None:
        value += 5 if digit == "半" else _number(digit, "zh")
    return Draft(found.start, found.end, value, "percent", high)


def _in_tenths(words: str) -> float:
    words = words.replace(" ", "")
    if len(words) == 2 and "." not in words and words != "10" and "十" not in words:  # noqa: PLR2004 -- 五五 is 55
        return _number(words, "zh")
    return round(_number(words, "zh") * 10, 6)


def _of(found: Found, _grammar: Grammar) -> Draft | None:
    if "percent" in found.groups:
        return None
    of = found.groups["of"].replace(" ", "")
    whole = 1.0
    for scale in of:
        whole *= {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000}.get(scale, 1)
    whole = whole if whole > 1 else _number(of, "zh")
    number = found.groups["number"]
    factor = 1000 if number.endswith("k") else 1
    value = _number(number.rstrip("k "), "zh") * factor
    return Draft(found.start, found.end, round(100 * value / whole, 9), "percent") if whole else None


_MAKERS: Mapping[str, Callable[[Found, Grammar], Draft | None]] = {
    "fixed": _fixed,
    "part": _part,
    "multiple": _multiple,
    "fold": _fold,
    "times": _times,
    "bracketed": _bracketed,
    "ratio": _ratio,
    "percent": _percent,
    "many": _many,
    "tenths": _tenths,
    "of": _of,
}
