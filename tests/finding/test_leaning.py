"""Every cue of tenses.yaml is tried both ways: it leans a clause where it stands as a word, and nothing where it is part of another."""

import pytest

from extract.finding.grammar import read_grammar
from extract.finding.times.choosing import FUTURE, PAST
from extract.finding.times.leaning import lean_at
from extract.knowledge.loading import HOME

LEANS = {
    "past": PAST,
    "weak_past": PAST,
    "open": 0,
    "future": FUTURE,
    "weak_future": FUTURE,
    "sure_past": PAST,
    "sure_future": FUTURE,
}
CUES = [(name, cue) for name in LEANS for cue in read_grammar(HOME / "en" / "tenses.yaml").get(name, ())]


def lean(text: str, day: str = "june", language: str = "en") -> int:
    start = text.index(day)
    return lean_at(text, start, start + len(day), language)[0]


@pytest.mark.parametrize(("name", "cue"), CUES, ids=lambda value: value)
def test_cue_leans_its_clause(name: str, cue: str) -> None:
    assert lean(f"the permits {cue} june") == LEANS[name]
    assert lean(f"in june the permits {cue} anew") == LEANS[name]


@pytest.mark.parametrize("cue", [cue for _, cue in CUES])
def test_part_of_a_word_leans_nothing(cue: str) -> None:
    assert lean(f"the permits x{cue.replace(' ', 'x')}x june") == 0
    assert lean(f"the permits {cue}. in june") == 0


CHINESE = read_grammar(HOME / "zh" / "tenses.yaml")
CHINESE_CUES = [(name, cue) for name in LEANS for cue in CHINESE.get(name, ()) if cue not in CHINESE["none"]]


def chinese_lean(text: str) -> int:
    return lean(text, "六月", "zh")


@pytest.mark.parametrize(("name", "cue"), CHINESE_CUES, ids=lambda value: value)
def test_chinese_cue_leans_its_clause(name: str, cue: str) -> None:
    assert chinese_lean(f"关税{cue}六月") == LEANS[name]
    assert chinese_lean(f"六月{cue}关税") == LEANS[name]
    assert chinese_lean(f"关税{cue}。六月") == 0


@pytest.mark.parametrize("word", CHINESE["none"])
def test_chinese_word_that_holds_a_cue_leans_nothing(word: str) -> None:
    assert any(cue in word for _, cue in CHINESE_CUES)
    assert chinese_lean(f"关税{word}六月") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rules that were taxed until june", FUTURE),
        ("the plant, banned by oslo since june", PAST),
        ("the plant closes by june", FUTURE),
        ("the ministry said it would decide in june", FUTURE),
        ("it would decide, the ministry said in june", PAST),
        ("the permits of june", 0),
    ],
)
def test_nearest_strong_cue_decides(text: str, expected: int) -> None:
    assert lean(text) == expected
