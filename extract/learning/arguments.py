"""Fits `knowledge/argument_weights.csv`: dates and conditions of events; see `extract.assembling.weighing`.

    python -m extract.learning.arguments CORPUS... [--minor CORPUS] [--figures] [--write]

The cases are those of `extract.learning.verdicts`: each annotated event with the mentions at its triggers, and with those
that the rules find in the same sentences; for dates also the events that the rules tell and nobody annotated, which have
none. `--figures` prints precision, recall and F1 of each field on held-out folds,
with the other fields of the event given. Takes some minutes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from extract.assembling import conditions, dates
from extract.assembling.calibration import is_worth_telling
from extract.assembling.date_candidates import candidates_of, traits_of_none
from extract.assembling.drafts import Draft
from extract.assembling.events import drafts_of
from extract.assembling.materials import find_materials
from extract.assembling.weighing import ARGUMENT_TABLE, using
from extract.finding.document import Document
from extract.knowledge.tables import Weights
from extract.learning.corpora import FOLDS
from extract.learning.options import Option, Question
from extract.learning.questions import Pairs, count_pairs, draft_of, figure_lines, fit_tables, marked, question_of, run
from extract.learning.verdicts import Told
from extract.records.edtf import day_bounds

_PENALTY = 2.5


def date_questions(told: Told) -> Iterator[Question]:
    """Yield for each role the question which of the dates in and near the event's sentences has it."""
    yield from _questions_of(draft_of(told), told, pairs_of(told)["date"])


def _questions_of(draft: Draft, told: Told, right: AbstractSet[tuple[object, ...]]) -> Iterator[Question]:
    found = [(day_bounds(candidate.value), traits) for candidate, traits in candidates_of(draft, told.document)]
    for role in dates.ROLES if found else ():
        options = [Option(marked(f"date {role}", traits), (role, days) in right) for days, traits in found]
        yield question_of(told, options, marked(f"no {role} date", traits_of_none(draft, len(found))))


def stray_questions(cases: Sequence[Told]) -> Iterator[Question]:
    """Yield the questions of dates for events that the rules tell and nobody annotated: none of their dates is right."""
    known: dict[Document, set[tuple[str, int]]] = {told.document: set() for told in cases}
    for told in cases:
        known[told.document] |= {(told.event["measure"], mention.sentence.number) for mention in told.mentions}
    samples = {told.document: told for told in cases}
    for document, places in known.items():
        for draft in drafts_of(document):
            told_of = {(draft.measure, sentence.number) for sentence in draft.sentences}
            if not told_of & places and is_worth_telling(draft, find_materials(draft, document), document):
                yield from _questions_of(draft, samples[document], set())


def condition_questions(told: Told) -> Iterator[Question]:
    """Yield the question of which type and effect it is, for each cue, duration and quantity near the event."""
    right = pairs_of(told)
    for candidate, traits in conditions.candidates_of(draft_of(told), told.document):
        options = [
            Option(marked(f"condition {' '.join(kind)}", traits), _is_told(candidate, kind, right))
            for kind in candidate.kinds
        ]
        yield question_of(told, options, marked("no condition", traits))


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


def learn(cases: Sequence[Told]) -> Weights:
    """Return the tables fitted on `cases`."""
    of_dates = chain(stray_questions(cases), *map(date_questions, cases))
    of_conditions = chain.from_iterable(map(condition_questions, cases))
    return fit_tables(of_dates, penalty=_PENALTY) | fit_tables(of_conditions, penalty=_PENALTY)


def held_out(cases: Sequence[Told], minor: Sequence[Told]) -> Iterator[str]:
    """Yield a line a language, kind of mentions and field: precision, recall and F1 on folds that were not learned from.

    Those of `minor` are learned from and not counted.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for fold in range(FOLDS):
        with using(learn([*(told for told in cases if told.fold != fold), *minor])):
            for told in cases:
                if told.fold == fold:
                    count_pairs(told, pairs_of(told), found_pairs(told), counts)
    yield from figure_lines(counts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    run(ARGUMENT_TABLE, learn, held_out, arguments)


if __name__ == "__main__":
    main()
