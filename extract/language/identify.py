"""The language of one stretch, in view of the article that it stands in."""

from functools import cached_property

from extract.language.latin import detect, is_english, looks_like_names, words_of
from extract.language.scripts import Script, ScriptCount, count_scripts, count_variants

_ONE_LANGUAGE: dict[Script, str] = {"Hangul": "ko", "Greek": "el", "Hebrew": "he", "Thai": "th"}
_COMMONEST: dict[Script, str] = {"Cyrillic": "ru", "Arabic": "ar", "Devanagari": "hi"}
_EAST_ASIAN: tuple[Script, ...] = ("Han", "Kana", "Hangul")
_NONE = ScriptCount(0, 0)

_KANA_SHARE = 0.15  # Japanese headlines have at least this much; Chinese text with a Japanese name in it, less
_SHORT_EAST_ASIAN = 40  # letters; a shorter line goes with the article when Han alone could be two languages
_LONG_HAN = 100  # letters; a shorter line never differs from the article in Traditional or Simplified
_CLEARLY = 5  # a long line differs when it has five characters of the other kind for each of the article's kind
_FEW_LATIN = 4  # words; a shorter line in a Chinese or Japanese article (a name, a code) belongs to what is around it
_LONG_LATIN = 12  # words; a shorter line goes with the article
_QUOTED_LATIN = 30  # words; a shorter line in an English article is not looked at for another language
_MIXED_SHARE = 0.2


def weight(language: str) -> int:
    """Return how many letters of an alphabet one letter of `language` stands for, about."""
    return 3 if language.startswith(("zh", "ja", "ko")) else 1


class Languages:
    """The languages of one article: what its script leaves open in a line is decided by the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def tell(self, words: str) -> str | None:
        """Return the language of `words` as a BCP 47 tag; None when they hold no letters."""
        if words.isascii():
            return self._latin_language(words)
        counts = count_scripts(words)
        if not counts:
            return None
        east = sum(counts.get(script, _NONE).letters for script in _EAST_ASIAN)
        alphabetic = sum(count.runs for script, count in counts.items() if script not in _EAST_ASIAN)
        # One character is about one word, so that a Chinese line full of Latin names stays Chinese.
        if east >= alphabetic:
            return self._east_asian_language(words, counts)
        script = next(script for script in counts if script not in _EAST_ASIAN)
        return self._latin_language(words) if script == "Latin" else _other_language(words, script)

    def is_mixed(self, words: str) -> bool:
        """Tell whether `words` hold Han and Latin words in like measure, as when a summary runs into its original."""
        if words.isascii():
            return False
        counts = count_scripts(words)
        han, latin = counts.get("Han", _NONE).letters, counts.get("Latin", _NONE).runs
        return min(han, latin) > _MIXED_SHARE * (han + latin)

    def _east_asian_language(self, words: str, counts: dict[Script, ScriptCount]) -> str:
        han, kana, hangul = (counts.get(script, _NONE).letters for script in _EAST_ASIAN)
        if hangul > han + kana:
            return "ko"
        is_japanese = kana > _KANA_SHARE * (han + kana)
        if han + kana < _SHORT_EAST_ASIAN and (han or kana) and is_japanese != self._is_japanese:
            is_japanese = self._is_japanese if han > kana else is_japanese
        return "ja" if is_japanese else self._variant_of(words, han)

    def _variant_of(self, words: str, han: int) -> str:
        simplified, traditional = self._variants
        article = "zh-Hant" if traditional > simplified else "zh-Hans"
        if han < _LONG_HAN or min(simplified, traditional) < _CLEARLY:
            return article
        simplified, traditional = count_variants(words)
        if traditional > _CLEARLY * (1 + simplified):
            return "zh-Hant"
        return "zh-Hans" if simplified > _CLEARLY * (1 + traditional) else article

    @cached_property
    def _variants(self) -> tuple[int, int]:
        return count_variants(self._text)

    @cached_property
    def _letters(self) -> tuple[int, int, int]:
        """How much of the whole text is Han, Kana, and words of an alphabet."""
        counts = count_scripts(self._text)
        words = sum(count.runs for script, count in counts.items() if script not in _EAST_ASIAN)
        return counts.get("Han", _NONE).letters, counts.get("Kana", _NONE).letters, words

    @property
    def _is_japanese(self) -> bool:
        han, kana, _ = self._letters
        return kana > _KANA_SHARE * (han + kana)

    @cached_property
    def _is_east_asian(self) -> bool:
        if self._text.isascii():
            return False
        han, kana, words = self._letters
        return han + kana > words

    def _latin_language(self, text: str) -> str | None:
        words = words_of(text)
        if not words or (len(words) < _FEW_LATIN and self._is_east_asian):
            return None
        if is_english(words):
            return "en"
        if len(words) < _LONG_LATIN or (self._latin == "en" and _may_be_english(words)):
            return self._latin
        return detect(text, script="Latin") or self._latin

    @cached_property
    def _latin(self) -> str:
        """The Latin-script language of the article: English unless its long lines say otherwise."""
        lines = [(line, words_of(line)) for line in self._text.splitlines()]
        running = [(line, words) for line, words in lines if _is_running_latin(line, words)]
        foreign = [line for line, words in running if not is_english(words, among_english=True)]
        if sum(map(len, foreign)) * 2 <= sum(len(line) for line, _ in running):
            return "en"
        return detect("\n".join(foreign)[:5_000], script="Latin") or "en"


def _is_running_latin(line: str, words: list[str]) -> bool:
    return len(words) >= _LONG_LATIN and 2 * sum(map(len, words)) > len(line) and not looks_like_names(words)


def _may_be_english(words: list[str]) -> bool:
    return len(words) < _QUOTED_LATIN or looks_like_names(words) or is_english(words, among_english=True)


def _other_language(text: str, script: Script) -> str:
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script not in _COMMONEST:
        return "und"
    return (len(text) >= _SHORT_EAST_ASIAN and detect(text, script=script)) or _COMMONEST[script]
