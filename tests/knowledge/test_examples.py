"""The examples of every knowledge file, both ways: what an entry must find, and what it must leave alone."""

import pytest

from extract.knowledge import Entry, Lexicon, load_knowledge

KNOWLEDGE = load_knowledge()


def told_together(entry: Entry) -> set[Entry]:
    """Return the entries of both languages that one item of a register became."""
    return {other for other in KNOWLEDGE.of_kind(entry.kind) if (other.value, other.yes, other.no) == _key(entry)}


def _key(entry: Entry) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return entry.value, entry.yes, entry.no


def found_by(entry: Entry, sentence: str) -> list[str]:
    """Return the words of the sentence that the entry finds."""
    own = told_together(entry)
    return [sentence[hit.start : hit.end] for hit in KNOWLEDGE.lexicon.scan(sentence) if hit.entry in own]


def examples(which: str) -> list:
    return [
        pytest.param(entry, sentence, id=f"{entry.kind}-{entry.value}-{sentence[:30]}")
        for entry in dict.fromkeys(KNOWLEDGE.entries)
        for sentence in getattr(entry, which)
    ]


@pytest.mark.parametrize(("entry", "sentence"), examples("yes"))
def test_a_yes_sentence_is_found(entry, sentence):
    assert found_by(entry, sentence)


@pytest.mark.parametrize(("entry", "sentence"), examples("no"))
def test_a_no_sentence_is_left_alone(entry, sentence):
    assert found_by(entry, sentence) == []


SIGNS = [entry for kind in ("actions", "stages", "certainty") for entry in KNOWLEDGE.of_kind(kind)]


@pytest.mark.parametrize("entry", SIGNS, ids=lambda entry: f"{entry.kind}-{entry.language}-{entry.value}")
def test_a_sign_alone_is_found_where_it_stands_and_only_there(entry):
    lexicon = Lexicon([entry])  # without the others, of which a longer one could hide it
    assert entry.yes
    assert entry.no
    assert all(lexicon.scan(sentence) for sentence in entry.yes)
    assert not any(lexicon.scan(sentence) for sentence in entry.no)


@pytest.mark.parametrize("kind", sorted({entry.kind for entry in KNOWLEDGE.entries} - {"jurisdictions"}))
def test_every_entry_has_a_yes_sentence(kind):
    bare = [f"{entry.language} {entry.value}" for entry in KNOWLEDGE.of_kind(kind) if not entry.yes]
    assert bare == []


@pytest.mark.parametrize("kind", sorted({entry.kind for entry in KNOWLEDGE.entries}))
def test_every_kind_has_no_sentences_in_both_languages(kind):
    sentences = [sentence for entry in KNOWLEDGE.of_kind(kind) for sentence in entry.no]
    assert any(sentence.isascii() for sentence in sentences)
    assert any(not sentence.isascii() for sentence in sentences)
