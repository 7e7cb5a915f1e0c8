"""Answers with the words of the articles that they rest on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.records import Answer, AnswerSheet, ArticleRecord, Claim, Question, Quote, QuotedAnswer, Span

_TELLING = frozenset({"effective", "expires"})
"""Roles of dates whose words show from when to when a rule holds."""


def quoted(question: Question, answers: Sequence[Answer], records: Iterable[tuple[str, ArticleRecord]]) -> AnswerSheet:
    """Return the answers with their evidence; `records` are the pairs that the timeline was built from, or some of them.

    A claim whose record is not among them gives no quote.
    """
    by_path = dict(records)
    return AnswerSheet(question=question, answers=tuple(_quoted(answer, by_path) for answer in answers))


def _quoted(answer: Answer, records: Mapping[str, ArticleRecord]) -> QuotedAnswer:
    change = answer.change
    act = change.instrument.value if change.instrument else None
    since = next((told.value.value for told in change.dates if told.value.role == "effective"), None)
    return QuotedAnswer(
        change=change.id,
        headline=change.headline,
        issuer=change.issuer.value.jurisdiction,
        measure=change.measure.value,
        action=change.action.value,
        materials=tuple(told.value for told in change.materials),
        instrument=(act.key or act.name or act.number) if act else None,
        since=since,
        status=answer.status,
        why=answer.why,
        evidence=tuple(quote for claim in answer.claims for quote in _quotes(claim, records.get(claim.record))),
    )


def _quotes(claim: Claim, record: ArticleRecord | None) -> Iterator[Quote]:
    if record is None:
        return
    about = {name: getattr(record.article, name) for name in ("publisher", "published", "url")}
    for span in _spans(claim, record):
        yield Quote(record=claim.record, event=claim.event, evidence=span, **about)


def _spans(claim: Claim, record: ArticleRecord) -> Iterator[Span]:
    """Yield the words for the change itself, then those for its times."""
    for event in record.events:
        if event.id == claim.event:
            yield event.triggers[0].evidence
            yield from (date.evidence for date in event.dates if date.role in _TELLING and date.evidence)
