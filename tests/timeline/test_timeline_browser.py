"""The page in a real Chromium: what an analyst does with it, by mouse, by keys, on paper and on a telephone."""

import re

import pytest
from drawing import change, claim, figure, timeline
from generating import generated
from reporting import event, report

from extract.records import Timeline

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


@pytest.fixture
def page(opened):
    return opened(*SMALL)


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


# The axis


def test_each_regime_is_a_lane_and_each_dated_change_a_mark_in_it(page):
    assert page.locator(".lane").count() == 3
    names = page.locator(".lane-name").all_inner_texts()
    assert any("Rare earths" in name and "China · bans" in name for name in names)
    assert marks(page) == {"c-old", "c-ban", "c-pause", "c-vague"}
    assert page.inner_text("#undated") == "1 without a date, in the list only"


def test_stages_are_bars_and_uncertain_days_are_ranges(page):
    assert mark(page, "c-ban").locator(".step.announced").count() == 1
    assert mark(page, "c-ban").locator(".step.in_force.tail").count() == 1
    assert mark(page, "c-ban").locator(".vague").count() == 0
    assert mark(page, "c-vague").locator(".vague").count() == 1
    assert mark(page, "c-pause").locator(".step.due").count() == 1
    assert mark(page, "c-pause").locator(".stop").count() == 1


def test_a_range_is_as_wide_as_the_days_it_can_mean(page):
    day = page.evaluate("() => plotOf().width / (state.view[1] - state.view[0])")
    assert float(mark(page, "c-vague").locator(".vague").get_attribute("width")) == pytest.approx(
        max(92 * day, 9), rel=0.01
    )


def test_links_and_suspensions_are_drawn(page):
    assert page.locator("#lanes .link").count() == 1
    assert mark(page, "c-ban").locator(".pause").count() == 1
    assert mark(page, "c-ban").locator(".clash").count() == 1
    assert "suspends China bans yttrium" in page.inner_text("#row-c-pause")
    assert "suspended by Headline of c-pause" in page.inner_text("#row-c-ban")
    page.click("#row-c-ban h4 a")
    assert "1 Sept 2031–1 Sept 2032 suspended by Headline of c-pause" in page.inner_text("#detail")


def outside(page):
    return [int(re.search(r"\d+", page.inner_text(f"[data-zoom={side}]"))[0]) for side in ("earlier", "later")]


def test_zooming_tells_how_many_changes_lie_outside(page):
    assert outside(page) == [0, 0]
    for _ in range(4):
        page.click("[data-zoom=in]")
        drawn_again(page)
    assert sum(outside(page)) + len(marks(page)) == 4
    assert sum(outside(page)) > 0
    page.click("[data-zoom=all]")
    drawn_again(page)
    assert outside(page) == [0, 0]


def test_the_earlier_button_goes_to_what_lies_before(page):
    page.evaluate("() => show(utc(2031, 3, 1), utc(2031, 11, 1))")
    drawn_again(page)
    assert outside(page) == [1, 0]
    assert "c-old" not in marks(page)
    page.click("[data-zoom=earlier]")
    drawn_again(page)
    assert "c-old" in marks(page)


def test_keys_and_the_wheel_zoom_too(page):
    span = "() => state.view[1] - state.view[0]"
    before = page.evaluate(span)
    mark(page, "c-ban").focus()
    page.keyboard.press("+")
    closer = page.evaluate(span)
    assert closer < before
    page.keyboard.press("0")
    page.mouse.move(700, 420)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(f"before => ({span})() < before", arg=before)


def test_dragging_moves_the_time_and_opens_nothing(page):
    page.evaluate("() => show(utc(2031, 3, 1), utc(2031, 11, 1))")
    drawn_again(page)
    box = mark(page, "c-ban").locator(".point").bounding_box()
    before = page.evaluate("() => state.view[0]")
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 4, steps=4)
    page.mouse.up()
    assert page.evaluate("() => state.view[0]") < before
    assert page.locator("#detail").is_hidden()


# Filters


