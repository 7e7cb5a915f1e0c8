"""The automaton: word edges, spellings, cases, gaps, masks, and which of overlapping hits is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.knowledge import Entry, Lexicon, load_knowledge
from extract.knowledge.entries import parts_of, spellings
from extract.language.folding import fold_words


def entry(kind, value, *forms, language="en", **data):
    return Entry(kind, value, language, forms, data)


def found(text, *entries):
    return [(text[hit.start : hit.end], hit.entry.value) for hit in Lexicon(entries).scan(text)]


@pytest.mark.parametrize(
    ("form", "text", "words"),
    [
        ("tin", "Tin is controlled; printing is not.", ["Tin"]),
        ("chip", "A microchip, a chip and chips", ["chip"]),
        ("rare earth(s|)", "rare-earth oxides and Rare\nEarths", ["rare-earth", "Rare\nEarths"]),
        ("稀土", "稀土出口，含稀土磁体", ["稀土", "稀土"]),
        ("两用物项", "兩用物項須申請許可", ["兩用物項"]),
        ("EU", "EU rules; eu is no bloc; EUV is light", ["EU"]),
        ("licence", "a licence, a license", ["licence", "license"]),
        ("defence labour programme", "defense labor program", ["defense labor program"]),
        ("organise(d|s|)", "organized and organises", ["organized", "organises"]),
        ("U.S.", "the U.S., and U.S.-made", ["U.S.", "U.S."]),
        ("China", "NewsChina and CNBCChina report, Indochina does not", ["China", "China"]),
        ("Ｈ２０", "H20 chips", ["H20"]),
    ],
)
def test_a_form_is_found_in_its_spellings_only(form, text, words):
    assert [word for word, _ in found(text, entry("materials", "x", form))] == words


def test_an_exact_entry_keeps_its_case():
    polish = entry("jurisdictions", "PL", "Polish", case="exact")
    assert found("Polish exporters polish brass.", polish) == [("Polish", "PL")]


def test_the_longest_of_a_kind_is_kept_and_other_kinds_keep_theirs():
    magnets = entry("materials", "magnets", "rare earth magnet(s|)")
    earths = entry("materials", "earths", "rare earth(s|)")
    rare = entry("targets", "rare", "rare")
    assert found("rare earth magnets", magnets, earths, rare) == [("rare earth magnets", "magnets"), ("rare", "rare")]


def test_two_values_of_the_same_words_are_both_kept():
    pair = [entry("jurisdictions", code, "中美", language="zh") for code in ("CN", "US")]
    assert found("中美磋商", *pair) == [("中美", "CN"), ("中美", "US")]


def test_a_value_whose_words_lie_inside_a_longer_one_is_dropped_beside_hits_of_other_kinds():
    entries = [entry("a", "long", "export ban"), entry("b", "other", "ban"), entry("a", "short", "ban")]
    assert found("an export ban", *entries) == [("export ban", "long"), ("ban", "other")]


def test_overlapping_hits_neither_of_which_holds_the_other_are_both_kept():
    entries = [entry("materials", "heavy", "heavy rare earth"), entry("materials", "magnets", "rare earth magnet(s|)")]
    assert found("heavy rare earth magnets", *entries) == [
        ("heavy rare earth", "heavy"),
        ("rare earth magnets", "magnets"),
    ]


def test_a_gap_stays_within_the_sentence_and_within_its_width():
    listing = entry("measures", "listing", "add(s|ed|) ... to the (entity|control) list")
    assert found("It added two firms to the entity list.", listing)
    assert not found("It added two firms. Nothing came to the entity list.", listing)
    assert not found(f"It added {'very ' * 30}many firms to the entity list.", listing)


def test_a_gapped_hit_leaves_the_words_inside_to_others():
    listing = entry("measures", "listing", "add(s|ed|) ... to the entity list")
    ban = entry("measures", "ban", "banned firm")
    assert found("It added a banned firm to the entity list.", listing, ban) == [
        ("added a banned firm to the entity list", "listing"),
        ("banned firm", "ban"),
    ]


def test_a_mask_hides_all_kinds_or_those_it_names():
    licence, china = entry("measures", "licence", "licence"), entry("jurisdictions", "CN", "China")
    daily = entry("attribution", "media", "China Daily")
    driving = entry("masks", "driving", "driving licence")
    paper = entry("masks", "paper", "China Daily", hides="jurisdictions materials")
    text = "China Daily says a driving licence is no export licence."
    kept = [(words, value) for words, value in found(text, licence, china, daily, driving, paper)]
    assert ("China Daily", "media") in kept
    assert ("China", "CN") not in kept
    assert [words for words, value in kept if value == "licence"] == ["licence"]


def test_a_mask_hides_only_what_lies_wholly_inside():
    mask = entry("masks", "half", "其中美", language="zh")
    pair = entry("jurisdictions", "CN", "中美", language="zh")
    country = entry("jurisdictions", "US", "美国", language="zh")
    assert ("美国", "US") in found("其中美国占三成", mask, pair, country)
    assert ("中美", "CN") not in found("其中美国占三成", mask, pair, country)


def test_alternations_multiply_only_inside_a_part():
    parts = parts_of("(add|put) ... (to|on) the (entity|control) list")
    assert [len(part) for part in parts] == [2, 4]
    assert list(spellings("plain words")) == ["plain words"]


FORMS = st.sampled_from(sorted({form for item in load_knowledge().entries for form in item.forms if "..." not in form}))


@settings(deadline=None)
@given(st.lists(st.tuples(FORMS, st.sampled_from([" ", ", ", "。", "\n", " x "])), max_size=6))
def test_hits_are_in_order_and_spell_a_form_of_their_entry(pieces):
    text = "".join(form.replace("(", "").replace("|", "").replace(")", "") + between for form, between in pieces)
    hits = load_knowledge().lexicon.scan(text)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        if not hit.gapped:
            words = fold_words(text[hit.start : hit.end])
            assert words in {fold_words(spelling) for form in hit.entry.forms for spelling in spellings(form)}


@settings(deadline=None)
@given(FORMS)
def test_traditional_and_simplified_text_give_the_same_hits(form):
    lexicon = load_knowledge().lexicon
    text = f"于是{form}。"
    traditional = text.replace("国", "國").replace("许", "許").replace("关", "關").replace("于", "於")
    assert lexicon.scan(traditional) == lexicon.scan(text)
