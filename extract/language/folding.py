"""Folding for matching: Traditional to Simplified, full width to half, lower case, one kind of quote. Never moves offsets.

`traditional.txt` holds pairs of characters, Traditional then Simplified: every single-character conversion of OpenCC's
`t2s` (Apache-2.0); `tests/language/test_folding.py` checks it for drift. Phrase-level conversions are left out on purpose:
they may change the length.
"""

from functools import cache
from importlib.resources import files

_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‛": "'", "`": "'"}
_DASHES = dict.fromkeys("‐‑‒–−", "-")
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " ")
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def _read_pairs() -> dict[str, str]:
    pairs = "".join(files(__package__).joinpath("traditional.txt").read_text(encoding="utf-8").split())
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


TRADITIONAL: dict[str, str] = _read_pairs()
"""Traditional character to its Simplified one, for those that differ."""


@cache
def _table(*, words: bool) -> dict[int, str]:
    table = {**TRADITIONAL, **_QUOTES, **_DASHES, **_SPACES, **_FULL_WIDTH}
    table |= {wide: half.lower() for wide, half in _FULL_WIDTH.items()}
    if words:
        table |= {source: " " for source, target in [*table.items(), ("-", "-"), ("\t", " ")] if target in "- "}
        table |= {"\n": " ", "\r": " "}
    return str.maketrans(table)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


@cache
def _script_table() -> dict[int, str]:
    return str.maketrans({**TRADITIONAL, **_SPACES, **_FULL_WIDTH})


def fold_script(text: str) -> str:
    """Return `text` in Simplified characters of half width, its case kept, character for character: what an encoder reads."""
    return text.translate(_script_table())


def fold(text: str) -> str:
    """Return `text` folded for grammars, character for character: `len(fold(text)) == len(text)`."""
    return _lower(text.translate(_table(words=False)))


def fold_words(text: str) -> str:
    """Return `text` folded for lexicons: as `fold`, and hyphens, tabs and line ends are spaces."""
    return _lower(text.translate(_table(words=True)))
