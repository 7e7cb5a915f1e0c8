"""Where the text tells of a measure: one mention a sentence, measure and action that a cue names."""

from typing import cast

from extract.assembling.drafts import Mention
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit
from extract.records.codes import Measure


def find_measures(document: Document) -> list[Mention]:
    """Return the mentions of measures, in the order of the text.

    A weak cue ("curbs", "管制") tells of a measure only where its sentence names a jurisdiction and goods, or two
    jurisdictions, and no strong cue.
    """
    return [mention for sentence in document.sentences for mention in _in_sentence(sentence)]


def _in_sentence(sentence: Sentence) -> list[Mention]:
    cues = sentence.of("measures")
    strong = [hit for hit in cues if hit.entry.get("strength") != "weak"]
    chosen = strong or [hit for hit in cues if _weak_cue_counts(sentence)]
    best: dict[tuple[str, str | None], Hit] = {}
    for hit in chosen:
        key = (hit.entry.value, hit.entry.get("action"))
        held = best.get(key)
        if held is None or _length(hit) > _length(held):
            best[key] = hit
    told = {measure for measure, action in best if action is not None}
    best = {key: hit for key, hit in best.items() if key[1] is not None or key[0] not in told}
    return [
        Mention(sentence, hit.start, hit.end, cast("Measure", hit.entry.value), hit.entry)
        for hit in sorted(best.values(), key=lambda hit: hit[:2])
    ]


def _length(hit: Hit) -> int:
    return hit.end - hit.start


def _weak_cue_counts(sentence: Sentence) -> bool:
    places = {hit.entry.value for hit in sentence.of("jurisdictions")}
    return len(places) > 1 or (bool(places) and bool(sentence.of("materials")))
