"""Site furniture is set apart; each cue is tried both ways, and a false find is worse than a miss."""

import pytest

from extract.reading.boilerplate import find_boilerplate, load_cues
from extract.reading.lines import lines_of

BODY = "The ministry said that exporters of gallium must hold a licence for each shipment."
LINKS = ["Antimony exports fall again", "Five questions on the new list"]
MENU = ["Sign in", "Home", "Metals", "Chips", "Newsletters", "Podcasts", "首页", "登录"]


def apart(text, title=None):
    return [text[start:end].strip() for start, end in find_boilerplate(lines_of(text), title=title)]


def page_with(kind, line):
    return {
        "list": "\n".join([BODY, line, *LINKS]),
        "menu": "\n".join([*MENU, line, BODY]),
    }.get(kind, f"{BODY}\n{line}\n{BODY}")


@pytest.mark.parametrize("cue", load_cues(), ids=lambda cue: cue.form)
def test_each_cue_both_ways(cue):
    for line in cue.yes:
        found = apart(page_with(cue.kind, line))
        assert line in found
        assert BODY not in found
    for line in cue.no:
        assert apart(f"{BODY}\n{line}\n{BODY}") == []


def test_cues_stand_once_each():
    forms = [cue.form for cue in load_cues()]
    assert len(forms) == len(set(forms))


def test_related_links_go_with_their_heading_until_the_text_runs_on():
    text = "\n\n".join(["Related articles", *LINKS, BODY])
    assert apart(text) == ["Related articles", *LINKS]


def test_a_heading_over_running_text_takes_nothing_with_it():
    assert apart(f"相关文章\n\n{BODY}") == ["相关文章"]


def test_a_menu_is_a_run_of_short_lines_with_several_cues():
    assert apart("\n".join([*MENU, BODY])) == MENU


@pytest.mark.parametrize(
    "lines",
    [
        ["Gallium", "Germanium", "Antimony", "Tungsten", "Tellurium", "Bismuth", "Indium"],
        ["钐", "钆", "铽", "镝", "镥", "钪", "钇"],
        ["Home", "Gallium", "Germanium", "Antimony", "Tungsten", "Tellurium", "Bismuth"],
        ["News", "Blog"],
    ],
)
def test_a_list_of_items_is_no_menu(lines):
    assert apart("\n".join([BODY, *lines, BODY])) == []


def test_the_title_is_never_set_apart():
    text = "\n".join(["Gallium curbs widen", *MENU, BODY])
    assert "Gallium curbs widen" in apart(text)
    assert apart(text, title="Gallium curbs widen") == MENU


def test_a_source_line_is_attribution_and_stays():
    assert apart(f"Source: Trade Wire\n{BODY}\n来源：贸易报") == []


def test_a_long_line_is_never_boilerplate():
    assert apart("Disclaimer: " + BODY * 8) == []
