"""Where the text tells of a measure: one mention a measure and sentence."""

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
    best: dict[str, Hit] = {}
    for hit in chosen:
        held = best.get(hit.entry.value)
        if held is None or _rank(hit) > _rank(held):
            best[hit.entry.value] = hit
    return [
        Mention(sentence, hit.start, hit.end, cast("Measure", hit.entry.value), hit.entry)
        for hit in sorted(best.values(), key=lambda hit: hit[:2])
    ]


def _rank(hit: Hit) -> tuple[bool, int]:
    """Prefer a cue that says what is done, then the longer one."""
    return hit.entry.get("action") is not None, hit.end - hit.start


def _weak_cue_counts(sentence: Sentence) -> bool:
    places = {hit.entry.value for hit in sentence.of("jurisdictions")}
    return len(places) > 1 or (bool(places) and bool(sentence.of("materials")))
