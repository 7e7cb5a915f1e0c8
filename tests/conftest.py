"""What tests of several rooms share."""

import gc
import os
import shutil
from typing import NamedTuple

import pytest

from extract import Extractor
from extract.cli import main
from extract.running import nursery


class Ended(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def run_command(capsys):
    """Give a function that runs `regimeline` with its arguments, in this process."""

    def run(*arguments):
        capsys.readouterr()
        code = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code or 0
        return Ended(code, *capsys.readouterr())

    return run


class Forked:
    """A process that serves, forked from this one; otherwise as `subprocess.Popen` gives it."""

    def __init__(self, handle):
        self.pid = os.fork()
        if not self.pid:
            gc.freeze()  # what the tests hold is large, and no business of the reader's collector
            try:
                nursery.serve(handle)
            finally:
                os._exit(0)

    def kill(self):
        os.kill(self.pid, 9)

    def wait(self):
        return os.waitpid(self.pid, 0)[1]


@pytest.fixture(scope="session")
def warm():
    """Load here all that articles in both languages need, so that processes which are forked from this one have it."""
    Extractor(model="none").extract(
        "China will require export licences for gallium. 商务部公告，自3月1日起对镓实施出口许可管理。"
    )


@pytest.fixture
def forked(warm, monkeypatch):  # noqa: ARG001 -- used for what it loads
    """Let processes be forked from this one: they know what is put in place here, and have the knowledge loaded."""
    monkeypatch.setattr(nursery, "born", Forked)


@pytest.fixture
def work_with(forked, monkeypatch):  # noqa: ARG001 -- used for what it puts in place
    """Give a function that puts another class in the place of Worker, in the processes too."""
    return lambda worker: monkeypatch.setattr(nursery, "Worker", worker)


CHROMIUMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser():
    """Give a real Chromium; without one its tests are skipped, and say what is missing."""
    api = pytest.importorskip(
        "playwright.sync_api",
        reason="the pages are not tested in a browser: pip install --editable '.[dev]' for playwright",
    )
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        pytest.skip(
            "the pages are not tested in a browser: install one (Debian, Ubuntu: apt-get install chromium), or name it in CHROMIUM"
        )
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()
