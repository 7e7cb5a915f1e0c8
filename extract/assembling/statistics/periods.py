"""The time that a figure is of: the times of its sentence compete with those told before, the article's own, and none.

An open time has two readings: `from October` is the start of what lasts (a duty), or the month that a price is of; a change
`since January` lasts until the article's month.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.assembling.statistics.candidates import Candidate
from extract.assembling.statistics.choosing import choose
from extract.assembling.statistics.indicators import Meaning, group_of, step_of
from extract.finding.document import Document, Sentence
from extract.finding.grammar import read_grammar
from extract.knowledge.loading import HOME
from extract.language.folding import fold_words
from extract.records import Time
from extract.records.edtf import is_edtf

_MANY = 3
_DAY, _MONTH = len("2025-10-09"), len("2025-10")
_LOOK_BACK = 3
"""Sentences before the figure's own in which a date may still hold."""
_ROOM = {"en": 12, "zh": 2}
_FIGURES = re.compile(r"[\d零一二三四五六七八九十]+")


class Dated(NamedTuple):
    """A figure with its meaning, and the last figure before it that has a period, with that period."""

    candidate: Candidate
    meaning: Meaning
    before: tuple[Candidate, str] | None


class Answer(NamedTuple):
    """A period, or None, and the traits of the answer that it is the figure's."""

    period: str | None
    traits: list[str]


def find_period(dated: Dated, document: Document) -> str | None:
    """Return the period of a figure as an EDTF value, or None when the text tells no time for it."""
    found = list(answers(dated, document))
    return found[choose("period", [answer.traits for answer in found])].period


def answers(dated: Dated, document: Document) -> Iterator[Answer]:
    """Yield the periods that a figure may have."""
    candidate, meaning, before = dated
    times = _times(candidate)
    language, group, count = candidate.sentence.language, group_of(candidate), min(len(times), _MANY)
    about = meaning.indicator
    yield Answer(None, [f"{about} none", f"{group} none", f"{language} none of {count}", f"{about} none of {count}"])
    published = document.article.published
    if before is not None:
        where = _where(candidate.sentence, before[0].sentence)
        alike = group_of(before[0]) == group
        yield Answer(
            before[1],
            [f"as before {where}", f"{about} as before {where}", f"as before {where} of {count}", f"alike={alike}"],
        )
    for rank, time in enumerate(times):
        for reading, value in _readings(str(time.value), dated, published):
            yield Answer(value, list(_of_time(time, rank, reading, dated, document)))
    yield from _earlier(candidate.sentence, about, document)
    if published is not None and is_edtf(published):
        yield Answer(published, [f"{about} article day of {count}", f"{language} article day"])
        yield Answer(published[:_MONTH], [f"{about} article month of {count}", f"{language} article month"])


def _earlier(sentence: Sentence, about: str, document: Document) -> Iterator[Answer]:
    """Yield the last date told in the sentences before, and its start where it is open."""
    for earlier in reversed(document.sentences[max(0, sentence.number - _LOOK_BACK) : sentence.number]):
        dates = _dates(earlier)
        if dates:
            where = _where(sentence, earlier)
            value = str(dates[-1].value)
            yield Answer(value.replace("/..", "").replace("../", ""), [f"earlier {where}", f"{about} earlier {where}"])
            return


def _times(candidate: Candidate) -> list[Time]:
    """Return the dates of the figure's sentence, nearest first, without the one that the figure is compared with."""
    compared = _compared_with(candidate.sentence.language) if candidate.quantity.comparison else ""
    return sorted(
        (time for time in _dates(candidate.sentence) if fold_words(time.evidence.quote) not in compared),
        key=lambda time: candidate.distance(time.evidence.start, time.evidence.end),
    )


@cache
def _compared_with(language: str) -> str:
    """Return the words of comparisons, a line each: "a year earlier" is no period of a figure that it is compared with."""
    told: dict[str, list[str]] = read_grammar(HOME / language / "quantities.yaml")["comparison"]
    return "\n".join(fold_words(words) for phrases in told.values() for words in phrases)


def _dates(sentence: Sentence) -> list[Time]:
    return [time for time in sentence.times if time.value and is_edtf(time.value) and "X" not in time.value]


def _where(sentence: Sentence, earlier: Sentence) -> str:
    back = sentence.number - earlier.number
    if back > _LOOK_BACK:
        return "far back"
    return ("in the sentence", "in the sentence before")[back] if back < 2 else "farther"  # noqa: PLR2004


def _readings(value: str, dated: Dated, published: str | None) -> Iterator[tuple[str, str]]:
    yield "as told", value
    first, _, last = value.partition("/")
    if last == "..":
        yield "its start", first
        if published is not None and dated.meaning.kind == "change":
            yield "until now", f"{first[:_MONTH]}/{published[:_MONTH]}"
    elif first == "..":
        yield "its end", last
    elif not last and len(value) == _DAY and dated.meaning.indicator == "tariff_rate":
        yield "from then on", f"{value}/.."


def _of_time(time: Time, rank: int, reading: str, dated: Dated, document: Document) -> Iterator[str]:
    candidate, meaning = dated.candidate, dated.meaning
    about, language = meaning.indicator, candidate.sentence.language
    start, end = time.evidence.start, time.evidence.end
    value = str(time.value)
    shape = "open" if ".." in value else "interval" if "/" in value else str(len(value))
    side = "before" if start < candidate.start else "after"
    step = step_of(candidate.distance(start, end))
    yield from (f"{side} {step}", f"{about} {side} {step}", f"{about} rank {min(rank, _MANY)}")
    yield from (f"{reading} {shape}", f"{about} {reading} {shape}", f"{group_of(candidate)} {reading} {shape}")
    sentence = candidate.sentence
    before = fold_words(document.words(max(sentence.start, start - _ROOM[language]), start)).split(" ")[-2:]
    after = fold_words(document.words(end, min(sentence.end, end + _ROOM[language]))).split(" ")[:2]
    own = _FIGURES.sub("0", fold_words(time.evidence.quote))
    for words in (f"after {' '.join(before)}", f"then {' '.join(after)}", f"says {own}"):
        yield f"{language} {words}"
        yield f"{language} {reading} {words}"
