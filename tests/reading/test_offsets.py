"""Spans of an extracted text lead back to the raw file: planted words are found at their place."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.reading.offsets import align, visible_html, visible_json


def check(text, raw, runs):
    end = 0
    for run in runs:
        assert run.text_start >= end
        end = run.text_start + run.length
        assert text[run.text_start : end] == raw[run.raw_start : run.raw_start + run.length]


def place_of(words, text, runs):
    at = text.index(words)
    run = next(run for run in runs if run.text_start <= at < run.text_start + run.length)
    assert at + len(words) <= run.text_start + run.length
    return run.raw_start + at - run.text_start


def test_planted_words_are_found_at_their_place():
    raw = "<html><!-- ban -->\n<script>var ban='export ban';</script><p>𝐀n <b>export ban</b>\n on &amp; after</p><p>稀土</p>"
    text = "𝐀n export ban on & after\n稀土"
    runs = align(text, raw, visible_html(raw))
    check(text, raw, runs)
    assert place_of("export ban", text, runs) == raw.index("<b>") + 3
    assert place_of("稀土", text, runs) == raw.index("稀土")
    assert place_of("after", text, runs) == raw.index("after")


def test_a_reference_is_in_no_run():
    raw = "<p>&lt;5 t</p>"
    runs = align("<5 t", raw, visible_html(raw))
    check("<5 t", raw, runs)
    assert [(run.text_start, run.length) for run in runs] == [(1, 3)]


def test_words_that_are_not_in_the_file_have_no_run():
    raw = "<p>one</p>"
    assert align("two", raw, visible_html(raw)) == ()


def test_json_escapes_break_runs():
    raw = json.dumps({"text": 'A "ban"\non 稀土 𠮷'})
    text = 'A "ban"\non 稀土 𠮷'
    runs = align(text, raw, visible_json(raw), shift=100)
    shifted = " " * 100 + raw
    check(text, shifted, runs)
    assert place_of("ban", text, runs) == shifted.index("ban")
    assert place_of("on", text, runs) == shifted.index("non ") + 1  # after the n of its escape


words = st.text(st.sampled_from("ab稀𝐀 &<>\"'"), max_size=12)


@settings(deadline=None)
@given(st.lists(words, max_size=6))
def test_runs_always_hold_the_same_words(paragraphs):
    from html import escape  # noqa: PLC0415

    raw = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    text = "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    check(text, raw, align(text, raw, visible_html(raw)))
    document = json.dumps(paragraphs, ensure_ascii=False)
    check(text, document, align(text, document, visible_json(document)))
