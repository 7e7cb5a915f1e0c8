"""Records in the making, from a text and annotations of it in the gold form; and decisions about them."""

from datetime import UTC, datetime, timedelta
from itertools import count

from extract.deciding.anchors import anchor_of, words_of
from extract.evaluating.gold import record_from_gold
from extract.reading import article_from_text
from extract.records import Decision

PLAIN = {
    "measure": "licence_requirement",
    "action": "introduce",
    "stage": "in_force",
    "certainty": "stated",
    "issuer": {"jurisdiction": "NO", "name": None, "quote": None},
    "targets": [],
    "materials": [],
    "conditions": [],
    "dates": [],
    "instrument": None,
    "amends": None,
    "attribution": [],
}
FIGURE = {
    "quote": "12 percent",
    "indicator": "exports",
    "kind": "change",
    "value": -12,
    "unit": "percent",
    "bound": "exact",
}
LICENCES = {"triggers": ["export licences"], "materials": [{"id": "yttrium", "quote": "yttrium"}]}
BAN = {"triggers": ["ban"], "measure": "ban", "stage": "considered", "certainty": "speculated"}
_NUMBERS = count(1)


def annotated(text, *events, statistics=(), id="a", published="2031-05-02", **about):
    """Return a record of `text`: each event is `{"triggers": [words, ...], ...}` over those of a plain one, ids e1, e2, ..."""
    article = article_from_text(text, id=id, published=published, **about)
    told = [
        {**PLAIN, "id": f"e{number}", **event, "triggers": [quoted(words) for words in event["triggers"]]}
        for number, event in enumerate(events, 1)
    ]
    return record_from_gold({"events": told, "statistics": list(statistics)}, article)


def quoted(words):
    return words if isinstance(words, dict) else {"quote": words}


def decided(record, by, verdict, target=None, *, path="a.json", **about):
    """Return a decision about the item `target` of `record`, later than all that were made before."""
    number = next(_NUMBERS)
    item = next((item for item in (*record.events, *record.statistics) if item.id == target), None)
    return Decision(
        id=f"d{number}",
        at=datetime(2031, 6, 1, tzinfo=UTC) + timedelta(minutes=number),
        by=by,
        record=path,
        target=target,
        verdict=verdict,
        scope="record",
        anchor=anchor_of(record.article, words_of(item)[0]) if item else None,
        **about,
    )