@pytest.mark.parametrize(
    ("menu", "code", "left"),
    [
        ("issuer", "CN", {"c-ban", "c-pause"}),
        ("material", "rare_earths", {"c-ban", "c-pause"}),
        ("measure", "tariff", {"c-old"}),
        ("stage", "considered", {"c-vague"}),
        ("certainty", "denied", {"c-undated"}),
        ("language", "zh-Hans", {"c-ban"}),
    ],
)
def test_a_menu_leaves_what_fits(page, menu, code, left):
    choose(page, menu, code)
    assert rows(page) == left
    assert marks(page) == left - {"c-undated"}
    assert page.inner_text("#count") == f"{len(left)} of 5 changes"
    page.click("#clear")
    page.wait_for_function("() => document.querySelectorAll('#list .row').length === 5")


def test_a_choice_tells_how_many_it_would_leave(page):
    choose(page, "issuer", "CN")
    page.click("#menu-measure summary")
    assert page.locator("#menu-measure label").all_inner_texts() == ["Ban\n2"]


def test_search_reads_headlines_quotes_and_names_in_both_languages(page):
    for words, left in (
        ("YTTRIUM", {"c-ban", "c-pause"}),
        ("takes effect", {"c-ban"}),
        ("环宇通讯", {"c-ban"}),
        ("钇", {"c-ban", "c-pause"}),
        ("absent", set()),
    ):
        page.fill("#q", words)
        assert rows(page) == left, words
    assert "Nothing fits" in page.inner_text("#list")


def test_dates_confidence_conflicts_and_sources_filter(page):
    page.fill("#to", "2010-01-01")
    assert rows(page) == {"c-old"}
    page.fill("#to", "")
    page.fill("#from", "2031-08-15")
    assert rows(page) == {"c-ban", "c-pause", "c-vague"}  # the ban goes on
    page.fill("#from", "")
    page.fill("#sure", "90")
    assert rows(page) == {"c-ban"}
    page.fill("#sure", "0")
    page.check("#only-conflicts")
    assert rows(page) == {"c-ban"}
    page.uncheck("#only-conflicts")
    page.check("#many-sources")
    assert rows(page) == {"c-ban"}


# Reading


def test_a_click_opens_the_sources_with_their_quotes(page):
    page.click("#row-c-ban h4 a")
    detail = page.locator("#detail")
    assert detail.locator("h2").inner_text() == "China bans yttrium"
    assert detail.locator(".witness mark.measure").all_inner_texts() == ["export ban", "禁令"]
    link = detail.locator(".witness a.title")
    assert (link.inner_text(), link.get_attribute("href")) == ("Ban on yttrium", "https://example.org/a")
    assert detail.locator(".witness a", has_text="record").first.get_attribute("href") == "records/deep/a%20b.json"
    assert page.url.endswith("#c=c-ban")


def test_a_conflict_shows_each_value_with_the_words_of_its_sources(page):
    page.click("#row-c-ban h4 a")
    notice = page.locator("#detail .notice")
    assert notice.locator("summary b").all_inner_texts() == ["1 Jun 2031", "Jul 2031"]
    assert notice.locator("summary .muted").all_inner_texts() == [
        " Harbour Gazette, 2 May 2031",
        " 环宇通讯, 3 May 2031",
    ]
    assert notice.locator("li").first.locator(".badge").inner_text() == "shown"
    notice.locator("summary").nth(1).click()
    assert notice.locator("blockquote").nth(1).inner_text() == "禁令自6月1日起施行。"


def test_a_mark_opens_its_change_and_escape_goes_back_to_it(page):
    mark(page, "c-vague").locator(".point").click()
    assert page.inner_text("#detail h2") == "Headline of c-vague"
    assert page.locator("#row-c-vague.open").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#detail").is_hidden()
    drawn_again(page)
    assert page.evaluate("() => document.activeElement.dataset.change") == "c-vague"
    mark(page, "c-vague").locator(".point").click()
    assert page.locator("#detail").is_visible()


def test_an_address_opens_a_change_or_a_figure(opened):
    assert opened(*SMALL, query="lang=en#c=c-ban").inner_text("#detail h2") == "China bans yttrium"
    page = opened(*SMALL, query="lang=en#f=f-1")
    assert page.inner_text("#detail h2") == "yttrium, China: −29%"
    for nowhere in ("c=nowhere", "c=%", "x"):
        page.evaluate("() => openDetail('f-1', 'f')")
        page.evaluate("hash => { location.hash = hash; }", nowhere)
        page.wait_for_function("() => document.getElementById('detail').hidden")


