"""Fits `knowledge/actor_weights.csv`: issuers, targets, materials and sources; see `extract.assembling.weighing`.

    python -m extract.learning.actors CORPUS... [--minor CORPUS] [--figures] [--write]

The cases are those of `extract.learning.verdicts`: each annotated event with the mentions at its triggers, and with those
that the rules find in the same sentences. `--figures` prints precision, recall and F1 of each field on held-out folds,
with the other fields of the event given. Takes some minutes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.assembling import attribution, issuers, targets
from extract.assembling.actors import actors_in
from extract.assembling.materials import find_materials, material_places
from extract.assembling.protagonists import protagonists_of, silence_traits
from extract.assembling.surroundings import standing_of
from extract.assembling.weighing import TABLE, using
from extract.knowledge.tables import Weights
from extract.learning.corpora import FOLDS, whole_of
from extract.learning.options import Option, Question
from extract.learning.questions import Pairs, count_pairs, draft_of, figure_lines, fit_tables, marked, question_of, run
from extract.learning.verdicts import Told
from extract.records.codes import UNKNOWN

_LEANING = 3
"""Folds by which the weights of sentences are fitted before those of whole articles, which lean on them."""


def issuer_questions(told: Told) -> Iterator[Question]:
    """Yield the question which naming of its sentence is the issuer, for each mention."""
    code = told.event["issuer"]["jurisdiction"]
    for mention in told.mentions:
        place, sentence = (mention.start, mention.end), mention.sentence
        options = [
            Option(
                marked("issuer", list(standing_of(actor, place, sentence, told.document).traits())), actor.code == code
            )
            for actor in actors_in(sentence, told.document)
        ]
        none = marked("issuer", silence_traits(sentence, mention.measure))
        yield question_of(told, options, none, share=len(told.mentions) ** -0.5)


def decided_questions(told: Told) -> Iterator[Question]:
    """Yield the question which jurisdiction of the article is the issuer; none when it is not named."""
    code = told.event["issuer"]["jurisdiction"]
    protagonists = protagonists_of(told.document)
    language = told.mentions[0].sentence.language
    options = []
    for candidate in issuers.candidates(told.mentions, told.document):
        traits = issuers.decided_traits(candidate, told.mentions, told.document)
        if candidate != UNKNOWN:
            traits += protagonists.traits(candidate, language)
        options.append(Option(marked("decided issuer", traits), candidate == code))
    if any(option.right for option in options):
        yield Question(tuple(options), whole_of(told.document.article.id), told.weight)


def target_questions(told: Told) -> Iterator[Question]:
    """Yield the question whether it is a target, and of which class, for each jurisdiction near the event."""
    draft = draft_of(told)
    right = pairs_of(told)["target"]
    for code, standings in targets.target_standings(draft, told.document).items():
        options = [
            Option(marked(f"target {kind}", [*standing.traits(), more]), (code, kind) in right)
            for standing, more in standings
            for kind in targets.CLASSES
        ]
        yield question_of(told, options, marked("no target", targets.silence_traits(code, draft)))


def material_questions(told: Told) -> Iterator[Question]:
    """Yield the question whether the event is about it, for each material near."""
    right = pairs_of(told)["material"]
    for place, traits in material_places(draft_of(told), told.document):
        yes = (_material(place.hit.entry.value), "") in right
        yield question_of(told, [Option(marked("material", traits), yes)], ())


def source_questions(told: Told) -> Iterator[Question]:
    """Yield the question whether one speaks, for each kind of source near the event."""
    draft = draft_of(told)
    right = pairs_of(told)["source"]
    for kind, standings in attribution.source_standings(draft, told.document).items():
        options = [Option(marked("source", list(standing.traits())), (kind, "") in right) for standing in standings]
        yield question_of(told, options, marked("no source", attribution.silence_traits(kind, draft)))


def _material(identifier: str) -> str:
    return "other" if identifier.startswith("other:") else identifier


def pairs_of(told: Told) -> Pairs:
    """Return what the annotation says, field by field, as the scorer compares it."""
    event = told.event
    return {
        "issuer": {(event["issuer"]["jurisdiction"], "")},
        "target": {(item.get("jurisdiction") or UNKNOWN, item["class"]) for item in event.get("targets") or ()},
        "material": {(_material(item["id"]), "") for item in event.get("materials") or ()},
        "source": {(item["kind"], "") for item in event.get("attribution") or ()},
    }


def found_pairs(told: Told) -> Pairs:
    """Return what the rules find for the annotated event."""
    draft, document = draft_of(told), told.document
    found = targets.find_targets(draft, document)
    return {
        "issuer": {(issuers.decide_issuer(told.mentions, document).jurisdiction, "")},
        "target": {(item.jurisdiction or UNKNOWN, item.class_) for item in found},
        "material": {(_material(item.id), "") for item in find_materials(draft, document)},
        "source": {(item.kind, "") for item in attribution.find_attribution(draft, document)},
    }


def _forget(cases: Sequence[Told]) -> None:
    """Drop what the documents keep: it was weighed with the tables in use."""
    for told in cases:
        told.document.kept.clear()


def learn(cases: Sequence[Told]) -> Weights:
    """Return the tables fitted on `cases`."""
    leaning: list[Question] = []
    for number in range(_LEANING):
        rest = [told for told in cases if told.fold % _LEANING != number]
        with using(fit_tables(question for told in rest for question in issuer_questions(told))):
            _forget(cases)
            own = (told for told in cases if told.fold % _LEANING == number)
            leaning += [question for told in own for question in decided_questions(told)]
    _forget(cases)
    tables: dict[str, dict[str, float]] = {}
    for ask in (issuer_questions, target_questions, material_questions, source_questions):
        tables |= fit_tables(question for told in cases for question in ask(told))
    return tables | fit_tables(leaning)


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
                    count_pairs(told, pairs_of(told), found_pairs(told), counts)
        _forget(cases)
    yield from figure_lines(counts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, report, and write the table when asked to."""
    run(TABLE, learn, held_out, arguments)


if __name__ == "__main__":
    main()
