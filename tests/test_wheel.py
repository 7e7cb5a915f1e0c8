"""A wheel built from this tree does the main job in an empty environment outside of the checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}

pytestmark = pytest.mark.slow


def run(*command, cwd):
    ended = subprocess.run([*map(str, command)], cwd=cwd, env=CLEAN, check=False, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Return the folder with the commands of an environment that holds the wheel and what it needs, nothing else."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=home)
    return scripts


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_everything_that_the_package_reads_travels_in_the_wheel(wheel):
    names = names_in(wheel)
    kept = {".py", ".yaml", ".csv", ".txt", ".html", ".css", ".js", ".typed"}
    here = [path for path in (ROOT / "extract").rglob("*") if path.is_file() and path.suffix in kept]
    assert len(here) > 100
    assert [path for path in here if path.relative_to(ROOT).as_posix() not in names] == []
    for room in ("schemas", "models"):
        files = [path for path in (ROOT / room).rglob("*") if path.is_file()]
        assert files
        assert [path for path in files if f"extract/_data/{path.relative_to(ROOT).as_posix()}" not in names] == []


def test_nothing_else_travels_in_the_wheel(wheel):
    assert {name.partition("/")[0] for name in names_in(wheel)} == {
        "extract",
        f"{wheel.name.rsplit('-', 3)[0]}.dist-info",
    }


def test_no_requirement_is_pinned_and_the_heavy_ones_are_extras(wheel):
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        needed = Parser().parsestr(archive.read(name).decode()).get_all("Requires-Dist")
    assert [item for item in needed if "==" in item.partition(";")[0]] == []
    plain = {item.partition(";")[0].split(">")[0].strip() for item in needed if "extra ==" not in item}
    assert plain & {"torch", "transformers", "spacy", "ray"} == set()


def test_the_installed_command_does_the_main_job(installed, tmp_path):
    assert run(installed / "regimeline", "--version", cwd=tmp_path).startswith("regimeline ")
    told = run(installed / "regimeline", "extract", ROOT / "corpus" / "articles", "-o", "out", cwd=tmp_path)
    articles = list((ROOT / "corpus" / "articles").glob("*.txt"))
    records = list((tmp_path / "out" / "records").glob("*.json"))
    assert f"{len(articles)} articles read" in told
    assert {path.stem for path in records} == {path.stem for path in articles}
    assert "changes from" in run(installed / "regimeline", "timeline", "out", cwd=tmp_path)
    assert (tmp_path / "out" / "timeline.html").stat().st_size > 10_000
    assert run(installed / "regimeline", "show", records[0], cwd=tmp_path)


def test_the_installed_package_gives_the_schemas_of_the_checkout(installed, tmp_path):
    run(installed / "regimeline", "schema", "-o", "schemas", cwd=tmp_path)
    given = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "schemas").iterdir()}
    assert given == {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.json")}


def test_the_installed_library_extracts(installed, tmp_path):
    program = (
        "from pathlib import Path\nimport extract\n"
        f"assert not Path(extract.__file__).is_relative_to({str(ROOT)!r})\n"
        "record = extract.extract('China will require export licences for gallium.', published='2023-07-03')\n"
        "print(record.article.language, len(record.events))"
    )
    assert run(installed / "python", "-c", program, cwd=tmp_path) == "en 1\n"


def test_the_installed_package_has_the_pages_of_the_desk(installed, tmp_path):
    program = (
        "from extract.reviewing.web.showing import templates\nfrom extract.reviewing.web.statics import statics\n"
        "from extract.reviewing.web.wording import LANGUAGES, words_of\n"
        "print(templates().get_template('article.html').name, 'desk.css' in statics(), all(map(words_of, LANGUAGES)))"
    )
    assert run(installed / "python", "-c", program, cwd=tmp_path) == "article.html True True\n"
