"""The five articles that the project began from give what was asked of them; they are not part of the checkout."""

import csv
from pathlib import Path

import pytest

from extract import Extractor

SEEDS = Path(__file__).parents[2] / "shared" / "seeds" / "articles"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not in this checkout")


@pytest.fixture(scope="module")
def records():
    extractor = Extractor()
    with (SEEDS / "metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        extractor.extract((SEEDS / row["file"]).read_text(encoding="utf-8"), published=row["published"]) for row in rows
    ]


def test_all_five_give_valid_records_with_events(records):
    assert len(records) == 5
    assert all(record.events for record in records)


def test_the_plan_is_one_event_of_both_languages(records):
    article = records[0].article
    plans = [event for event in records[0].events if event.measure == "validated_end_user" and event.stage == "planned"]
    assert [event.issuer.jurisdiction for event in plans] == ["CN"]
    languages = {
        segment.language
        for trigger in plans[0].triggers
        for segment in article.segments
        if segment.start <= trigger.evidence.start < segment.end
    }
    assert languages == {"en", "zh-Hans"}


def test_the_older_programme_is_an_event_of_its_own(records):
    older = [event for event in records[0].events if ("effective", "2007") in {(d.role, d.value) for d in event.dates}]
    programmes = [event for event in older if event.measure == "validated_end_user"]
    assert [event.issuer.jurisdiction for event in programmes] == ["US"]


def test_the_figures_are_told(records):
    figures = {(figure.value, figure.unit) for figure in records[0].statistics}
    assert {(-29.0, "percent"), (90.0, "percent"), (2000.0, "count"), (50.0, "percent")} <= figures


def test_term_and_exclusion_belong_to_the_right_events(records):
    terms = {event.measure for event in records[4].events for condition in event.conditions if condition.value == "P6M"}
    assert terms == {"expedited_review"}
    excluded = [event for event in records[4].events if "samarium" in {item.id for item in event.materials}]
    assert [(event.measure, event.issuer.jurisdiction) for event in excluded] == [("licence_requirement", "CN")]
