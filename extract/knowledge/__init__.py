"""What we know, as data: names of materials, jurisdictions and authorities, and the cue words of both languages."""

from extract.knowledge.entries import Entry
from extract.knowledge.lexicon import Hit, Lexicon
from extract.knowledge.loading import Knowledge, load_knowledge

__all__ = ["Entry", "Hit", "Knowledge", "Lexicon", "load_knowledge"]
