"""What the timeline says needs eyes: claims that sources contradict, and changes that tell what applies now."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from extract.records import UnfitDecision
from extract.reviewing.queue import Reason
from extract.running.rebuilding import TIMELINE


class Contested(NamedTuple):
    """Why items need eyes, by the path of their record and their id; and the decisions that the timeline could not apply."""

    reasons: Mapping[str, Mapping[str, tuple[Reason, ...]]]
    unfit: tuple[UnfitDecision, ...]


def contested_in(out: Path) -> Contested:
    """Return what `out`/timeline.json says; nothing where there is no timeline, or none that can be read."""
    try:
        timeline = json.loads((out / TIMELINE).read_bytes())
    except (OSError, ValueError):
        return Contested({}, ())
    unfit = tuple(UnfitDecision(**told) for told in timeline.get("unfit_decisions", ()))
    return Contested(_reasons(timeline), unfit)


def _reasons(timeline: Mapping[str, Any]) -> dict[str, dict[str, tuple[Reason, ...]]]:
    fields: dict[tuple[str, str], list[str]] = defaultdict(list)
    for conflict in timeline.get("conflicts", ()):
        for item in _claimed(claim for version in conflict["versions"] for claim in version["claims"]):
            fields[item].append(conflict["field"])
    newest = {regime["changes"][-1] for regime in timeline.get("regimes", ())}
    found: dict[str, dict[str, tuple[Reason, ...]]] = defaultdict(dict)
    for (path, id_), differing in fields.items():
        found[path][id_] = (Reason("sources_differ", tuple(dict.fromkeys(differing))),)
    for change in timeline.get("changes", ()):
        if change["id"] in newest:
            for path, id_ in _claimed(change["claims"]):
                found[path][id_] = (*found[path].get(id_, ()), Reason("new_change"))
    return found


def _claimed(claims: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    return [(claim["record"], claim.get("event") or claim.get("statistic") or "") for claim in claims]
