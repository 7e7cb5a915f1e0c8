"""What fits that ask questions of annotated events share: cases, marked traits, tables and held-out figures."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from extract.assembling.drafts import Draft
from extract.knowledge.loading import LANGUAGES
from extract.knowledge.tables import Weights
from extract.learning.corpora import whole_of
from extract.learning.options import Option, Question, fit
from extract.learning.tables import write_weights
from extract.learning.verdicts import Told, collect
from extract.records.event import Issuer

_MINOR_COUNTS = 0.5

Pairs = Mapping[str, set[tuple[object, ...]]]
"""Field to its values, as the scorer compares them."""


def draft_of(told: Told) -> Draft:
    """Return the annotated event as a draft with its mentions."""
    event = told.event
    issuer = Issuer(jurisdiction=event["issuer"]["jurisdiction"])
    return Draft(event["measure"], event["action"], event["stage"], event["certainty"], issuer, told.mentions)


def marked(name: str, traits: Iterable[str]) -> tuple[str, ...]:
    """Mark traits with the question that they answer, so that questions can be fitted together."""
    return tuple(f"{name}|{trait}" for trait in traits)


def question_of(told: Told, options: Sequence[Option], none: Sequence[str], *, share: float = 1.0) -> Question:
    """Return a question; the option `none` is right when no other is. `share` is what it counts of its case."""
    silent = Option(tuple(none), not any(option.right for option in options))
    return Question((*options, silent), whole_of(told.document.article.id), told.weight * share)


def fit_tables(questions: Iterable[Question], *, penalty: float = 2.0) -> dict[str, dict[str, float]]:
    """Return the weights of marked traits, a table for each mark."""
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for trait, weight in fit(list(questions), penalty=penalty).items():
        question, _, plain = trait.partition("|")
        tables[question][plain] = weight
    return tables


def count_pairs(told: Told, given: Pairs, found: Pairs, counts: Counter[tuple[str, ...]]) -> None:
    """Add what is annotated (`given`), `found` and `both` to the counts, by language, kind of mentions and field."""
    mentions = "triggers" if told.from_triggers else "found"
    for field in given:
        key = told.mentions[0].sentence.language, mentions, field
        counts[(*key, "both")] += len(given[field] & found[field])
        counts[(*key, "found")] += len(found[field])
        counts[(*key, "given")] += len(given[field])


def figure_lines(counts: Mapping[tuple[str, ...], int]) -> Iterator[str]:
    """Yield precision, recall and F1, a line for each language, kind of mentions and field."""
    for key in sorted({key[:-1] for key in counts}):
        both, found, given = (counts[(*key, name)] for name in ("both", "found", "given"))
        precision, recall, f1 = both / max(1, found), both / max(1, given), 2 * both / max(1, found + given)
        yield f"{' '.join(key)}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def run(
    table: str,
    learn: Callable[[Sequence[Told]], Weights],
    held_out: Callable[[Sequence[Told], Sequence[Told]], Iterable[str]],
    arguments: Sequence[str] | None = None,
) -> None:
    """Read the command line of a fit; print its held-out figures and write `knowledge/<table>` when asked to."""
    parser = argparse.ArgumentParser(description=f"Fit {table} on annotated articles.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--minor", type=Path, action="append", default=[])
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args(arguments)
    cases = [told for language in LANGUAGES for told in collect(options.corpora, language)]
    minor = [told for language in LANGUAGES for told in collect(options.minor, language, weight=_MINOR_COUNTS)]
    if options.figures:
        for line in held_out(cases, minor):
            sys.stdout.write(f"{line}\n")
    if options.write:
        tables = learn([*cases, *minor])
        write_weights(table, {question: tables[question] for question in sorted(tables)})
