"""The page in a real Chromium: for keys alone, in every light, at every size, on paper."""

import pytest
from generating import generated
from small_page import (
    SMALL,
    choose,
    mark,
    marks,
    rows,
)

from extract.records import Timeline

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
    page.wait_for_timeout(300)  # a page that is narrowed draws anew after a moment
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
