"""What tests of several rooms share."""

import os
import shutil
from typing import NamedTuple

import pytest

from extract.cli import main


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
