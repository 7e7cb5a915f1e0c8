"""dateparser.search: dates of many languages; neither intervals nor durations nor quantities."""

from datetime import datetime, time

from dateparser.search import search_dates


def engine(language):
    return lambda text: search_dates(text, languages=[language])


def times(text, *, language, anchor):
    settings = {"RELATIVE_BASE": datetime.combine(anchor, time())} if anchor else {}
    found, place = [], 0
    for words, value in search_dates(text, languages=[language], settings=settings) or ():
        at = text.find(words, place)
        if at >= 0:
            place = at + len(words)
            found.append((at, place, value.date().isoformat()))
    return found
