"""The long lists of the pages: what the filters of the queue offer, and what fields of a form suggest."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from extract.records.codes import MEASURES, UNKNOWN
from extract.reviewing.web.asking import BYS, SURENESS
from extract.reviewing.web.wording import Language, Wording, wording

REGISTERS: Final = ("materials", "jurisdictions", "authorities", "units")
"""Registers whose entries a field of a form suggests."""

_FILTERS: Final = {
    "by": "rows_by",
    "state": "state",
    "why": "why",
    "sure": "confidence",
    "measure": "measure",
    "issuer": "issuer",
    "material": "material",
    "language": "article_language",
}
_STATES: Final = ("todo", "open", "accepted", "rejected", "merged", "second_look")
_WHYS: Final = ("low_confidence", "sources_differ", "rules_and_model_differ", "new_change")


def choices_of(words: Wording, query: Mapping[str, str]) -> list[tuple[str, str, Markup]]:
    """Return the filters of the queue: the name in the address, the key of its words, and its options."""
    return [(name, key, _filter_options(words.language, name, query.get(name, ""))) for name, key in _FILTERS.items()]


@lru_cache(maxsize=16)
def register_options(language: Language, register: str) -> Markup:
    """Return the entries of a register as options: some hundred, the same on each page."""
    entries = wording(language).register(register).items()
    return _joined(Markup('<option value="{}" label="{}">').format(id_, name) for id_, name in entries)


@lru_cache(maxsize=256)
def _filter_options(language: Language, name: str, chosen: str) -> Markup:
    plain, selected = Markup('<option value="{}">{}</option>'), Markup('<option value="{}" selected>{}</option>')
    offered = _offered(wording(language), name)
    return _joined((selected if code == chosen else plain).format(code, label) for code, label in offered)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _offered(words: Wording, name: str) -> list[tuple[str, str]]:
    """Return codes and names that the filter `name` offers."""
    anything = ("", words("any"))
    offered: dict[str, list[tuple[str, str]]] = {
        "by": [(by, words(f"by_{by}")) for by in BYS],
        "state": [*((state, words(f"{state}_state")) for state in _STATES), ("any", words("any"))],
        "why": [anything, *((why, words(why)) for why in _WHYS)],
        "sure": [anything, *((sure, words(sure)) for sure in SURENESS)],
        "measure": [anything, *((code, words.code("measure", code)) for code in MEASURES)],
        "issuer": [anything, *words.register("jurisdictions").items(), (UNKNOWN, words("unknown_issuer"))],
        "material": [anything, *words.register("materials").items()],
        "language": [anything, ("en", words("english")), ("zh", words("chinese"))],
    }
    return offered[name]
