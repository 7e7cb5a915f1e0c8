"""Articles and files that mean harm are shown as text."""

import pytest
from driving import Server
from timeline.reporting import event, report

from extract.reviewing.web.showing import article_address, embedded, visible

MARKUP = '<script>alert(1)</script><img src=x onerror="alert(2)"><b>&amp;</b></script><!--'
BIDI = "for\u202eelpmaxe\u202c \u2066all\u2069 \u200bunseen\ufeff"
HOSTILE = report(
    "deep/<img src=x onerror=alert(3)>&\"'.json",
    event(trigger="licence", headline=f"{MARKUP} {BIDI}", name=MARKUP),
    text=f"{MARKUP}\n{BIDI}\nlicence\n",
    title=f"{MARKUP} {BIDI}",
    publisher=MARKUP,
    url="javascript:alert(4)",
)
PLACES = (
    "/?state=any",
    "/?by=article",
    article_address(HOSTILE[0]),
    article_address(HOSTILE[0]) + "?part=items",
    "/?q=<script>alert(5)</script>",
)


@pytest.mark.parametrize("place", PLACES)
def test_markup_of_an_article_is_no_markup_of_the_page(served, place):
    text = served(HOSTILE).page(place).text
    assert text.count("<script") == text.count("</script>")
    assert "<script>" not in text
    assert "<img" not in text
    assert "onerror=" not in text.replace("onerror=&#34;", "").replace("onerror=alert", "").replace('onerror=\\"', "")
    assert "javascript:" not in text
    assert not {"\u202e", "\u2066", "\u200b", "\ufeff"} & set(without_data(text))


def without_data(text):
    """Leave the JSON out, which the scripts show as text with a sign for each such character."""
    head, *parts = text.split('<script type="application/json"')
    return head + "".join(part.partition("</script>")[2] for part in parts)


def test_what_turns_or_hides_text_has_a_name_on_the_page(served):
    text = served(HOSTILE).page(article_address(HOSTILE[0])).text
    assert "for[U+202E]elpmaxe[U+202C]" in text
    assert "[U+200B]unseen[U+FEFF]" in text


def test_json_in_a_page_cannot_end_its_element():
    assert embedded({"a": "</script><!--&\u2028"}) == '{"a":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028"}'
    assert visible("a\u202eb\tc\nd") == "a[U+202E]b\tc\nd"


def test_a_record_of_a_hostile_name_is_decided_about_like_any_other(served):
    browser = served(HOSTILE)
    browser.page()
    answer = browser.post("/decide", {"record": HOSTILE[0], "verdict": "accept", "target": "e1", "version": None})
    assert "saved" in answer.json()


def test_a_search_is_no_markup_and_no_pattern(served):
    browser = served(HOSTILE)
    for words in ("%", "_", "'", '"', "*", "\\", "%25%27%3B--", "(", "x" * 3000):
        assert browser.get(f"/?state=any&q={words}").status == 200
    for odd in (
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "by=x",
        "state=x",
        "why=x",
        "sure=x",
        "language=x",
        "issuer=%00",
        "lang=xx",
        "theme=x",
    ):
        assert browser.get(f"/?{odd}").status == 200


@pytest.fixture
def live(browser, served, tmp_path):
    """A page of a real browser on which an article of the folder is shown."""

    served(HOSTILE, LONG)
    server = Server(tmp_path).start()
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.complaints = []
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
    page.on("console", lambda told: page.complaints.append(told.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.address = server.address
    yield page
    context.close()
    server.kill()
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith((server.address, "data:"))] == []


LONG = report("long.json", event(trigger="licence"), text="𠮷" * 400_000 + " licence " + "word " * 120_000)


def test_a_browser_shows_hostile_words_and_does_nothing_of_what_they_say(live):
    live.goto(live.address + article_address(HOSTILE[0]))
    shown = live.inner_text("#text p >> nth=0")
    assert MARKUP in shown.replace("\n", "")
    assert live.locator("#text script, #text img, #text b").count() == 0
    signs = live.locator("#text .unseen").evaluate_all("nodes => nodes.map((node) => node.dataset.sign)")
    assert signs == ["U+202E", "U+202C", "U+2066", "U+2069", "U+200B", "U+FEFF"]
    assert MARKUP in live.inner_text("#article-title")


def test_words_behind_signs_that_cannot_be_seen_are_counted_right(live):
    live.goto(live.address + article_address(HOSTILE[0]))
    words = live.evaluate(
        """async () => {
          const { ArticleText } = await import('/static/text.js');
          const told = JSON.parse(document.getElementById('text-data').textContent);
          const text = new ArticleText(document.getElementById('text'), told);
          text.paint([]);
          const at = [...told.slice(0, told.indexOf('unseen'))].length;
          text.select(at, at + 6);
          return [at, text.selected()];
        }"""
    )
    assert words == [words[0], {"start": words[0], "end": words[0] + 6, "quote": "unseen"}]


def test_a_line_of_a_megabyte_is_shown_and_reviewed(live):
    live.goto(live.address + "/articles/long.json")
    live.wait_for_selector("#text .m.role-triggers")
    assert live.inner_text("#text .m.role-triggers") == "licence"
    live.keyboard.press("a")
    live.wait_for_selector(".item[data-item=e1][data-state=accepted]", timeout=60_000)
