"""Sentences that go on about a measure without naming it, such as "The system would bar ..." and 该制度要求."""

import re
from collections.abc import Iterator, Sequence

from extract.assembling.drafts import PROGRAMMES, Draft, Mention
from extract.finding.document import Document, Sentence
from extract.knowledge import Hit

_NEAR = 3
"""Sentences from what is taken up to the words that take it up."""
_OPENING = {
    "en": re.compile(r"(?:according to [^,;:]{1,60}, )?(?:(?:but|and|yet|however|under|with)\b,?\s?)?", re.IGNORECASE),
    "zh": re.compile(r"(?:但|而|同时|根据|按照|按|在)?，?"),
}
"""What stands before the theme of a sentence."""


def take_up(drafts: Sequence[Draft], document: Document) -> None:
    """Add to each draft the sentences that take it up, each as a mention.

    A sentence that opens with words such as "the system" goes on about the programme told last before it. What was decided of the draft
    stands: these sentences tell of its terms.
    """
    for sentence in document.sentences:
        for anaphor in _opening(sentence, document):
            draft = _meant(sentence, (anaphor.entry.get("measures") or "").split(), drafts)
            if draft is not None and all(mention.sentence is not sentence for mention in draft.mentions):
                mention = Mention(sentence, anaphor.start, anaphor.end, draft.measure, anaphor.entry)
                mention.odds = max(told.odds for told in draft.mentions)
                draft.mentions.append(mention)
                draft.mentions.sort(key=lambda told: (told.start, told.end))


def join_terms(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that only tell what a programme near them spares its users; these are its terms."""
    kept: list[Draft] = []
    for draft in drafts:
        home = _spared_by(draft, drafts) if all(told.cue.get("terms") for told in draft.mentions) else None
        if home is None:
            kept.append(draft)
            continue
        for mention in draft.mentions:
            mention.measure = home.measure
        home.mentions = sorted([*home.mentions, *draft.mentions], key=lambda told: (told.start, told.end))
    return kept


def _spared_by(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """Return the programme of the same issuer that is told last before a draft or in its sentence, and near it."""
    place = draft.mentions[0].sentence.number
    near = [
        (told, other)
        for other in drafts
        if other.measure in PROGRAMMES and other.issuer.jurisdiction == draft.issuer.jurisdiction
        for told in (mention.sentence.number for mention in other.mentions)
        if 0 <= place - told <= _NEAR
    ]
    return max(near, key=lambda one: one[0])[1] if near else None


def _opening(sentence: Sentence, document: Document) -> Iterator[Hit]:
    """Yield the first words of a sentence that take something up, where they are its theme: not "the system of locks"."""
    before = _OPENING[sentence.language]
    for hit in sentence.of("anaphors"):
        theme = before.fullmatch(document.words(sentence.start, hit.start)) is not None
        if theme and not sentence.is_title and not document.words(hit.end, hit.end + 4).startswith(" of "):
            yield hit
            return


def _meant(sentence: Sentence, measures: Sequence[str], drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft of one of `measures` told last before a sentence, where it is near; of two, the one told more."""
    last = {
        number: max(told for told in (one.sentence.number for one in draft.mentions) if told < sentence.number)
        for number, draft in enumerate(drafts)
        if draft.measure in measures and draft.mentions[0].sentence.number < sentence.number
    }
    near = [number for number, told in last.items() if sentence.number - told <= _NEAR and told == max(last.values())]
    most = max((len(drafts[number].mentions) for number in near), default=0)
    meant = [drafts[number] for number in near if len(drafts[number].mentions) == most]
    return meant[0] if len(meant) == 1 else None