def test_links_between_changes_lead_from_one_to_the_other(page):
    page.click("#row-c-pause h4 a")
    page.click("#detail .amends a")
    page.wait_for_function("() => document.querySelector('#detail h2').textContent === 'China bans yttrium'")
    page.click("#detail [aria-label='Next in the list']")
    page.wait_for_function("() => document.querySelector('#detail h2').textContent !== 'China bans yttrium'")


def test_each_claim_links_to_the_review_desk_where_there_is_one(opened):
    page = opened(*SMALL, query="lang=en#c=c-ban", review="http://127.0.0.1:8000/review/")
    assert [link.get_attribute("href") for link in page.query_selector_all("#detail .witness .review")] == [
        "http://127.0.0.1:8000/review/deep/a%20b.json#e1",
        "http://127.0.0.1:8000/review/b.json#e1",
    ]
    assert opened(*SMALL, query="lang=en#c=c-ban").locator("a.review").count() == 0
    assert opened(*SMALL, query="lang=en#c=c-ban", review="javascript:alert(1)//").locator("a.review").count() == 0


# Both languages

OWN_WORDS = ".top, .bar, .tabs, .axis, .list-bar, .badges, .when, .month, .meta, .eyebrow, dt, .tools, th, .keys, #detail h3, .notice h4, .sure, .life b"


def test_the_switch_turns_the_whole_page_into_chinese(page):
    page.evaluate("() => { for (const menu of document.querySelectorAll('details')) menu.open = true; }")
    page.click("#language [data-value=zh]")
    page.click("#row-c-ban h4 a")
    texts = [
        node.inner_text()
        for tab in ("changes", "figures", "conflicts")
        for node in _on_tab(page, tab).query_selector_all(OWN_WORDS)
    ]
    own = re.sub(r"English|Harbour Gazette|Old Weekly|Headline of c-\w+|c-\w+", "", " ".join(texts))
    assert re.findall(r"[A-Za-z]{2,}", own) == []
    assert page.title() == "许可制度时间线"
    assert page.get_attribute("html", "lang") == "zh-Hans"
    assert page.inner_text("#detail h2") == "中国禁止出口钇"


def _on_tab(page, tab):
    page.evaluate("tab => setTab(tab)", tab)
    return page


def test_no_chinese_is_left_in_the_english_page(page):
    own = re.sub(
        "中文",
        "",
        " ".join(node.inner_text() for node in page.query_selector_all(".top, .bar, .tabs, .axis, .list-bar, .badges")),
    )
    assert re.findall(r"[一-鿿]+", own) == []


@pytest.mark.parametrize(
    ("edtf", "en", "zh", "days"),
    [
        ("2031-10-09", "9 Oct 2031", "2031年10月9日", 1),
        ("2031-10", "Oct 2031", "2031年10月", 31),
        ("2031", "2031", "2031年", 365),
        ("2031~", "about 2031", "约2031年", 365),
        ("2031-10?", "Oct 2031 (uncertain)", "2031年10月（存疑）", 31),
        ("2031-XX", "2031", "2031年", 365),
        ("203X", "2030s", "2030年代", 3652),
        ("2031-07/2031-09", "Jul 2031 to Sept 2031", "2031年7月至2031年9月", 92),
        ("2031-04/..", "from Apr 2031", "2031年4月起", 30),
        ("../2031-06", "by Jun 2031", "2031年6月及以前", 30),
        ("XXXX-10-30", "30 Oct (year unknown)", "10月30日（年份不明）", None),
    ],
)
def test_dates_are_told_in_words_and_span_the_days_they_can_mean(page, edtf, en, zh, days):
    words = "([lang, edtf]) => { state.lang = lang; return dateWords(edtf); }"
    assert (page.evaluate(words, ["en", edtf]), page.evaluate(words, ["zh", edtf])) == (en, zh)
    found = page.evaluate("edtf => startOf(edtf)", edtf)
    assert (found and found[1] - found[0]) == days


# Statistics and conflicts


