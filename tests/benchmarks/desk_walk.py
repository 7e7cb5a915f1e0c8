"""Keys and clicks of a review: `python tests/benchmarks/desk_walk.py ROOM` walks through the annotated articles of ROOM as a reviewer would.

ROOM has articles/ and gold/. The articles are extracted and reviewed in a browser by keys alone: an event that the annotation does not have is
rejected, codes that differ are corrected, and what is right is accepted. Every key is counted.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "reviewing"))

from driving import ROOT, Server, current
from playwright.sync_api import sync_playwright

from extract.deciding.anchors import items_in, words_of
from extract.evaluating.importing import import_gold
from extract.records import Event, load_record

CODES = ("measure", "action", "stage", "certainty")


class Walk:
    """Presses keys and counts them."""

    def __init__(self, page):
        self.page = page
        self.keys = self.accepted = self.corrected = self.rejected = self.articles = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def article(self, items, annotated):
        left = list(annotated)
        while (name := current(self.page).get_attribute("data-item")) is not None:
            match = next((other for other in left if alike(items[name], other)), None)
            if match is None:
                self.press("r")
                self.rejected += 1
            else:
                left.remove(match)
                self.accept(items[name], match)
        self.press("a")
        self.articles += 1

    def accept(self, item, match):
        codes = CODES if isinstance(item, Event) else ()
        differing = [name for name in codes if getattr(item, name) != getattr(match, name)]
        for name in differing:
            self.press(str(CODES.index(name) + 1))
            self.press(*self.beginning(getattr(match, name)), "Escape")
        if differing:
            self.keys -= 1  # Ctrl+Enter accepts from the last field, without Escape
        self.press("a")
        self.accepted += 1
        self.corrected += bool(differing)

    def beginning(self, code):
        """Return the keys that choose a code in the list in hand: so much of its name that no other comes first."""
        read = "() => [...document.activeElement.options].map((one) => [one.value, one.text.toLowerCase()])"
        names = self.page.evaluate(read)
        wanted = dict(names)[code]
        starts = (wanted[:length] for length in range(1, len(wanted) + 1))
        return next(start for start in starts if first(names, start) == code)


def first(names, start):
    return next(value for value, told in names if told.startswith(start))


def alike(item, other):
    """Tell whether the words of two items meet."""
    spans = [words_of(one) for one in (item, other)]
    return type(item) is type(other) and any(a.start < b.end and b.start < a.end for a in spans[0] for b in spans[1])


def main(room):
    out = Path(tempfile.mkdtemp())
    subprocess.run(
        [sys.executable, "-m", "extract", "extract", str(room / "articles"), "-o", str(out)], cwd=ROOT, check=True
    )
    annotated = {
        record.article.id: record.events for _, record in import_gold(room / "gold", room / "articles").records
    }
    server = Server(out).start()
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        page = playwright.chromium.launch(executable_path=chromium).new_page()
        page.goto(server.address)
        walk, begun = Walk(page), time.perf_counter()
        page.locator(".row h2 a").first.focus()
        walk.press("Enter")
        while True:
            page.wait_for_selector("#desk")
            name = page.get_attribute("#desk", "data-record")
            record = load_record(out / "records" / name)
            last = not page.locator("#next[data-next]").count()
            walk.article(items_in(record), annotated[record.article.id])
            page.wait_for_selector("body.queue" if last else f"#desk:not([data-record='{name}'])")
            if last:
                break
        page.wait_for_selector("body.queue")
        seconds = time.perf_counter() - begun
        page.context.browser.close()
    server.kill()
    items = walk.accepted + walk.rejected
    sys.stdout.write(
        f"{walk.articles} articles, {walk.accepted} items accepted ({walk.corrected} corrected first), {walk.rejected} rejected: "
        f"{walk.keys} keys, 0 clicks, {walk.keys / walk.accepted:.2f} keys for an accepted item, {walk.keys / items:.2f} for any; "
        f"{seconds / items:.2f} s of the machine for each\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
