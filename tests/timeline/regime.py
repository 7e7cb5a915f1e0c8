"""The constructed regime of corpus/regime: its articles, its true history, and timelines told in the terms of that history."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import yaml

from extract import build_timeline, read_folder
from extract.evaluating.comparable import comparable
from extract.evaluating.matching import pair_up
from extract.evaluating.places import Places

CORPUS = Path(__file__).parents[2] / "corpus" / "regime"
HISTORY = yaml.safe_load((CORPUS / "history.yaml").read_text(encoding="utf-8"))["changes"]
QUESTIONS = yaml.safe_load((CORPUS / "questions.yaml").read_text(encoding="utf-8"))["questions"]
HOME = {tuple(f"regime-{told}".split("/")): change["key"] for change in HISTORY for told in change["told_by"]}
"""(article, event of its annotation) to the key of the change that it tells of."""


def articles():
    return {Path(found.article.id).stem: found.article for found in read_folder(CORPUS / "articles")}


def annotation(name):
    return json.loads((CORPUS / "gold" / f"{name}.json").read_text(encoding="utf-8"))


def matched(records):
    """Map each annotated event to the claim of the event of `records` that was found for it: same measure, a trigger in the same sentence."""
    found = {}
    for path, record in records:
        name = path.removesuffix(".json")
        places = Places(record.article.text)
        expected = comparable(annotation(name), places).events
        seen = comparable(json.loads(record.model_dump_json()), places).events
        for one, other in pair_up(expected, seen, _likeness):
            found[name, annotation(name)["events"][one]["id"]] = (path, record.events[other].id)
    return found


def _likeness(a, b):
    if a.measure != b.measure or not a.sentences & b.sentences:
        return 0
    same = sum(getattr(a, field) == getattr(b, field) for field in ("action", "stage", "issuer"))
    return (
        10 + same + len(a.arguments.keys() & b.arguments.keys()) / (len(a.arguments.keys() | b.arguments.keys()) or 1)
    )


class Seen:
    """A timeline of the corpus, told in the terms of the history."""

    def __init__(self, records):
        self.timeline = build_timeline(records)
        self._found = matched(records)
        self._events = {claim: event for event, claim in self._found.items()}
        self._keys = {change.id: self._key(change) for change in self.timeline.changes}

    def _key(self, change):
        """The key of most claims of a change; its id where no annotated event is among them."""
        told = (self._events.get((claim.record, claim.event)) for claim in change.claims)
        votes = Counter(HOME[event] for event in told if event)
        return votes.most_common(1)[0][0] if votes else change.id

    def key_of(self, change):
        """The key of a change of the timeline."""
        return self._keys[change.id]

    def changes(self):
        """The changes in the form of history.yaml, each with its key, in the timeline's order."""
        return [(self._keys[change.id], self._told(change)) for change in self.timeline.changes]

    def _told(self, change):
        denials = [claim for entry in change.stages for claim in entry.denied_by]
        return {
            "issuer": change.issuer.value.jurisdiction,
            "measure": change.measure.value,
            "action": change.action.value,
            "materials": {found.value for found in change.materials},
            "targets": {f"{t.value.jurisdiction or 'any'}/{t.value.class_}" for t in change.targets},
            "instrument": _act(change.instrument.value.key if change.instrument else None),
            "dates": {found.value.role: found.value.value for found in change.dates},
            "stages": {entry.stage: entry.as_of for entry in change.stages},
            "certainty": change.certainty.value,
            "denied_by": {self._events.get((claim.record, claim.event)) for claim in denials},
            "amends": {self._keys[link.change]: link.relation for link in change.amends},
            "conflicts": {c.field for c in self.timeline.conflicts if c.subject == change.id},
        }

    def answers(self, question):
        """The keys that an answer names as applying and as unknown."""
        asked = {name: question.get(name) for name in ("known_by", "material", "destination", "end_user")}
        found = self.timeline.as_of(question["day"], **asked)
        return tuple(
            sorted(self._keys[a.change.id] for a in found if a.status == status) for status in ("in_force", "unknown")
        )

    def pairwise(self):
        """Precision, recall and F1 of "these two events of two articles are one change"."""
        home = {(claim.record, claim.event): change.id for change in self.timeline.changes for claim in change.claims}
        # An event that was not found stands alone, and so loses its pairs.
        items = [(event[0], key, home.get(self._found.get(event), event)) for event, key in HOME.items()]
        pairs = [(a[1] == b[1], a[2] == b[2]) for a, b in combinations(items, 2) if a[0] != b[0]]
        right = sum(one and other for one, other in pairs)
        recall, precision = (right / (sum(side) or 1) for side in zip(*pairs, strict=True))
        return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def _act(key):
    """The act without its authorities, which many articles leave out."""
    return key and (key.split(":")[0], *key.split(":")[-2:])


def expected():
    """The history in the same form, in order."""
    return [(change["key"], _expected(change)) for change in HISTORY]


def begun():
    """Map each change to the day by which a timeline orders it."""
    days = {change["key"]: {**change["stages"], **change.get("dates", {})} for change in HISTORY}
    return {
        key: str(found.get("announced") or found.get("effective") or min(found.values())) for key, found in days.items()
    }


def _expected(change):
    def days(name):
        return {role: str(value) for role, value in change.get(name, {}).items()}

    plain = {name: change.get(name) for name in ("issuer", "measure", "action")}
    sets = {name: set(change.get(name, ())) for name in ("materials", "targets", "conflicts")}
    denied = {tuple(f"regime-{told}".split("/")) for told in change.get("denied_by", ())}
    return {
        **plain,
        **sets,
        "instrument": _act(change.get("instrument")),
        "dates": days("dates"),
        "stages": days("stages"),
        "certainty": change.get("certainty", "stated"),
        "denied_by": denied,
        "amends": change.get("amends", {}),
    }
