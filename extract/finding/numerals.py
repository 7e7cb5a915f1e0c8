"""Numbers in words and figures of both languages, as values. Input is folded text (see `extract.language.folding`)."""

import re

ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
"""Patterns of the words of small numbers, each in its order."""
_ENGLISH = {word: value for value, word in enumerate(f"zero|{ONES}|{TEENS}".split("|"))}
_ENGLISH |= {word: 10 * value for value, word in enumerate(TENS.split("|"), 2)}
_ORDINAL_STEMS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ENGLISH_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9, "trillion": 10**12}

_SMALL = rf"(?:(?:{TENS})(?:[- ](?:{ONES})\b)?|(?:{TEENS})\b|(?:{ONES})\b|zero\b)"
ENGLISH_WORDS = rf"{_SMALL}(?:[- ](?:and[- ])?(?:{'|'.join(_ENGLISH_SCALES)}|{_SMALL})\b){{0,10}}"
"""Pattern of a cardinal in words: `forty-five`, `two hundred and ten`, `two thousand and twenty`."""

FIGURES = r"\d{1,3}(?:,\d{2,3}){1,9}(?:\.\d{1,12})?|\d{1,30}(?!\d)(?:\.\d{1,12})?"
"""Pattern of a number in figures, with separators of thousands (or of lakhs)."""

_CHINESE = {character: value for value, character in enumerate("零一二三四五六七八九")}
_CHINESE |= dict(zip("〇○两壹贰叁肆伍陆柒捌玖俩", (0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2), strict=True))
_CHINESE_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_CHINESE_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
CHINESE_DIGITS = "".join(_CHINESE)
CHINESE_CHARACTERS = CHINESE_DIGITS + "".join(_CHINESE_TENS) + "".join(_CHINESE_SCALES) + "廿卅"
"""Every character that a number in Chinese words may hold, apart from the point 点."""


_AFTER_DIGIT = frozenset(CHINESE_DIGITS + "点" + "0123456789")
"""Characters after which a numeral is one more digit: `二〇二三`, `一点二三`."""


def parse_figures(text: str) -> float:
    """Return the value of figures such as `1,250.5`."""
    return float(text.replace(",", "").replace(" ", ""))


def parse_english(text: str) -> float | None:
    """Return the value of a cardinal or ordinal in words, or of figures; None when it is neither."""
    words = text.replace("-", " ").split()
    if len(words) == 1 and words[0][:1].isdigit():
        return parse_figures(re.sub(r"(?:st|nd|rd|th)$", "", words[0]))
    if (year := _year_words(words)) is not None:
        return year
    total = group = 0
    for word in words:
        if word in _ENGLISH_SCALES:
            scale = _ENGLISH_SCALES[word]
            group = max(group, 1) * scale
            if scale > _ENGLISH_SCALES["hundred"]:
                total, group = total + group, 0
        elif word not in ("and", "a", "an", "the"):
            value = _small(word)
            if value is None:
                return None
            group += value
    return float(total + group)


def _small(word: str) -> int | None:
    if word in _ENGLISH or word in _ORDINAL_STEMS:
        return _ENGLISH.get(word, _ORDINAL_STEMS.get(word))
    stem = word.removesuffix("ieth") + "y" if word.endswith("ieth") else word.removesuffix("th")
    return _ENGLISH.get(stem)


def _year_words(words: list[str]) -> float | None:
    """`nineteen eighty six` is a year: a teen or twenty, then at least ten."""
    numbers = [_ENGLISH.get(word) for word in words]
    if len(words) < 2 or None in numbers:  # noqa: PLR2004 -- a century and the rest
        return None
    first, rest = numbers[0] or 0, sum(number or 0 for number in numbers[1:])
    is_year = 10 < first <= 20 and (numbers[1] or 0) >= 10 and rest < 100  # noqa: PLR2004 -- 11xx to 20xx
    return float(first * 100 + rest) if is_year else None


def parse_chinese(text: str) -> float | None:
    """Return the value of Chinese numerals, figures, or a mix (`3.6万`, `一百五`, `二〇二五`, `两点五`); None when it is none."""
    text = text.replace(" ", "").replace(",", "").replace("廿", "二十").replace("卅", "三十")
    if not text:
        return None
    whole, point, decimals = text.partition("点")
    if point:
        fraction = "".join(str(_CHINESE.get(character, character)) for character in decimals)
        scale = _CHINESE_SCALES.get(fraction[-1:], 1)
        fraction = fraction.rstrip("".join(_CHINESE_SCALES))
        value = _chinese_whole(whole)
        if value is None or not fraction.isdigit():
            return None
        return float(f"{value:.0f}.{fraction}") * scale
    return _chinese_whole(text)


_NEIGHBOURS = re.compile(r"(.*?)([一两二三四五六七八])([两二三四五六七八九])([十百千万亿]*)")


def parse_chinese_span(text: str) -> tuple[float | None, float | None]:
    """Return the value of Chinese numerals, and the other end where two neighbours name a span: `三五十` is 30 to 50, `十七八` 17 to 18."""
    match = _NEIGHBOURS.fullmatch(text.replace(" ", ""))
    if match is not None:
        head, first, second, tail = match.groups()
        step = _CHINESE[second] - _CHINESE[first]
        if (step == 1 or (first, second) == ("三", "五")) and head[-1:] not in _AFTER_DIGIT:
            low, high = parse_chinese(head + first + tail), parse_chinese(head + second + tail)
            return low, high if low is not None else None
    return parse_chinese(text), None


def _chinese_whole(text: str) -> float | None:
    if not text:
        return None
    if all(character in _CHINESE for character in text):
        return float("".join(str(_CHINESE[character]) for character in text))
    total: float = 0
    for scale in ("兆", "亿", "万"):
        before, mark, text = text.rpartition(scale)
        if mark:
            value = _chinese_whole(before) if before else 1.0
            if value is None:
                return None
            total += value * _CHINESE_SCALES[scale]
            if len(text) == 1 and text in _CHINESE:
                return total + _CHINESE[text] * _CHINESE_SCALES[scale] / 10
    rest = _below_ten_thousand(text)
    return None if rest is None else total + rest


def _below_ten_thousand(text: str) -> float | None:
    total: float = 0
    number: float | None = None
    unit = 10
    for piece in re.findall(r"\d+(?:\.\d+)?|.", text):
        if piece in _CHINESE_TENS:
            unit = _CHINESE_TENS[piece]
            total += (1 if number is None else number) * unit
            number = None
        elif piece in _CHINESE:
            if piece in "零〇":
                unit = 10
            number = _CHINESE[piece] if number is None else number * 10 + _CHINESE[piece]
        elif piece[0].isdigit():
            number = float(piece)
        else:
            return None
    if number is not None and unit > _CHINESE_TENS["十"] and text[-1] in _CHINESE and text[-2:-1] in _CHINESE_TENS:
        return total + number * unit / 10
    return total + (number or 0)
