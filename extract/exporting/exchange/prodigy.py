"""Prodigy's JSONL of spans and relations.

Form: the interfaces `relations` and `spans_manual` of https://prodi.gy/docs/api-interfaces: `tokens` with `ws`, `spans` with `token_start`
and `token_end` (the last token, not the one after it), `relations` whose `head` and `child` are the last tokens of `head_span` and
`child_span`. A span has a label and no more, so role and codes are one label (`roles.label_of`).

Offsets are code points, as spaCy counts. Tokens are our own (`tokens`), cut where a span begins or ends, so that each span is whole tokens.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from extract.errors import RecordError
from extract.exporting.exchange.keeping import KEPT, keep, kept
from extract.exporting.exchange.lines import from_lines, to_lines
from extract.exporting.exchange.markup import About, Link, Mark, Markup, Returned, Task
from extract.exporting.exchange.roles import label_of, parse_label
from extract.exporting.exchange.tokens import Token, tokens_of

Json = Mapping[str, Any]


def to_prodigy(tasks: Iterable[Task]) -> str:
    """Return one line an article."""
    return to_lines(map(_line, tasks))


def _line(task: Task) -> Json:
    article, markup = task.record.article, task.markup
    tokens = tokens_of(markup.text, (mark.place for mark in markup.marks))
    spans = _spans(markup, tokens)
    about = {"article": article.id, "title": article.title, "published": article.published, "url": article.url}
    return {
        "text": markup.text,
        "tokens": [
            {
                "text": markup.text[token.start : token.end],
                "start": token.start,
                "end": token.end,
                "id": number,
                "ws": token.space,
            }
            for number, token in enumerate(tokens)
        ],
        "spans": list(spans.values()),
        "relations": [_relation(link, spans) for link in markup.links],
        "meta": {name: value for name, value in about.items() if value is not None},
        KEPT: keep(task),
    }


def _spans(markup: Markup, tokens: Sequence[Token]) -> dict[str, Json]:
    first = {token.start: number for number, token in enumerate(tokens)}
    last = {token.end: number for number, token in enumerate(tokens)}
    return {
        mark.id: {
            "id": mark.id,
            "text": markup.text[mark.start : mark.end],
            "start": mark.start,
            "end": mark.end,
            "token_start": first[mark.start],
            "token_end": last[mark.end],
            "type": "span",
            "label": label_of(mark.role, mark.facts),
        }
        for mark in markup.marks
    }


def _relation(link: Link, spans: Mapping[str, Json]) -> Json:
    head, child = spans[link.head], spans[link.child]
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": _end_of(head),
        "child_span": _end_of(child),
        "label": link.label,
    }


def _end_of(span: Json) -> Json:
    return {name: span[name] for name in ("id", "start", "end", "token_start", "token_end", "label")}


def from_prodigy(content: str) -> Iterator[Callable[[], Returned | None]]:
    """Yield for each answer what reads it; it gives None for one that was rejected or ignored.

    Raises RecordError for a file that is no JSONL, and for an answer that cannot be read.
    """
    for line in from_lines(content):
        yield lambda line=line: _returned(line)  # type: ignore[misc]


def _returned(line: Json) -> Returned | None:
    if line.get("answer", "accept") != "accept":
        return None
    text = line.get("text")
    if not isinstance(text, str):
        message = "an answer has no `text`; export the data set with `prodigy db-out`"
        raise RecordError(message)
    marks = _Marks(line.get("spans") or ())
    links = [marks.link(relation) for relation in line.get("relations") or ()]
    travelled = kept(line, text)
    meta = line.get("meta") or {}
    stamp = line.get("_timestamp")
    who = line.get("_annotator_id") or line.get("_session_id")
    return Returned(
        about=About(str(meta.get("article") or "text"), meta.get("title"), meta.get("published"), meta.get("url")),
        markup=Markup(text, tuple(marks.found), tuple(link for link in links if link)),
        complete=False,
        path=travelled[0] if travelled else None,
        record=travelled[1] if travelled else None,
        by=str(who) if who else None,
        at=datetime.fromtimestamp(stamp, UTC) if stamp else None,
        answered="answer" in line,
    )


class _Marks:
    """The spans of an answer, found by their ids, or else by place and label, since spans made in Prodigy have no id."""

    def __init__(self, spans: Sequence[Json]) -> None:
        self.found: list[Mark] = []
        self._by_id: dict[str, str] = {}
        self._by_place: dict[tuple[object, ...], str] = {}
        for number, span in enumerate(spans):
            parsed = parse_label(str(span.get("label")))
            if parsed:
                id_ = str(span.get("id") or f"span-{number}")
                self.found.append(Mark(id_, int(span["start"]), int(span["end"]), *parsed))
                self._by_id[id_] = id_
                self._by_place.setdefault(_place(span), id_)

    def link(self, relation: Json) -> Link | None:
        head, child = (self._id(relation[name]) for name in ("head_span", "child_span"))
        return Link(head, child, str(relation.get("label") or "")) if head and child else None

    def _id(self, span: Json) -> str | None:
        return self._by_id.get(str(span.get("id"))) or self._by_place.get(_place(span))


def _place(span: Json) -> tuple[object, ...]:
    return span.get("start"), span.get("end"), span.get("label")
