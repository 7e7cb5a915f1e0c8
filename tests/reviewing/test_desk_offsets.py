"""Code points of records and code units of browsers: the one place that converts them, and what is selected on a page."""

import random

import pytest
from driving import ROOT

STATIC = ROOT / "extract" / "reviewing" / "web" / "static"
CONVERT = """async ([source, texts]) => {
  const { Offsets } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  return texts.map((text) => {
    const [offsets, points] = [new Offsets(text), [...text]];
    const units = points.reduce((held, point) => [...held, held.at(-1) + point.length], [0]);
    return [units.map((_, point) => offsets.toUnits(point)), units, units.map((unit) => offsets.toPoints(unit))];
  });
}"""


@pytest.fixture(scope="module")
def texts():
    signs = ["a", "字", "é", "\U00020bb7", "😀", "🧲", "\u200d", "\n", "👩‍🔬", "𝒳"]
    chance = random.Random(6)  # noqa: S311 -- no secret
    drawn = ["".join(chance.choices(signs, k=length)) for length in range(60)]
    return ["", "😀", "a😀", "😀a", "😀😀", "plain", *drawn]


def test_offsets_go_there_and_back_for_every_point_of_every_text(browser, texts):
    page = browser.new_page()
    source = (STATIC / "offsets.js").read_text(encoding="utf-8")
    for (found, units, back), text in zip(page.evaluate(CONVERT, [source, texts]), texts, strict=True):
        assert found == units, text
        assert back == list(range(len(text) + 1)), text
    page.close()


def test_no_other_script_converts_offsets():
    users = {
        path.name
        for path in STATIC.glob("*.js")
        if any(
            word in path.read_text(encoding="utf-8") for word in ("codePointAt", "toUnits", "toPoints", "\\u{10000}")
        )
    }
    assert users == {"offsets.js", "text.js"}


def test_scripts_are_small():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in STATIC.glob("*.js")}
    assert {name: count for name, count in lines.items() if count > 300} == {}
