"""Label Studio's JSON: tasks with predictions to correct, and annotations as they come back.

Form: https://labelstud.io/guide/task_format and https://labelstud.io/guide/predictions; regions of text: https://labelstud.io/tags/text,
what is told of a region: `perRegion` of https://labelstud.io/tags/choices and https://labelstud.io/tags/textarea, which are results with
the id of the region; links: https://labelstud.io/tags/relations.

Offsets are code points: since 2021 its editor counts them so (HumanSignal/label-studio-frontend pull request 308; its test "Should
calculate offsets by code points in text"). Older versions counted UTF-16 code units (HumanSignal/label-studio issue 1347); each region comes
with its words, which tell the two apart.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from extract.errors import RecordError
from extract.exporting.exchange.keeping import KEPT, keep, kept
from extract.exporting.exchange.markup import About, Link, Mark, Markup, Returned, Task
from extract.exporting.exchange.roles import ROLES
from extract.records import Utf16

Json = Mapping[str, Any]

TEXT = "text"
ROLE = "role"
"""Names of the text and of the labels in the configuration (`label_studio_config`)."""


def control_of(role: str, fact: str) -> str:
    """Return the name of the control that tells a fact of a region: `trigger_measure`."""
    return f"{role}_{fact}"


def to_label_studio(tasks: Iterable[Task]) -> str:
    """Return a file of tasks; the annotations of the records are predictions, which annotators correct and submit."""
    return json.dumps([_task(task) for task in tasks], ensure_ascii=False, indent=1) + "\n"


def _task(task: Task) -> Json:
    article = task.record.article
    about = {"id": article.id, "title": article.title, "published": article.published, "url": article.url}
    confidences = [event.confidence for event in task.record.events]
    confidences += [figure.confidence for figure in task.record.statistics]
    made_by = task.record.provenance
    prediction = {
        "model_version": f"regimeline {made_by.tool_version}, model {made_by.model}",
        "score": min(confidences, default=1.0),
        "result": list(_results(task.markup)),
    }
    data = {TEXT: task.markup.text, **about, KEPT: keep(task)}
    return {"data": {name: value for name, value in data.items() if value is not None}, "predictions": [prediction]}


def _results(markup: Markup) -> Iterator[Json]:
    for mark in markup.marks:
        words = markup.text[mark.start : mark.end]
        place = {"start": mark.start, "end": mark.end}
        yield _result(mark, ROLE, "labels", {**place, "text": words, "labels": [mark.role]})
        listed = ROLES[mark.role].choices or {}
        for fact, value in mark.facts.items():
            control = control_of(mark.role, fact)
            if fact in listed:
                yield _result(mark, control, "choices", {**place, "text": words, "choices": [value]})
            else:
                yield _result(mark, control, "textarea", {**place, "text": [value]})
    for link in markup.links:
        ends = {"from_id": link.head, "to_id": link.child}
        yield {"type": "relation", **ends, "direction": "right", "labels": [link.label]}


def _result(mark: Mark, control: str, kind: str, value: Json) -> Json:
    return {"id": mark.id, "from_name": control, "to_name": TEXT, "type": kind, "value": value}


def from_label_studio(content: str) -> Iterator[Callable[[], Returned | None]]:
    """Yield for each annotation of each task what reads it; it gives None for a task that was skipped.

    A task that nobody annotated yields its first prediction, as not answered.

    Raises RecordError when the file is not in Label Studio's JSON; what is yielded raises it when one annotation cannot be read.
    """
    try:
        tasks = json.loads(content)
    except ValueError as error:
        message = f"the file is no JSON ({error}); export the project as JSON, not as CSV or JSON-MIN"
        raise RecordError(message) from error
    for task in tasks if isinstance(tasks, list) else [tasks]:
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            message = "a task has no `data`; export the project as JSON, not as CSV or JSON-MIN"
            raise RecordError(message)
        annotations = task.get("annotations") or task.get("completions")
        predictions = (task.get("predictions") or [{}])[:1]
        for found in annotations or predictions:
            yield lambda task=task, found=found, done=bool(annotations): _returned(task["data"], found, answered=done)  # type: ignore[misc]


def _returned(data: Json, annotation: Json, *, answered: bool) -> Returned | None:
    if annotation.get("was_cancelled"):
        return None
    text = data.get(TEXT)
    if not isinstance(text, str):
        message = f"a task has no {TEXT!r} in its data; only texts can be imported"
        raise RecordError(message)
    travelled = kept(data, text)
    about = About(str(data.get("id") or "text"), data.get("title"), data.get("published"), data.get("url"))
    return Returned(
        about=about,
        markup=_markup(text, annotation.get("result") or ()),
        complete=True,
        path=travelled[0] if travelled else None,
        record=travelled[1] if travelled else None,
        by=_annotator(annotation.get("completed_by")),
        at=_time(annotation.get("updated_at") or annotation.get("created_at")),
        answered=answered,
    )


def _annotator(who: Any) -> str | None:
    if isinstance(who, dict):
        return str(who.get("email") or who.get("username") or who.get("id"))
    return None if who is None else f"Label Studio user {who}"


def _time(words: str | None) -> datetime | None:
    return datetime.fromisoformat(words) if words else None


def _markup(text: str, results: Sequence[Json]) -> Markup:
    regions: dict[str, Json] = {}
    facts: dict[str, dict[str, str]] = {}
    links = []
    for result in results:
        kind, control = result.get("type"), str(result.get("from_name"))
        if kind == "labels" and control == ROLE:
            regions[result["id"]] = result["value"]
        elif kind == "relation":
            links.append(_link(result))
        elif kind in ("choices", "textarea") and "id" in result:
            told = result["value"].get("choices") or result["value"].get("text") or ()
            value = told if isinstance(told, str) else " ".join(map(str, told))
            facts.setdefault(result["id"], {})[control] = value
    place = _places(text, list(regions.values()))
    marks = [_mark(id_, value, facts.get(id_, {}), place) for id_, value in regions.items()]
    return Markup(text, tuple(mark for mark in marks if mark), tuple(links))


def _link(result: Json) -> Link:
    ends = str(result["from_id"]), str(result["to_id"])
    head, child = reversed(ends) if result.get("direction") == "left" else ends
    return Link(head, child, next(iter(result.get("labels") or ()), ""))


def _mark(id_: str, value: Json, told: Mapping[str, str], place: Callable[[Json], tuple[int, int]]) -> Mark | None:
    role = ROLES.get(next(iter(value.get("labels") or ()), ""))
    if role is None:
        return None
    facts = {name: told[control] for name in role.facts if told.get(control := control_of(role.name, name))}
    start, end = place(value)
    return Mark(id_, start, end, role.name, facts)


def _places(text: str, values: Sequence[Json]) -> Callable[[Json], tuple[int, int]]:
    """Return what gives the place of a region in code points, by the way of counting that fits the words of more regions."""
    units = Utf16(text)

    def in_points(value: Json) -> tuple[int, int]:
        return int(value["start"]), int(value["end"])

    def in_units(value: Json) -> tuple[int, int]:
        return units.to_code_points(int(value["start"])), units.to_code_points(int(value["end"]))

    def fitting(place: Callable[[Json], tuple[int, int]]) -> int:
        return sum(_fits(text, value, place) for value in values)

    return in_points if fitting(in_points) >= fitting(in_units) else in_units


def _fits(text: str, value: Json, place: Callable[[Json], tuple[int, int]]) -> bool:
    words = value.get("text")
    try:
        start, end = place(value)
    except RecordError:
        return False
    return isinstance(words, str) and _bare(words) == _bare(text[start:end])


def _bare(words: str) -> str:
    """Return words without white space, which the editor writes in its own way at the ends of lines."""
    return "".join(words.replace("\\n", "").split())
