"""What a rebuild rests on: claims of two blocks, and statistics of two quantities, have no say in one another."""

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reporting import GROUPS, event, report

from extract.timeline.building import build_timeline, merged
from extract.timeline.comparing import block_of
from extract.timeline.figures import build_figures, cited, figures_of, quantity_of
from extract.timeline.items import items_of
from extract.timeline.merging import merge_items

facts = st.fixed_dictionaries(
    {
        "issuer": st.sampled_from(["NO", "CN", "US"]),
        "measure": st.sampled_from(["licence_requirement", "ban", "quota"]),
        "action": st.sampled_from(["introduce", "suspend", "expand"]),
        "materials": st.lists(st.sampled_from(sorted(GROUPS)), max_size=2),
        "stage": st.sampled_from(["planned", "in_force"]),
    },
    optional={
        "dates": st.fixed_dictionaries({"announced": st.sampled_from(["2031-05-01", "2031-05", "2031-09-09"])}),
        "key": st.sampled_from(["CN:MOFCOM:2031:7", "NO:MFA:2031:8"]),
        "amends": st.sampled_from([{"instrument_key": "CN:MOFCOM:2031:7", "relation": "suspends"}]),
    },
)
statistic = st.fixed_dictionaries(
    {"value": st.sampled_from([-29.0, -30.0, 5.0]), "period": st.sampled_from([None, "2031-04"])}
)


@st.composite
def collections(draw):
    """Draw some records that tell of few things, so that many of them meet."""
    told = draw(st.lists(st.tuples(st.lists(facts, max_size=3), st.lists(statistic, max_size=2)), max_size=9))
    published = st.sampled_from([None, "2031-05-02", "2031-05-09", "2031-10"])
    publisher = st.sampled_from([None, "Fjord Wire", "Strait Post"])
    return [
        report(
            f"{number:02}.json",
            *(event(**one) for one in events),
            statistics=[dict(one) for one in figures],
            published=draw(published),
            publisher=draw(publisher),
        )
        for number, (events, figures) in enumerate(told)
    ]


@settings(max_examples=25, deadline=None)
@given(collections())
def test_merging_all_gives_what_merging_each_block_gives(records):
    items = list(items_of(records, GROUPS))
    blocks = groupby(sorted(items, key=lambda item: block_of(item.event)), key=lambda item: block_of(item.event))
    apart = [group for _, members in blocks for group in merge_items(list(members))]
    told = [(tuple(item.claim for item in group.items), tuple(group.merges)) for group in merge_items(items)]
    assert sorted(map(repr, told)) == sorted(
        repr((tuple(item.claim for item in group.items), tuple(group.merges))) for group in apart
    )


@settings(max_examples=25, deadline=None)
@given(collections())
def test_ids_hang_on_the_block_alone(records):
    together = {change.id: change.claims for change in build_timeline(records, groups=GROUPS).changes}
    items = sorted(items_of(records, GROUPS), key=lambda item: block_of(item.event))
    for _, members in groupby(items, key=lambda item: block_of(item.event)):
        for id_, group in merged(list(members)):
            assert {item.claim for item in group.items} == set(together[id_])


@settings(max_examples=25, deadline=None)
@given(collections())
def test_figures_of_one_quantity_do_not_hang_on_the_others(records):
    told = [found for path, record in records for found in cited(path, record)]
    quantities = dict.fromkeys(quantity_of(found[1]) for found in told)
    apart = [
        figure for key in quantities for figure in figures_of(found for found in told if quantity_of(found[1]) == key)
    ]
    assert sorted(map(repr, build_figures(records))) == sorted(map(repr, apart))


PAUSE = event(action="suspend", trigger="pause", amends={"event_id": "e1", "relation": "suspends"})


def digests(*events, **about):
    items = items_of([report("a.json", *events, text="The licence; its pause.", **about)], GROUPS)
    return {item.claim.event: item.digest for item in items}


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        (digests(event(materials=["terbium"]), PAUSE), {"e1", "e2"}),  # what the pause is of is another
        (digests(event(), {**PAUSE, "stage": "planned"}), {"e2"}),
        (digests(event(), PAUSE, published="2031-06-01"), {"e1", "e2"}),
        (digests(event(), PAUSE, statistics=[{"value": 3.0}]), set()),
    ],
)
def test_the_digest_of_a_claim_is_another_when_comparing_may_find_something_else(told, changed):
    before = digests(event(), PAUSE)
    assert {name for name in before if told[name] != before[name]} == changed
