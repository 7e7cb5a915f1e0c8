"""Runs the examples of README.md and puts their real output in place; `make readme` writes it, a test compares it.

A comment before a fenced block says what the block is:

    <!-- article NAME -->   an article, as it goes in
    <!-- record NAME -->    the record that it gave, abridged
    <!-- shell -->          commands after `$ `, each with what it printed
    <!-- python -->         statements after `>>> `, each with its value
    <!-- figures -->        a table of the pinned figures of the gate
"""

import code
import contextlib
import io
import json
import os
import re
import shlex
import sys
import tempfile
from pathlib import Path

from extract.cli import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- (?P<kind>\w+)(?: (?P<name>\S+))? -->\n+```\w*\n)(?P<body>.*?)(?=```\n)", re.DOTALL)
TABLE = re.compile(r"(<!-- figures -->\n+)(?:\|.*\n)+")
SHOWN = ("measure", "action", "stage", "certainty", "direction")
LISTS = ("triggers", "issuer", "targets", "materials", "conditions", "dates", "instrument", "attribution")
FIELDS = (
    ("event", "an event is found, with its measure"),
    ("exact", "and its action, stage and issuer"),
    ("argument", "issuer, targets, materials, conditions, dates"),
    ("statistic", "a figure, its value and unit"),
    ("materials", "the materials of an article"),
    ("dates", "the dates of an article"),
)


def rendered(text):
    """Return the README with the output that its examples give now."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("articles").mkdir()
        for block in BLOCK.finditer(text):
            if block["kind"] == "article":
                Path("articles", block["name"]).write_text(block["body"], encoding="utf-8")
        text = BLOCK.sub(lambda block: block[1] + _body(block, "shell"), text)
        text = BLOCK.sub(lambda block: block[1] + _body(block, "record", "python"), text)
    return TABLE.sub(lambda table: table[1] + _figures(), text)


def _body(block, *kinds):
    if block["kind"] not in kinds:
        return block["body"]
    return {"shell": _shell, "record": lambda _: _record(block["name"]), "python": _python}[block["kind"]](
        block["body"]
    )


def _shell(body):
    commands = [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_printed(command)}" for command in commands)


def _printed(command):
    words = shlex.split(command)
    assert words.pop(0) == "regimeline"
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main(words)
    told = re.sub(r"in \d+\.\d s", "in 0.1 s", out.getvalue())
    return told.replace(Path.cwd().as_uri(), "file:///home/you")


def _record(name):
    """Return the first event and figure of a record, one value a line."""
    record = json.loads(Path("out", "records", name).read_text(encoding="utf-8"))
    event, figure = _short(record["events"][0]), _short(record["statistics"][0])
    codes = {key: event[key] for key in SHOWN}
    rest = {key: event[key] for key in ("headline", *LISTS) if event.get(key)}
    plain = {key: value for key, value in figure.items() if not isinstance(value, (list, dict))}
    inner = {key: value for key, value in figure.items() if key in ("materials", "evidence") and value}
    plain = {key: value for key, value in plain.items() if key not in ("id", "confidence")}
    lines = [
        '{"events": [{',
        *_lines(codes, rest),
        "  ...}],",
        '"statistics": [{',
        *_lines(plain, inner),
        "  ...}]}",
        "",
    ]
    return "\n".join(lines)


def _lines(plain, rest):
    yield f"  {', '.join(f'{json.dumps(key)}: {_json(value)}' for key, value in plain.items())},"
    for key, value in rest.items():
        if isinstance(value, list) and len(value) > 1:
            yield f"  {json.dumps(key)}: ["
            yield ",\n".join(f"    {_json(item)}" for item in value) + "],"
        else:
            yield f"  {json.dumps(key)}: {_json(value)},"


def _json(value):
    return json.dumps(value, ensure_ascii=False)


def _short(value):
    """Leave out what is empty, and put the evidence behind its value."""
    if isinstance(value, dict):
        told = sorted(value.items(), key=lambda pair: pair[0] == "evidence")
        return {key: _short(item) for key, item in told if item not in (None, [])}
    return [_short(item) for item in value] if isinstance(value, list) else value


def _python(body):
    console = code.InteractiveConsole()
    shown = []
    for line in body.splitlines():
        if line.startswith(">>> "):
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                assert not console.push(line.removeprefix(">>> ")), f"not one statement: {line}"
            shown.append(f"{line}\n{out.getvalue()}")
    return "".join(shown)


def _figures():
    corpora = json.loads((ROOT / "corpus" / "gate" / "baseline.json").read_text(encoding="utf-8"))["corpora"]
    columns = [(corpus, language) for corpus in ("dev", "gate") for language in ("en", "zh") if corpus in corpora]
    names = {"en": "English", "zh": "Chinese", "dev": "real articles", "gate": "our own articles"}
    lines = [
        ["F1", *(f"{names[language]}, {names[corpus]}" for corpus, language in columns)],
        ["---"] * (len(columns) + 1),
    ]
    for field, meaning in FIELDS:
        floors = [corpora[corpus]["floors"][language][field] for corpus, language in columns]
        lines.append([f"`{field}`: {meaning}", *(f"{_f1(floor['p'], floor['r']):.2f}" for floor in floors)])
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "100")
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write("README.md is up to date\n")
