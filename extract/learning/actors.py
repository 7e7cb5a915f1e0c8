"""Fits `knowledge/actor_weights.csv`: issuers, targets, materials and sources; see `extract.assembling.weighing`.

    python -m extract.learning.actors GOLD_ROOM... [--minor ROOM] [--figures] [--write]

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

from extract.assembling import attribution, issuers, targets
from extract.assembling.actors import actors_in
from extract.assembling.drafts import Draft
from extract.assembling.materials import find_materials, material_places
from extract.assembling.protagonists import protagonists_of, silence_traits
from extract.assembling.surroundings import standing_of
from extract.assembling.weighing import TABLE, Tables, using
from extract.knowledge.loading import HOME, LANGUAGES
from extract.learning.options import Option, Question, fit
from extract.learning.rooms import FOLDS
from extract.learning.verdicts import Told, collect
from extract.records.event import Issuer

_MINOR_COUNTS = 0.5
_LEANING = 3
"""Folds by which the weights of sentences are fitted before those of whole articles, which lean on them."""


def draft_of(told: Told) -> Draft:
    """Return the annotated event as a draft with its mentions."""
    event = told.event
    issuer = Issuer(jurisdiction=event["issuer"]["jurisdiction"])
    return Draft(event["measure"], event["action"], event["stage"], event["certainty"], issuer, told.mentions)


def _question(told: Told, options: Sequence[Option], none: Sequence[str], share: float = 1.0) -> Question:
    """Return a question; the option `none` is right when no other is."""
    silent = Option(tuple(none), not any(option.right for option in options))
    return Question((*options, silent), told.document.article.id.partition("-part")[0], told.weight * share)


def _marked(name: str, traits: Sequence[str]) -> tuple[str, ...]:
    """Mark traits with the question that they answer, so that questions can be fitted together."""
    return tuple(f"{name}|{trait}" for trait in traits)


def issuer_questions(told: Told) -> Iterator[Question]:
    """Yield the question which naming of its sentence is the issuer, for each mention."""
    code = told.event["issuer"]["jurisdiction"]
    for mention in told.mentions:
        place, sentence = (mention.start, mention.end), mention.sentence
        options = [
            Option(
                _marked("issuer", list(standing_of(actor, place, sentence, told.document).traits())), actor.code == code
            )
            for actor in actors_in(sentence, told.document)
        ]
        none = _marked("issuer", silence_traits(sentence, mention.measure))
        yield _question(told, options, none, len(told.mentions) ** -0.5)


def decided_questions(told: Told) -> Iterator[Question]:
    """Yield the question which jurisdiction of the article is the issuer; none when it is not named."""
    code = told.event["issuer"]["jurisdiction"]
    protagonists = protagonists_of(told.document)
    language = told.mentions[0].sentence.language
    options = []
    for candidate in issuers.candidates(told.mentions, told.document):
        traits = issuers.decided_traits(candidate, told.mentions, told.document)
        if candidate != issuers.UNKNOWN:
            traits += protagonists.traits(candidate, language)
        options.append(Option(_marked("decided issuer", traits), candidate == code))
    if any(option.right for option in options):
        yield Question(tuple(options), told.document.article.id.partition("-part")[0], told.weight)


def target_questions(told: Told) -> Iterator[Question]:
    """Yield the question whether it is a target, and of which class, for each jurisdiction near the event."""
    draft = draft_of(told)
    right = pairs_of(told)["target"]
    for code, standings in targets.target_standings(draft, told.document).items():
        options = [
            Option(_marked(f"target {kind}", [*standing.traits(), more]), (code, kind) in right)
            for standing, more in standings
            for kind in targets.CLASSES
        ]
        yield _question(told, options, _marked("no target", targets.silence_traits(code, draft)))


def material_questions(told: Told) -> Iterator[Question]:
    """Yield the question whether the event is about it, for each material near."""
    right = pairs_of(told)["material"]
    for place, traits in material_places(draft_of(told), told.document):
        yes = (_material(place.hit.entry.value), "") in right
        yield _question(told, [Option(_marked("material", traits), yes)], ())


def source_questions(told: Told) -> Iterator[Question]:
    """Yield the question whether one speaks, for each kind of source near the event."""
    draft = draft_of(told)
    right = pairs_of(told)["source"]
    for kind, standings in attribution.source_standings(draft, told.document).items():
        options = [Option(_marked("source", list(standing.traits())), (kind, "") in right) for standing in standings]
        yield _question(told, options, _marked("no source", attribution.silence_traits(kind, draft)))


Pairs = dict[str, set[tuple[str, str]]]


def _material(identifier: str) -> str:
    return "other" if identifier.startswith("other:") else identifier


def pairs_of(told: Told) -> Pairs:
    """Return what the annotation says, field by field, as the scorer compares it."""
    event = told.event
    return {
        "issuer": {(event["issuer"]["jurisdiction"], "")},
        "target": {(item.get("jurisdiction") or issuers.UNKNOWN, item["class"]) for item in event.get("targets") or ()},
        "material": {(_material(item["id"]), "") for item in event.get("materials") or ()},
        "source": {(item["kind"], "") for item in event.get("attribution") or ()},
    }


def found_pairs(told: Told) -> Pairs:
    """Return what the rules find for the annotated event."""
    draft, document = draft_of(told), told.document
    found = targets.find_targets(draft, document)
    return {
        "issuer": {(issuers.decide_issuer(told.mentions, document).jurisdiction, "")},
        "target": {(item.jurisdiction or issuers.UNKNOWN, item.class_) for item in found},
        "material": {(_material(item.id), "") for item in find_materials(draft, document)},
        "source": {(item.kind, "") for item in attribution.find_attribution(draft, document)},
    }


def _forget(cases: Sequence[Told]) -> None:
    """Drop what the documents keep: it was weighed with the tables in use."""
    for told in cases:
        told.document.kept.clear()


def learn(cases: Sequence[Told]) -> Tables:
    """Return the tables fitted on `cases`."""
    leaning: list[Question] = []
    for number in range(_LEANING):
        rest = [told for told in cases if told.fold % _LEANING != number]
        with using(_fit(question for told in rest for question in issuer_questions(told))):
            _forget(cases)
            own = (told for told in cases if told.fold % _LEANING == number)
            leaning += [question for told in own for question in decided_questions(told)]
    _forget(cases)
    tables: dict[str, dict[str, float]] = {}
    for ask in (issuer_questions, target_questions, material_questions, source_questions):
        tables |= _fit(question for told in cases for question in ask(told))
    return tables | _fit(leaning)


def _fit(questions: Iterator[Question] | Sequence[Question]) -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = defaultdict(dict)
    for trait, weight in fit(list(questions)).items():
        question, _, plain = trait.partition("|")
        tables[question][plain] = weight
    return tables


def held_out(cases: Sequence[Told], minor: Sequence[Told]) -> Iterator[str]:
    """Yield a line a language, kind of mentions and field: precision, recall and F1 on folds that were not learned from.

    Those of `minor` are learned from and not counted.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for fold in range(FOLDS):
        tables = learn([*(told for told in cases if told.fold != fold), *minor])
        with using(tables):
            _forget(cases)
            for told in cases:
                if told.fold == fold:
                    _count(told, counts)
        _forget(cases)
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
    with (HOME / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["question", "trait", "weight"])
        for question in sorted(tables):
            writer.writerows([question, trait, f"{weight:.2f}"] for trait, weight in sorted(tables[question].items()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    parser = argparse.ArgumentParser(description="Fit what traits say of issuers, targets, materials and sources.")
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
