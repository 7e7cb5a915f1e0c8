"""The card of a model: one pass of its encoder, the scorer's figures, and tables that say what `figures.json` says."""

import json
import shutil
from pathlib import Path

import pytest
from chance import ChanceReader

from extract import Extractor
from extract.errors import RecordError, UsageError
from extract.evaluating.gate import corpus_sha256
from extract.evaluating.scoring import open_gold, score
from extract.finding.opinion import JOINED, Join
from extract.learning.encoder import carding
from extract.learning.encoder.card_figures import Figures, Variant, dump_figures, load_figures, model_sha256
from extract.learning.encoder.card_tables import carded
from extract.learning.encoder.labels import LABELS
from extract.learning.encoder.measuring import Settings, measure_corpus, measure_variants
from extract.learning.encoder.ways import FACE_VALUE
from extract.reading import read_folder

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "gate"
JOINS = dict.fromkeys(JOINED, Join(0.8, 0.4))
SHIPPED = sorted(path.parent for path in (ROOT / "models").glob("*/config.json"))


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Return two articles of each language of the gate's corpus."""
    home = tmp_path_factory.mktemp("rooms") / "some"
    head, *rows = (CORPUS / "articles" / "metadata.csv").read_text(encoding="utf-8").splitlines()
    chosen = [row for tag in ("en", "zh") for row in [row for row in rows if f",{tag}" in row][:2]]
    for part in ("articles", "gold"):
        (home / part).mkdir(parents=True)
    (home / "articles" / "metadata.csv").write_text("\n".join([head, *chosen]) + "\n", encoding="utf-8")
    for row in chosen:
        stem = Path(row.split(",")[0]).stem
        shutil.copy(CORPUS / "articles" / f"{stem}.txt", home / "articles")
        shutil.copy(CORPUS / "gold" / f"{stem}.json", home / "gold")
    return home


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return ChanceReader(tmp_path_factory.mktemp("model"), LABELS, JOINS)


@pytest.fixture(scope="module")
def measured(room, reader):
    return measure_corpus(room, reader, Settings(resamples=50))


@pytest.fixture
def figures(measured):
    return Figures(
        model="m",
        model_sha256="0" * 64,
        knowledge_sha256="1" * 64,
        tool_version="0",
        resamples=50,
        seed=1,
        rooms={"some": measured},
    )


def scored(room, reader):
    """Return the scorer's figures of what an extractor with this reader tells, by language."""
    extractor = Extractor()
    extractor._reader = reader
    found = {
        Path(result.source).stem: extractor.extract_article(result.article).model_dump(mode="json", by_alias=True)
        for result in read_folder(room / "articles")
        if result.article
    }
    gold = open_gold(room / "gold")
    return {tag: score(gold.in_language(tag), found).figures() for tag in ("en", "zh")}


def alone(reader):
    return ChanceReader(reader.folder.path, LABELS, dict.fromkeys(JOINS, FACE_VALUE))


@pytest.mark.parametrize("way", ["rules", "model", "joined"])
def test_each_way_gives_the_scorers_figures_of_an_extractor_that_reads_so(room, reader, measured, way):
    readers = {"rules": None, "model": alone(reader), "joined": reader}
    for language, expected in scored(room, readers[way]).items():
        fields = measured.parts[language].fields
        for name in fields:
            shares = getattr(fields[name], way)
            told = expected["roles"].get(name.removeprefix("role:")) if ":" in name else expected[name]
            if told is not None:
                assert (shares.p[0], shares.r[0], shares.f1[0]) == (told["p"], told["r"], told["f1"]), name


def test_the_ways_differ_and_the_gain_is_between_their_figures(measured):
    event = measured.parts["en"].fields["event"]
    assert len({event.rules.f1, event.model.f1, event.joined.f1}) == 3
    assert event.gain[0] == pytest.approx(event.joined.f1[0] - event.rules.f1[0], abs=2e-4)


def test_each_article_is_seen_once_for_all_ways(room):
    reader = ChanceReader(room, LABELS, JOINS)
    measure_corpus(room, reader, Settings(resamples=2))
    assert reader.read_texts == 4


def test_confidence_is_binned_for_all_that_is_told(room, reader, measured):
    for language, expected in scored(room, reader).items():
        told = measured.parts[language].confidence["event"]["joined"]
        assert sum(held.items for held in told.bins) == expected["event"]["pred"]
        assert sum(round(held.items * held.right) for held in told.bins) == expected["event"]["tp"]


def test_every_head_answers(measured):
    for part in measured.parts.values():
        assert set(part.heads) == {"trigger", "action", "stage", "certainty", "statistic"}
        annotated = {sum(held.items for held in part.heads[name].bins) for name in ("action", "stage", "certainty")}
        assert len(annotated) == 1


def test_the_corpus_that_was_measured_is_named(room, measured):
    assert measured.sha256 == corpus_sha256(room)
    assert {language: part.articles for language, part in measured.parts.items()} == {"en": 2, "zh": 2}