def test_statistics_are_charts_over_time_with_their_sources(page):
    page.click("#tab-figures")
    assert page.locator(".indicator h2").all_inner_texts() == ["Exports 2", "Price 1"]
    assert page.locator(".chart").count() == 1
    assert page.locator(".chart .mark").count() == 2
    assert page.locator(".chart .point.rival").count() == 1
    assert page.locator(".chart .bound").count() == 1
    page.locator(".chart .mark").first.locator(".halo").click()
    assert page.inner_text("#detail h2") == "yttrium, China: −29%"
    assert page.locator("#detail h3.rival").inner_text() == "also told as about −33%"
    assert page.locator("#detail > .source mark.value").count() == 2


def test_statistics_follow_the_filters_that_are_theirs(page):
    page.click("#tab-figures")
    choose(page, "material", "graphite")
    assert page.locator(".indicator h2").all_inner_texts() == ["Price 1"]
    choose(page, "issuer", "US")
    assert "do not apply to statistics" in page.inner_text("#figures")


def test_conflicts_stand_together_with_what_they_are_about(page):
    page.click("#tab-conflicts")
    assert page.locator("#conflicts h3").all_inner_texts() == ["China bans yttrium", "Exports, yttrium, China"]
    assert "about −33%" in page.inner_text("#conflicts")
    choose(page, "measure", "tariff")
    assert page.locator("#conflicts h3").all_inner_texts() == ["Exports, yttrium, China"]


# Keys, contrast, size


def test_everything_can_be_done_by_keys(page):
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    mark(page, "c-old").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => ['c-ban', 'c-vague'].includes(document.activeElement.dataset.change)")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'detail'")
    page.keyboard.press("Escape")
    page.focus("#tab-changes")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.id === 'tab-figures'")
    page.locator("#figures").wait_for(state="visible")
    page.focus("#menu-issuer summary")
    page.keyboard.press("Enter")
    page.locator("#menu-issuer input").first.wait_for(state="visible")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelectorAll('#menu-issuer input:checked').length === 1")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.parentElement.id === 'menu-issuer'")


def test_the_marks_are_one_stop_of_the_tab_key(page):
    assert page.locator("#lanes .mark[tabindex='0']").count() == 1


CONTRAST = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => { for (let at = node; at; at = at.parentElement) { const own = parts(getComputedStyle(at).backgroundColor); if (own.length < 4 || own[3] > 0) return getComputedStyle(at).backgroundColor; } };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const node = text.parentElement;
    if (!text.textContent.trim() || !node.checkVisibility() || node.closest("script, style, noscript, svg, :disabled")) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) poor.push([text.textContent, (a + 0.05) / (b + 0.05)]);
  }
  return poor;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["changes", "figures", "conflicts"])
def test_text_stands_out_from_its_ground(opened, theme, tab):
    page = opened(*SMALL, query=f"lang=en&theme={theme}&tab={tab}#c=c-ban")
    page.evaluate("() => { for (const menu of document.querySelectorAll('details')) menu.open = true; }")
    assert page.evaluate(CONTRAST) == []


def test_controls_have_names_and_are_large_enough(page):
    page.click("#row-c-ban h4 a")
    controls = page.query_selector_all("button, input, summary, [role=tab]")
    shown = [control for control in controls if control.is_visible()]
    assert len(shown) > 25
    small = [
        (control.evaluate("node => node.id || node.textContent"), box)
        for control in shown
        if (
            box := control.evaluate(
                "node => { const b = (node.closest('label.check') || node).getBoundingClientRect(); return [b.width, b.height]; }"
            )
        )
        and min(box) < 24
        and not control.evaluate("node => node.type === 'range' || !!node.closest('.notice, .why, .legend')")
    ]
    assert small == []
    nameless = "() => [...document.querySelectorAll('button, input, summary, a')].filter((n) => !(n.textContent.trim() || n.getAttribute('aria-label') || (n.labels && n.labels[0] && n.labels[0].textContent.trim()))).map((n) => n.outerHTML)"
    assert page.evaluate(nameless) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_needs_no_scrolling_sideways(opened, lang, width):
    page = opened(*SMALL, query=f"lang={lang}", width=width, height=844)
    page.evaluate("() => { $('filters').open = true; $('legend').open = true; }")
    for menu in page.query_selector_all(".menu summary"):
        menu.click()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
    for tab in ("changes", "figures", "conflicts"):
        page.click(f"#tab-{tab}")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, tab
    page.evaluate("() => { location.hash = 'c=c-ban'; }")
    page.wait_for_selector("#detail h2")
    assert page.evaluate("() => $('detail').scrollWidth - $('detail').clientWidth") <= 0


