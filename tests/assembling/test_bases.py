"""Who says an event's codes is told field by field, and only where a reader was heard."""

from dataclasses import replace

import pytest
from telling import told

from extract.assembling.bases import basis_of
from extract.assembling.clustering import cluster
from extract.finding.opinion import Join

TEXT = "Peru introduced export controls on zinc, which took effect in May."
OTHERWISE = {"action": "clarify", "stage": "ended", "certainty": "denied"}


class Reader:
    """A reader that is sure of one value of each question, and heard with the weight `heard`."""

    def __init__(self, says, heard, issuer=0.0):
        self.joins = dict.fromkeys(("action", "stage", "certainty", "issuer"), Join(1.0, heard))
        self._says = says
        self._issuer = issuer

    def event(self, question, _triggers):
        rest = dict.fromkeys(("introduce", "in_force", "stated"), -50.0)
        return {**rest, self._says[question]: 0.0}

    def arguments(self, _role, _triggers, places):
        return [self._issuer for _ in places]


def draft_of(says, *, heard=1.0, issuer=0.0):
    document, mentions = told(TEXT, "export controls")
    document = replace(document, opinion=Reader(says, heard, issuer), kept={})
    (draft,) = cluster(mentions, document)
    return draft, document


@pytest.fixture
def rules():
    """Return what the rules alone say."""
    document, mentions = told(TEXT, "export controls")
    (draft,) = cluster(mentions, document)
    assert basis_of(draft, document) is None
    return {name: getattr(draft, name) for name in OTHERWISE}


def test_the_two_agree(rules):
    basis = basis_of(*draft_of(rules))
    assert (basis.action, basis.stage, basis.certainty) == ("both", "both", "both")


def test_a_reader_that_is_heard_more_says_it_alone():
    draft, document = draft_of(OTHERWISE)
    assert {name: getattr(draft, name) for name in OTHERWISE} == OTHERWISE
    assert set(basis_of(draft, document).model_dump(exclude={"issuer"}).values()) == {"model"}


def test_rules_that_are_heard_more_say_it_alone(rules):
    draft, document = draft_of(OTHERWISE, heard=0.0)
    assert {name: getattr(draft, name) for name in OTHERWISE} == rules
    assert set(basis_of(draft, document).model_dump(exclude={"issuer"}).values()) == {"rules"}


def test_a_value_that_only_the_sum_gives_is_said_by_neither(rules):
    draft, document = draft_of({**rules, "action": "clarify"})
    draft.action = "tighten"
    assert basis_of(draft, document).action == "neither"


@pytest.mark.parametrize(
    ("odds", "heard", "code", "who"),
    [(9.0, 1.0, "PE", "both"), (-90.0, 0.0, "PE", "rules"), (-90.0, 9.0, "XX", "model")],
)
def test_the_issuer_is_told_apart_too(rules, odds, heard, code, who):
    draft, document = draft_of(rules, heard=heard, issuer=odds)
    assert (draft.issuer.jurisdiction, basis_of(draft, document).issuer) == (code, who)
