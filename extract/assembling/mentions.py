"""Where the text tells of a measure: one mention a sentence, measure and action that a cue names.

A learned reader, where there is one, weighs the cues (weak ones too) and proposes words that no cue knows.
"""

from collections.abc import Iterable, Iterator
from typing import cast

from extract.assembling.drafts import Mention
from extract.assembling.joining import join_odds
from extract.finding.document import Document, Sentence
from extract.finding.opinion import Opinion, Place
from extract.knowledge import Entry, Hit
from extract.records.codes import Measure

_CHOSEN, _PASSED_OVER, _UNKNOWN = 1.0, -0.5, -1.0
"""What the rules say of a cue that they choose, of one that they pass over, and of words that are no cue of the measure."""
_PROPOSED = -3.0
"""The least log odds at which the reader's word for a measure is weighed."""


def find_measures(document: Document) -> list[Mention]:
    """Return the mentions of measures, in the order of the text.

    A weak cue ("curbs", "管制") tells of a measure only where its sentence names a jurisdiction and goods, or two
    jurisdictions, and no strong cue.
    """
    chosen = [mention for sentence in document.sentences for mention in _in_sentence(sentence)]
    if document.opinion is None:
        return chosen
    held = {(mention.start, mention.end, mention.measure) for mention in chosen}
    return [mention for sentence in document.sentences for mention in _weighed(sentence, held, document)]


def _in_sentence(sentence: Sentence) -> list[Mention]:
    cues = sentence.of("measures")
    strong = [hit for hit in cues if hit.entry.get("strength") != "weak" and not _is_part(hit, cues)]
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


def _is_part(hit: Hit, cues: Iterable[Hit]) -> bool:
    """Tell whether a cue is a part of a longer one of its measure: "need a licence" in "no longer need a licence"."""
    return any(
        other.entry.value == hit.entry.value
        and other.start <= hit.start
        and hit.end <= other.end
        and _length(hit) < _length(other)
        for other in cues
    )


def _length(hit: Hit) -> int:
    return hit.end - hit.start


def _weak_cue_counts(sentence: Sentence) -> bool:
    places = {hit.entry.value for hit in sentence.of("jurisdictions")}
    return len(places) > 1 or (bool(places) and bool(sentence.of("materials")))


def _weighed(sentence: Sentence, chosen: set[tuple[int, int, Measure]], document: Document) -> list[Mention]:
    """Return the mentions of a sentence that the rules and the reader together hold likely; the likelier of two that overlap."""
    opinion = cast("Opinion", document.opinion)
    likely: list[Mention] = []
    for mention, rules in (*_cued(sentence, chosen), *_proposed(sentence, opinion, document)):
        reader = opinion.measures((mention.start, mention.end))[mention.measure]
        mention.odds = join_odds("trigger", rules, reader, document)
        if mention.odds > 0:
            likely.append(mention)
    likely.sort(key=lambda mention: -mention.odds)
    kept: list[Mention] = []
    for mention in likely:
        if not any(_is_same(mention, other) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: (mention.start, mention.end))


def _cued(sentence: Sentence, chosen: set[tuple[int, int, Measure]]) -> Iterator[tuple[Mention, float]]:
    cues = sentence.of("measures")
    for hit in (hit for hit in cues if not _is_part(hit, cues)):
        measure = cast("Measure", hit.entry.value)
        rules = _CHOSEN if (hit.start, hit.end, measure) in chosen else _PASSED_OVER
        yield Mention(sentence, hit.start, hit.end, measure, hit.entry), rules


def _proposed(sentence: Sentence, opinion: Opinion, document: Document) -> Iterator[tuple[Mention, float]]:
    cues = sentence.of("measures")
    for place in _within(sentence, opinion.spans("trigger")):
        start, end = _whole_words(*place, document.article.text)
        if _belongs_elsewhere(start, end, sentence):
            continue
        known = {hit.entry.value for hit in cues if hit.start < end and start < hit.end}
        for measure, odds in opinion.measures((start, end)).items():
            if (
                odds > _PROPOSED
                and measure not in known
                and not (measure == "entity_listing" and _lists_goods(sentence))
            ):
                words = document.words(start, end)
                entry = Entry(kind="measures", value=measure, language=sentence.language, forms=(words,))
                yield Mention(sentence, start, end, cast("Measure", measure), entry, is_proposed=True), _UNKNOWN


def _whole_words(start: int, end: int, text: str) -> Place:
    """Widen a stretch to the English words that it cuts: the reader's pieces are shorter than these."""
    while start > 0 and _is_inside_word(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _is_inside_word(text[end - 1 : end + 1]):
        end += 1
    return start, end


def _is_inside_word(beside: str) -> bool:
    """Tell whether the two characters beside a cut are of one word; what is not ASCII, such as Chinese, has no spaces."""
    return beside.isascii() and beside.isalnum()


def _lists_goods(sentence: Sentence) -> bool:
    """Tell whether a sentence names goods and no firm: goods come onto control lists, firms onto those of entities."""
    return bool(sentence.of("materials")) and not sentence.of("targets")


def _belongs_elsewhere(start: int, end: int, sentence: Sentence) -> bool:
    """Tell whether words are of what a strong cue names: around it, when it takes effect, or what it replaces.

    Words around "export controls" can tell of much: of an exemption from them, of a ban.
    """
    strong = [hit for hit in sentence.of("measures") if hit.entry.get("strength") != "weak"]
    if any(start <= hit.start and hit.end <= end and hit.entry.value != "licence_requirement" for hit in strong):
        return True
    effect = [hit for hit in sentence.of("date_roles") if hit.entry.value == "effective"] if strong else []
    return any(hit.start <= start and end <= hit.end for hit in (*sentence.of("relations"), *effect))


def _within(sentence: Sentence, places: Iterable[Place]) -> Iterator[Place]:
    return (place for place in places if sentence.start <= place[0] < sentence.end)


def _is_same(one: Mention, other: Mention) -> bool:
    return one.measure == other.measure and one.start < other.end and other.start < one.end
