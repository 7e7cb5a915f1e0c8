"""The desk as a program of its own, and what hands do on its pages."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Server:
    """`regimeline review` over a folder, on a port that stays the same when it is started again."""

    def __init__(self, out, *options):
        self.out = out
        self._options = options
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._process = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [sys.executable, "-m", "extract", "review", self.out, "--port", self.port, "--reviewer", "Kari"]
        self._process = subprocess.Popen(
            [*map(str, command), *self._options], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        told = self._process.stdout.readline()
        assert told == f"desk: {self.address}/\n", told
        return self

    def hold(self):
        """Let it take requests and answer none, as if it were in the middle of one."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def kill(self):
        """End it as a failing machine would: at once."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)
        if self._process:
            self._process.stdout.close()


def current(page):
    return page.locator(".item.current")


def shows(page, **states):
    """Wait until the items have these states on the page."""
    for item, state in states.items():
        page.wait_for_selector(f".item[data-item='{item}'][data-state='{state}']")


def saved(page):
    """Wait until the page says that it is saved."""
    page.wait_for_function("() => document.getElementById('saved').className === 'saved'")


@contextmanager
def saving(page):
    """Wait until what is done within is saved, and the page shows what came of it."""
    version = "() => document.getElementById('items').dataset.version"
    before = page.evaluate(version)
    yield
    page.wait_for_function(f"before => ({version})() !== before", arg=before)
    saved(page)


def drag_over(page, words):
    """Select the words, where they first stand in the article, with the mouse."""
    page.evaluate(
        """words => {
          for (const line of document.querySelectorAll('#text p')) if (line.textContent.includes(words)) return line.scrollIntoView({ block: 'center' });
        }""",
        words,
    )
    start, end = page.evaluate(
        """words => {
          const line = [...document.querySelectorAll('#text p')].find((one) => one.textContent.includes(words));
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const leaves = [];
          for (let node = walker.nextNode(), at = 0; node; node = walker.nextNode()) { leaves.push([at, node]); at += node.length; }
          const from = line.textContent.indexOf(words);
          const box = (at) => {
            const [start, node] = leaves.findLast(([start]) => start <= at);
            const range = document.createRange();
            range.setStart(node, at - start);
            range.setEnd(node, at - start + 1);
            return range.getBoundingClientRect();
          };
          const [first, last] = [box(from), box(from + words.length - 1)];
          return [[first.left + 0.5, first.top + first.height / 2], [last.right - 0.5, last.top + last.height / 2]];
        }""",
        words,
    )
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    page.mouse.up()
