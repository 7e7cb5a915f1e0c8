import csv
import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import RecordError
from extract.evaluating.gold import gold_from_record, record_from_gold
from extract.evaluating.locating import Locator
from extract.records import Article, Segment, Span

ROOT = Path(__file__).parents[2]
CORPORA = {
    "gate": ROOT / "corpus" / "gate",
    "train": ROOT.parent / "shared" / "gold" / "train",
    "written": ROOT.parent / "shared" / "gold" / "written",
}


def article(text, **about):
    digest = hashlib.sha256(text.encode()).hexdigest()
    segments = (Segment(start=0, end=len(text), language="en", kind="body"),)
    return Article(id="a", language="en", text=text, text_sha256=digest, segments=segments, **about)


def read(folder):
    with (folder / "articles" / "metadata.csv").open(encoding="utf-8") as file:
        published = {Path(row["file"]).stem: row["published"] for row in csv.DictReader(file)}
    for path in sorted((folder / "gold").glob("*.json")):
        text = (folder / "articles" / f"{path.stem}.txt").read_text(encoding="utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield gold, article(text, published=published.get(path.stem) or None)


def spans(gold, locator):
    """The annotations with each quote replaced by where it stands, and what the form leaves open made plain."""
    if isinstance(gold, list):
        return [spans(item, locator) for item in gold]
    if not isinstance(gold, dict):
        return float(gold) if isinstance(gold, int) and not isinstance(gold, bool) else gold
    kept = {
        key: spans(value, locator) for key, value in gold.items() if key not in ("quote", "near", "annotator", "id")
    }
    if gold.get("quote"):
        found = locator.find(gold["quote"], gold.get("near"))
        kept["span"] = (found.start, found.end)
    return {key: value for key, value in kept.items() if value not in (None, [])}


@pytest.mark.parametrize("name", CORPORA)
def test_annotations_come_back_as_they_went_in(name):
    folder = CORPORA[name]
    if not (folder / "gold").is_dir() or not (folder / "articles" / "metadata.csv").is_file():
        pytest.skip(f"{folder} is not here: the round trip over its annotations is not tested")
    count = 0
    for gold, source in read(folder):
        locator = Locator(source.text)
        back = gold_from_record(record_from_gold(gold, source))
        assert spans(back["events"], locator) == spans(gold["events"], locator), source.text[:60]
        assert spans(back["statistics"], locator) == spans(gold["statistics"], locator)
        count += 1
    assert count


TEXT = "Norway bans yttrium exports.\nSweden bans yttrium\nexports too."


def test_a_quote_is_found_blind_to_white_space_and_near_picks_the_place():
    locator = Locator(TEXT)
    assert locator.find("yttrium  exports") == Span.of(TEXT, 12, 27)
    assert locator.find("yttrium exports", "Sweden bans yttrium exports") == Span.of(TEXT, 41, 56)
    assert locator.find("terbium") is None


@given(st.text(alphabet="ab \n", min_size=1, max_size=40), st.data())
def test_near_leads_back_to_every_span(text, data):
    text += "终"  # the last of equal quotes has no words of its own: the form cannot point at it
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    if text[start].isspace() or text[end - 1].isspace():
        return
    span = Span.of(text, start, end)
    locator = Locator(text)
    assert locator.find(span.quote, locator.near(span)) == span


def plain_event(**changes):
    plain = {
        "id": "e1",
        "measure": "ban",
        "action": "suspend",
        "stage": "in_force",
        "certainty": "stated",
        "triggers": [{"quote": "bans"}],
        "issuer": {"jurisdiction": "NO", "name": None, "quote": "Norway"},
        "targets": [],
        "materials": [],
        "conditions": [],
        "dates": [],
        "instrument": None,
        "amends": None,
        "attribution": [],
    }
    return {"id": "a", "annotator": "A", "events": [{**plain, **changes}], "statistics": []}


def test_a_quote_that_is_not_in_the_article_says_to_mend_the_annotation():
    with pytest.raises(RecordError, match="mend the annotation"):
        record_from_gold(plain_event(triggers=[{"quote": "permits"}]), article(TEXT))


@pytest.mark.parametrize(
    ("words", "number", "key"),
    [
        ("Announcement No. 7 of 2031", "7", "NO:?:2031:7"),
        ("商务部公告2031年第7号", "7", "CN:MOFCOM:2031:7"),
        ("No. 7", "7", "NO:?:2032:7"),
        ("the Quota Programme", None, None),
    ],
)
def test_instruments_get_number_and_key(words, number, key):
    source = article(TEXT, published="2032-01-05")
    act = record_from_gold(plain_event(instrument=words), source).events[0].instrument
    assert (act.name, act.number, act.key) == (words, number, key)


def test_the_relation_of_amends_comes_from_the_action():
    events = [*plain_event(amends="e2")["events"], *plain_event(id="e2", action="introduce")["events"]]
    record = record_from_gold({**plain_event(), "events": events}, article(TEXT))
    assert (record.events[0].amends.event_id, record.events[0].amends.relation) == ("e2", "suspends")


def test_dates_without_a_full_year_stay_out_of_the_gold_form():
    dates = [{"role": "effective", "value": value, "quote": "Norway"} for value in ("XXXX-10-30", None, "2031")]
    record = record_from_gold(plain_event(dates=dates), article(TEXT))
    assert [item["value"] for item in gold_from_record(record)["events"][0]["dates"]] == ["2031"]
