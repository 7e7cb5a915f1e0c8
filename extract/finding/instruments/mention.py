"""What a mention of a legal act holds, and how its key is made."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from extract.finding.grammar import alternatives, read_grammar
from extract.knowledge.loading import HOME


class InstrumentMention(NamedTuple):
    """A legal act at `[start, end)`: its words, its number as written, and its language-neutral key, where they are told."""

    start: int
    end: int
    name: str
    number: str | None
    key: str | None


class Issuer(NamedTuple):
    """Who issues numbered acts."""

    jurisdiction: str
    code: str


class Register(NamedTuple):
    """The issuers and the acts known by name, of one language, with patterns over their names."""

    issuers: Mapping[str, Issuer]
    issuer_pattern: str
    known: Mapping[str, str]
    known_pattern: str


@cache
def register(language: str) -> Register:
    """Return the register of a language."""
    document: dict[str, Any] = read_grammar(HOME / "instruments.yaml")
    issuers = {
        name: Issuer(item["jurisdiction"], item["code"]) for item in document["issuers"] for name in item[language]
    }
    known = {name: item["key"] for item in document["known"] for name in item[language]}
    return Register(issuers, alternatives(issuers), known, alternatives(known))


@cache
def cues(language: str) -> dict[str, Any]:
    """Return the cue file of a language."""
    return read_grammar(HOME / language / "instruments.yaml")


def numbered_key(issuers: Sequence[Issuer], kind: str, year: int | None, number: str) -> str:
    """Return the key of a numbered act: jurisdiction, issuers, kind (none for announcements), year, number; `?` where not told.

    Orders of China's State Council are numbered through all years: they take no year from the article.
    """
    who = list(dict.fromkeys(issuers))
    jurisdiction = who[0].jurisdiction if who else "?"
    codes = "+".join(issuer.code for issuer in who) or "?"
    middle = f"{kind}:" if kind else ""
    return f"{jurisdiction}:{codes}:{middle}{year if year is not None else '?'}:{number.lstrip('0')}"
