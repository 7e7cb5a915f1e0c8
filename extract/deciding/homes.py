"""Which record of today each decision is about: records may have been moved, or extracted anew under another name."""

from collections.abc import Mapping, Sequence

from extract.records import Decision


class Homes:
    """Finds the records of decisions; `texts` maps the paths of the records below records/ to the hash of their article's text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._placed: dict[str, str | None] = {}
        self._paths: dict[str, str] = {}
        for path in sorted(texts, reverse=True):
            self._paths[texts[path]] = path

    def place(self, id_: str, record: str, text: str | None, retracts: str | None) -> str | None:
        """Return the path of the record that a decision named, made when its article had `text`; None where there is none.

        It is the one named, if it has that text; else one that has it; else the one named, whose text has changed. What retracts a
        decision goes where that went; so decisions are to be asked about in the order of the log.
        """
        home = self._placed[retracts] if retracts in self._placed else self._home(record, text)
        self._placed[id_] = home
        return home

    def _home(self, record: str, text: str | None) -> str | None:
        if self._texts.get(record) == text or text not in self._paths:
            return record if record in self._texts else None
        return self._paths[text or ""]


def text_of(decision: Decision) -> str | None:
    """Return the hash of the article's text when the decision was made; None where it does not tell."""
    return decision.anchor.article_sha256 if decision.anchor else None


def housed(
    decisions: Sequence[Decision], texts: Mapping[str, str]
) -> tuple[dict[str, tuple[Decision, ...]], tuple[Decision, ...]]:
    """Return the decisions of scope `record` by the path of their record, in order, and those whose record is not there.

    `texts` are as for `Homes`.
    """
    homes = Homes(texts)
    found: dict[str, list[Decision]] = {}
    lost: list[Decision] = []
    for decision in decisions:
        if decision.scope == "record":
            home = homes.place(decision.id, decision.record, text_of(decision), decision.retracts)
            (lost if home is None else found.setdefault(home, [])).append(decision)
    return {path: tuple(held) for path, held in found.items()}, tuple(lost)
