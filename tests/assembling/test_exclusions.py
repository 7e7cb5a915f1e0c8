"""Goods that a sentence names only to leave them out."""

import pytest

from extract.assembling.exclusions import materials_in
from extract.finding.document import find_mentions
from extract.knowledge import load_knowledge
from extract.reading import article_from_text


def named(text):
    document = find_mentions(article_from_text(text), load_knowledge())
    return [hit.entry.value for sentence in document.sentences for hit in materials_in(sentence, document)]


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("The rule covers gallium, except germanium.", ["gallium"]),
        ("The pause covers gallium. Germanium and antimony are not included.", ["gallium"]),
        ("The pause is for gallium and does not cover germanium or antimony.", ["gallium"]),
        ("暂停对镓的管制，锗、锑不在其列。", ["gallium"]),
        ("管制覆盖镓，不包括锗。", ["gallium"]),
    ],
)
def test_what_is_left_out_is_not_named(text, goods):
    assert named(text) == goods


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("The rule covers gallium and germanium.", ["gallium", "germanium"]),
        ("Gallium is controlled; scrap is not included.", ["gallium"]),
        ("Except for a short pause, the controls on gallium stayed.", ["gallium"]),
        ("镓受管制，其余措施不受影响。", ["gallium"]),
    ],
)
def test_what_stands_apart_from_such_words_is_named(text, goods):
    assert named(text) == goods
