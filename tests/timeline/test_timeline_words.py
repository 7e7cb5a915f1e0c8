"""The page in a real Chromium: hostile words, and what changes do to each other."""

import re

from drawing import change, claim, figure, timeline
from reporting import event, report
from small_page import (
    PAUSE,
    RECORDS,
    A,
    B,
    mark,
)

# Hostile words

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>{{7*7}}${alert(4)}' onmouseover=\"alert(5)"
TURNED = "safe\u202egnihtemos\u2066\u200b end"


def hostile():
    text = f"{EVIL} {TURNED} said the ministry."
    path, record = report(
        "<b>&\"'.json",
        event(trigger=EVIL),
        event(trigger=TURNED),
        text=f"{text}\n",
        title=EVIL,
        publisher=f"{EVIL}{TURNED}",
        url="javascript:alert(6)",
        statistics=({"value": 1.0},),
    )
    claims = [claim(path, "e1"), claim(path, "e2")]
    one = change(
        "c-1",
        claims,
        headline=EVIL,
        headline_zh=EVIL,
        name=f"{EVIL}{TURNED}",
        issuer="NO",
        materials=[f"other:{EVIL}"],
        dates={"effective": "2031-06-01"},
        witness=EVIL,
        rivals={"stage": [("planned", claims[1:])]},
        group="other",
        first_reported="2031-05-02",
    )
    versions = [{"value": EVIL, "claims": claims[:1]}, {"value": TURNED, "claims": claims[1:]}]
    conflict = {"subject": "c-1", "field": "conditions.end_user", "versions": versions, "shown_because": "more_trusted"}
    return timeline(
        [one], [(path, record)], figures=[figure("f-1", 1.0, "2031-04", path, unit=EVIL)], conflicts=[conflict]
    ), [(path, record)]


def test_words_of_articles_are_never_markup(opened):
    page = opened(*hostile(), review="https://desk.example/")
    for act in (
        "#row-c-1 h4 a",
        "#detail .notice summary >> nth=0",
        "#detail .why summary",
        "#detail .close",
        "#menu-material summary",
        "#language [data-value=zh]",
        "#tab-figures",
        "#tab-conflicts",
        "#tab-changes",
    ):
        page.click(act)
    page.hover("#lanes .mark .point")
    assert (
        page.locator("body img, body script:not(#data):not(:last-of-type), [onerror], [onload], [onmouseover]").count()
        == 0
    )
    assert page.locator("a[href^='javascript:' i]").count() == 0
    assert page.inner_text("#row-c-1 h4") == EVIL


def test_signs_that_turn_or_hide_text_are_shown_as_signs(opened):
    page = opened(*hostile(), query="lang=en#c=c-1")
    assert "safe[U+202E]gnihtemos[U+2066][U+200B] end" in page.inner_text("#detail .witness")
    shown = page.evaluate(
        "() => document.body.innerText + [...document.querySelectorAll('*')].flatMap((n) => [...n.attributes].map((a) => a.value)).join(' ')"
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b]", shown)


# What other changes do to a change


def lifted(**facts):
    told = {
        "stage": "in_force",
        "dates": {"effective": "2031-08-01", "expires": "2032-02-01"},
        "group": "rare_earths",
        "measure": "ban",
        "issuer": "CN",
        **facts,
    }
    rule = change(
        "c-rule",
        [A],
        issuer="CN",
        measure="ban",
        group="rare_earths",
        materials=["yttrium", "terbium"],
        dates={"effective": "2031-06-01"},
        headline="The rule",
    )
    return timeline([rule, change("c-act", [PAUSE], **told)], RECORDS), RECORDS


def test_a_suspension_of_a_part_is_drawn_as_a_part(opened):
    page = opened(*lifted(action="suspend", materials=["terbium"], amends=[("c-rule", "suspends")]))
    heights = [
        float(mark(page, "c-rule").locator(f".{part}").first.get_attribute("height")) for part in ("pause", "step")
    ]
    assert heights[0] == heights[1] / 2
    assert "Suspended in part" in page.inner_text("#row-c-rule")
    page.click("#row-c-rule h4 a")
    assert "1 Aug 2031–1 Feb 2032 suspended by Headline of c-act in part (terbium)" in page.inner_text("#detail")


def test_a_rule_ends_where_another_change_ends_it(opened):
    page = opened(*lifted(action="end", stage="in_force", amends=[("c-rule", "ends")]))
    assert mark(page, "c-rule").locator(".stop").count() == 1
    assert mark(page, "c-rule").locator(".tail").count() == 0


def test_a_stage_tells_on_whose_word_it_stands_and_who_denies_it(opened):
    one = change("c-1", [A], stage="planned", certainty="reported", dates={"announced": "2031-05-02"})
    [stage] = one["stages"]
    stage.update(certainty="reported", by=[{"name": "people in the know", "kind": "anonymous"}], denied_by=[B])
    page = opened(timeline([one, change("c-2", [B])], RECORDS), RECORDS, query="lang=en#c=c-1")
    life = page.inner_text("#detail .life")
    assert "Reported · people in the know (unnamed)" in life
    assert "Denied: 环宇通讯" in life
