"""The house rules that no other tool checks: sizes, names, and the architecture's contracts."""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "extract").rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
LINES = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
FUNCTIONS = [
    (f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}", node)
    for path, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
]
LENGTHS = {name: node.end_lineno - node.lineno + 1 for name, node in FUNCTIONS}
DRAWERS = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}


def parameters(function):
    names = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return [name.arg for name in names if name.arg not in ("self", "cls")]


def test_there_is_something_to_measure():
    assert len(MODULES) > 100
    assert len(FUNCTIONS) > 500


def test_no_two_modules_of_the_tests_share_a_name():
    """They are imported by their names alone: two would be one where both are collected."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_no_module_is_longer_than_500_lines():
    assert {name: length for name, length in LINES.items() if length > 500} == {}


def test_half_of_the_modules_are_shorter_than_150_lines():
    assert median(LINES.values()) < 150


def test_no_function_is_longer_than_60_lines():
    assert {name: length for name, length in LENGTHS.items() if length > 60} == {}


def test_half_of_the_functions_are_shorter_than_10_lines():
    assert median(LENGTHS.values()) < 10


def test_no_function_has_more_than_7_parameters():
    assert {name: wide for name, node in FUNCTIONS if len(wide := parameters(node)) > 7} == {}


def test_no_module_is_a_drawer():
    assert [path.as_posix() for path in MODULES if path.stem in DRAWERS] == []


def test_only_errors_of_the_one_module_are_defined():
    defined = {
        (path.name, node.name)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception", "Warning"))
    }
    assert {module for module, _ in defined} == {"errors.py"}


def test_the_library_never_prints():
    printing = {
        path.relative_to(ROOT).as_posix()
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert {path for path in printing if not path.startswith(("extract/cli/", "extract/learning/"))} == set()


@pytest.mark.parametrize("name", ["py.typed", "__init__.py"])
def test_the_package_has_what_its_users_tools_look_for(name):
    assert (ROOT / "extract" / name).exists()


def test_the_contracts_of_the_architecture_hold():
    command = [
        sys.executable,
        "-c",
        "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run([]))",
    ]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout


def test_importing_all_that_is_public_reads_no_knowledge():
    watching = (
        "import sys; read = []; "
        "sys.addaudithook(lambda event, given: event == 'open' and read.append(str(given[0]))); "
        "from extract import *; "
        "print([path for path in read if path.endswith(('.yaml', '.csv'))])"
    )
    ended = subprocess.run([sys.executable, "-c", watching], cwd=ROOT, check=True, capture_output=True, text=True)
    assert ended.stdout == "[]\n"
