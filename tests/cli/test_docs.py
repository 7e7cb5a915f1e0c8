"""`docs/cli.md` tells every command and option, and none that does not exist."""

import re
from pathlib import Path

import pytest
import typer

from extract.cli.app import app
from extract.evaluating.tallies import FIELDS

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "cli.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands


def section(name):
    """Return what stands below the heading of a command."""
    return REFERENCE.partition(f"\n## regimeline {name}\n")[2].partition("\n## ")[0]


def options_of(command):
    return {name for item in command.params if item.param_type_name == "option" for name in item.opts} - {"--help"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_row_and_every_row_an_option(name):
    rows = re.findall(r"^\| (`-[^|]*) \|", section(name), re.MULTILINE)
    assert {option for row in rows for option in re.findall(r"`(-[\w-]+)`", row)} == options_of(COMMANDS[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_the_usage_of_every_command_names_its_arguments_and_options(name):
    usage = section(name).partition("    regimeline")[2].partition("\n\n")[0]
    for item in COMMANDS[name].params:
        if item.param_type_name == "argument":
            assert item.metavar.removesuffix("...") in usage
        else:
            assert any(option in usage for option in item.opts)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_tells_what_it_is_for(name):
    assert COMMANDS[name].help
    assert all(item.help for item in COMMANDS[name].params)


def test_the_list_of_commands_is_complete():
    assert sorted(re.findall(r"^\| \[`([\w-]+)`\]", REFERENCE, re.MULTILINE)) == sorted(COMMANDS)


def test_every_measured_field_is_defined():
    told = set(
        re.findall(
            r"`(\w+)`", " ".join(re.findall(r"^\| (.*?) \|", (DOCS / "evaluation.md").read_text(), re.MULTILINE))
        )
    )
    assert told == set(FIELDS)


@pytest.mark.parametrize("page", [*DOCS.glob("*.md"), *DOCS.parent.glob("*.md")], ids=lambda page: page.name)
def test_links_within_the_project_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if "://" not in target and not (page.parent / target).exists()] == []


def test_the_architecture_page_names_every_room_and_every_fitted_table():
    page, extract = (DOCS / "architecture.md").read_text(encoding="utf-8"), DOCS.parent / "extract"
    rooms = {path.parent.name for path in extract.glob("*/__init__.py")}
    tables = {path.name for path in (extract / "knowledge").rglob("*_weights.csv")}
    assert [room for room in rooms if f"`extract/{room}" not in page] == []
    assert [table for table in tables if table not in page] == []


def test_the_architecture_page_points_at_what_is_there():
    page, extract = (DOCS / "architecture.md").read_text(encoding="utf-8"), DOCS.parent / "extract"
    files = set(re.findall(r"`(?:[\w<>]+/)*(\w+\.(?:py|yaml|csv))`", page))
    assert files - {path.name for path in extract.rglob("*")} == set()
