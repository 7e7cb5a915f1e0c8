import json
import shutil
from pathlib import Path

import pytest

from extract.errors import RecordError, UsageError
from extract.evaluating.baseline import Baseline, Floor, Pinned, dump_baseline, load_baseline
from extract.evaluating.gate import EPSILON, check, corpus_sha256, measure, repin
from extract.evaluating.tallies import FIELDS, ROLES
from extract.pipeline import Extractor

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / "corpus" / "gate" / "baseline.json"
CORPORA = [ROOT / "corpus" / "gate", ROOT.parent / "shared" / "gold" / "dev"]


def pinned(p=0.5, r=0.5, *, sha256="1" * 64, field="event", language="en"):
    return Pinned(sha256=sha256, articles=1, floors={language: {field: Floor(p=p, r=r)}})


def baseline(**corpora):
    return Baseline(corpora=corpora)


@pytest.mark.parametrize("home", CORPORA, ids=lambda home: home.name)
def test_no_figure_is_below_its_floor(home):
    if not home.is_dir():
        pytest.skip("this corpus is not in this checkout")
    assert check(load_baseline(BASELINE), {home.name: measure(home, Extractor())}) == []


def test_the_gate_corpus_is_pinned_in_both_languages_and_every_field():
    floors = load_baseline(BASELINE).corpora["gate"].floors
    assert set(floors) == {"en", "zh"}
    for fields in floors.values():
        assert set(fields) == {*FIELDS, *(f"role:{name}" for name in ROLES)}


def test_the_gate_corpus_is_as_large_as_was_promised():
    articles = list((ROOT / "corpus" / "gate" / "articles").glob("*.txt"))
    metadata = (ROOT / "corpus" / "gate" / "articles" / "metadata.csv").read_text(encoding="utf-8")
    assert len(articles) >= 24
    assert [metadata.count(f",{tag},") >= most for tag, most in (("en", 12), ("zh-Hans", 10), ("zh-Hant", 2))] == [
        True
    ] * 3


def test_figures_as_pinned_and_better_ones_pass():
    assert check(baseline(gate=pinned()), {"gate": pinned()}) == []
    assert check(baseline(gate=pinned()), {"gate": pinned(0.9, 1.0)}) == []


@pytest.mark.parametrize(("p", "r", "figure"), [(0.48, 0.9, "precision 0.48"), (0.9, 0.48, "recall 0.48")])
def test_a_figure_below_its_floor_fails_whatever_the_other_gains(p, r, figure):
    (fault,) = check(baseline(gate=pinned()), {"gate": pinned(p, r)})
    assert fault.startswith(f"gate en event: {figure}")


def test_only_a_fall_beyond_epsilon_fails():
    assert check(baseline(gate=pinned()), {"gate": pinned(0.5 - EPSILON, 0.5)}) == []
    assert len(check(baseline(gate=pinned()), {"gate": pinned(0.499 - EPSILON, 0.5)})) == 1


@pytest.mark.parametrize("gone", [{"field": "exact"}, {"language": "zh"}])
def test_a_field_or_language_that_is_no_longer_measured_fails(gone):
    assert len(check(baseline(gate=pinned()), {"gate": pinned(**gone)})) == 2


def test_figures_of_another_corpus_are_not_held_to_the_floors():
    (fault,) = check(baseline(gate=pinned()), {"gate": pinned(1.0, 1.0, sha256="2" * 64)})
    assert "222222222222" in fault
    assert "make gate-update" in fault


def test_a_corpus_without_floors_fails():
    (fault,) = check(baseline(), {"gate": pinned()})
    assert "make gate-update" in fault


def test_new_figures_are_pinned_and_those_of_absent_corpora_stay():
    now = repin(baseline(gate=pinned(), dev=pinned()), {"gate": pinned(0.6, 0.5)})
    assert now == baseline(gate=pinned(0.6, 0.5), dev=pinned())


