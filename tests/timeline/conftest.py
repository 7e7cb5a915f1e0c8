"""The timeline page in a real Chromium."""

from contextlib import contextmanager

import pytest
from small_page import SMALL

from extract.timeline.page import render_page


@pytest.fixture
def opened(browser, tmp_path):
    """Give a function that draws a timeline and opens it; the test fails on any complaint of the page or request by it."""
    contexts, complaints, asked = [], [], []

    def open_(timeline, records, *, query="lang=en", review=None, width=1280, height=900):
        path = tmp_path / "timeline.html"
        path.write_text(render_page(timeline, records, review=review), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", offline=True)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{path.as_uri()}?{query}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@contextmanager
def _metrics(page):
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    yield lambda: {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    session.detach()


@pytest.fixture
def thread_seconds():
    """Give a function for the seconds that the page's own thread works while `act` runs: a busy machine does not count."""

    def measure(page, act):
        with _metrics(page) as metrics:
            before = metrics()["TaskDuration"]
            act()
            page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")
            return metrics()["TaskDuration"] - before

    return measure


@pytest.fixture
def page(opened):
    return opened(*SMALL)
