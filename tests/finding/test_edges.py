"""Every pattern of edges.yaml that can match has examples of both ways."""

import pytest

from extract.finding.grammar import read_grammar
from extract.finding.times import find_times
from extract.knowledge.loading import HOME

EDGES = {language: read_grammar(HOME / language / "edges.yaml") for language in ("en", "zh")}
NEVER = ("(?!)", "(?!))")
CASES = [
    (language, text, str(values).split())
    for language, document in EDGES.items()
    for ways in document["examples"].values()
    for way in ("yes", "no")
    for text, values in ways[way].items()
]


def test_every_pattern_has_examples() -> None:
    for document in EDGES.values():
        used = {name for name, pattern in document["patterns"].items() if not pattern.endswith(NEVER)}
        assert used <= document["examples"].keys()
        assert all(ways["yes"] and ways["no"] for ways in document["examples"].values())


@pytest.mark.parametrize(("language", "text", "values"), CASES, ids=str)
def test_words_around_a_date(language: str, text: str, values: list[str]) -> None:
    assert [time.value for time in find_times(text, language=language, anchor="2025-10-15")] == values
