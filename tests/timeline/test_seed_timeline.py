"""The timeline of the five articles that the project began from; they are not part of the checkout."""

import json
from datetime import date
from pathlib import Path

import pytest

from extract import Extractor, build_timeline, read_folder
from extract.evaluating.gold import record_from_gold

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

WAYS = ["annotated", "extracted", "seen"]
"""The annotations, the rules' reading, and that with the shipped model."""

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
    """As the rules read the articles."""
    return _read(articles, Extractor(model="none"))


@pytest.fixture(scope="module")
def seen(articles):
    """As they are read unless another model is asked for."""
    return _read(articles, Extractor())


def _read(articles, extractor):
    return build_timeline(
        [(f"{name[:3]}.json", extractor.extract_article(article)) for name, article in articles.items()]
    )


def of(timeline, issuer, measure, action):
    kinds = ((c, (c.issuer.value.jurisdiction, c.measure.value, c.action.value)) for c in timeline.changes)
    return [change for change, kind in kinds if kind == (issuer, measure, action)]


def articles_of(change):
    return {claim.record[:3] for claim in change.claims}


@pytest.mark.parametrize("kind", WAYS)
def test_the_plan_of_november_is_one_change_and_the_older_programme_another(kind, request):
    timeline = request.getfixturevalue(kind)
    [plan] = of(timeline, "CN", "validated_end_user", "introduce")
    assert articles_of(plan) == {"000", "001", "002", "003"}
    older = of(timeline, "US", "validated_end_user", "introduce")
    assert older
    assert "2007" in {told.value.value for change in older for told in change.dates}


@pytest.mark.parametrize("kind", WAYS)
def test_the_plan_stays_a_report_though_one_article_tells_it_as_fact(kind, request):
    [plan] = of(request.getfixturevalue(kind), "CN", "validated_end_user", "introduce")
    assert (plan.certainty.value, plan.stage.value) == ("reported", "planned")


@pytest.mark.parametrize("kind", WAYS)
def test_the_journal_s_report_counts_once(kind, request):
    [plan] = of(request.getfixturevalue(kind), "CN", "validated_end_user", "introduce")
    assert plan.independent_sources in (1, 2)
    told = next(witness for witness in plan.witnesses if len(witness.claims) > 1)
    assert {claim.record[:3] for claim in told.claims} >= {"000", "001", "003"}
    assert "wall street journal" in told.why


@pytest.mark.parametrize("kind", WAYS)
def test_whom_the_plan_shuts_out_stands_as_a_conflict(kind, request):
    timeline = request.getfixturevalue(kind)
    [plan] = of(timeline, "CN", "validated_end_user", "introduce")
    [conflict] = [
        found for found in timeline.conflicts if (found.subject, found.field) == (plan.id, "conditions.end_user")
    ]
    values = [version.value.casefold() for version in conflict.versions]
    for words in (("prohibit", "军方"), ("prohibit", "dual-use"), ("limit", "scrutiny")):
        assert any(all(word in value for word in words) for value in values)
    assert {claim.record[:3] for version in conflict.versions for claim in version.claims} >= {"000", "001", "003"}


@pytest.mark.parametrize("kind", WAYS)
def test_exact_and_rounded_fall_are_rival_tellings_of_one_statistic(kind, request):
    figures = request.getfixturevalue(kind).figures
    [fall] = [
        figure
        for figure in figures
        if (figure.indicator, figure.destination, figure.period) == ("exports", "US", "2025-09")
    ]
    assert fall.reading.value == -29
    assert [round(rival.value) for rival in fall.rivals] == [-33]
    assert {citation.record[:3] for citation in fall.reading.support} == {"000", "003"}


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
