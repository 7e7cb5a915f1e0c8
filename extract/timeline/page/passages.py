"""The words of an article that show an item: a few short passages with the evidence in them marked."""

from collections.abc import Iterator

from extract.records import ArticleRecord, Event, Span, Statistic

Mark = tuple[str, Span]
"""What a span shows (`measure`, `dates.effective`, `conditions.end_user`, ...) and the span."""
Passage = list[str | list[str]]
"""Plain stretches and `[what it shows, quote]` pairs, in the order of the text."""

_CONTEXT = 80  # code points on each side of a quote
_PASSAGES = 3  # shown an item; the record holds all


def passages_of(record: ArticleRecord) -> Iterator[tuple[str, list[Passage], float]]:
    """Yield the id of each event and statistic of `record`, its passages and its confidence."""
    text = record.article.text
    for event in record.events:
        yield event.id, _passages(text, list(_marks_of_event(event))), event.confidence
    for statistic in record.statistics:
        yield statistic.id, _passages(text, list(_marks_of_statistic(statistic))), statistic.confidence


def _marks_of_event(event: Event) -> Iterator[Mark]:
    """Yield what must be seen first: the best trigger, then dates, conditions and the act, then the rest."""
    first, *others = (trigger.evidence for trigger in event.triggers)
    yield "measure", first
    found = [
        *((f"dates.{date.role}", date.evidence) for date in event.dates),
        *((f"conditions.{condition.type}", condition.evidence) for condition in event.conditions),
        ("instrument", event.instrument.evidence if event.instrument else None),
        ("issuer", event.issuer.evidence),
        *(("targets", target.evidence) for target in event.targets),
        *(("materials", material.evidence) for material in event.materials),
        *(("attribution", source.evidence) for source in event.attribution),
        *(("measure", span) for span in others),
    ]
    yield from ((name, span) for name, span in found if span)


def _marks_of_statistic(statistic: Statistic) -> Iterator[Mark]:
    yield "value", statistic.evidence
    yield from (("materials", material.evidence) for material in statistic.materials if material.evidence)


def _passages(text: str, marks: list[Mark]) -> list[Passage]:
    windows: list[tuple[int, int]] = []
    for _, span in marks:
        if any(start <= span.start and span.end <= end for start, end in windows):
            continue
        if len(windows) < _PASSAGES:
            windows = _joined(windows, _window(text, span))
    return [_passage(text, window, marks) for window in windows]


def _window(text: str, span: Span) -> tuple[int, int]:
    """Return the stretch around a span, within its line and cut between words."""
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    before, after = text[start : span.start], text[span.end : end]
    line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
    if start and line_before == before:
        line_before = before.partition(" ")[2] if " " in before else before
    if end < len(text) and line_after == after:
        line_after = after.rpartition(" ")[0] if " " in after else after
    return span.start - len(line_before), span.end + len(line_after)


def _joined(windows: list[tuple[int, int]], new: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the windows in the order of the text, with those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted([*windows, new]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _passage(text: str, window: tuple[int, int], marks: list[Mark]) -> Passage:
    start, end = window
    at = start
    passage: Passage = ["…" if _is_cut(text, start - 1) else ""]
    for name, span in sorted(_apart(window, marks), key=lambda mark: mark[1].start):
        passage += [text[at : span.start], [name, span.quote]]
        at = span.end
    passage += [text[at:end], "…" if _is_cut(text, end) else ""]
    return [part for part in passage if part]


def _apart(window: tuple[int, int], marks: list[Mark]) -> list[Mark]:
    """Return the marks within the window; of those that overlap, the first."""
    shown: list[Mark] = []
    for name, span in marks:
        inside = window[0] <= span.start and span.end <= window[1]
        if inside and all(span.end <= other.start or other.end <= span.start for _, other in shown):
            shown.append((name, span))
    return shown


def _is_cut(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index] != "\n"
