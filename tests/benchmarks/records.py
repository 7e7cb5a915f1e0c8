"""Records in any number for tests of scale: `python tests/benchmarks/records.py 100000 OUT` writes OUT/records.

They are drawn from an imagined history of changes: few are told by a hundred articles, most by one or two; issuers, measures and
materials are as unevenly spread as in the news; some articles are copies of others; a third of the changes have a numbered act; some suspend
or extend others by number. The same number and seed give the same records, byte for byte.
"""

import hashlib
import random
import sys
from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from extract.records import (
    Amends,
    Article,
    ArticleRecord,
    Attribution,
    Condition,
    Event,
    EventDate,
    Headline,
    Instrument,
    Issuer,
    MaterialMention,
    Provenance,
    Segment,
    Span,
    Statistic,
    Target,
    Trigger,
    dump_record,
)

MADE_BY = Provenance(tool_version="generated", model="none", knowledge_sha256="")
ISSUERS = {"CN": "MOFCOM", "US": "BIS", "EU": "Commission", "JP": "METI", "KR": "MOTIE", "NL": "Cabinet", "IN": "DGFT"}
ISSUERS |= {
    "GB": "ECJU",
    "ID": "MEMR",
    "RU": "Government",
    "AU": "DEC",
    "TW": "ITA",
    "CA": "GAC",
    "VN": "MOIT",
    "CD": "ARECOMS",
}
MEASURES = ["licence_requirement", "entity_listing", "ban", "tariff", "quota", "licence_decision", "general_licence"]
MEASURES += ["exemption", "validated_end_user", "expedited_review", "enforcement_action", "investment_restriction"]
ACTIONS = ["introduce", "expand", "suspend", "extend", "tighten", "ease", "end", "grant", "maintain"]
MATERIALS = [
    "rare_earths",
    "gallium",
    "germanium",
    "dysprosium",
    "terbium",
    "graphite",
    "antimony",
    "tungsten",
    "yttrium",
]
MATERIALS += [
    "semiconductors",
    "lithium",
    "nickel",
    "cobalt",
    "samarium",
    "indium",
    "bismuth",
    "tellurium",
    "molybdenum",
]
STAGES = ["announced", "in_force", "planned", "considered"]
OUTLETS = [f"Outlet {number}" for number in range(400)]
RELATIONS = {"suspend": "suspends", "extend": "extends", "end": "ends", "ease": "eases"}
FIRST, DAYS = date(2018, 1, 1), 2900
TELLERS = [1, 1, 1, 2, 2, 3, 4, 6, 10, 25, 100]
"""How many articles tell of a change; each entry is as likely."""
WORDS = "ministry officials exporters shipments licence review buyers supply permits magnets customs quarter industry notice"


@dataclass(frozen=True)
class Happening:
    """One change of the imagined history."""

    issuer: str
    measure: str
    action: str
    materials: tuple[str, ...]
    place: str | None
    began: date
    effective: date
    act: tuple[int, int] | None
    amends: str | None


def records(count, seed=1):
    """Yield `count` pairs of path and record."""
    dice = random.Random(seed)  # noqa: S311 -- drawn to be the same each time, not to be secret
    done, told = 0, []
    while done < count:
        happening = _happening(dice, told)
        copies = None
        for _ in range(min(dice.choice(TELLERS), count - done)):
            path, record, copies = _record(done, happening, dice, copies)
            yield path, record
            done += 1


def write_records(folder, count, seed=1):
    """Write the records below folder/records, a thousand in each subfolder."""
    for path, record in records(count, seed):
        target = Path(folder) / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dump_record(record), encoding="utf-8")


def _skewed(dice, values):
    """Draw one of the values; the second is half as likely as the first, the third a third, and so on."""
    weights = list(accumulate(1 / rank for rank in range(1, len(values) + 1)))
    return values[min(bisect(weights, dice.random() * weights[-1]), len(values) - 1)]


