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


OFFICIAL = [("the minister", "official")]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("BERGEN, May 1 (Reuters) - Norway asks for licences.", "Norway asks for licences, the port says. (Reuters)"),
        ("OSLO (AP) The licence rule starts soon.", "From June a licence is needed.\nSource: Associated Press"),
        ("新华社奥斯陆5月1日电（记者王雪）挪威将要求许可证。 licence", "挪威将实行许可证制度。 licence\n来源：新华社"),
        ("【新華社訊】挪威將要求許可證。 licence", "OSLO, May 1 (Xinhua) -- A licence is needed from June."),
        ("（路透社奥斯陆1日电）钇出口须持许可证。 licence", "OSLO, May 1 (Reuters) - Yttrium sellers need a licence."),
    ],
)
@pytest.mark.parametrize("attribution", [(), OFFICIAL])
def test_copies_of_one_agency_s_report_count_once_whomever_it_quotes(first, other, attribution):
    count, [why] = sources(
        told("a.json", "Fjord Post", text=first, attribution=attribution),
        told("b.json", "Bergen Daily", text=other, attribution=attribution),
    )
    assert count == 1
    assert "one medium's report" in why


def test_an_agency_named_in_passing_is_no_credit():
    passing = "The licence was first seen by Reuters readers (Reuters has an office there) in May."
    count, _ = sources(
        told("a.json", "Fjord Post", text=passing),
        told("b.json", "Bergen Daily", text=f"A port. {passing[:40]} again."),
    )
    assert count == 2


FACTS = {"targets": [("DK", "all")], "dates": {"announced": "2031-05-01", "effective": "2031-06-01"}}


@pytest.mark.parametrize(
    ("about", "count"),
    [
        ({"published": "2031-05-03"}, 1),
        ({"published": "2031-05-20"}, 2),  # weeks later it is a report of its own
        ({"published": "2031-05-03", "language": "en"}, 2),  # the same facts in the same language are told by many
    ],
)
def test_a_translation_of_an_article_counts_with_it(about, count):
    english = report("a.json", event(**FACTS), publisher="Fjord Post", text="From June buyers need a licence.")
    other = {"language": "zh", "text": "六月起买家须持许可证（licence）。", **about}
    found, why = sources(english, report("b.json", event(**FACTS), publisher="峡湾日报", **other))
    assert found == count
    assert ("a translation" in why[0]) == (count == 1)


def test_what_an_authority_told_everybody_is_no_sign_of_a_translation():
    english = report("a.json", event(**FACTS, attribution=OFFICIAL), publisher="Fjord Post")
    other = event(**FACTS, attribution=[("部长", "official")])
    chinese = report("b.json", other, publisher="峡湾日报", language="zh", text="六月起买家须持许可证（licence）。")
    assert sources(english, chinese)[0] == 2


@pytest.mark.parametrize("credit", ["（本文译自 Fjord Post 英文报道）", "Translated from the Fjord Post."])
def test_an_article_that_names_whose_report_it_translates_counts_with_it(credit):
    first = told("a.json", "Fjord Post", attribution=OFFICIAL)
    other = told("b.json", "Bergen Daily", attribution=OFFICIAL, text=f"{credit} The licence starts in June.")
    count, [why] = sources(first, other)
    assert (count, why) == (1, "a translation")


UNNAMED = [("people familiar with the plan", "anonymous")]


@pytest.mark.parametrize(
    "words",
    [
        "The Wall Street Journal (gated) carried it first.",
        "According to the Wall Street Journal it is near.",
        "《华尔街日报》报道了此事。",
    ],
)
def test_the_medium_that_an_article_retells_is_behind_its_unnamed_sources(words):
    named = told("a.json", "Fjord Post", attribution=[("WSJ", "media")])
    retold = told("b.json", "Bergen Daily", attribution=UNNAMED, text=f"A licence is planned. {words}")
    assert sources(named, retold)[0] == 1


def test_of_two_media_named_neither_is_behind_it():
    named = told("a.json", "Fjord Post", attribution=[("WSJ", "media")])
    words = "A licence is planned, Reuters reported. The Wall Street Journal reported it too."
    assert sources(named, told("b.json", "Bergen Daily", attribution=UNNAMED, text=words))[0] == 2
