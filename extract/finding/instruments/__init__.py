"""Legal acts named in a text: laws, regulations, announcements, orders, with a key that is the same in both languages."""

from collections.abc import Iterable

from extract.finding.instruments.chinese import find_chinese
from extract.finding.instruments.english import find_english
from extract.finding.instruments.mention import InstrumentMention

__all__ = ["InstrumentMention", "find_instruments"]


def find_instruments(text: str, *, language: str, year: int | None = None) -> list[InstrumentMention]:
    """Return the legal acts named in `text`, in order, without overlaps.

    `year`, the article's, is taken for announcements whose own year is not told. Parts of a key that are not told are `?`:
    `第61号公告` is `?:?:?:61`. An act known by its name alone has a key when the knowledge lists it, else None.
    """
    find = {"en": find_english, "zh": find_chinese}.get(language)
    return [] if find is None else list(_without_overlaps(find(text, year)))


def _without_overlaps(mentions: Iterable[InstrumentMention]) -> Iterable[InstrumentMention]:
    end = 0
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start >= end:
            yield mention
            end = mention.end
