"""A small timeline for the page to draw, and what a hand does on the page."""

from drawing import change, claim, figure, timeline
from reporting import event, report

TEXT = "The ministry said the export ban takes effect on 1 June.\nA pause of the ban was promised for a year.\n"
RECORDS = [
    report(
        "deep/a b.json",
        event(trigger="export ban"),
        event(trigger="pause"),
        text=TEXT,
        published="2031-05-02",
        title="Ban on yttrium",
        publisher="Harbour Gazette",
        url="https://example.org/a",
        statistics=({"value": -29.0}, {"value": -33.0}),
    ),
    report(
        "b.json",
        event(trigger="禁令"),
        text="禁令自6月1日起施行。",
        published="2031-05-03",
        language="zh-Hans",
        title="钇禁令",
        publisher="环宇通讯",
    ),
]
A, PAUSE, B = claim("deep/a b.json", "e1"), claim("deep/a b.json", "e2"), claim("b.json", "e1")
BAN = change(
    "c-ban",
    [A, B],
    issuer="CN",
    measure="ban",
    group="rare_earths",
    materials=["yttrium"],
    name="商务部",
    dates={"announced": "2031-05-02", "effective": "2031-06-01"},
    stages=[("announced", "2031-05-02", "announced"), ("in_force", "2031-06-01", "effective")],
    rivals={"effective": [("2031-07", [B])]},
    headline="China bans yttrium",
    headline_zh="中国禁止出口钇",
    confidence=0.95,
)
CHANGES = [
    change(
        "c-old",
        [claim("old.json", "e1")],
        issuer="US",
        measure="tariff",
        stage="ended",
        dates={"effective": "2007"},
        materials=["graphite"],
    ),
    BAN,
    change(
        "c-pause",
        [PAUSE],
        issuer="CN",
        measure="ban",
        action="suspend",
        direction="easing",
        group="rare_earths",
        materials=["yttrium"],
        stage="announced",
        dates={"effective": "2031-09-01", "expires": "2032-09-01"},
        stages=[("announced", "2031-08-20", "announced")],
        amends=[("c-ban", "suspends")],
    ),
    change(
        "c-vague",
        [claim("old.json", "e2")],
        issuer="SE",
        stage="considered",
        certainty="speculated",
        stages=[("considered", "2031-08/2031-10", "announced")],
        dates={"announced": "2031-08/2031-10"},
        confidence=0.4,
    ),
    change(
        "c-undated",
        [claim("old.json", "e3")],
        issuer="EU",
        measure="quota",
        stage="planned",
        certainty="denied",
        confidence=0.6,
    ),
]
OLD = report(
    "old.json",
    event(trigger="tariff"),
    event(trigger="licence"),
    event(trigger="quota"),
    published=None,
    publisher="Old Weekly",
)
FIGURES = [
    {
        **figure("f-1", -29.0, "2031-03", "deep/a b.json"),
        "rivals": [{"value": -33.0, "bound": "about", "support": [{"record": "deep/a b.json", "statistic": "s1"}]}],
    },
    figure("f-2", -12.0, "2031-04", "deep/a b.json", bound="at_least"),
    figure("f-3", 40.0, "2031", "deep/a b.json", materials=["graphite"], indicator="price"),
]
CONFLICTS = [
    {
        "subject": "c-ban",
        "field": "dates.effective",
        "versions": [{"value": "2031-06-01", "claims": [A]}, {"value": "2031-07", "claims": [B]}],
        "shown_because": "more_trusted",
    },
    {
        "subject": "f-1",
        "field": "reading",
        "versions": [
            {"value": "exact -29 percent", "claims": [{"record": "deep/a b.json", "statistic": "s0"}]},
            {"value": "about -33 percent", "claims": [{"record": "deep/a b.json", "statistic": "s1"}]},
        ],
        "shown_because": "more_trusted",
    },
]
SMALL = timeline(CHANGES, [*RECORDS, OLD], figures=FIGURES, conflicts=CONFLICTS), [*RECORDS, OLD]


def rows(page):
    return {node.get_attribute("id")[4:] for node in page.query_selector_all("#list .row")}


def marks(page):
    return {node.get_attribute("data-change") for node in page.query_selector_all("#lanes .mark")}


def mark(page, id_):
    return page.locator(f"#lanes [data-change='{id_}']")


def choose(page, menu, code):
    page.click(f"#menu-{menu} summary")
    page.check(f"#menu-{menu} input[value='{code}']")
    page.keyboard.press("Escape")


def drawn_again(page):
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
