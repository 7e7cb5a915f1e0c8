import pytest
from reporting import GROUPS, event, report

from extract.timeline import build_timeline

STORY = (
    "The licence rule for yttrium starts in June. Buyers must file papers with the agency. It was welcomed by the port."
)


def sources(*reports):
    [change] = build_timeline(reports, groups=GROUPS).changes
    return change.independent_sources, [witness.why for witness in change.witnesses]


def told(path, publisher, **about):
    facts = event(attribution=about.pop("attribution", ()), dates={"announced": "2031-05-01"})
    return report(path, facts, publisher=publisher, **about)


def test_two_publishers_with_words_of_their_own_are_two_witnesses():
    assert sources(told("a.json", "Fjord Post"), told("b.json", "Bergen Daily"))[0] == 2


def test_one_publisher_counts_once():
    count, [why] = sources(told("a.json", "Fjord Post"), told("b.json", "fjord post "))
    assert count == 1
    assert "one publisher" in why


def test_wire_copies_count_once():
    count, [why] = sources(
        told("a.json", "Fjord Post", text=STORY), told("b.json", "Bergen Daily", text=STORY + " More below.")
    )
    assert count == 1
    assert "the same text" in why


@pytest.mark.parametrize("name", ["华尔街日报", "WSJ", "The Wall Street Journal"])
def test_reports_that_rest_on_one_medium_count_once_in_both_languages(name):
    cited = told("a.json", "Fjord Post", attribution=[("Wall Street Journal", "media")])
    again = told("b.json", "Bergen Daily", attribution=[(name, "media")])
    assert sources(cited, again)[0] == 1


def test_an_official_on_the_record_makes_a_report_a_witness_of_its_own():
    cited = told("a.json", "Fjord Post", attribution=[("Reuters", "media")])
    official = told("b.json", "Bergen Daily", attribution=[("Reuters", "media"), ("the minister", "official")])
    assert sources(cited, official)[0] == 2


def test_chains_are_followed():
    first = told("a.json", "Fjord Post", text=STORY)
    second = told("b.json", "Bergen Daily", text=STORY)
    third = told("c.json", "Bergen Daily")
    assert sources(first, second, third)[0] == 1
