"""Names of codes, and dates, in the language that a reader asked for."""

from typing import Literal

from extract.records import Headline
from extract.timeline.page.labels import labels

Language = Literal["en", "zh"]


class Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._side = 0 if language == "en" else 1
        self._codes = labels(())

    def of(self, headline: Headline) -> str:
        """Return the headline in the language."""
        return headline.en if self.language == "en" else headline.zh

    def code(self, kind: str, code: str) -> str:
        """Return the name of a code of a kind of `labels.yaml`, or of a material; a code without one stands as it is."""
        named = labels((code,)) if kind == "materials" else self._codes
        known = named.get(kind, {}).get(code)
        return str(known[self._side]) or code if known else code.removeprefix("other:")

    def choose(self, english: str, chinese: str) -> str:
        """Return one of the two."""
        return chinese if self._side else english

    def date(self, edtf: str) -> str:
        """Return an EDTF date as people write it: `by 2026`, `2025-07 to 2025-09`; a single date stands as it is."""
        first, _, last = edtf.partition("/")
        if not last:
            return edtf
        if last == "..":
            return self.choose(f"from {first}", f"{first}起")
        return (
            self.choose(f"by {last}", f"至{last}")
            if first == ".."
            else self.choose(f"{first} to {last}", f"{first}至{last}")
        )
