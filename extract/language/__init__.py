"""Which language a stretch of text is in, where its sentences are, and how it is folded for matching."""

from extract.language.scripts import Script, count_scripts, count_variants, han_variant, script_shares
from extract.language.segments import dominant_language, segment
from extract.language.sentences import split_sentences

__all__ = [
    "Script",
    "count_scripts",
    "count_variants",
    "dominant_language",
    "han_variant",
    "script_shares",
    "segment",
    "split_sentences",
]
