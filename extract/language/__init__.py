"""Which language a stretch of text is in, where its sentences are, and how it is folded for matching."""

from extract.language.scripts import Script, count_scripts, count_variants
from extract.language.segments import dominant_language, segment
from extract.language.sentences import split_sentences

__all__ = [
    "Script",
    "count_scripts",
    "count_variants",
    "dominant_language",
    "segment",
    "split_sentences",
]
