"""docs/threats.md tells the bounds that the code has, all of them, and each is used."""

import re
from pathlib import Path

from extract.reading import bounds

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `(MAX_\w+)` \| ([\d,]+) \|", re.MULTILINE)
CODE = {name: value for name, value in vars(bounds).items() if name.startswith("MAX_")}


def test_the_page_tells_every_bound_and_its_figure():
    page = (ROOT / "docs/threats.md").read_text(encoding="utf-8")
    assert {name: int(figure.replace(",", "")) for name, figure in ROW.findall(page)} == CODE


def test_every_bound_is_used():
    sources = [
        path.read_text(encoding="utf-8") for path in (ROOT / "extract").rglob("*.py") if path.name != "bounds.py"
    ]
    used = {
        name
        for source in sources
        for name in re.findall(r"\bMAX_\w+", re.sub(r"^from .*$", "", source, flags=re.MULTILINE))
    }
    assert set(CODE) <= used


def test_no_code_is_loaded_with_data():
    """Neither pickles nor YAML that makes objects; models and checkpoints are plain arrays."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "extract").rglob("*.py"))
    assert re.findall(r"^\s*(?:import|from) (?:pickle|marshal|shelve|dill|joblib)\b", source, re.MULTILINE) == []
    assert all("allow_pickle=False" in call for call in re.findall(r"np\.load\([^\n]*", source))
    assert all("weights_only=True" in call for call in re.findall(r"torch\.load\([^\n]*", source))
    assert all("local_files_only=True" in call for call in re.findall(r"\.from_pretrained\([^\n]*", source))
    assert (
        re.findall(r"yaml\.(?:unsafe_load|full_load|load_all)\(|UnsafeLoader|FullLoader|trust_remote_code=True", source)
        == []
    )
