"""Coming dates as an iCalendar file (RFC 5545) that mail and calendar programs take."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from extract.exporting.languages import Language, Words
from extract.records import Change, DateValue, Timeline, Told
from extract.records.codes import TO_COME
from extract.records.edtf import day_bounds

_COMING = ("effective", "expires")


def coming_dates(timeline: Timeline, *, day: date, language: Language = "en") -> bytes:
    """Return the days on which changes take effect or expire, from `day` on, as all-day events.

    A date that is not exact spans all days that it can be, and its summary says so; where the date's own end is open it
    is left out. What is only planned, considered or denied is tentative. No clock time: the stamp is the last report's day.
    """
    words = Words(language)
    calendar = Calendar()
    calendar.add("prodid", "-//regimeline//timeline//EN")
    calendar.add("version", "2.0")
    for change in timeline.changes:
        for told in change.dates:
            if entry := _entry(change, told, words, day):
                calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(change: Change, told: Told[DateValue], words: Words, day: date) -> Event | None:
    first, after = day_bounds(told.value.value)
    if told.value.role not in _COMING or first is None or after is None or after <= day:
        return None
    entry = Event()
    entry.add("uid", f"{change.id}-{told.value.role}@regimeline")
    entry.add("dtstamp", _stamp(change, day))
    entry.add("dtstart", first)
    entry.add("dtend", after)
    entry.add("summary", _summary(change, told, words, exact=(after - first).days == 1))
    entry.add("description", "\n".join(_description(change, told, words)))
    tentative = change.stage.value in TO_COME or change.certainty.value in ("speculated", "denied")
    entry.add("status", "TENTATIVE" if tentative else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _stamp(change: Change, day: date) -> datetime:
    reported = day_bounds(change.last_reported)[0] if change.last_reported else None
    return datetime.combine(reported or day, time(), UTC)


def _summary(change: Change, told: Told[DateValue], words: Words, *, exact: bool) -> str:
    role = words.code("role", told.value.role)
    when = words.date(told.value.value)
    doubt = "" if exact else words.choose(f" (uncertain: some time in {when})", f"（日期不确定：{when}之间）")
    return f"{role}: {words.of(change.headline)}{doubt}"


def _description(change: Change, told: Told[DateValue], words: Words) -> Iterator[str]:
    yield words.code("stage", change.stage.value) + " · " + words.code("certainty", change.certainty.value)
    if told.rivals:
        others = ", ".join(words.date(rival.value.value) for rival in told.rivals)
        yield words.choose(f"Other sources say: {others}", f"其他来源称：{others}")
    yield words.choose(
        f"{change.independent_sources} independent source(s); {change.id} in timeline.json",
        f"{change.independent_sources}个独立来源；见 timeline.json 中的 {change.id}",
    )
