"""Quantities without a plain number: halves, thirds, doublings, tenths, hundreds of."""

from collections.abc import Callable, Iterator, Mapping
from math import prod

from extract.finding.grammar import Found, Grammar, load_grammar
from extract.finding.numerals import parse_chinese, parse_chinese_span, parse_english
from extract.finding.quantities.context import cues_of
from extract.finding.quantities.draft import Draft
from extract.records.codes import Bound


def worded_drafts(folded: str, language: str) -> Iterator[Draft]:
    """Yield the quantities that the rules of `quantities.yaml` find in folded text."""
    grammar = load_grammar("quantities", language)
    for found in grammar.find(folded):
        draft = _MAKERS[found.rule.make](found, grammar)
        if draft is None:
            continue
        if "bound" in found.groups:
            draft.bound = cues_of(language).bounds[found.groups["bound"]]
        yield draft


def _number(words: str, language: str) -> float:
    value = parse_chinese(words) if language == "zh" else parse_english(words)
    return 1.0 if value is None else value


def _fixed(found: Found, _grammar: Grammar) -> Draft:
    fixed = found.rule.fixed
    return Draft(found.start, found.end, fixed["value"], fixed["unit"], bound=fixed.get("bound", "exact"))


def _part(found: Found, grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, _share(found.groups["over"], found.groups["part"], grammar), "percent")


def _multiple(found: Found, grammar: Grammar) -> Draft:
    name = "doubling" if grammar.language == "zh" else "multiple"
    value = float(grammar.lexicon[name][found.groups[name]])
    return Draft(found.start, found.end, value, "percent", change=1 if value > 0 else -1)


def _factor(found: Found, grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, float(grammar.lexicon["factor_word"][found.groups["factor_word"]]), "times")


def _growth(found: Found, _grammar: Grammar) -> Draft | None:
    """`multiplied by ten` is a rise of 900 percent."""
    value = 100 * (_number(found.groups["number"], "en") - 1)
    lead = found.groups.get("lead")
    bound: Bound = "exact" if lead is None else "at_least" if lead in ("more than ", "over ", "at least ") else "about"
    return Draft(found.start, found.end, value, "percent", bound=bound, change=1) if value > 0 else None


def _again(found: Found, grammar: Grammar) -> Draft:
    return Draft(found.start, found.end, float(grammar.lexicon["again"][found.groups["again"]]), "percent", change=1)


def _parts(found: Found, grammar: Grammar) -> Draft | None:
    """`between a quarter and a third`."""
    low, high = (
        _share(found.groups.get(f"over{number}"), found.groups[f"part{number}"], grammar) for number in ("", "2")
    )
    return Draft(found.start, found.end, low, "percent", high) if low < high else None


def _share(over: str | None, part: str, grammar: Grammar) -> float:
    value = 1 if over in (None, "a", "an") else _number(over, "en")
    return float(round(value * grammar.lexicon["part"][part], 4))


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


def _many(found: Found, grammar: Grammar) -> Draft | None:
    value = float(grammar.lexicon["many"][found.groups["many"]])
    words = next((found.groups[name] for name in ("money", "mass", "noun", "classifier") if name in found.groups), "")
    unit, factor = found.rule.fixed["units"].get(words, ("count", 1))
    many = found.groups["many"]
    bound = (
        "about"
        if many.startswith("近")
        else "exact"
        if many.endswith("dozen") and "several" not in many
        else "at_least"
    )
    return Draft(found.start, found.end, value * factor, unit, bound=bound)  # type: ignore[arg-type]


def _turns(found: Found, _grammar: Grammar) -> Draft:
    """`翻两番`: each turn doubles."""
    return Draft(found.start, found.end, 100.0 * (2 ** int(_number(found.groups["n"], "zh")) - 1), "percent", change=1)


def _tenths(found: Found, _grammar: Grammar) -> Draft | None:
    words = found.groups["tenths"].replace(" ", "")
    value, high = _in_tenths(words), None
    if "tenths2" in found.groups:
        high = _in_tenths(found.groups["tenths2"]) + _hundredths(found.groups.get("more2"))
        value += _hundredths(found.groups.get("more"))
    elif found.rule.name == "tenths" and parse_chinese_span(words)[1] is not None:
        value, high = 10 * _number(words[0], "zh"), 10 * _number(words[1], "zh")
    value += _hundredths(found.groups.get("digit"))
    if high is not None and high <= value:
        return None
    return Draft(found.start, found.end, value, "percent", high)


def _hundredths(digit: str | None) -> float:
    """Return what follows the tenths: 5 of `三成半`, 7 of `三成七`."""
    if digit is None:
        return 0
    return 5 if digit == "半" else _number(digit, "zh")


def _in_tenths(words: str) -> float:
    words = words.replace(" ", "")
    if len(words) == 2 and "." not in words and words != "10" and "十" not in words:  # noqa: PLR2004 -- 五五 is 55
        return _number(words, "zh")
    return round(_number(words, "zh") * 10, 6)


_SCALES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000}


def _of(found: Found, _grammar: Grammar) -> Draft | None:
    of = found.groups["of"].replace(" ", "")
    whole = float(prod(_SCALES.get(scale, 1) for scale in of))
    if whole == 1:
        whole = _number(of, "zh")
    value, high = _number_or_span(found.groups["number"])
    if "number2" in found.groups:
        high = _number_or_span(found.groups["number2"])[0]
    if not whole or (high is not None and high <= value):
        return None
    sign = -1 if "minus" in found.groups or "minus2" in found.groups else 1
    value = sign * round(100 * value / whole, 9)
    return Draft(
        found.start, found.end, value, "percent", None if high is None else sign * round(100 * high / whole, 9)
    )


def _number_or_span(words: str) -> tuple[float, float | None]:
    factor = 1000 if words.endswith("k") else 1
    value, high = parse_chinese_span(words.rstrip("k "))
    return (1.0 if value is None else value) * factor, high


_MAKERS: Mapping[str, Callable[[Found, Grammar], Draft | None]] = {
    "fixed": _fixed,
    "part": _part,
    "multiple": _multiple,
    "fold": _fold,
    "factor": _factor,
    "growth": _growth,
    "again": _again,
    "parts": _parts,
    "times": _times,
    "bracketed": _bracketed,
    "ratio": _ratio,
    "percent": _percent,
    "many": _many,
    "tenths": _tenths,
    "turns": _turns,
    "of": _of,
}
