"""The register of currencies: one entry of `currencies.yaml` spelt out into the words and signs of its unit."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_MILLION = 1_000_000
_HUNDREDTH = 0.01


class Money(NamedTuple):
    """Words after a number (`words`) and signs before it that mean `factor` of a currency; `codes` of them count in capitals alone."""

    code: str
    factor: float
    words: tuple[str, ...]
    signs: tuple[str, ...]
    codes: tuple[str, ...] = ()


def spell_currency(item: Mapping[str, Any], language: str) -> Iterator[Money]:
    """Yield the currency of an entry, its hundredths, and the million that a code such as MUSD names."""
    code: str = item["unit"]
    written = (code.lower(),) if item.get("code", True) else ()
    names = tuple(_names(item)) if language == "en" else tuple(item["zh"])
    codes = () if item.get("lower") else written
    signs = tuple(item.get("before", ()))
    symbols = tuple(
        sign for sign in signs if not any(character.isascii() and character.isalnum() for character in sign)
    )
    yield Money(code, 1, names + written + symbols, (*_spaced(signs), *written), codes)
    minor = tuple(item.get("minor" if language == "en" else "minor_zh", ()))
    if minor:
        yield Money(code, _HUNDREDTH, minor, ())
    if item.get("lower"):
        millions = (f"m{code.lower()}",)
        yield Money(code, _MILLION, millions, millions)


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    yield from item["bare"]
    for people in item["of"]:
        for name in item["names"]:
            yield f"{people} {name}"


def _spaced(signs: tuple[str, ...]) -> Iterator[str]:
    """Yield the signs, and `hk $` for `hk$`; `a $5 deal` and `the firm's $5` are why one letter is not enough."""
    for sign in signs:
        yield sign
        if sign.endswith("$") and sign[:-1].isalpha() and len(sign) > len("c$"):
            yield f"{sign[:-1]} $"
