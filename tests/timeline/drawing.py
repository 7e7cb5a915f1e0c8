"""Changes, figures and timelines written by hand, for what draws them: no merging decides what stands on the page."""

from extract.timeline import Timeline
from extract.timeline.rules import rules

PLAIN = {
    "measure": "licence_requirement",
    "action": "introduce",
    "direction": "tightening",
    "stage": "in_force",
    "certainty": "stated",
}


def claim(path, item):
    return {"record": path, "event": item}


def told(value, support, *rivals):
    return {
        "value": value,
        "support": support,
        "rivals": [{"value": value, "support": claims} for value, claims in rivals],
    }


def change(id_, claims, **facts):
    """Give a change of Norway's over those `facts`; `dates` maps a role to its value, `stages` are (stage, as_of, basis)."""
    facts = {"issuer": "NO", "materials": [], "dates": {}, "confidence": 0.8, "group": "general", **PLAIN, **facts}
    stages = facts.get("stages") or [
        (facts["stage"], facts["dates"].get("effective"), "effective" if "effective" in facts["dates"] else None)
    ]
    words = facts.get("headline", f"Headline of {id_}")
    rivals = facts.get("rivals", {})
    return {
        "id": id_,
        "regime": f"{facts['issuer']}/{rules().family_of[facts['measure']]}/{facts['group']}",
        "headline": {"en": words, "zh": facts.get("headline_zh", f"{id_} 标题")},
        "claims": claims,
        **{name: told(facts[name], claims, *rivals.get(name, ())) for name in PLAIN},
        "issuer": told({"jurisdiction": facts["issuer"], "name": facts.get("name")}, claims),
        "materials": [told(name, claims) for name in facts["materials"]],
        "dates": [
            told(
                {"role": role, "value": value},
                claims,
                *(({"role": role, "value": other}, support) for other, support in rivals.get(role, ())),
            )
            for role, value in facts["dates"].items()
        ],
        "amends": [
            {"change": target, "relation": relation, "support": claims} for target, relation in facts.get("amends", ())
        ],
        "stages": [
            {"stage": stage, "as_of": as_of, "basis": basis, "claims": claims} for stage, as_of, basis in stages
        ],
        "first_reported": facts.get("first_reported"),
        "last_reported": facts.get("first_reported"),
        "independent_sources": len(claims),
        "witnesses": [
            {"name": facts.get("witness", f"Source {at}"), "why": "a report of its own", "claims": [one]}
            for at, one in enumerate(claims)
        ],
        "merges": [
            {"claim": one, "score": 4.8, "features": [{"name": "same_day", "weight": 2.8, "detail": ""}]}
            for one in claims[1:]
        ],
        "confidence": facts["confidence"],
    }


def figure(id_, value, period, path, **facts):
    reading = {
        "value": value,
        "bound": facts.pop("bound", "exact"),
        "support": [{"record": path, "statistic": facts.pop("statistic", "s0")}],
    }
    plain = {"indicator": "exports", "kind": "change", "unit": "percent", "materials": ["yttrium"], "origin": "CN"}
    return {"id": id_, "period": period, "reading": reading, "confidence": 0.9, **plain, **facts}


def timeline(changes, records, *, figures=(), conflicts=()):
    """Give the timeline of the changes, with its regimes and sources."""
    threads = {}
    for one in changes:
        threads.setdefault(one["regime"], []).append(one["id"])
    regimes = [
        dict(zip(("issuer", "family", "group"), id_.split("/"), strict=True), id=id_, changes=members)
        for id_, members in sorted(threads.items())
    ]
    sources = [
        {
            "record": path,
            **{name: getattr(record.article, name) for name in ("title", "publisher", "published", "language", "url")},
        }
        for path, record in records
    ]
    data = {
        "changes": list(changes),
        "figures": list(figures),
        "conflicts": list(conflicts),
        "regimes": regimes,
        "sources": sources,
    }
    return Timeline.model_validate(data, strict=False)
