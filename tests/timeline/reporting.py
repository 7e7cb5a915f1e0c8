"""Articles in the making: a line of facts gives a record, as an extractor would write it."""

import hashlib
from typing import Any

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
)

MADE_BY = Provenance(tool_version="test", model="none", knowledge_sha256="")
GROUPS = {
    "yttrium": frozenset({"heavy_rare_earths", "rare_earths", "critical_minerals"}),
    "terbium": frozenset({"heavy_rare_earths", "rare_earths", "critical_minerals"}),
    "heavy_rare_earths": frozenset({"rare_earths", "critical_minerals"}),
    "rare_earths": frozenset({"critical_minerals"}),
    "gallium": frozenset({"critical_minerals"}),
    "critical_minerals": frozenset(),
}


def event(**facts: Any) -> dict[str, Any]:
    """Facts of one event over those of a plain one: a licence requirement of Norway's for yttrium, in force."""
    plain = {"issuer": "NO", "measure": "licence_requirement", "action": "introduce", "stage": "in_force"}
    return {"certainty": "stated", "trigger": "licence", "materials": ["yttrium"], **plain, **facts}


def report(
    path: str, *events: dict[str, Any], published: str | None = "2031-05-02", **about: Any
) -> tuple[str, ArticleRecord]:
    """A record at `path` that tells of the events; its text holds their triggers and conditions."""
    text = about.pop("text", None) or "\n".join([f"Report {path}.", *(_sentence(facts) for facts in events)])
    language = about.pop("language", "en")
    statistics = tuple(_statistic(number, text, facts) for number, facts in enumerate(about.pop("statistics", ())))
    article = Article(
        id=path.removesuffix(".json"),
        published=published,
        language=language,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        segments=(Segment(start=0, end=len(text), language=language, kind="body"),),
        **about,
    )
    told = tuple(_event(f"e{number}", text, facts) for number, facts in enumerate(events, 1))
    return path, ArticleRecord(article=article, events=told, statistics=statistics, provenance=MADE_BY)


def _sentence(facts: dict[str, Any]) -> str:
    return "; ".join([facts["trigger"], *(condition[3] for condition in facts.get("conditions", ()))])


def _find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def _event(id_: str, text: str, facts: dict[str, Any]) -> Event:
    codes = {name: facts[name] for name in ("measure", "action", "stage", "certainty")}
    return Event(
        id=id_,
        **codes,
        direction=facts.get("direction", "tightening"),
        headline=Headline(en=facts.get("headline", f"{facts['issuer']} {facts['measure']}"), zh="标题"),
        triggers=(Trigger(evidence=_find(text, facts["trigger"])),),
        issuer=Issuer(jurisdiction=facts["issuer"], name=facts.get("name")),
        targets=tuple(
            Target(jurisdiction=place, class_=class_, name=None) for place, class_ in facts.get("targets", ())
        ),
        materials=tuple(MaterialMention(id=name) for name in facts["materials"]),
        conditions=tuple(
            Condition(type=type_, effect=effect, value=value, text=words, evidence=_find(text, words))
            for type_, effect, value, words in facts.get("conditions", ())
        ),
        dates=tuple(EventDate(role=role, value=value) for role, value in facts.get("dates", {}).items()),
        instrument=Instrument(name="act", key=facts["key"]) if "key" in facts else None,
        amends=Amends(**facts["amends"]) if "amends" in facts else None,
        attribution=tuple(Attribution(name=name, kind=kind) for name, kind in facts.get("attribution", ())),
        confidence=facts.get("confidence", 0.8),
    )


def _statistic(number: int, text: str, facts: dict[str, Any]) -> Statistic:
    plain = {"indicator": "exports", "kind": "change", "unit": "percent", "bound": "exact", "confidence": 0.9}
    materials = tuple(MaterialMention(id=name) for name in facts.pop("materials", ["yttrium"]))
    return Statistic(id=f"s{number}", evidence=Span.of(text, 0, 6), materials=materials, **{**plain, **facts})
