"""Which language a stretch in the Latin, Cyrillic, Arabic or Devanagari script is in."""

import re
from functools import cache
from importlib.resources import files

_LETTERS = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ"
_WORD = re.compile(rf"[{_LETTERS}]+(?:['’][{_LETTERS}]+)?")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")

_CANDIDATES: dict[str, frozenset[str]] = {
    "Latin": frozenset(
        [
            "af",
            "ca",
            "cs",
            "cy",
            "da",
            "de",
            "en",
            "es",
            "et",
            "fi",
            "fr",
            "hr",
            "hu",
            "id",
            "it",
            "lt",
            "lv",
            "nl",
            "no",
            "pl",
            "pt",
            "ro",
            "sk",
            "sl",
            "so",
            "sq",
            "sv",
            "sw",
            "tl",
            "tr",
            "vi",
        ]
    ),
    "Cyrillic": frozenset(["bg", "mk", "ru", "uk"]),
    "Arabic": frozenset(["ar", "fa", "ur"]),
    "Devanagari": frozenset(["hi", "mr", "ne"]),
}
"""Languages that langdetect 1.0.9 knows, by script."""

_SURELY_ENGLISH = 0.12
_MAYBE_ENGLISH = 0.05
"""Running English text has shares of 0.2 to 0.4, its news in brief 0.05 and more; text in other languages hardly any."""

_SURE = 0.9


def words_of(text: str) -> list[str]:
    """Return the words of `text` in the Latin script; those of web and mail addresses are left out."""
    if "/" in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text)


def is_english(words: list[str], *, among_english: bool = False) -> bool:
    """Tell whether enough of `words` are very common words of English; cheap, and fails on lists of names.

    Fewer are asked for in an article that is in English anyway (`among_english`).
    """
    common = _common_english()
    share = _MAYBE_ENGLISH if among_english else _SURELY_ENGLISH
    return sum(word.lower() in common for word in words) >= share * len(words) > 0


def looks_like_names(words: list[str]) -> bool:
    """Tell whether most `words` are capitalised, as in menus, headlines, tables and lists of firms."""
    return sum(word[0].isupper() for word in words) > len(words) / 2


def detect(text: str, *, script: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text` among those of `script`; None when none is sure."""
    # Import and first use cost half a second: articles in English and Chinese never get here.
    from langdetect import DetectorFactory, LangDetectException, detect_langs  # noqa: PLC0415

    DetectorFactory.seed = 0
    try:
        guesses = detect_langs(text)
    except LangDetectException:
        return None
    candidates = _CANDIDATES.get(script, frozenset())
    return next((str(guess.lang) for guess in guesses if guess.prob >= _SURE and guess.lang in candidates), None)


@cache
def _common_english() -> frozenset[str]:
    lines = files(__package__).joinpath("english.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())
