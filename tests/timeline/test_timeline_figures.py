from reporting import GROUPS, event, report

from extract.timeline import build_timeline

SEPTEMBER = {"period": "2031-09", "comparison": "month_on_month"}


def figures(*tellings):
    """One article a telling."""
    reports = [
        report(f"{number}.json", event(), published=day, statistics=[dict(facts) for facts in statistics])
        for number, (day, *statistics) in enumerate(tellings)
    ]
    return build_timeline(reports, groups=GROUPS)


def readings(timeline):
    return [[reading.value for reading in (figure.reading, *figure.rivals)] for figure in timeline.figures]


def test_one_figure_told_twice_is_one_figure():
    timeline = figures(("2031-10-20", {"value": -29.0, **SEPTEMBER}), ("2031-12-01", {"value": -29.0, **SEPTEMBER}))
    assert readings(timeline) == [[-29.0]]
    assert len(timeline.figures[0].reading.support) == 2
    assert timeline.conflicts == ()


def test_exact_and_rounded_tellings_are_rivals_with_the_exact_first():
    rounded = {"value": -33.3, "bound": "about", **SEPTEMBER}
    timeline = figures(("2031-10-20", rounded), ("2031-10-21", {"value": -29.0, **SEPTEMBER}))
    assert readings(timeline) == [[-29.0, -33.3]]
    [conflict] = timeline.conflicts
    assert conflict.subject == timeline.figures[0].id


def test_large_rivals_are_shown_with_all_their_digits():
    count = {"indicator": "exports", "kind": "level", "unit": "t", "period": "2031-09"}
    exact, rounded = {"value": 1234567.0, **count}, {"value": 1300000.0, "bound": "about", **count}
    [conflict] = figures(("2031-10-20", exact), ("2031-10-21", rounded)).conflicts
    assert [version.value for version in conflict.versions] == ["exact 1234567 t", "about 1300000 t"]


def test_a_rise_and_a_fall_are_two_figures():
    assert len(readings(figures(("2031-10-20", {"value": -29.0}), ("2031-10-20", {"value": 29.0})))) == 2


def test_two_values_of_one_article_are_two_figures():
    assert len(readings(figures(("2031-10-20", {"value": -29.0}, {"value": -31.0})))) == 2


def test_other_periods_partners_and_materials_are_other_figures():
    tellings = [
        {"value": 5.0, **extra} for extra in ({}, {"period": "2030"}, {"destination": "DK"}, {"materials": ["gallium"]})
    ]
    assert len(readings(figures(*(("2031-10-20", facts) for facts in tellings)))) == 4


def test_undated_figures_reported_long_apart_are_two():
    assert len(readings(figures(("2031-10-20", {"value": 5.0}), ("2032-10-20", {"value": 5.0})))) == 2


def test_undated_counts_are_never_rivals():
    count = {"indicator": "entities_listed", "kind": "count", "unit": "count"}
    assert (
        len(readings(figures(("2031-10-20", {"value": 28.0, **count}), ("2031-10-21", {"value": 31.0, **count})))) == 2
    )


def test_an_article_that_later_rounds_its_figure_tells_rivals_of_one():
    rounded = {"value": -33.3, "bound": "about", **SEPTEMBER}
    assert readings(figures(("2031-10-20", {"value": -29.0, **SEPTEMBER}, rounded))) == [[-29.0, -33.3]]


def test_an_undated_rounded_figure_of_the_same_article_is_another():
    assert len(readings(figures(("2031-10-20", {"value": -29.0}, {"value": -33.3, "bound": "about"})))) == 2


def test_one_value_told_of_a_group_and_of_its_member_is_one_figure():
    group, member = ({"value": -29.0, "materials": [name], **SEPTEMBER} for name in ("rare_earths", "yttrium"))
    timeline = figures(("2031-10-20", group), ("2031-10-21", member))
    assert readings(timeline) == [[-29.0]]
    assert len(timeline.figures[0].reading.support) == 2


def test_one_value_told_of_two_goods_is_two_figures():
    one, other = ({"value": -29.0, "materials": [name], **SEPTEMBER} for name in ("gallium", "yttrium"))
    assert len(readings(figures(("2031-10-20", one), ("2031-10-21", other)))) == 2


def test_different_values_of_a_group_and_its_member_are_two_figures():
    group = {"value": -29.0, "materials": ["rare_earths"], **SEPTEMBER}
    member = {"value": -31.0, "materials": ["yttrium"], **SEPTEMBER}
    assert len(readings(figures(("2031-10-20", group), ("2031-10-21", member)))) == 2
