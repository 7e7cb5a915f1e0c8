"""The page in a real Chromium: what an analyst does with it, by mouse and by keys."""

import re

import pytest
from small_page import (
    SMALL,
    choose,
    drawn_again,
    mark,
    marks,
    rows,
)

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
