"""Decisions in the making, as a desk would write them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import strategies as st

from extract.deciding.anchors import anchor_of, items_in, words_of
from extract.deciding.seeing import seen_of
from extract.records import Decision, Span

BEGAN = datetime(2031, 6, 1, tzinfo=UTC)


class Scribe:
    """Writes decisions about one record, as it was when each was made."""

    def __init__(self, path="a.json", by="Kari"):
        self.path, self.by = path, by
        self._numbers = count(1)

    def write(self, record, verdict, target=None, **about):
        number = next(self._numbers)
        item = items_in(record).get(target)
        if "seen" not in about:
            about["seen"] = seen_of(item, about.get("field")) if item else None
        about = {"anchor": anchor_of(record.article, words_of(item)[0]) if item else None, **about}
        return Decision(
            id=f"d{number}",
            at=BEGAN + timedelta(seconds=10 * number),
            by=self.by,
            record=self.path,
            target=target,
            verdict=verdict,
            scope="record",
            **about,
        )


def span(record, words):
    start = record.article.text.index(words)
    return Span.of(record.article.text, start, start + len(words))


FIELDS = [
    ("stage", ["planned", "in_force", "soon", None]),
    ("measure", ["ban", "quota", 7]),
    ("issuer.name", ["Ministry", None]),
    ("issuer.jurisdiction", ["CN", "China"]),
    ("dates[0].value", ["2031-06", "2031-02-30", None]),
    ("dates[1]", [None, {"role": "expires", "value": "2032"}]),
    ("dates", [[], [{"role": "effective", "value": "2031-07-01"}]]),
    ("materials", [[{"id": "gallium"}], [{"name": "gallium"}]]),
    ("triggers[0]", [None]),
    ("headline", [{"en": "x", "zh": "y"}]),
    ("nothing.there", ["x"]),
    ("no such path", ["x"]),
]


@st.composite
def wishes(draw, ids):
    """Draw verdict, target and what belongs to it; many do not fit."""
    verdict = draw(st.sampled_from(["accept", "reject", "edit", "edit", "edit", "add", "merge", "split", "retract"]))
    target, other = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
    if verdict == "edit":
        field, values = draw(st.sampled_from(FIELDS))
        return verdict, target, {"field": field, "value": draw(st.sampled_from(values))}
    if verdict == "add":
        return verdict, target, {"field": "materials", "value": {"id": draw(st.sampled_from(["gallium", "yttrium"]))}}
    if verdict == "merge":
        return verdict, target, {"targets": (f"a.json#{other}",)}
    if verdict == "split":
        return verdict, target, {"value": {"id": draw(st.sampled_from(["e-new", "e1"])), "triggers": []}}
    if verdict == "retract":
        return verdict, None, {"retracts": f"d{draw(st.integers(1, 8))}"}
    return verdict, target, {}
