import time

import pytest

from extract.finding.instruments import find_instruments
from extract.finding.quantities import find_quantities
from extract.finding.times import find_times

PIECES = [
    "1",
    "1,",
    "1.",
    "1-",
    "2025-",
    "2025年",
    "9",
    "一",
    "十百千",
    "from ",
    "the ",
    "last ",
    "of of ",
    "up to ",
    "约约",
    "增长了",
    "至",
    "第1号、",
    "No. 1, ",
    "Act of the ",
    "two ",
    "two thousand ",
    "January ",
    "日",
    "《",
    "(1) ",
    "$",
    "1% ",
    "percent ",
    "half ",
    "Ministry of Commerce and the ",
    "商务部、",
    " ",
    "rose by about ",
    "-",
]
FINDERS = [find_times, find_quantities, find_instruments]


def seconds(finder, text, language):
    start = time.process_time()
    finder(text, language=language)
    return time.process_time() - start


@pytest.mark.parametrize("finder", FINDERS, ids=lambda finder: finder.__name__)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text_alone(finder, language, piece):
    """40,000 characters of one piece take less than 100 µs a character: ordinary news takes about 2."""
    text = piece * (40_000 // len(piece))
    finder(piece, language=language)
    assert seconds(finder, text, language) < 4.0
