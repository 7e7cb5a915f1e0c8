import json
import re
import shutil
import subprocess

import pytest
from reporting import GROUPS, event, report

from extract.errors import RecordError
from extract.timeline import build_timeline, load_timeline, write_timeline

EVIL = '</script><script>document.title="owned"</script><img src=x onerror=alert(1)>'
REPORTS = [
    report(
        "deep/a.json",
        event(headline=EVIL, materials=["yttrium", f"other:{EVIL}"], dates={"effective": "2031-06"}, name=EVIL),
        title=EVIL,
        publisher=EVIL,
        url="javascript:alert(1)",
        statistics=[{"value": -29.0}],
    ),
    report(
        "b.json",
        event(issuer="SE", trigger="许可", dates={"effective": "2031-06-01"}),
        language="zh",
        title="许可新规",
        url="https://example.org/b",
    ),
]


@pytest.fixture
def page(tmp_path):
    timeline = build_timeline(REPORTS, groups=GROUPS)
    _, path = write_timeline(timeline, tmp_path / "out", records=REPORTS)
    return path


def data_of(text):
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def test_what_is_written_is_what_is_read(page):
    assert load_timeline(page.with_name("timeline.json")) == build_timeline(REPORTS, groups=GROUPS)


def test_the_page_loads_nothing_from_elsewhere(page):
    text = page.read_text(encoding="utf-8")
    markup = text.replace(json.dumps(data_of(text)), "")
    assert "default-src 'none'" in markup
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=", markup)
    assert "@import" not in markup


def test_words_of_articles_cannot_leave_the_data(page):
    text = page.read_text(encoding="utf-8")
    assert text.count("</script>") == 2
    assert EVIL not in text
    assert data_of(text)["sources"]["deep/a.json"]["title"] == EVIL


def test_each_claim_has_its_quotes_in_context(page):
    quotes = data_of(page.read_text(encoding="utf-8"))["quotes"]
    [[before, quote, after]] = quotes["b.json#e1"]
    assert (before, quote, after) == ("", "许可", "")
    assert "deep/a.json#s0" in quotes


def test_a_file_that_is_no_timeline_says_to_build_it_again(tmp_path):
    path = tmp_path / "timeline.json"
    for content in ("[]", "{", '{"schema_version": "1.0", "changes": [1]}'):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(RecordError, match="regimeline timeline"):
            load_timeline(path)


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=5000",
    "--dump-dom",
]


needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: apt-get install chromium to test the page in a browser"
)


def drawn_by_browser(page, home, lang, tab="changes"):
    """Return what stands on the page once its script has run, without the data and the script themselves."""
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={home / 'profile'}", f"{page.as_uri()}?lang={lang}&tab={tab}"]
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    return re.sub(r"<script\b.*?</script>", "", dom, flags=re.DOTALL)


@needs_browser
@pytest.mark.parametrize(("lang", "word"), [("en", "Licence requirement"), ("zh", "许可要求")])
def test_a_browser_draws_the_page_and_runs_no_words_of_articles(page, tmp_path, lang, word):
    drawn = drawn_by_browser(page, tmp_path, lang)
    assert drawn.count('<article class="change"') == 2
    assert drawn.count('class="mark ') >= 2
    assert word in drawn
    assert "<img" not in drawn
    assert "<title>owned" not in drawn
    assert 'href="javascript:' not in drawn


@needs_browser
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Took effect", "47 days", "Sept (year unknown)", "3 times")),
        ("zh", ("已生效", "47天", "9月（年份不明）", "3倍")),
    ],
)
def test_the_page_speaks_in_words_not_in_codes(tmp_path, lang, words):
    ended = event(action="end", conditions=[("procedure", "require", "P47D", "within weeks")])
    times = {"value": 3.0, "unit": "times", "period": "XXXX-09"}
    reports = [report("a.json", ended, statistics=[times])]
    _, path = write_timeline(build_timeline(reports, groups=GROUPS), tmp_path / "out", records=reports)
    drawn = "".join(drawn_by_browser(path, tmp_path, lang, tab) for tab in ("changes", "figures"))
    assert [word for word in words if word not in drawn] == []
    assert "P47D" not in drawn
    assert "XXXX" not in drawn
