"""Where joins are tried: articles that neither a model nor the rules have learned from, counted as the scorer counts them.

Such articles are few. More can be had where several folds are held out in turn, each with a model and rules of its own: then each stands on
a bench in a process of its own (`python -m extract.learning.encoder.benches MODEL FOLD CORPUS...`), started in the checkout that has these rules.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from extract.assembling.calibration import rules_odds, told_odds
from extract.assembling.events import drafts_of
from extract.assembling.materials import find_materials
from extract.errors import ModelError
from extract.evaluating.comparable import Comparable, comparable
from extract.evaluating.comparing import Tallies, pair_events
from extract.evaluating.places import Places
from extract.finding.document import Document
from extract.finding.encoder import LearnedReader, load_folder
from extract.finding.encoder.sight import Sight
from extract.finding.opinion import Join
from extract.learning.confidence import matches, sentences_of
from extract.learning.corpora import Gold, documents, fold_of, places_of
from extract.learning.encoder.ways import told

Row = tuple[int, int, int]
"""Right, found, expected."""
Counts = Mapping[str, Mapping[str, Row]]
"""Language to field to what was counted; the field of right answers is the question itself."""
Odds = tuple[Sequence[tuple[float, float]], Sequence[bool]]
"""What rules and reader say of each event in the making, in log odds, and whether an annotator tells it."""
Joins = Mapping[str, Join]
_OF_FIGURES = ("statistic", "indicator")


@dataclass(frozen=True, slots=True)
class Choice:
    """A question, the fields of the scorer that its answers decide, and what decides: a threshold, the largest score, a share.

    Without fields the right answers are counted, over the events that match.
    """

    question: str
    fields: tuple[str, ...]
    by: Literal["threshold", "pick", "share"] = "threshold"


class Bench(Protocol):
    """Articles to try joins on."""

    def counts(self, joins: Joins, choice: Choice) -> Counts:
        """Return what is right, found and expected of what the choice decides, with these joins."""
        ...

    def odds(self, joins: Joins) -> Odds:
        """Return what is said of each event in the making, and what is true."""
        ...


@dataclass(frozen=True, slots=True)
class _Case:
    """An article as the reader sees it, its annotation, and the scorer's view of its text."""

    document: Document
    sight: Sight
    annotation: Gold
    gold: Comparable
    places: Places


class Here:
    """One fold of the corpora, read once, in this process and by its rules."""

    def __init__(self, corpora: Sequence[Path], reader: LearnedReader, *, fold: int) -> None:
        self._cases = list(_cases(corpora, reader, fold))

    def counts(self, joins: Joins, choice: Choice) -> Counts:
        """Return what is right, found and expected, by language."""
        tallies: dict[str, Tallies] = {}
        answers: dict[str, dict[str, Row]] = {}
        figures = choice.question in _OF_FIGURES
        for case in self._prepared(joins):
            language = case.document.article.language.partition("-")[0]
            found = comparable(told(case.document, events=not figures, statistics=figures), case.places)
            if choice.fields:
                tallies.setdefault(language, Tallies()).compare(case.gold, found, article=case.document.article.id)
            else:
                rows = answers.setdefault(language, {choice.question: (0, 0, 0)})
                rows[choice.question] = _add(rows[choice.question], _answers(choice.question, case.gold, found))
        return answers or {name: _rows(tally, choice) for name, tally in tallies.items()}

    def odds(self, joins: Joins) -> Odds:
        """Return the log odds of rules and reader for each draft of an event, and whether it is annotated."""
        rows: list[tuple[float, float]] = []
        right: list[bool] = []
        for case in self._prepared(joins):
            drafts = drafts_of(case.document)
            for draft in drafts:
                materials = find_materials(draft, case.document)
                rows.append((rules_odds(draft, materials, case.document), told_odds(draft, case.document) or 0.0))
            annotated = places_of(case.annotation["events"], case.document)
            right += map(bool, matches([sentences_of(draft) for draft in drafts], annotated))
        return rows, right

    def _prepared(self, joins: Joins) -> Iterator[_Case]:
        for case in self._cases:
            case.sight.joins = joins
            case.document.kept.clear()
            yield case


class Elsewhere:
    """A bench in a process of its own, in a checkout whose rules were fitted without its fold."""

    def __init__(self, corpora: Sequence[Path], model: Path, *, fold: int, checkout: Path) -> None:
        command = [
            sys.executable,
            "-m",
            __name__,
            str(model.resolve()),
            str(fold),
            *(str(corpus.resolve()) for corpus in corpora),
        ]
        environment = {**os.environ, "PYTHONPATH": str(checkout.resolve())}
        self._process = subprocess.Popen(  # noqa: S603 -- our own module, with the caller's folders
            command, cwd=checkout, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def counts(self, joins: Joins, choice: Choice) -> Counts:
        """Return what the other process counts."""
        asked = {"question": choice.question, "fields": choice.fields}
        return {
            language: {field: (right, found, expected) for field, (right, found, expected) in rows.items()}
            for language, rows in self._ask({"joins": joins, "choice": asked}).items()
        }

    def odds(self, joins: Joins) -> Odds:
        """Return what is said in the other process."""
        rows, right = self._ask({"joins": joins})
        return [(rules, reader) for rules, reader in rows], right

    def close(self) -> None:
        """End the other process."""
        self._process.communicate()

    def _ask(self, question: Mapping[str, Any]) -> Any:
        assert self._process.stdin is not None  # noqa: S101 -- both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            message = "a bench in another checkout has ended; what it printed above tells why"
            raise ModelError(message)
        return json.loads(answer)


def total(counted: Sequence[Counts]) -> Counts:
    """Return the counts of several benches added up."""
    found: dict[str, dict[str, Row]] = {}
    for counts in counted:
        for language, rows in counts.items():
            sums = found.setdefault(language, {})
            for field, row in rows.items():
                sums[field] = _add(sums.get(field, (0, 0, 0)), row)
    return found


def _cases(corpora: Sequence[Path], reader: LearnedReader, fold: int) -> Iterator[_Case]:
    for document, gold in documents(corpora):
        if fold_of(document.article.id) == fold:
            places = Places(document.article.text)
            sight = reader.look_at(document)
            yield _Case(replace(document, opinion=sight, kept={}), sight, gold, comparable(gold, places), places)


def _answers(question: str, expected: Comparable, found: Comparable) -> Row:
    pairs = pair_events(expected.events, found.events)
    right = sum(
        getattr(expected.events[one], question) == getattr(found.events[other], question) for one, other in pairs
    )
    return right, len(pairs), len(pairs)


def _rows(tally: Tallies, choice: Choice) -> dict[str, Row]:
    fields = {name: tally.fields[name] for name in choice.fields}
    return {name: (counted.right, counted.found, counted.expected) for name, counted in fields.items()}


def _add(one: Row, other: Row) -> Row:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def main() -> None:
    """Answer questions, a line of JSON each, until there are no more."""
    model, fold, *corpora = sys.argv[1:]
    bench = Here([Path(corpus) for corpus in corpora], LearnedReader(load_folder(Path(model))), fold=int(fold))
    for line in sys.stdin:
        asked = json.loads(line)
        joins = {question: Join(*weights) for question, weights in asked["joins"].items()}
        choice = asked.get("choice")
        answer = (
            bench.counts(joins, Choice(choice["question"], tuple(choice["fields"]))) if choice else bench.odds(joins)
        )
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
