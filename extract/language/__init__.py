"""Which language a stretch of text is in, where its sentences are, and how it is folded for matching."""
