"""A large timeline in the making: changes with several claims each, and the articles that they quote."""

import random
from datetime import date, timedelta
from functools import cache

from drawing import change, claim, figure, timeline
from reporting import event, report

ISSUERS = ("CN", "US", "JP", "NL", "KR", "EU", "GB", "IN", "ID", "MY", "TW", "RU")
WEIGHTS = (30, 26, 8, 6, 6, 6, 5, 4, 4, 2, 2, 1)
GROUPS = {
    "dysprosium": "rare_earths",
    "terbium": "rare_earths",
    "yttrium": "rare_earths",
    "rare_earth_magnets": "rare_earths",
}
MATERIALS = (*GROUPS, "gallium", "germanium", "antimony", "graphite", "chips", "tungsten", "lithium", "nickel")
ACTS = (
    ("licence_requirement", "introduce", "tightening"),
    ("licence_requirement", "suspend", "easing"),
    ("general_licence", "introduce", "easing"),
    ("entity_listing", "expand", "tightening"),
    ("licence_decision", "grant", "easing"),
    ("ban", "introduce", "tightening"),
    ("tariff", "extend", "neutral"),
    ("quota", "clarify", "neutral"),
)
SENTENCES = {
    "en": "Officials told reporters that the authority will apply the {trigger} to shipments of {materials}, and that traders have until the end of the quarter to file. ",
    "zh": "主管部门表示，将对{materials}的出口适用{trigger}，有关企业应当在季度结束前提交申请材料，逾期不予受理。",
}
PUBLISHERS = ("Harbour Gazette", "Meridian Wire", "环宇通讯")
FIRST = date(2018, 3, 1)
DAYS = 2900
A_YEAR = timedelta(days=365)


@cache
def generated(count, *, seed=7):
    """Give a timeline of `count` changes with about 2.5 claims each and of a tenth as many figures, and its records."""
    chance = random.Random(seed)  # noqa: S311  (the same every time, and no secret)
    facts = [_facts(number, chance) for number in range(count)]
    tellings = [number for number in range(count) for _ in range(chance.choice((1, 2, 2, 3, 5)))]
    chance.shuffle(tellings)
    articles = [tellings[at : at + 5] for at in range(0, len(tellings), 5)]
    paths = [f"feed/{at:05d}.json" for at in range(len(articles))]
    claims = {}
    for path, members in zip(paths, articles, strict=True):
        for place, number in enumerate(members, 1):
            claims.setdefault(number, []).append(claim(path, f"e{place}"))
    records = [
        _record(path, [facts[number] for number in members], chance)
        for path, members in zip(paths, articles, strict=True)
    ]
    changes = [_change(number, facts[number], claims[number], chance) for number in range(count)]
    figures = [_figure(number, paths[number % len(paths)], chance) for number in range(count // 10)]
    return timeline(changes, records, figures=figures), records


def _facts(number, chance):
    act = dict(zip(("measure", "action", "direction"), chance.choice(ACTS), strict=True))
    [issuer] = chance.choices(ISSUERS, weights=WEIGHTS)
    day = FIRST + timedelta(days=int(DAYS * chance.random() ** 0.6))
    return {
        "number": number,
        "issuer": issuer,
        "day": day,
        "materials": chance.sample(MATERIALS, chance.choice((1, 1, 2, 3))),
        **act,
    }


def _record(path, members, chance):
    language = chance.choice(("en", "en", "zh"))
    triggers = [f"{facts['measure'].replace('_', ' ')} no. {facts['number']}" for facts in members]
    told = list(zip(triggers, members, strict=True))
    text = "\n".join(
        SENTENCES[language].format(trigger=trigger, materials=", ".join(facts["materials"])) * 2
        for trigger, facts in told
    )
    events = [
        event(
            issuer=facts["issuer"],
            measure=facts["measure"],
            action=facts["action"],
            trigger=trigger,
            materials=facts["materials"],
        )
        for trigger, facts in told
    ]
    published = (max(facts["day"] for facts in members) + timedelta(days=chance.randrange(3))).isoformat()
    about = {
        "title": f"Report {path[5:10]} on export licensing",
        "publisher": chance.choice(PUBLISHERS),
        "language": language,
    }
    return report(path, *events, text=text, published=published, statistics=({"value": -1.0},), **about)


def _change(number, facts, claims, chance):
    """Give a change with a date known to the day, the month or a few months, some with an end, some with an earlier stage."""
    [stage] = chance.choices(("considered", "planned", "announced", "in_force"), weights=(1, 1, 3, 7))
    day = facts["day"].isoformat()
    month, later = day[:7], (facts["day"] + timedelta(days=95)).isoformat()[:7]
    effective = chance.choice((day, day, month, f"{month}/{later}"))
    dates = {"effective": effective} if stage in ("announced", "in_force") else {}
    if facts["action"] == "suspend" or chance.random() < 0.15:
        dates["expires"] = (facts["day"] + A_YEAR).isoformat()
    began = (facts["day"] - timedelta(days=chance.randrange(20, 200))).isoformat()
    reached = {"in_force": (effective, "effective"), "announced": (began, "announced")}.get(stage, (day, "published"))
    stages = [
        *([("planned", began, "announced")] if stage == "in_force" and chance.random() < 0.5 else []),
        (stage, *reached),
    ]
    relation = "suspends" if facts["action"] == "suspend" else "extends"
    amends = [(f"c-{chance.randrange(number):05d}", relation)] if number and chance.random() < 0.12 else []
    return change(
        f"c-{number:05d}",
        claims,
        **{name: facts[name] for name in ("issuer", "measure", "action", "direction", "materials")},
        group=GROUPS.get(facts["materials"][0], facts["materials"][0]),
        stage=stage,
        certainty=chance.choice(("stated", "stated", "stated", "reported")),
        dates=dates,
        stages=stages,
        amends=amends,
        first_reported=day,
        confidence=round(chance.uniform(0.3, 0.99), 2),
    )


def _figure(number, path, chance):
    month = (FIRST + timedelta(days=30 * (number % 90))).isoformat()[:7]
    return figure(
        f"f-{number:05d}",
        float(chance.randrange(-60, 60)),
        month,
        path,
        indicator=chance.choice(("exports", "price")),
        materials=[chance.choice(MATERIALS[:4])],
    )
