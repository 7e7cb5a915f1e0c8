"""Our scorer against the one that the annotations come with, where that is present: both must print the same."""

import contextlib
import importlib.util
import io
import json
from pathlib import Path

import pytest

from extract.evaluating.report import error_lines, lines_of
from extract.evaluating.scoring import find_documents, open_gold, score
from extract.pipeline import Extractor
from extract.reading import read_folder
from extract.records import dump_record

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
THEIRS = SHARED / "bench" / "score.py"
CORPORA = {"gate": ROOT / "corpus" / "gate", "seeds": SHARED / "seeds", "train": SHARED / "gold" / "train"}
ERRORS = 3

pytestmark = pytest.mark.skipif(not THEIRS.exists(), reason="the annotations' own scorer is not in this checkout")


@pytest.fixture(scope="module")
def their_main():
    spec = importlib.util.spec_from_file_location("their_score", THEIRS)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.main


@pytest.fixture(scope="module", params=CORPORA)
def extracted(request, tmp_path_factory):
    """Extract a corpus, all but every tenth article: those are missing."""
    home = CORPORA[request.param]
    if not home.is_dir():
        pytest.skip("this corpus is not in this checkout")
    out, extractor = tmp_path_factory.mktemp(request.param), Extractor()
    for number, result in enumerate(read_folder(home / "articles")):
        if result.article and number % 10:
            name = Path(result.source).with_suffix(".json").name
            (out / name).write_text(dump_record(extractor.extract_article(result.article)), encoding="utf-8")
    return home / "gold", out


def printed(main, *arguments):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        main([str(argument) for argument in arguments])
    return text.getvalue()


@pytest.mark.parametrize("language", [None, "en", "zh"])
def test_both_scorers_print_the_same(extracted, their_main, language):
    gold_folder, out = extracted
    options = ["--language", language] if language else []
    gold = open_gold(gold_folder)
    ours = score(gold.in_language(language) if language else gold, find_documents(out, gold))
    theirs = printed(their_main, gold_folder, out, "--errors", ERRORS, *options)
    assert theirs.splitlines() == [*lines_of(ours), *error_lines(ours, ERRORS)]
    assert json.loads(printed(their_main, gold_folder, out, "--json", *options)) == ours.figures()