def _happening(dice, told):
    began = FIRST + timedelta(days=dice.randrange(DAYS))
    issuer, action = _skewed(dice, list(ISSUERS)), _skewed(dice, ACTIONS)
    act = (began.year, dice.randrange(1, 200)) if dice.random() < 0.33 else None
    happening = Happening(
        issuer=issuer,
        measure=_skewed(dice, MEASURES),
        action=action,
        materials=tuple(sorted({_skewed(dice, MATERIALS) for _ in range(dice.randrange(3))})),
        place=_skewed(dice, list(ISSUERS)) if dice.random() < 0.4 else None,
        began=began,
        effective=began + timedelta(days=dice.randrange(90)),
        act=act,
        amends=dice.choice(told) if action in RELATIONS and told else None,
    )
    if act and action not in RELATIONS:
        told.append(_key(happening))
    return happening


def _key(happening):
    return f"{happening.issuer}:{ISSUERS[happening.issuer].upper()}:{happening.act[0]}:{happening.act[1]}"


def _record(number, happening, dice, copied):
    published = happening.began + timedelta(days=int(dice.expovariate(0.2)))
    trigger = f"{happening.action} {happening.measure.replace('_', ' ')}"
    filler = [" ".join(dice.choices(WORDS.split(), k=14)) for _ in range(12)]
    body = copied if copied and dice.random() < 0.3 else ". ".join(filler)
    condition = dice.choice(["for military users", "within 45 days", "unless end use is declared"])
    text = f"{trigger} number {number}\n\nOfficials said they {trigger}, {condition}. Exports fell 29% from a year earlier. {body}."
    article = Article(
        id=f"a{number}",
        source=f"a{number}.txt",
        title=f"{trigger} number {number}",
        publisher=_skewed(dice, OUTLETS),
        published=published.isoformat(),
        published_basis="metadata.csv",
        language=dice.choice(["en", "en", "zh-Hans"]),
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        segments=(Segment(start=0, end=len(text), language="en", kind="body"),),
    )
    events = (_event(number, happening, text, dice, (trigger, condition)),)
    statistics = (_statistic(number, happening, text),) if dice.random() < 0.3 else ()
    record = ArticleRecord(
        article=article, events=events, statistics=statistics, materials=events[0].materials, provenance=MADE_BY
    )
    return f"{number // 1000:03}/a{number}.json", record, body


def _event(number, happening, text, dice, words):
    dates = []
    if dice.random() < 0.7:
        dates.append(EventDate(role="announced", value=happening.began.isoformat()))
    if dice.random() < 0.5:
        off = dice.choice([0, 0, 0, 0, 0, 0, 1])
        dates.append(EventDate(role="effective", value=(happening.effective + timedelta(days=off)).isoformat()))
    named = [name for name in happening.materials if dice.random() < 0.9]
    return Event(
        id=f"e-{number:012x}",
        measure=happening.measure,
        action=happening.action,
        stage=_skewed(dice, STAGES),
        certainty=dice.choice(["stated", "stated", "reported"]),
        direction="tightening",
        headline=Headline(en=f"{happening.issuer}: {words[0]}", zh=f"{happening.issuer}：管制"),
        triggers=tuple(Trigger(evidence=_find(text, words[0], after)) for after in (0, 20)),
        issuer=Issuer(jurisdiction=happening.issuer, name=ISSUERS[happening.issuer]),
        targets=(Target(jurisdiction=happening.place, class_="all", name=None),) if happening.place else (),
        materials=tuple(MaterialMention(id=name) for name in named),
        conditions=(Condition(type="end_user", effect="require", text=words[1], evidence=_find(text, words[1])),),
        dates=tuple(dates),
        instrument=Instrument(name="act", key=_key(happening)) if happening.act and dice.random() < 0.6 else None,
        amends=Amends(instrument_key=happening.amends, relation=RELATIONS[happening.action])
        if happening.amends
        else None,
        attribution=(Attribution(name=_skewed(dice, OUTLETS), kind=dice.choice(["official", "media", "anonymous"])),),
        confidence=round(0.5 + dice.random() / 2, 2),
    )


def _statistic(number, happening, text):
    return Statistic(
        id=f"s-{number:012x}",
        indicator="exports",
        kind="change",
        value=-29.0 - number % 3,
        unit="percent",
        origin=happening.issuer,
        period=happening.began.isoformat()[:7],
        comparison="year_on_year",
        evidence=_find(text, "29%"),
        confidence=0.8,
    )


def _find(text, words, after=0):
    return Span.of(text, at := text.index(words, after), at + len(words))


if __name__ == "__main__":
    write_records(Path(sys.argv[2]), int(sys.argv[1]))
