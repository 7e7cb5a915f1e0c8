"""Changes as the JSON that TimelineJS draws (https://timeline.knightlab.com/docs/json-format.html)."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import escape
from typing import Any

from extract.exporting.changes import date_of
from extract.exporting.languages import Language, Words
from extract.records import Change, Source, Timeline
from extract.records.edtf import day_bounds

_SOURCES = 5  # named on a slide; timeline.json has all


def timelinejs(timeline: Timeline, *, language: Language = "en") -> str:
    """Return the timeline as JSON for TimelineJS, one group an issuer; changes without any date are left out.

    A slide has one day: an uncertain date stands at the first day that it can be, and `display_date` tells it as it is.
    """
    words, sources = Words(language), {source.record: source for source in timeline.sources}
    slides = [slide for change in timeline.changes if (slide := _slide(change, sources, words))]
    return json.dumps({"events": slides}, ensure_ascii=False, indent=1) + "\n"


def _slide(change: Change, sources: Mapping[str, Source], words: Words) -> dict[str, Any] | None:
    told = date_of(change, "effective") or date_of(change, "announced") or change.first_reported
    first, after = day_bounds(told) if told else (None, None)
    start = first or after
    if start is None or told is None:
        return None
    end = _last_day(date_of(change, "expires"))
    slide: dict[str, Any] = {
        "unique_id": change.id,
        "group": change.issuer.value.jurisdiction,
        "start_date": {**_parts(start), "display_date": words.date(told)},
        "text": {"headline": escape(words.of(change.headline)), "text": "".join(_text(change, sources, words))},
    }
    return {**slide, "end_date": _parts(end)} if end and end > start else slide


def _last_day(told: str | None) -> date | None:
    after = day_bounds(told)[1] if told else None
    return after - timedelta(days=1) if after else None


def _parts(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(change: Change, sources: Mapping[str, Source], words: Words) -> Iterator[str]:
    """Yield paragraphs; every word of an article is escaped."""
    stage = words.code("stage", change.stage.value)
    materials = ", ".join(words.code("materials", told.value) for told in change.materials)
    yield f"<p>{escape(' · '.join(filter(None, (stage, materials))))}</p>"
    records = list(dict.fromkeys(claim.record for claim in change.claims))
    cited = [_cited(sources[record]) for record in records[:_SOURCES] if record in sources]
    yield f"<p>{'<br>'.join(cited)}</p>" if cited else ""


def _cited(source: Source) -> str:
    told = escape(" · ".join(filter(None, (source.publisher, source.published, source.title))) or source.record)
    safe = source.url and source.url.startswith(("https://", "http://"))
    return f'<a href="{escape(source.url or "")}">{told}</a>' if safe else told
