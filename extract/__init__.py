"""Regimes of export licensing, read from English and Chinese articles into evidence-backed timelines."""

import logging

from extract.pipeline import Extractor, extract
from extract.records import Article, ArticleRecord

logging.getLogger(__name__).addHandler(logging.NullHandler())

__all__ = ["Article", "ArticleRecord", "Extractor", "extract"]