def test_variants_are_compared_with_the_first(room, reader):
    other = ChanceReader(reader.folder.path, LABELS, JOINS, seed=8)
    variants = measure_variants(room, {"one": reader, "same": reader, "other": other}, Settings(resamples=20))
    assert variants["one"].gain == {}
    assert set(variants["same"].gain["en"].values()) == {(0.0, 0.0, 0.0)}
    assert any(gain[0] for gain in variants["other"].gain["en"].values())


def test_an_article_that_cannot_be_read_is_no_silence(room, reader, tmp_path):
    home = shutil.copytree(room, tmp_path / "broken")
    text = next((home / "articles").glob("*.txt"))
    text.unlink()
    with pytest.raises(UsageError, match=f"no article '{text.stem}'"):
        measure_corpus(home, reader, Settings(resamples=2))


def test_a_fold_without_articles_is_refused(room, reader):
    with pytest.raises(UsageError, match="no article in fold 9; give one of 0 to 4"):
        measure_corpus(room, reader, Settings(fold=9))


def test_figures_come_back_from_their_file(figures, tmp_path):
    (tmp_path / "figures.json").write_text(dump_figures(figures), encoding="utf-8")
    assert load_figures(tmp_path / "figures.json") == figures
    assert load_figures(tmp_path / "none.json") is None


def test_spoilt_figures_are_refused(tmp_path):
    (tmp_path / "figures.json").write_text('{"model": 1}', encoding="utf-8")
    with pytest.raises(RecordError, match="delete it and measure anew"):
        load_figures(tmp_path / "figures.json")


def test_a_card_says_what_the_figures_say(figures):
    card = carded("# m\n\nOur words.\n", figures)
    event = figures.rooms["some"].parts["zh"].fields["event"]
    value, low, high = event.joined.f1
    row = next(line for line in card.partition("some, Chinese")[2].splitlines() if line.startswith("| `event`"))
    assert row.split(" | ")[3] == f"{value:.3f} ({low:.3f}–{high:.3f})"
    assert card.startswith("# m\n\nOur words.\n")
    assert carded(card, figures) == card


def test_tables_stay_where_their_markers_are_put(figures):
    card = "# m\n\n<!-- figures heads -->\nStale.\n<!-- end of figures -->\n\nLast words.\n"
    written = carded(card, figures)
    assert "Stale." not in written
    assert written.index("`trigger`") < written.index("Last words.") < written.index("<!-- figures comparison -->")
    assert written.count("<!-- figures heads -->") == 1


def test_a_block_that_is_not_known_is_refused(figures):
    with pytest.raises(RecordError, match="'wages'; there are comparison, calibration, heads, variants"):
        carded("<!-- figures wages -->\n<!-- end of figures -->\n", figures)


def test_variants_are_rows_with_their_difference_to_the_first(figures):
    row = dict.fromkeys(("event", "exact", "argument", "statistic"), (0.5, 0.4, 0.6))
    gain = dict.fromkeys(row, (0.1, 0.0, 0.2))
    variants = {"a quarter": Variant(f1={"en": row}, gain={}), "all": Variant(f1={"en": row}, gain={"en": gain})}
    card = carded("", figures.model_copy(update={"variants": {"some": variants}}))
    assert "| a quarter | 0.500 (0.400–0.600) |" in card
    assert "| all | 0.500 (0.400–0.600); +0.100 (+0.000 to +0.200) |" in card


def test_what_was_measured_of_the_same_model_elsewhere_stays(figures, tmp_path):
    carding.write(figures, tmp_path)
    carding.write(figures.model_copy(update={"rooms": {"other": figures.rooms["some"]}}), tmp_path)
    assert list(load_figures(tmp_path / "figures.json").rooms) == ["some", "other"]
    assert "other, English" in (tmp_path / "card.md").read_text(encoding="utf-8")
    carding.write(figures.model_copy(update={"model_sha256": "2" * 64}), tmp_path)
    assert list(load_figures(tmp_path / "figures.json").rooms) == ["some"]


def test_what_cannot_be_measured_ends_with_a_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        carding.main([str(tmp_path), "--gold", str(CORPUS)])
    assert ended.value.code == 2
    assert "is no model folder" in capsys.readouterr().err


def test_the_hash_of_a_model_is_that_of_its_files(tmp_path):
    for name in ("config.json", "encoder.onnx", "heads.npz", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"1")
    before = model_sha256(tmp_path)
    (tmp_path / "card.md").write_text("words", encoding="utf-8")
    assert model_sha256(tmp_path) == before
    (tmp_path / "heads.npz").write_bytes(b"2")
    assert model_sha256(tmp_path) != before


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_the_card_of_a_shipped_model_says_what_was_measured_of_it(folder):
    figures = load_figures(folder / "figures.json")
    card = (folder / "card.md").read_text(encoding="utf-8")
    assert carded(card, figures) == card, "the card says other figures: run extract.learning.encoder.carding again"
    assert figures.model_sha256 == model_sha256(folder), "the figures are of other files: measure the model anew"
    assert json.loads((folder / "config.json").read_text(encoding="utf-8"))["name"] == figures.model