@pytest.mark.parametrize("sha256", ["1" * 64, "2" * 64])
def test_a_floor_is_lowered_only_when_told_to_also_after_a_change_of_the_corpus(sha256):
    before, now = baseline(gate=pinned()), {"gate": pinned(0.9, 0.4999, sha256=sha256)}
    with pytest.raises(UsageError, match=r"gate en event: recall 0\.4999, pinned 0\.5000"):
        repin(before, now)
    assert repin(before, now, allow_regression=True).corpora == now


def test_pinned_figures_are_read_as_they_were_written(tmp_path):
    before = baseline(gate=pinned(), dev=pinned(language="zh"))
    (tmp_path / "b.json").write_text(dump_baseline(before), encoding="utf-8")
    assert load_baseline(tmp_path / "b.json") == before
    assert '"event": {"p": 0.5, "r": 0.5}' in dump_baseline(before)


def test_nothing_is_pinned_where_there_is_no_file(tmp_path):
    assert load_baseline(tmp_path / "none.json") == Baseline()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": "1.0", "corpora": {"gate": {"sha256": "x"}}}'])
def test_pinned_figures_that_are_not_valid_are_refused(tmp_path, text):
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(RecordError):
        load_baseline(tmp_path / "b.json")


@pytest.fixture
def corpus(tmp_path):
    """Copy two articles of the gate."""
    for part in ("articles", "gold"):
        (tmp_path / "small" / part).mkdir(parents=True)
    for name in ("gate-en-01", "gate-zh-01"):
        for path in (f"articles/{name}.txt", f"gold/{name}.json"):
            shutil.copy(CORPORA[0] / path, tmp_path / "small" / path)
    shutil.copy(CORPORA[0] / "articles" / "metadata.csv", tmp_path / "small" / "articles")
    return tmp_path / "small"


@pytest.mark.parametrize("path", ["articles/gate-en-01.txt", "gold/gate-zh-01.json", "articles/metadata.csv"])
def test_the_hash_changes_with_any_file_of_the_corpus(corpus, path):
    before = corpus_sha256(corpus)
    (corpus / path).write_bytes((corpus / path).read_bytes() + b" ")
    assert corpus_sha256(corpus) != before


def test_the_hash_changes_when_a_file_is_renamed(corpus):
    before = corpus_sha256(corpus)
    (corpus / "articles" / "gate-en-01.txt").rename(corpus / "articles" / "gate-en-02.txt")
    assert corpus_sha256(corpus) != before


def test_a_corpus_is_measured_in_each_of_its_languages(corpus):
    measured = measure(corpus, Extractor())
    assert (measured.articles, set(measured.floors)) == (2, {"en", "zh"})
    assert measured.sha256 == corpus_sha256(corpus)


def test_an_extractor_that_finds_nothing_falls_below_the_floors(corpus, monkeypatch):
    before = measure(corpus, Extractor())
    whole = Extractor.extract_article
    monkeypatch.setattr(
        Extractor,
        "extract_article",
        lambda self, article: whole(self, article).model_copy(update={"events": (), "statistics": ()}),
    )
    faults = check(baseline(small=before), {"small": measure(corpus, Extractor())})
    assert any(fault.startswith("small en event: recall 0.0000") for fault in faults)


def test_a_corpus_without_languages_is_refused(corpus):
    (corpus / "articles" / "metadata.csv").unlink()
    with pytest.raises(UsageError, match=r"metadata\.csv"):
        measure(corpus, Extractor())


def test_the_command_pins_holds_and_refuses(corpus, run_command):
    floors = corpus.parent / "floors.json"
    gate = ("gate", corpus, "--baseline", floors)
    assert run_command(*gate).code == 1
    assert run_command(*gate, "--update").code == 0
    assert run_command(*gate).code == 0
    raised = json.loads(floors.read_text(encoding="utf-8"))
    raised["corpora"]["small"]["floors"]["en"]["exact"] = {"p": 1.0, "r": 1.0}
    floors.write_text(json.dumps(raised), encoding="utf-8")
    assert "small en exact" in run_command(*gate).err
    assert run_command(*gate, "--update").code == 2
    assert json.loads(floors.read_text(encoding="utf-8")) == raised
    assert run_command(*gate, "--update", "--allow-regression").code == 0
    assert run_command(*gate).code == 0
