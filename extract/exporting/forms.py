"""The forms in which a timeline can be had beside `timeline.json` and `timeline.html`."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from extract.exporting.calendar import coming_dates
from extract.exporting.changes import COLUMNS, change_rows, changes_csv
from extract.exporting.gta import gta_csv
from extract.exporting.languages import Language
from extract.exporting.parquet import to_parquet
from extract.exporting.timelinejs import timelinejs
from extract.records import Timeline


class Wish(NamedTuple):
    """What forms may hang on besides the timeline: the day for which it is told, and the language."""

    day: date
    language: Language = "en"


class Form(NamedTuple):
    """A file's name and how its content is made."""

    file: str
    content: Callable[[Timeline, Wish], str | bytes]


FORMS = {
    "csv": Form("timeline.csv", lambda timeline, _: changes_csv(timeline)),
    "parquet": Form("timeline.parquet", lambda timeline, _: to_parquet(COLUMNS, change_rows(timeline))),
    "timelinejs": Form("timelinejs.json", lambda timeline, wish: timelinejs(timeline, language=wish.language)),
    "ics": Form("timeline.ics", lambda timeline, wish: coming_dates(timeline, day=wish.day, language=wish.language)),
    "gta": Form("timeline.gta.csv", lambda timeline, wish: gta_csv(timeline, day=wish.day)),
}
"""Form by the name that `--format` takes."""
