"""Values as pages tell them: codes, places, goods and numbers by their names, in the language of the page."""

import html
import re

import pytest
from timeline.reporting import event, report

from extract.records.codes import UNKNOWN
from extract.reviewing.web.showing import told
from extract.reviewing.web.wording import wording

A = report(
    "a.json",
    event(
        dates={"announced": "2031-05-01"},
        targets=(("US", "military"), (None, "all")),
        attribution=(("Ministry", "official"),),
        headline="Norway licenses",
    ),
    event(measure="ban", trigger="a ban follows", headline="Norway bans"),
    statistics=({"value": 1234567.0, "unit": "t", "kind": "level", "origin": "NO"},),
)
FIRST = {
    "targets": [],
    "materials": [{"id": "gallium"}],
    "dates": [{"role": "effective", "value": "2031-06"}],
    "attribution": [],
    "amends": {"event_id": "e2", "relation": "suspends"},
    "triggers": [{"evidence": {"start": 0, "end": 6}}],
}
FIGURE = {"origin": None, "value": 12.0, "unit": "USD"}


@pytest.fixture
def differing(served):
    """Give the sides of each difference on the page of two reviewers, by field and in a language."""
    first = served(A)
    first.page()
    for name, value in FIRST.items():
        asked = {"record": "a.json", "verdict": "edit", "target": "e1", "field": name, "value": value, "version": None}
        assert first.post("/decide", asked).status == 200, name
    for name, value in FIGURE.items():
        asked = {"record": "a.json", "verdict": "edit", "target": "s0", "field": name, "value": value, "version": None}
        assert first.post("/decide", asked).status == 200, name
    second = served(A, reviewer="Ola")
    second.page()
    assert second.post("/decide", {"record": "a.json", "verdict": "accept", "version": None}).status == 200

    def sides(language):
        text = second.page(f"/agreement?lang={language}").text
        rows = re.findall(r'<li class="row" data-difference.*?</li>', text, re.DOTALL)
        named = (re.search(r"<b>(.*?)</b>", row)[1] for row in rows)
        return {
            name: re.findall(r"</h3>\s*<p>(.*?)</p>", html.unescape(row)) for name, row in zip(named, rows, strict=True)
        }

    return sides


def test_lists_and_links_are_told_by_names_not_codes(differing):
    told_ = differing("en")
    assert told_ == {
        "Targets": ["—", "United States · Military; All"],
        "Materials": ["gallium", "yttrium"],
        "Dates": ["Effective · 2031-06", "Announced · 2031-05-01"],
        "Said by": ["—", "Official · Ministry"],
        "Acts on": ["Suspends · Norway bans", "—"],
        "Told by": ["sentence 1", "sentence 2"],
        "From": ["—", "Norway"],
        "Value": ["12", "1,234,567"],
        "Unit": ["USD", "t"],
    }


def test_a_page_in_chinese_holds_no_codes_either(differing):
    told_ = [value for sides in differing("zh").values() for value in sides]
    assert "镓" in told_
    assert "第 1 句" in told_
    left = {word for value in told_ for word in re.findall(r"\b[a-z_]{2,}", value)}
    assert left == set()


@pytest.mark.parametrize(
    ("field", "value", "en", "zh"),
    [
        ("materials", [{"id": "gallium", "evidence": None}, {"id": "terbium"}], "gallium; terbium", "镓；铽"),
        ("materials[0].id", "gallium", "gallium", "镓"),
        ("targets[0]", {"jurisdiction": "US", "class": "military"}, "United States · Military", None),
        ("issuer.jurisdiction", UNKNOWN, "Unknown", "不明"),
        ("value", -33.5, "-33.5", "-33.5"),
        ("value_high", 0.0, "0", "0"),
        ("dates", [], "—", "—"),
        ("period", None, "—", "—"),
        ("unit", "percent", "%", "%"),
        ("other_tool.field", "x", "x", "x"),
    ],
)
def test_a_value_is_told_as_one_reads_it(field, value, en, zh):
    assert told(value, wording("en"), field) == en
    assert zh is None or told(value, wording("zh"), field) == zh
