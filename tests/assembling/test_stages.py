import pytest
from telling import told

from extract.assembling.drafts import Draft
from extract.assembling.stages import decide_stage, read_stage, stage_by_dates
from extract.records import EventDate, Issuer

TOLD = [
    ("Lisbon is considering an export permit rule.", "export permit rule", "considered"),
    ("Lisbon plans to draft an export permit rule.", "export permit rule", "planned"),
    ("Lisbon announced an export permit rule.", "export permit rule", "announced"),
    ("The export permit rule has been in force since May.", "export permit rule", "in_force"),
    ("葡萄牙正考虑对水泵实施出口许可。", "出口许可", "considered"),
    ("葡萄牙拟对水泵实施出口许可。", "出口许可", "planned"),
    ("葡萄牙宣布对水泵实施出口许可。", "出口许可", "announced"),
    ("葡萄牙已对水泵实施出口许可。", "出口许可", "in_force"),
]


@pytest.mark.parametrize(("text", "words", "stage"), TOLD)
def test_the_sentence_says_how_far_the_act_has_come(text, words, stage):
    document, [mention] = told(text, words)
    assert read_stage(mention, document) == stage
    assert decide_stage([mention], "introduce", document) == stage


@pytest.mark.parametrize(
    ("action", "stage", "effective", "found"),
    [
        ("introduce", "in_force", "2026-05-01", "announced"),
        ("introduce", "announced", "2026-04-01", "in_force"),
        ("end", "announced", "2026-04-01", "ended"),
        ("end", "ended", "2026-05-01", "announced"),
        ("introduce", "planned", "2026-04-01", "planned"),
        ("introduce", "in_force", "2026-05", "in_force"),
        ("maintain", "announced", None, "in_force"),
    ],
)
def test_the_day_of_effect_says_whether_it_is_in_force(action, stage, effective, found):
    document, mentions = told("Lisbon wrote a permit rule.", "permit rule", published="2026-04-10")
    draft = Draft("licence_requirement", action, stage, "stated", Issuer(jurisdiction="PT"), mentions)
    dates = [EventDate(role="effective", value=effective, evidence=None)] if effective else []
    assert stage_by_dates(draft, dates, document) == found
