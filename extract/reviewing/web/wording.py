"""The words of the pages in English and Chinese, and the names of codes in both."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, Literal

from extract.finding.quantities.units import unit_names
from extract.language.datafiles import load_values
from extract.timeline.page.labels import code_names, register_names

Language = Literal["en", "zh"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")
TAGS: Final[Mapping[Language, str]] = {"en": "en", "zh": "zh-Hans"}
"""What the pages say of their own language (BCP 47)."""

_FAMILIES: Final = {"kind": "statistic", "conditions.type": "condition"}
"""Names of codes that stand under another word than their field."""

_MINUTE, _HOUR = 60, 3600


class Wording:
    """The words of one language; `wording("saved")` and `wording.code("stage", "ended")` give some."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.tag = TAGS[language]
        self._words = words_of(language)
        self._at = LANGUAGES.index(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the words under `key`, with `values` filled in."""
        return self._words[key].format(**values)

    def field(self, name: str, otherwise: str) -> str:
        """Return the name of a field, `otherwise` for one that has none."""
        return self._words.get(name, otherwise)

    def listed(self, names: Iterable[str]) -> str:
        """Return names one after the other."""
        return ("、" if self.language == "zh" else ", ").join(names)

    def code(self, path: str, code: str) -> str:
        """Return the name of a code of the field at `path`, such as `dates.role`; the code itself where it has none."""
        family = _FAMILIES.get(path, path.rpartition(".")[2])
        pair = code_names().get(family, {}).get(code, ("", ""))
        name = pair[self._at] or self._words.get(f"code_{code}", "")
        return name[:1].upper() + name[1:] if name else code

    def name(self, register: str, id_: str) -> str:
        """Return the name of an entry of a register (`materials`, `jurisdictions`, `authorities`, `units`); the id where it is not there."""
        pair = _named_in(register).get(id_)
        return pair[self._at] if pair else id_

    def register(self, register: str) -> dict[str, str]:
        """Return all entries of a register by id, in the order of their names."""
        named = {id_: pair[self._at] for id_, pair in _named_in(register).items()}
        return dict(sorted(named.items(), key=lambda item: item[1].casefold()))

    def time(self, seconds: float) -> str:
        """Return a length of time in words, rounded as one would say it."""
        if seconds < _MINUTE:
            return self("seconds", n=max(1, round(seconds)))
        if seconds < _HOUR:
            return self("minutes", n=round(seconds / _MINUTE))
        return self("hours", n=round(seconds / _HOUR, 1))

    def all(self) -> Mapping[str, str]:
        """Return all words, for the scripts of the page."""
        return self._words


@cache
def _named_in(register: str) -> Mapping[str, Sequence[str]]:
    """Return the English and the Chinese name of each entry of a register; a unit is named by its code where it has no other name."""
    if register != "units":
        return register_names(register)
    named = code_names()["unit"]
    return {unit: [name.strip() or unit for name in named.get(unit, (unit, unit))] for unit in unit_names()}


@cache
def words_of(language: Language) -> Mapping[str, str]:
    """Return the words of the desk in one language, by key."""
    return load_values(__package__, f"words/{language}.yaml")


@cache
def wording(language: Language) -> Wording:
    """Return the wording of a language."""
    return Wording(language)
