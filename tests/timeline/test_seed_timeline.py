"""The timeline of the five articles that the project began from; they are not part of the checkout."""

import json
from datetime import date
from pathlib import Path

import pytest

from extract import Extractor, build_timeline, read_folder
from extract.evaluating.gold import record_from_gold

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not in this checkout")


@pytest.fixture(scope="module")
def articles():
    return {Path(found.article.id).stem: found.article for found in read_folder(SEEDS / "articles") if found.article}


@pytest.fixture(scope="module")
def annotated(articles):
    golds = {name: json.loads((SEEDS / "gold" / f"{name}.json").read_text(encoding="utf-8")) for name in articles}
    return build_timeline([(f"{name[:3]}.json", record_from_gold(golds[name], articles[name])) for name in articles])


@pytest.fixture(scope="module")
def extracted(articles):
    extractor = Extractor(model="none")
    return build_timeline(
        [(f"{name[:3]}.json", extractor.extract_article(article)) for name, article in articles.items()]
    )


def of(timeline, issuer, measure, action):
    kinds = ((c, (c.issuer.value.jurisdiction, c.measure.value, c.action.value)) for c in timeline.changes)
    return [change for change, kind in kinds if kind == (issuer, measure, action)]


def articles_of(change):
    return {claim.record[:3] for claim in change.claims}


@pytest.mark.parametrize("kind", ["annotated", "extracted"])
def test_the_plan_of_november_is_one_change_and_the_older_programme_another(kind, request):
    timeline = request.getfixturevalue(kind)
    [plan] = of(timeline, "CN", "validated_end_user", "introduce")
    assert articles_of(plan) == {"000", "001", "002", "003"}
    older = of(timeline, "US", "validated_end_user", "introduce")
    assert older
    assert "2007" in {told.value.value for change in older for told in change.dates}


@pytest.mark.parametrize("kind", ["annotated", "extracted"])
def test_the_plan_stays_a_report_though_one_article_tells_it_as_fact(kind, request):
    [plan] = of(request.getfixturevalue(kind), "CN", "validated_end_user", "introduce")
    assert (plan.certainty.value, plan.stage.value) == ("reported", "planned")


def test_the_measures_are_changes_of_their_own_in_the_right_order(annotated):
    [april] = of(annotated, "CN", "licence_requirement", "introduce")
    fast_tracks = of(annotated, "CN", "expedited_review", "introduce")
    [london] = [c for c in fast_tracks if "P6M" in {told.value.value for told in c.conditions}]
    [october] = of(annotated, "CN", "licence_requirement", "expand")[:1]
    [licences] = of(annotated, "CN", "general_licence", "introduce")
    [pause] = of(annotated, "CN", "licence_requirement", "suspend")
    assert articles_of(pause) == {"000", "002"}
    places = [annotated.changes.index(change) for change in (april, london, october, licences, pause)]
    assert places == sorted(places)


def test_the_pause_suspends_the_expansion_and_leaves_the_april_controls(annotated):
    [pause] = of(annotated, "CN", "licence_requirement", "suspend")
    [october] = of(annotated, "CN", "licence_requirement", "expand")[:1]
    assert [(link.change, link.relation) for link in pause.amends] == [(october.id, "suspends")]


def test_what_bound_dysprosium_for_a_civil_buyer_in_america(annotated):
    [april] = of(annotated, "CN", "licence_requirement", "introduce")
    asked = {"material": "dysprosium", "destination": "US", "end_user": "civil"}
    status = {a.change.id: a.status for a in annotated.as_of(date(2025, 11, 20), **asked)}
    assert [id_ for id_, found in status.items() if found == "in_force"] == [april.id]
    assert annotated.as_of(date(2025, 11, 20), known_by=date(2025, 6, 15), **asked) == ()
