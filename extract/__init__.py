"""Regimes of export licensing, read from English and Chinese articles into evidence-backed timelines."""

import logging

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