def test_keys_do_not_wander_behind_a_detail_that_covers_the_page(opened):
    page = opened(*SMALL, width=390, height=844)
    page.click("#row-c-ban h4 a")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => document.activeElement === document.body || !!document.activeElement.closest('#detail')"
        )
    page.click("#detail .close")
    assert page.evaluate("() => document.activeElement.textContent") == "China bans yttrium"


# Paper


def test_paper_has_every_change_with_its_sources_and_no_controls(opened):
    page = opened(*generated(150))
    assert len(rows(page)) == 60
    page.emulate_media(media="print")
    assert page.pdf()[:5] == b"%PDF-"
    assert len(rows(page)) == 150
    assert page.locator("#form").is_hidden()
    assert page.locator("#zoom").is_hidden()
    assert page.locator(".row .on-paper").first.is_visible()
    assert page.locator("#on-paper").inner_text().startswith("150 changes")


def test_paper_tells_which_filters_were_set(page):
    choose(page, "issuer", "CN")
    page.emulate_media(media="print")
    assert "Issuer: China" in page.inner_text("#on-paper")


@pytest.mark.parametrize("tab", ["changes", "figures", "conflicts"])
def test_paper_is_wide_enough_for_what_is_drawn(opened, tab):
    page = opened(*SMALL, query=f"lang=en&tab={tab}")
    page.set_viewport_size({"width": 690, "height": 900})  # the width between the margins of an A4 page
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 690
    assert all(
        box["x"] + box["width"] <= 690 for node in page.query_selector_all("svg") if (box := node.bounding_box())
    )
    page.wait_for_function(
        "tab => [...document.querySelectorAll(`#${tab} .notice blockquote`)].every((quote) => quote.checkVisibility())",
        arg=tab,
    )


def test_an_open_change_is_printed_alone(page):
    page.click("#row-c-ban h4 a")
    page.emulate_media(media="print")
    assert page.locator("#detail").is_visible()
    assert page.locator("#list").is_hidden()


# Size


def test_two_thousand_changes_are_drawn_in_under_two_seconds(opened, thread_seconds):
    page = opened(*generated(2000))
    assert page.inner_text("#count") == "2,000 of 2,000 changes"
    assert thread_seconds(page, page.reload) < 2
    assert len(marks(page)) > 200
    assert thread_seconds(page, lambda: page.click("[data-zoom=in]")) < 0.5
    assert thread_seconds(page, lambda: page.click("#language [data-value=zh]")) < 2
    assert thread_seconds(page, lambda: page.click("#more-lanes")) < 2


def test_a_full_lane_counts_what_does_not_fit_and_opens_to_show_it(opened):
    page = opened(*generated(600))
    lane = page.locator("button.lane-name").first
    assert page.locator(".crowd").count() > 0
    before = len(marks(page))
    lane.click()
    assert len(marks(page)) > before
    assert page.locator("button.lane-name[aria-expanded=true]").count() == 1


def test_further_rows_are_asked_for(opened):
    page = opened(*generated(150))
    page.click("#more-rows")
    assert len(rows(page)) == 120
    page.click("#more-rows")
    assert len(rows(page)) == 150
    assert page.locator("#more-rows").is_hidden()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_empty_timeline_is_a_page_too(opened, lang):
    page = opened(Timeline(), [], query=f"lang={lang}")
    for control in (
        "[data-zoom=in]",
        "[data-zoom=all]",
        "[data-zoom=earlier]",
        "#tab-figures",
        "#tab-conflicts",
        "#tab-changes",
        "#menu-issuer summary",
    ):
        page.click(control)
    page.fill("#q", "x")
    assert (
        page.inner_text("#list")
        == {"en": "This timeline has no changes: no article told of one.", "zh": "此时间线没有变化：没有文章提及。"}[
            lang
        ]
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
