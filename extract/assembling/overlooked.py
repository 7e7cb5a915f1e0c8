"""Passages that look relevant and gave nothing: where the rules may have missed something, or rightly said no."""

from collections.abc import Iterator

from extract.finding.document import Document, Sentence
from extract.records import Event, Statistic

_SUBJECTS = ("materials", "authorities")


def overlooked(document: Document, events: tuple[Event, ...], statistics: tuple[Statistic, ...]) -> Iterator[Sentence]:
    """Yield the sentences that name a measure and a material or an authority, and that no event and no figure rests on.

    A title is passed over where the article has events: it tells of them in short.
    """
    told = {trigger.evidence.start for event in events for trigger in event.triggers}
    told |= {figure.evidence.start for figure in statistics}
    for sentence in document.sentences:
        relevant = sentence.of("measures") and any(map(sentence.of, _SUBJECTS))
        if (
            relevant
            and not (sentence.is_title and events)
            and not any(sentence.start <= start < sentence.end for start in told)
        ):
            yield sentence
