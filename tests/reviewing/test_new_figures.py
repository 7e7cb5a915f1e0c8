"""What selected words tell of a figure that a reviewer adds."""

import pytest
from timeline.reporting import event, report

from extract.errors import UnfitError
from extract.reviewing.figures import begun_figure, unit_of

TEXT = (
    "Sales of yttrium fell 29% from a year earlier to about 1,200 tonnes.\n"
    "Nothing is told here.\n"
    "海关数据显示，9月对挪威出口稀土磁体同比下降31.5%，至582吨。\n"
    "😀𠮷 Duties of 25% apply.\n"
)
RECORD = report(
    "a.json",
    event(trigger="Duties"),
    text=TEXT,
    statistics=({"indicator": "tariff_rate", "kind": "rate", "value": 10.0, "origin": "NO", "period": "2031-04"},),
)[1]


def begun(words, like=None):
    start = TEXT.index(words)
    return begun_figure(RECORD, (start, start + len(words)), like=like)


@pytest.mark.parametrize(
    ("words", "value", "unit", "kind", "bound", "comparison"),
    [
        ("29%", -29.0, "percent", "change", "exact", "year_on_year"),
        ("fell 29% from a year earlier", -29.0, "percent", "change", "exact", "year_on_year"),
        ("1,200", 1200.0, "t", "level", "about", None),
        ("31.5%", -31.5, "percent", "change", "exact", "year_on_year"),
        ("582吨", 582.0, "t", "level", "exact", None),
        ("25%", 25.0, "percent", "share", "exact", None),
    ],
)
def test_the_figure_in_the_words_is_read_with_what_stands_around_it(words, value, unit, kind, bound, comparison):
    found = begun(words)
    told = tuple(found[name] for name in ("value", "unit", "kind", "bound", "comparison"))
    assert told == (value, unit, kind, bound, comparison)
    start = TEXT.index(words)
    assert found["evidence"] == {"start": start, "end": start + len(words)}
    assert found["indicator"] is None


def test_words_without_a_figure_leave_all_to_the_reviewer():
    found = begun("Nothing is told")
    assert (found["value"], found["unit"], found["kind"], found["indicator"]) == (None, None, None, None)


def test_of_several_figures_the_one_with_most_of_the_words_is_read():
    assert begun("earlier to about 1,200 tonnes")["value"] == 1200.0


def test_it_begins_as_the_figure_in_hand_and_an_event_gives_it_nothing():
    found = begun("25%", like="s0")
    assert [found[name] for name in ("indicator", "kind", "origin", "period")] == [
        "tariff_rate",
        "rate",
        "NO",
        "2031-04",
    ]
    assert begun("25%", like="e1") == begun("25%")


def test_a_line_of_a_million_characters_is_not_read_whole(monkeypatch):
    text = "Exports " + "x" * 500_000 + " fell 29% " + "y" * 500_000
    record = report("b.json", text=text)[1]
    at = text.index("29%")
    read = []
    monkeypatch.setattr("extract.reviewing.figures.find_quantities", lambda words, **_: read.append(len(words)) or [])
    begun_figure(record, (at, at + 3))
    begun_figure(record, (0, len(text)))
    assert max(read) < 2000


@pytest.mark.parametrize("place", [(5, 5), (-1, 4), (0, len(TEXT) + 1)])
def test_words_that_the_article_does_not_have_are_refused(place):
    with pytest.raises(UnfitError, match="select them again"):
        begun_figure(RECORD, place)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("tonnes", "t"),
        ("吨", "t"),
        ("千克", "kg"),
        ("%", "percent"),
        ("美元/吨", "USD/t"),
        ("t", "t"),
        (" kg ", "kg"),
        ("sheep", "sheep"),
    ],
)
def test_a_unit_is_known_by_other_words(words, unit):
    assert unit_of(words) == unit
