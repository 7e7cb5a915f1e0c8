"""Which scripts a text is written in, and whether its Chinese is Traditional or Simplified."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.language.folding import TRADITIONAL

Script = Literal[
    "Han", "Kana", "Hangul", "Latin", "Cyrillic", "Greek", "Hebrew", "Arabic", "Devanagari", "Thai", "other"
]

# Runs, not single characters, are matched: one match for each word of an alphabet is what makes the count fast.
_RANGES: dict[Script, str] = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚ",
    "Han": "々〆〇㐀-䶿一-鿿豈-龎\U00020000-\U0003ffff",
    "Kana": "ぁ-ゖゝゞァ-ヺヽヾㇰ-ㇿｦ-ﾝ",
    "Hangul": "ᄀ-ᇿㄱ-ㆎ가-힣",
    "Cyrillic": "Ѐ-ԯ",
    "Greek": "Ͱ-Ͽἀ-῿",
    "Hebrew": "֐-׿",
    "Arabic": "؀-ۿݐ-ݿࢠ-ࣿ",
    "Devanagari": "ऀ-ॿ",
    "Thai": "฀-๿",
}
_RUN = re.compile("|".join(f"([{ranges}]+)" for ranges in _RANGES.values()) + "|([^\\W\\d_])")
_NAMES: tuple[Script, ...] = (*_RANGES, "other")


@dataclass(frozen=True, slots=True)
class ScriptCount:
    """How many letters, and how many unbroken runs of letters, a text has of one script."""

    letters: int
    runs: int


def count_scripts(text: str) -> dict[Script, ScriptCount]:
    """Count the letters of `text` by script, most letters first; digits, signs and white space do not count."""
    letters = [0] * len(_NAMES)
    runs = [0] * len(_NAMES)
    for match in _RUN.finditer(text):
        script = (match.lastindex or 1) - 1
        letters[script] += match.end() - match.start()
        runs[script] += 1
    found = [(name, ScriptCount(*counts)) for name, *counts in zip(_NAMES, letters, runs, strict=True) if counts[0]]
    return dict(sorted(found, key=lambda item: -item[1].letters))


def count_variants(text: str) -> tuple[int, int]:
    """Count the characters of `text` that only Simplified and those that only Traditional Chinese uses.

    A Simplified form counts when the Traditional standard set (Big5) lacks it, a Traditional form when the Simplified
    one (GB 2312) does: so that shared characters such as 后, 里, 台, 云, 乾 and 著 decide nothing.
    """
    counts = Counter(text)
    simplified, traditional = _variant_forms()
    return _total(counts, simplified), _total(counts, traditional)


def _total(counts: Counter[str], forms: frozenset[str]) -> int:
    return sum(count for form, count in counts.items() if form in forms)


@cache
def _variant_forms() -> tuple[frozenset[str], frozenset[str]]:
    simplified = frozenset(form for form in TRADITIONAL.values() if not _has(form, "big5"))
    return simplified, frozenset(form for form in TRADITIONAL if not _has(form, "gb2312"))


def _has(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
