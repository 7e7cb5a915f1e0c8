"""Undo and redo give back earlier states, whatever was decided."""

from deciding.verdicts import Scribe, wishes
from hypothesis import given, settings
from hypothesis import strategies as st
from timeline.reporting import event, report

from extract.deciding.applying import reviewed
from extract.reviewing.drafting import retracting
from extract.reviewing.undoing import stacks_of

_, RECORD = report(
    "a.json", event(dates={"announced": "2031-05-01"}), event(measure="ban", trigger="shipments stopped")
)
moves = st.one_of(st.just("undo"), st.just("redo"), wishes(["e1", "e2"]).filter(lambda wish: wish[0] != "retract"))


class Reviewer:
    """Keeps beside the log what an editor would: the states that undo and redo should give."""

    def __init__(self, log, by):
        self.log, self.by, self.scribe = log, by, Scribe(by=by)
        self.states, self.ahead = [self.state()], []

    def state(self):
        return reviewed(RECORD, self.log).record

    def decide(self, verdict, target, about):
        made = self.scribe.write(RECORD, verdict, target, **{"seen": None, **about})
        self.log.append(made.model_copy(update={"id": f"{self.by}{made.id}"}))
        self.states.append(self.state())
        self.ahead.clear()

    def back(self, name):
        stack = getattr(stacks_of(self.log, self.by), "done" if name == "undo" else "undone")
        if stack:
            old = next(made for made in self.log if made.id == stack[-1])
            self.log.append(retracting(old, "a.json", by=self.by))
        return bool(stack)

    def undo(self):
        assert self.back("undo") == (len(self.states) > 1)
        if len(self.states) > 1:
            self.ahead.append(self.states.pop())

    def redo(self):
        assert self.back("redo") == bool(self.ahead)
        if self.ahead:
            self.states.append(self.ahead.pop())


@settings(max_examples=60, deadline=None)
@given(st.lists(moves, max_size=14))
def test_undo_and_redo_walk_through_the_states(drawn):
    reviewer = Reviewer([], "Kari")
    for move in drawn:
        reviewer.decide(*move) if isinstance(move, tuple) else getattr(reviewer, move)()
        assert reviewer.state() == reviewer.states[-1]
    for _ in drawn:
        reviewer.undo()
    assert reviewer.state() == RECORD


def test_each_reviewer_undoes_their_own_and_not_what_another_retracted():
    log = []
    kari, ola = Reviewer(log, "Kari"), Reviewer(log, "Ola")
    kari.decide("edit", "e1", {"field": "stage", "value": "planned"})
    ola.decide("edit", "e1", {"field": "certainty", "value": "reported"})
    assert kari.back("undo")
    assert [found.certainty for found in kari.state().events] == ["reported", "stated"]
    assert not kari.back("undo")
    log.append(retracting(log[1], "a.json", by="Kari"))
    assert stacks_of(log, "Ola").done == ()
