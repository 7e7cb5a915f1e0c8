"""What tests of the ways to other tools share: texts that are hard on offsets, and records of them."""

import json

from annotated import annotated
from hypothesis import strategies as st

from extract.exporting.exchange.marking import marked
from extract.exporting.exchange.markup import Task
from extract.records import Amends

HARD = (
    "😀 Oslo👩‍🔬 put yttrium under export licences on 2 May.\r\n"
    "挪威𠮷商务部😀宣布对钇实施出口管制，自2031年5月2日起施行。\r\n"
    "\u202eA ban\u202c on terbium — cafe\u0301 — may follow until June 2031, the Fjord Post said.\n"
    "Sales fell 12 percent in April."
)


def hard_record(path="a.json"):
    """A record with every kind of value, whose words stand after astral, combining and bidi characters and line ends of two kinds."""
    source = {"name": "Fjord Post", "kind": "media", "quote": "Fjord Post"}
    record = annotated(
        HARD,
        {
            "triggers": ["export licences", "出口管制"],
            "issuer": {"jurisdiction": "NO", "name": "商务部", "quote": "商务部😀"},
            "targets": [{"jurisdiction": None, "class": "all", "name": None, "quote": None}],
            "materials": [{"id": "yttrium", "quote": "yttrium"}, {"id": "yttrium", "quote": "钇"}],
            "dates": [{"role": "effective", "value": "2031-05-02", "quote": "2031年5月2日"}],
            "instrument": "Order 7",
        },
        {
            "triggers": ["ban"],
            "measure": "ban",
            "action": "suspend",
            "stage": "considered",
            "certainty": "reported",
            "issuer": {"jurisdiction": "NO", "name": None, "quote": "Oslo"},
            "targets": [{"jurisdiction": "SE", "class": "company", "name": "Café AB", "quote": "cafe\u0301"}],
            "materials": [{"id": "other:terbium / oxide", "quote": "terbium"}, {"id": "yttrium", "quote": "yttrium"}],
            "conditions": [{"type": "validity_period", "effect": "limit", "value": "P1M", "quote": "until June 2031"}],
            "dates": [
                {"role": "expires", "value": "2031-06", "quote": "June 2031"},
                {"role": "announced", "value": None, "quote": "may"},
            ],
            "amends": "e1",
            "attribution": [source],
        },
        statistics=[
            {
                "quote": "12 percent",
                "indicator": "exports",
                "kind": "change",
                "value": -12.5,
                "unit": "percent",
                "bound": "about",
                "materials": ["yttrium"],
                "period": "2031-04",
                "attribution": [source],
            }
        ],
        id=path.removesuffix(".json"),
    )
    second = record.events[1].model_copy(
        update={"amends": Amends(event_id="e1", instrument_key="NO:X:2031:7", relation="suspends")}
    )
    return record.model_copy(update={"events": (record.events[0], second)})


def task_of(record, path="a.json"):
    return Task(path, record, marked(record))


ALPHABET = st.sampled_from([*"ab .,\n\t", "\r\n", "钇", "𠮷", "😀", "e\u0301", "\u202e", "\u200b", "👩‍🔬", "\u0301"])


@st.composite
def marked_records(draw):
    """Records of hard texts whose events and figures stand anywhere, also within and across one another."""
    text = "".join(draw(st.lists(ALPHABET, min_size=3, max_size=60)))
    if not text.strip():
        text += "钇"

    def place():
        start = draw(st.integers(0, len(text) - 1))
        return {"start": start, "end": draw(st.integers(start + 1, len(text)))}

    record = annotated(text, {"triggers": [text.split()[0]]})
    base = record.model_dump(mode="json", by_alias=True)

    def words():
        span = place()
        return {**span, "quote": text[span["start"] : span["end"]]}

    events = []
    for number in range(draw(st.integers(0, 3))):
        event = {**base["events"][0], "id": f"e{number}", "instrument": None}
        event["measure"] = draw(st.sampled_from(["ban", "quota"]))
        event["triggers"] = [{"evidence": words()} for _ in range(draw(st.integers(1, 3)))]
        event["issuer"] = {"jurisdiction": "NO", "name": draw(st.sampled_from([None, "A/B"])), "evidence": words()}
        event["materials"] = [
            {"id": draw(st.sampled_from(["yttrium", "other:a/b"])), "evidence": draw(st.sampled_from([None, words()]))}
            for _ in range(draw(st.integers(0, 3)))
        ]
        event["dates"] = [{"role": "effective", "value": draw(st.sampled_from([None, "2031"])), "evidence": words()}]
        events.append(event)
    return type(record).model_validate_json(json.dumps({**base, "events": events}))
