"""Regimes of export licensing, read from English and Chinese articles into evidence-backed timelines."""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.finding.quantities import convert, find_quantities
    from extract.finding.times import find_times
    from extract.pipeline import Extractor, extract
    from extract.reading import read_file, read_folder
    from extract.records import Answer, Article, ArticleRecord, Quantity, Time, load_record
    from extract.timeline import Timeline, build_timeline, load_timeline

logging.getLogger(__name__).addHandler(logging.NullHandler())

__all__ = [
    "Answer",
    "Article",
    "ArticleRecord",
    "Extractor",
    "Quantity",
    "Time",
    "Timeline",
    "build_timeline",
    "convert",
    "extract",
    "find_quantities",
    "find_times",
    "load_record",
    "load_timeline",
    "read_file",
    "read_folder",
]

_HOMES = {
    "extract.finding.quantities": ("convert", "find_quantities"),
    "extract.finding.times": ("find_times",),
    "extract.pipeline": ("Extractor", "extract"),
    "extract.reading": ("read_file", "read_folder"),
    "extract.records": ("Answer", "Article", "ArticleRecord", "Quantity", "Time", "load_record"),
    "extract.timeline": ("Timeline", "build_timeline", "load_timeline"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for (scientific Python's SPEC 1): a command starts without what it does not need."""
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
