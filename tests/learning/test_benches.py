"""Articles to try joins on: counted here, or in a process of another checkout, and added up."""

import csv
import json
import shutil
from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from extract.errors import ModelError
from extract.finding.encoder import LearnedReader, load_folder
from extract.finding.opinion import JOINED
from extract.learning.corpora import fold_of
from extract.learning.encoder.benches import Choice, Elsewhere, Here, total
from extract.learning.encoder.joins import EVEN, _held

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus/train"
MODEL = ROOT / "models/bilingual-small"
JOINS = dict.fromkeys(JOINED, EVEN)
EVENTS, STAGES = Choice("trigger", ("located", "event")), Choice("stage", (), by="pick")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Return a room with six articles of one fold."""
    room = tmp_path_factory.mktemp("room")
    with (CORPUS / "articles/metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if fold_of(Path(row["file"]).stem) == 3][:6]
    (room / "articles").mkdir()
    (room / "gold").mkdir()
    for row in kept:
        shutil.copy(CORPUS / "articles" / row["file"], room / "articles")
        shutil.copy(CORPUS / "gold" / f"{Path(row['file']).stem}.json", room / "gold")
    with (room / "articles/metadata.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(kept)
    return room


def test_another_process_counts_the_same(room):
    here = Here([room], LearnedReader(load_folder(MODEL)), fold=3)
    there = Elsewhere([room], MODEL, fold=3, checkout=ROOT)
    try:
        for choice in (EVENTS, STAGES):
            assert there.counts(JOINS, choice) == here.counts(JOINS, choice)
        rows, right = here.odds(JOINS)
        assert there.odds(JOINS) == (rows, right)
    finally:
        there.close()
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in (room / "gold").iterdir()]
    counted = here.counts(JOINS, EVENTS)
    assert sum(rows["event"][2] for rows in counted.values()) == sum(len(article["events"]) for article in gold)
    assert len(rows) == len(right) >= sum(right) > 0


def test_a_process_that_cannot_start_is_no_silence(room, tmp_path):
    there = Elsewhere([room], tmp_path / "no model", fold=3, checkout=ROOT)
    with pytest.raises(ModelError, match="has ended"):
        there.counts(JOINS, EVENTS)
    there.close()


def test_counts_of_benches_add_up():
    one, other = {"en": {"event": (1, 2, 3)}}, {"en": {"event": (2, 2, 2)}, "zh": {"event": (0, 1, 0)}}
    assert total([one, other]) == {"en": {"event": (3, 4, 5)}, "zh": {"event": (0, 1, 0)}}


def test_a_held_fold_is_named_with_its_model_and_checkout():
    assert _held("1=models/a@../b") == (1, Path("models/a"), Path("../b"))
    for wrong in ("models/a@b", "1=models/a", "one=a@b"):
        with pytest.raises(ArgumentTypeError, match="FOLD=MODEL@CHECKOUT"):
            _held(wrong)
