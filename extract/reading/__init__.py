"""Files to Articles: .txt .md .html .pdf .docx .json .jsonl, their metadata, their boilerplate, their offsets."""

from extract.reading.articles import article_from_text
from extract.reading.bounds import MAX_BYTES, MAX_CHARACTERS
from extract.reading.files import ReadResult, read_file, read_folder, read_source
from extract.reading.sources import FORMATS, Source, list_sources, walk_sources

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "ReadResult",
    "Source",
    "article_from_text",
    "list_sources",
    "read_file",
    "read_folder",
    "read_source",
    "walk_sources",
]
