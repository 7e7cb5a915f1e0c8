"""The README shows what goes in and what really comes out."""

import re
import subprocess

from readme import README, ROOT, rendered

TEXT = README.read_text(encoding="utf-8")


def test_every_example_gives_what_the_readme_shows():
    assert rendered(TEXT) == TEXT, "the examples of the README give another output now: read it, then run `make readme`"


def test_the_first_screen_shows_articles_in_both_languages_their_records_and_the_page():
    kinds = re.findall(r"<!-- (\w+)", TEXT)
    assert kinds[:4] == ["article", "record", "article", "record"]
    assert re.search(r"!\[[^\]]+\]\(docs/timeline\.png\)", TEXT)
    assert (ROOT / "docs" / "timeline.png").stat().st_size > 10_000


def test_the_two_commands_exist():
    wanted = re.findall(r"^    (make \w+)", TEXT, re.MULTILINE)
    assert wanted == ["make demo", "make test"]
    for command in wanted:
        plan = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, check=False, capture_output=True, text=True)
        assert plan.returncode == 0, plan.stderr


def test_continuous_integration_runs_the_test_command():
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("make test")
