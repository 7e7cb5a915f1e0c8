"""Every form finds its entry when it stands alone, none is claimed twice by chance, and Chinese is Simplified."""

from collections import defaultdict
from pathlib import Path

import pytest

from extract.knowledge import Entry, load_knowledge
from extract.knowledge.entries import is_case_sensitive, parts_of
from extract.knowledge.kinds import CUE_KINDS, REGISTER_KINDS
from extract.language.folding import TRADITIONAL, fold_words

KNOWLEDGE = load_knowledge()
KINDS = sorted({entry.kind for entry in KNOWLEDGE.entries})
NAMES = (*REGISTER_KINDS, "attribution", "targets")
"""Kinds whose forms mean one thing; of the other cues the context may choose between two."""
SHARED = {
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("shared_forms.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}


def spelled(entry: Entry) -> list[str]:
    """Return all spellings of the forms without a gap."""
    return [spelling for form in entry.forms if len(parts := parts_of(form)) == 1 for spelling in parts[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_finds_its_entry(kind):
    lost = [
        f"{entry.value}: {text}"
        for entry in KNOWLEDGE.of_kind(kind)
        for text in spelled(entry)
        if all(hit.entry is not entry for hit in KNOWLEDGE.lexicon.scan(text))
    ]
    assert lost == []


def claims_of(kind: str) -> dict[str, set[Entry]]:
    """Return the entries that claim each form of a kind, as the form is matched."""
    claims = defaultdict(set)
    for entry in KNOWLEDGE.of_kind(kind):
        for text in spelled(entry):
            cased = is_case_sensitive(text) or entry.get("case") == "exact"
            claims[text if cased else fold_words(text)].add(entry)
    return claims


@pytest.mark.parametrize("kind", NAMES)
def test_no_name_is_claimed_by_two_entries_unless_listed(kind):
    twice = {
        (kind, text)
        for text, entries in claims_of(kind).items()
        if len(entries) > 1 and any(entry.get("role") != "pair" for entry in entries)
    }
    listed = {form for form in SHARED if form[0] == kind}
    assert sorted(twice - listed) == [], "drop one of the two, or list the form in shared_forms.tsv"
    assert sorted(listed - twice) == [], "no longer shared: take the form off shared_forms.tsv"


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(NAMES)))
def test_no_cue_is_told_twice_with_the_same_meaning(kind):
    told = {
        text: sorted((entry.language, entry.value, *entry.data.items()) for entry in entries)
        for text, entries in claims_of(kind).items()
    }
    assert {text: said for text, said in told.items() if len(set(map(str, said))) < len(said)} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_chinese_forms_are_simplified(kind):
    traditional = [
        form
        for entry in KNOWLEDGE.of_kind(kind)
        for form in entry.forms
        if any(character in TRADITIONAL for character in form)
    ]
    assert traditional == []


@pytest.mark.parametrize("kind", [*NAMES, "masks"])
def test_long_lists_are_sorted_by_value(kind):
    for language in ("en", "zh"):
        values = [entry.value for entry in KNOWLEDGE.of_kind(kind) if entry.language == language]
        assert values == sorted(values, key=lambda value: (value.startswith("other:"), value.lower()))


def test_every_kind_has_a_file_in_both_languages():
    assert set(KINDS) == {*REGISTER_KINDS, *CUE_KINDS}
    for kind in KINDS:
        assert {entry.language for entry in KNOWLEDGE.of_kind(kind)} == {"en", "zh"}


def test_no_name_is_found_inside_a_longer_word():
    names = {
        (entry.kind, entry.value, name)
        for entry in KNOWLEDGE.entries
        if entry.kind in REGISTER_KINDS
        for name in spelled(entry)
        if name.isascii() and name[0].isalpha() and name[-1].isalpha()
    }
    found = []
    for kind, value, name in names:
        glued = f"Buyers of qz{name.lower()}zq wrote in."
        place = glued.index("qz") + 2
        found += [
            (value, name)
            for hit in KNOWLEDGE.lexicon.scan(glued)
            if (hit.entry.kind, hit.entry.value, hit.start, hit.end) == (kind, value, place, place + len(name))
        ]
    assert found == []
    assert len(names) > 1000
