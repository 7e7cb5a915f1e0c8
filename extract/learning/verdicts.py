"""Fits the tables `knowledge/<language>/<question>_weights.csv` on annotated articles; see `extract.assembling.verdicts`.

    python -m extract.learning.verdicts CORPUS... [--minor CORPUS] [--figures] [--write]

A corpus is a folder with `articles/` and `gold/`. Each annotated event gives a case with the mentions at its triggers, and
one with the mentions that the rules find in the same sentences; each mention gives a case of
`mention_action`. Articles of a `--minor` corpus, written for training, count less. `--figures` prints the shares of events
that are right on held-out folds: action, stage, both, certainty. Takes some minutes.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, get_args

from extract.assembling.actions import action_signs
from extract.assembling.certainty import certainty_signs
from extract.assembling.drafts import Mention
from extract.assembling.mentions import find_measures
from extract.assembling.stages import stage_signs
from extract.assembling.verdicts import ALWAYS, Question
from extract.evaluating.locating import Locator
from extract.finding.document import Document
from extract.knowledge import Entry
from extract.knowledge.loading import HOME, LANGUAGES
from extract.learning.corpora import FOLDS, documents, fold_of
from extract.learning.softmax import Case, fit_softmax
from extract.records.codes import ACTIONS, STAGES, Certainty

VALUES: Mapping[Question, tuple[str, ...]] = {
    "mention_action": ACTIONS,
    "action": ACTIONS,
    "stage": STAGES,
    "certainty": get_args(Certainty),
}
_MINOR_COUNTS = 0.3
_KNOWN = 2.0
"""What a cue weighs for its own value before anything is learned; chosen on held-out folds."""
_KNOWN_RARE = {"denied": 8.0}
"""The same for values of which there are hardly any cases to learn from."""
_KINDS: Mapping[Question, str] = {
    "mention_action": "actions",
    "action": "actions",
    "stage": "stages",
    "certainty": "certainty",
}
_NEGLIGIBLE = 0.05
"""Weights nearer to 0 are left out of the tables."""


class Told(NamedTuple):
    """An annotated event with the mentions of one kind, and how much it counts."""

    event: Mapping[str, Any]
    mentions: list[Mention]
    document: Document
    fold: int
    weight: float
    from_triggers: bool


def collect(corpora: Sequence[Path], language: str, *, weight: float = 1.0) -> Iterator[Told]:
    """Yield the annotated events of the corpora in `language`."""
    for document, gold in documents(corpora):
        if not document.article.language.startswith(language):
            continue
        found = find_measures(document)
        fold = fold_of(document.article.id)
        for event in gold["events"]:
            told = list(_at_triggers(event, document))
            numbers = {mention.sentence.number for mention in told}
            again = [
                mention
                for mention in found
                if mention.measure == event["measure"] and mention.sentence.number in numbers
            ]
            if told:
                yield Told(event, told, document, fold, weight, from_triggers=True)
            if again:
                yield Told(event, again, document, fold, weight, from_triggers=False)


def _at_triggers(event: Mapping[str, Any], document: Document) -> Iterator[Mention]:
    locator = Locator(document.article.text)
    spans = [locator.find(trigger["quote"], trigger.get("near")) for trigger in event["triggers"]]
    for span in sorted((span for span in spans if span is not None), key=lambda span: span.start):
        sentence = next((one for one in document.sentences if one.start <= span.start < one.end), None)
        if sentence is not None:
            cue = next(
                (hit.entry for hit in sentence.of("measures") if hit.start < span.end and span.start < hit.end),
                Entry("measures", event["measure"], sentence.language, (document.words(span.start, span.end),)),
            )
            yield Mention(sentence, span.start, span.end, event["measure"], cue)


def cases_of(question: Question, told: Sequence[Told]) -> list[Case]:
    """Return the cases of a question."""
    if question == "mention_action":
        return [
            _case(action_signs([mention], one.document), one.event["action"], one.weight)
            for one in told
            for mention in one.mentions
        ]
    return [_case(_signs(question, one, one.event), one.event[question], one.weight) for one in told]


def learn(question: Question, told: Sequence[Told]) -> dict[str, list[float]]:
    """Return the weights of a question: what the knowledge says of its cues, moved by the cases."""
    values = VALUES[question]
    known = {
        sign: [_KNOWN_RARE.get(value, _KNOWN) * (value == other) for other in values]
        for value in values
        for sign in (f"{_KINDS[question]} {value}", f"cue {value}")
    }
    return fit_softmax(cases_of(question, told), values, known)


def _signs(question: Question, told: Told, given: Mapping[str, Any]) -> Mapping[str, float]:
    if question == "stage":
        return stage_signs(told.mentions, given["action"], told.document)
    if question == "certainty":
        return certainty_signs(told.mentions, given["stage"], told.document)
    return action_signs(told.mentions, told.document)


def _case(signs: Mapping[str, float], value: str, weight: float) -> Case:
    return Case({ALWAYS: 1.0, **signs}, value, weight)


def table_lines(question: Question, weights: Mapping[str, Sequence[float]]) -> Iterator[list[str]]:
    """Yield the rows of a table: `always` first, then the signs by name; negligible weights are left blank."""
    yield ["sign", *VALUES[question]]
    for sign in sorted(weights, key=lambda sign: (sign != ALWAYS, sign)):
        cells = [f"{weight:.2f}" if abs(weight) >= _NEGLIGIBLE else "" for weight in weights[sign]]
        if any(cells):
            yield [sign, *cells]


def held_out(told: Sequence[Told]) -> Mapping[str, float]:
    """Return the shares of events that are right when their fold was not learned from; only triggers of full weight count."""
    right: Counter[str] = Counter()
    asked = 0
    for fold in range(FOLDS):
        rest = [one for one in told if one.fold != fold]
        weights = {question: learn(question, rest) for question in _OF_EVENTS}
        for one in told:
            if one.fold == fold and one.from_triggers and one.weight == 1.0:
                asked += 1
                answers = _answers(weights, one)
                hits = [question for question in _OF_EVENTS if answers[question] == one.event[question]]
                right.update(hits)
                right["both"] += "action" in hits and "stage" in hits
    return {name: round(count / max(1, asked), 3) for name, count in sorted(right.items())}


_OF_EVENTS: tuple[Question, ...] = ("action", "stage", "certainty")


def _answers(weights: Mapping[Question, Mapping[str, Sequence[float]]], told: Told) -> dict[str, str]:
    given: dict[str, str] = {}
    for question in _OF_EVENTS:
        signs = {ALWAYS: 1.0, **_signs(question, told, given)}
        scores = [
            sum(
                strength * weights[question][sign][index]
                for sign, strength in signs.items()
                if sign in weights[question]
            )
            for index in range(len(VALUES[question]))
        ]
        given[question] = VALUES[question][scores.index(max(scores))]
    return given


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the tables when asked to."""
    parser = argparse.ArgumentParser(description="Fit what signs say of action, stage and certainty.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    for language in LANGUAGES:
        told = [*collect(options.corpora, language), *collect(options.minor, language, weight=_MINOR_COUNTS)]
        if options.figures:
            sys.stdout.write(f"{language} {held_out(told)}\n")
        if options.write:
            for question in VALUES:
                path = HOME / language / f"{question}_weights.csv"
                with path.open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file, lineterminator="\n").writerows(table_lines(question, learn(question, told)))


if __name__ == "__main__":
    main()
