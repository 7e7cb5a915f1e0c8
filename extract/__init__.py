"""Regimes of export licensing, read from English and Chinese articles into evidence-backed timelines."""

import logging

from extract.pipeline import Extractor, extract
from extract.reading import read_file, read_folder
from extract.records import Article, ArticleRecord, Timeline, load_record
from extract.timeline import build_timeline

logging.getLogger(__name__).addHandler(logging.NullHandler())

__all__ = [
    "Article",
    "ArticleRecord",
    "Extractor",
    "Timeline",
    "build_timeline",
    "extract",
    "load_record",
    "read_file",
    "read_folder",
]
