"""Fits `knowledge/argument_weights.csv`: dates and conditions of events; see `extract.assembling.weighing`.

    python -m extract.learning.arguments GOLD_ROOM... [--minor ROOM] [--figures] [--write]

The cases are those of `extract.learning.verdicts`: each annotated event with the mentions at its triggers, and with those
that the rules find in the same sentences. `--figures` prints precision, recall and F1 of each field on held-out folds,
with the other fields of the event given. Takes some minutes.
"""

import argparse
import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.assembling import conditions, dates
from extract.assembling.weighing import ARGUMENT_TABLE, Tables, using
from extract.knowledge.loading import HOME, LANGUAGES
from extract.learning.actors import draft_of
from extract.learning.options import Option, Question, fit
from extract.learning.rooms import FOLDS
from extract.learning.verdicts import Told, collect
from extract.records.edtf import day_bounds

_MINOR_COUNTS = 0.5
_PENALTY = 2.5
Pairs = dict[str, set[tuple[object, ...]]]


def _question(told: Told, options: Sequence[Option], none: Sequence[str]) -> Question:
    silent = Option(tuple(none), not any(option.right for option in options))
    return Question((*options, silent), told.document.article.id.partition("-part")[0], told.weight)


def _marked(name: str, traits: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name}|{trait}" for trait in traits)


def date_questions(told: Told) -> Iterator[Question]:
    """Yield the question which role it has, for each reading of each date near the event."""
    right = pairs_of(told)["date"]
    for candidate, traits in dates.candidates_of(draft_of(told), told.document):
        days = day_bounds(candidate.value)
        options = [Option(_marked(f"date {role}", traits), (role, days) in right) for role in dates.ROLES]
        yield _question(told, options, _marked("no date", traits))


def condition_questions(told: Told) -> Iterator[Question]:
    """Yield the question of which type and effect it is, for each cue, duration and quantity near the event."""
    right = pairs_of(told)
    for candidate, traits in conditions.candidates_of(draft_of(told), told.document):
        options = [
            Option(_marked(f"condition {' '.join(kind)}", traits), _is_told(candidate, kind, right))
            for kind in candidate.kinds
        ]
        yield _question(told, options, _marked("no condition", traits))


def _is_told(candidate: conditions.Candidate, kind: conditions.Kind, right: Pairs) -> bool:
    """Tell whether a condition of this kind is annotated, with the candidate's own value where it has one."""
    if kind not in right["condition"]:
        return False
    if candidate.source.startswith("cue") or candidate.value is None:
        return True
    values = {value for type_, value in right["condition value"] if type_ == kind[0]}
    return not values or candidate.value in values


def pairs_of(told: Told) -> Pairs:
    """Return what the annotation says, field by field, as the scorer compares it."""
    event = told.event
    qualifiers = event.get("conditions") or ()
    return {
        "date": {(item["role"], day_bounds(item["value"])) for item in event.get("dates") or () if item["value"]},
        "condition": {(item["type"], item["effect"]) for item in qualifiers},
        "condition value": {(item["type"], str(item["value"])) for item in qualifiers if item.get("value") is not None},
    }


def found_pairs(told: Told) -> Pairs:
    """Return what the rules find for the annotated event."""
    draft, document = draft_of(told), told.document
    qualifiers = conditions.find_conditions(draft, document)
    return {
        "date": {(item.role, day_bounds(item.value)) for item in dates.find_dates(draft, document) if item.value},
        "condition": {(item.type, item.effect) for item in qualifiers},
        "condition value": {(item.type, item.value) for item in qualifiers if item.value is not None},
    }


def learn(cases: Sequence[Told]) -> Tables:
    """Return the tables fitted on `cases`."""
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for ask in (date_questions, condition_questions):
        weights = fit([question for told in cases for question in ask(told)], penalty=_PENALTY)
        for trait, weight in weights.items():
            question, _, plain = trait.partition("|")
            tables[question][plain] = weight
    return tables


def held_out(cases: Sequence[Told], minor: Sequence[Told]) -> Iterator[str]:
    """Yield a line a language, kind of mentions and field: precision, recall and F1 on folds that were not learned from.

    Those of `minor` are learned from and not counted.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for fold in range(FOLDS):
        with using(learn([*(told for told in cases if told.fold != fold), *minor])):
            for told in cases:
                if told.fold == fold:
                    _count(told, counts)
    for key in sorted({key[:-1] for key in counts}):
        both, found, given = (counts[(*key, name)] for name in ("both", "found", "given"))
        yield f"{' '.join(key)}: P {both / max(1, found):.3f} R {both / max(1, given):.3f} F1 {2 * both / max(1, found + given):.3f}"


def _count(told: Told, counts: Counter[tuple[str, ...]]) -> None:
    mentions = "triggers" if told.from_triggers else "found"
    given, found = pairs_of(told), found_pairs(told)
    for field in given:
        key = told.mentions[0].sentence.language, mentions, field
        counts[(*key, "both")] += len(given[field] & found[field])
        counts[(*key, "found")] += len(found[field])
        counts[(*key, "given")] += len(given[field])


def write_table(tables: Tables) -> None:
    """Write the weights, sorted."""
    with (HOME / ARGUMENT_TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["question", "trait", "weight"])
        for question in sorted(tables):
            writer.writerows([question, trait, f"{weight:.2f}"] for trait, weight in sorted(tables[question].items()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    parser = argparse.ArgumentParser(description="Fit what traits say of dates and conditions.")
    parser.add_argument("rooms", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    cases = [told for language in LANGUAGES for told in collect(options.rooms, language)]
    minor = [told for language in LANGUAGES for told in collect(options.minor, language, weight=_MINOR_COUNTS)]
    if options.figures:
        for line in held_out(cases, minor):
            sys.stdout.write(f"{line}\n")
    if options.write:
        write_table(learn([*cases, *minor]))


if __name__ == "__main__":
    main()
