"""All items of a folder as rows, with what needs eyes; kept up to date as records and decisions come in."""

import threading
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

from extract.deciding.applying import Review, reviewed
from extract.errors import RecordError
from extract.knowledge import load_knowledge
from extract.language.folding import fold_words
from extract.records import ArticleRecord, Event, Headline, Statistic, spans_in
from extract.reviewing.ledger import Ledger
from extract.reviewing.queue import Progress, Queue, Reason, Row, State, Wish
from extract.reviewing.second import SecondLook
from extract.reviewing.sheet import state_of
from extract.reviewing.shelf import Shelf
from extract.running.outputs import record_names

_SURE = 0.7
_PAUSE = 600.0


class Index:
    """Rows of the records below `out`."""

    def __init__(self, out: Path, shelf: Shelf, ledger: Ledger) -> None:
        self._out = out
        self._shelf = shelf
        self._ledger = ledger
        self._lock = threading.RLock()
        self._rows: dict[str, list[tuple[Row, str, frozenset[str], str]]] = {}
        self._unfit: dict[str, list[SecondLook]] = {}

    def close(self) -> None:
        """Let go of the rows."""
        self._rows.clear()

    def refresh(self) -> None:
        """Read all records anew."""
        for name in record_names(self._out):
            self.decided(name)

    def decided(self, path: str) -> None:
        """Work out the rows of one record anew."""
        try:
            record = self._shelf.record(path)
        except RecordError:
            return
        decisions = self._ledger.of(path)
        review = reviewed(record, decisions)
        with self._lock:
            self._rows[path] = list(_rows(path, record, review))
            self._unfit[path] = [SecondLook(found.decision, found.why, found.why_zh) for found in review.unfit]

    def reasons(self, path: str) -> dict[str, tuple[Reason, ...]]:
        """Return why the items of a record need eyes, by id."""
        with self._lock:
            return {row.item: row.reasons for row, *_ in self._rows.get(path, ()) if row.item}

    def queue(self, wish: Wish, *, page: int, size: int) -> Queue:
        """Return a page of the rows that fit."""
        found = sorted(
            self._fitting(wish), key=lambda row: (row.state != "second_look", row.state != "open", -row.need)
        )
        return Queue(tuple(found[page * size : (page + 1) * size]), len(found), page, size)

    def progress(self, wish: Wish) -> Progress:
        """Return how far the rows that fit are decided."""
        found = list(self._fitting(wish, any_state=True))
        counts = {state: sum(row.state == state for row in found) for state in ("open", "accepted", "second_look")}
        each = self._pace()
        left = counts["open"] + counts["second_look"]
        return Progress(
            total=len(found),
            accepted=counts["accepted"],
            rejected=len(found) - left - counts["accepted"],
            open=counts["open"],
            second_look=counts["second_look"],
            seconds_each=each,
            seconds_left=None if each is None else each * left,
        )

    def next_after(self, record: str, wish: Wish) -> str | None:
        """Return the record of the first open row that is not in `record`."""
        rows = self.queue(wish, page=0, size=1_000_000).rows
        return next((row.record for row in rows if row.record != record and row.state in ("open", "second_look")), None)

    def second_look(self) -> tuple[SecondLook, ...]:
        """Return the decisions that no longer fit."""
        with self._lock:
            return tuple(found for unfit in self._unfit.values() for found in unfit)

    def _fitting(self, wish: Wish, *, any_state: bool = False) -> Iterator[Row]:
        groups = load_knowledge().material_groups
        words = fold_words(wish.text)
        with self._lock:
            rows = [row for held in self._rows.values() for row in held]
        for row, kind, materials, text in rows:
            wanted = {*wish.material}
            if (
                kind == wish.by
                and (any_state or not wish.state or row.state in wish.state)
                and (not wish.language or row.language in wish.language)
                and (not wish.issuer or row.issuer in wish.issuer)
                and (not wish.measure or row.measure in wish.measure)
                and (not wanted or any({m, *groups.get(m, ())} & wanted for m in materials))
                and (not wish.why or any(reason.code in wish.why for reason in row.reasons))
                and (row.confidence is None or wish.confidence[0] <= row.confidence <= wish.confidence[1])
                and words in text
            ):
                yield row

    def _pace(self) -> float | None:
        times: dict[str, list[float]] = {}
        for path in self._ledger.records():
            for made in self._ledger.of(path):
                if made.field is None and made.verdict in ("accept", "reject"):
                    times.setdefault(made.by, []).append(made.at.timestamp())
        gaps = [b - a for found in times.values() for a, b in pairwise(sorted(found)) if b - a <= _PAUSE]
        return median(gaps) if len(gaps) > 1 else None


def _rows(path: str, record: ArticleRecord, review: Review) -> Iterator[tuple[Row, str, frozenset[str], str]]:
    article = record.article
    items = (*review.record.events, *review.record.statistics, *review.removed.values())
    rows = []
    for item in items:
        kind = "event" if isinstance(item, Event) else "statistic"
        row = _row(path, record, review, item)
        text = fold_words("\n".join(_texts(item, article.title)))
        rows.append((row, kind, frozenset(material.id for material in item.materials), text))
    yield from rows
    events = [row for row, kind, *_ in rows if kind == "event"]
    whole = Row(
        record=path,
        item=None,
        state=_state(events, review),
        need=max((row.need for row in events), default=0.0),
        reasons=tuple({reason: None for row in events for reason in row.reasons}),
        headline=Headline(en=article.title or path, zh=article.title or path),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        measure=None,
        issuer=None,
        confidence=min((row.confidence for row in events if row.confidence is not None), default=None),
        events=len(events),
        decided=sum(row.state not in ("open", "second_look") for row in events),
    )
    materials = frozenset(name for _, _, held, _ in rows for name in held)
    yield whole, "article", materials, "\n".join(text for *_, text in rows) or fold_words(article.title or "")


def _state(events: Iterable[Row], review: Review) -> State:
    states = {row.state for row in events}
    if "second_look" in states:
        return "second_look"
    done = any(made.verdict == "accept" and made.target is None for made in review.applied)
    if "open" in states or (not states and not done):
        return "open"
    return "accepted" if "accepted" in states or done else "rejected"


def _row(path: str, record: ArticleRecord, review: Review, item: Event | Statistic) -> Row:
    article = record.article
    state = state_of(item.id, review)
    reasons = tuple(_reasons(item, state)) if state in ("open", "second_look") else ()
    event = item if isinstance(item, Event) else None
    line = item.evidence.quote if isinstance(item, Statistic) else ""
    return Row(
        record=path,
        item=item.id,
        state=state,
        need=round(1.0 - item.confidence + sum(reason.code != "low_confidence" for reason in reasons), 4),
        reasons=reasons,
        headline=event.headline if event else Headline(en=line, zh=line),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        measure=event.measure if event else None,
        issuer=event.issuer.jurisdiction if event else None,
        confidence=item.confidence,
        events=1,
        decided=int(state not in ("open", "second_look")),
    )


def _reasons(item: Event | Statistic, state: str) -> Iterator[Reason]:
    if state == "second_look":
        yield Reason("second_look")
    basis = item.basis if isinstance(item, Event) else None
    differing = tuple(name for name in ("action", "stage", "certainty") if basis and getattr(basis, name) != "both")
    if differing:
        yield Reason("rules_and_model_differ", differing)
    if item.confidence < _SURE:
        yield Reason("low_confidence")


def _texts(item: Event | Statistic, title: str | None) -> Iterator[str]:
    yield title or ""
    if isinstance(item, Event):
        yield from (item.headline.en, item.headline.zh)
    yield from (span.quote for span in spans_in(item))
