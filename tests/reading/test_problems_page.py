"""Every code that the package can report is explained in docs/problems.md, and none beside."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\b(?:Problem|ReadError)\(\s*code=\"(\w+)\"")


def test_the_page_explains_the_codes_of_the_package():
    used = {
        code for path in (ROOT / "extract").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    told = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/problems.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(used) > 10
    assert used == told
