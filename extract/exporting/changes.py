"""Changes as rows of a table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from extract.exporting.cells import to_table
from extract.records import AmendsLink, Change, ConditionValue, TargetValue, Timeline

COLUMNS: dict[str, str] = {
    "id": "VARCHAR",
    "regime": "VARCHAR",
    "issuer": "VARCHAR",
    "authority": "VARCHAR",
    "measure": "VARCHAR",
    "action": "VARCHAR",
    "stage": "VARCHAR",
    "certainty": "VARCHAR",
    "direction": "VARCHAR",
    "materials": "VARCHAR[]",
    "targets": "VARCHAR[]",
    "conditions": "VARCHAR[]",
    "announced": "VARCHAR",
    "effective": "VARCHAR",
    "expires": "VARCHAR",
    "instrument": "VARCHAR",
    "amends": "VARCHAR[]",
    "headline_en": "VARCHAR",
    "headline_zh": "VARCHAR",
    "first_reported": "VARCHAR",
    "last_reported": "VARCHAR",
    "articles": "INTEGER",
    "independent_sources": "INTEGER",
    "conflicts": "VARCHAR[]",
    "confidence": "DOUBLE",
}
"""Columns of the table of changes with their SQL types; dates are EDTF, `conflicts` the fields on which sources differ."""


def change_rows(timeline: Timeline) -> Iterator[dict[str, Any]]:
    """Yield one row a change, in order of time, with every column of `COLUMNS`."""
    contested: dict[str, list[str]] = defaultdict(list)
    for conflict in timeline.conflicts:
        contested[conflict.subject].append(conflict.field)
    for change in timeline.changes:
        yield {**_row(change), "conflicts": list(dict.fromkeys(contested[change.id]))}


def changes_csv(timeline: Timeline) -> str:
    """Return the table of changes as CSV."""
    return to_table(tuple(COLUMNS), change_rows(timeline))


def _row(change: Change) -> dict[str, Any]:
    codes = ("measure", "action", "stage", "certainty", "direction")
    act = change.instrument.value if change.instrument else None
    return {
        "id": change.id,
        "regime": change.regime,
        "issuer": change.issuer.value.jurisdiction,
        "authority": change.issuer.value.authority_id or change.issuer.value.name,
        **{name: getattr(change, name).value for name in codes},
        "materials": [told.value for told in change.materials],
        "targets": [target_text(told.value) for told in change.targets],
        "conditions": [_condition(told.value) for told in change.conditions],
        **{role: date_of(change, role) for role in ("announced", "effective", "expires")},
        "instrument": (act.key or act.number or act.name) if act else None,
        "amends": list(_links(change.amends)),
        "headline_en": change.headline.en,
        "headline_zh": change.headline.zh,
        "first_reported": change.first_reported,
        "last_reported": change.last_reported,
        "articles": len({claim.record for claim in change.claims}),
        "independent_sources": change.independent_sources,
        "confidence": change.confidence,
    }


def date_of(change: Change, role: str) -> str | None:
    """Return the date of that role that is shown, as EDTF."""
    return next((told.value.value for told in change.dates if told.value.role == role), None)


def target_text(target: TargetValue) -> str:
    """Return a target in a few words: `US military`, `JP`, `Acme Ltd`."""
    return (
        " ".join(filter(None, (target.jurisdiction, target.name or (target.class_ if target.class_ != "all" else ""))))
        or "all"
    )


def _condition(condition: ConditionValue) -> str:
    return f"{condition.type} {condition.effect}: {condition.value or condition.text}"


def _links(links: Iterable[AmendsLink]) -> Iterator[str]:
    return (f"{link.relation} {link.change}" for link in links)
