"""Changes as a table in the shape of the Global Trade Alert's data; docs/timeline.md tells what each column is made from."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from extract.exporting.cells import to_table
from extract.exporting.changes import date_of
from extract.knowledge import load_knowledge
from extract.language.datafiles import load_values
from extract.records import Change, Source, Timeline
from extract.timeline import as_of

COLUMNS = (
    "intervention_id",
    "state_act_id",
    "state_act_title",
    "intervention_type",
    "mast_chapter",
    "gta_evaluation",
    "implementing_jurisdictions",
    "affected_jurisdictions",
    "inferred_jurisdictions",
    "implementation_level",
    "eligible_firm",
    "affected_sectors",
    "affected_products",
    "date_announced",
    "date_published",
    "date_implemented",
    "date_removed",
    "is_in_force",
    "intervention_description",
    "state_act_source",
    "is_official_source",
)
"""Those of the Global Trade Alert's API (full access), in its words."""


def gta_rows(timeline: Timeline, *, day: date) -> Iterator[dict[str, Any]]:
    """Yield one row a change that is more than talk; `is_in_force` is told for `day`, empty where sources leave it open."""
    sources = {source.record: source for source in timeline.sources}
    in_force = {answer.change.id: answer.status for answer in as_of(timeline, day)}
    for change in timeline.changes:
        if change.stage.value != "considered" and change.certainty.value != "denied":
            yield _row(change, sources, in_force.get(change.id))


def gta_csv(timeline: Timeline, *, day: date) -> str:
    """Return the table as CSV."""
    return to_table(COLUMNS, gta_rows(timeline, day=day))


def _row(change: Change, sources: Mapping[str, Source], status: str | None) -> dict[str, Any]:
    terms = _terms()
    kind = terms["types"][change.measure.value]
    act = change.instrument.value if change.instrument else None
    return {
        "intervention_id": change.id,
        "state_act_id": (act.key if act else None) or change.id,
        "state_act_title": (act.name if act else None) or change.headline.en,
        "intervention_type": kind,
        "mast_chapter": terms["chapters"][kind],
        "gta_evaluation": _evaluation(change),
        "implementing_jurisdictions": change.issuer.value.jurisdiction,
        "affected_jurisdictions": sorted({t.value.jurisdiction for t in change.targets if t.value.jurisdiction}),
        "inferred_jurisdictions": None,
        "implementation_level": _level(change),
        "eligible_firm": _firms(change),
        "affected_sectors": None,
        "affected_products": _products(change),
        "date_announced": date_of(change, "announced") or change.first_reported,
        "date_published": change.first_reported,
        "date_implemented": date_of(change, "effective"),
        "date_removed": date_of(change, "expires"),
        "is_in_force": _in_force(change, status),
        "intervention_description": change.headline.en,
        "state_act_source": [_cited(sources[record]) for record in _records(change) if record in sources],
        "is_official_source": any(told.value.kind in ("official", "document") for told in change.attribution),
    }


def _in_force(change: Change, status: str | None) -> int | None:
    if status == "unknown" or change.action.value in _terms()["act_on_others"]:
        return None
    return int(status == "in_force")


def _evaluation(change: Change) -> str:
    terms = _terms()
    done = change.stage.value in ("in_force", "ended")
    name = terms["evaluations"][change.direction.value]
    return str(name if done or name != terms["evaluations"]["tightening"] else terms["not_yet_in_force"])


def _level(change: Change) -> str:
    return "Supranational" if change.issuer.value.jurisdiction in _terms()["supranational"] else "National"


def _firms(change: Change) -> str:
    classes = {told.value.class_ for told in change.targets}
    return "firm-specific" if classes == {"company"} else "sector-specific" if classes == {"sector"} else "all"


def _products(change: Change) -> list[str]:
    codes = _customs_codes()
    return sorted({code for told in change.materials for code in codes.get(told.value, ())})


@cache
def _customs_codes() -> Mapping[str, tuple[str, ...]]:
    """Material id to the six-digit codes of the harmonised system that the knowledge gives for it."""
    entries = load_knowledge().of_kind("materials")
    return {entry.value: tuple(code[:6] for code in (entry.get("hs") or "").split()) for entry in entries}


def _records(change: Change) -> Iterator[str]:
    return iter(dict.fromkeys(claim.record for claim in change.claims))


def _cited(source: Source) -> str:
    told = (source.publisher, f"({source.published})" if source.published else None, source.title, source.url)
    return " ".join(filter(None, told)) or source.record


@cache
def _terms() -> dict[str, Any]:
    return load_values(__package__, "gta.yaml")
