"""doccano's JSONL of a sequence labelling project with relations.

Form: https://github.com/doccano/doccano pull requests 1703 (what it gives) and 1823 (what it takes): `entities` with `start_offset`,
`end_offset` and `label`, `relations` with `from_id`, `to_id` and `type`; all other fields travel as metadata. An entity has a label and no
more, so role and codes are one label (`roles.label_of`).

Offsets are UTF-16 code units, as the browser counts: doccano passes on what its editor gives (v-annotator's `Text`, whose `substr` and
`charAt` count units), see doccano issues 2290 and 2484. They are code points where a text has no character beyond U+FFFF. The project's option
to count grapheme clusters as one character must be off.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from extract.errors import RecordError
from extract.exporting.exchange.keeping import KEPT, keep, kept
from extract.exporting.exchange.lines import from_lines, to_lines
from extract.exporting.exchange.markup import About, Link, Mark, Markup, Returned, Task
from extract.exporting.exchange.roles import label_of, parse_label
from extract.records import Utf16

Json = Mapping[str, Any]


def to_doccano(tasks: Iterable[Task]) -> str:
    """Return one line an article."""
    return to_lines(map(_line, tasks))


def _line(task: Task) -> Json:
    article, markup, units = task.record.article, task.markup, Utf16(task.markup.text)
    numbers = {mark.id: number for number, mark in enumerate(markup.marks)}
    entities = [
        {
            "id": numbers[mark.id],
            "start_offset": units.of(mark.start),
            "end_offset": units.of(mark.end),
            "label": label_of(mark.role, mark.facts),
        }
        for mark in markup.marks
    ]
    relations = [
        {"id": number, "from_id": numbers[link.head], "to_id": numbers[link.child], "type": link.label}
        for number, link in enumerate(markup.links)
    ]
    about = {"article": article.id, "title": article.title, "published": article.published, "url": article.url}
    told = {name: value for name, value in about.items() if value is not None}
    return {"text": markup.text, "entities": entities, "relations": relations, **told, KEPT: keep(task)}


def from_doccano(content: str) -> Iterator[Callable[[], Returned | None]]:
    """Yield for each article what reads it. Raises RecordError for a file that is no JSONL, and for an article that cannot be read."""
    for line in from_lines(content):
        yield lambda line=line: _returned(line)  # type: ignore[misc]


def _returned(line: Json) -> Returned:
    text, entities = line.get("text"), line.get("entities")
    if not isinstance(text, str) or not isinstance(entities, list):
        message = "a line has no `text` or no `entities`; export the project as JSONL(relation)"
        raise RecordError(message)
    units = Utf16(text)
    marks = [mark for entity in entities if (mark := _mark(entity, units))]
    links = tuple(
        Link(str(relation["from_id"]), str(relation["to_id"]), str(relation["type"]))
        for relation in line.get("relations") or ()
    )
    travelled = kept(line, text)
    name = str(line.get("article") or line.get("id") or "text")
    return Returned(
        about=About(name, line.get("title"), line.get("published"), line.get("url")),
        markup=Markup(text, tuple(marks), links),
        complete=False,
        path=travelled[0] if travelled else None,
        record=travelled[1] if travelled else None,
        answered="id" in line,  # doccano gives each article a number; what we export has none
    )


def _mark(entity: Json, units: Utf16) -> Mark | None:
    found = parse_label(str(entity["label"]))
    if found is None:
        return None
    start, end = (units.to_code_points(int(entity[name])) for name in ("start_offset", "end_offset"))
    return Mark(str(entity["id"]), start, end, *found)
