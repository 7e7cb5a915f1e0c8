"""Two events of one article that are one, and one that is two."""

from collections.abc import Sequence

from extract.deciding.derived import rederived
from extract.deciding.editing import checked
from extract.deciding.faults import refuse
from extract.deciding.paths import Json
from extract.deciding.seeing import bare
from extract.records import Event

LISTS = ("triggers", "targets", "materials", "conditions", "dates", "attribution")
"""The fields of an event that hold several values."""


def joined(first: Event, others: Sequence[Event], text: str) -> Event:
    """Return `first` with the words and values of the others added; where both have one value that of `first` stays."""
    document = _dump(first)
    for other in map(_dump, others):
        for name in LISTS:
            document[name] += [item for item in other[name] if not _holds(document[name], item, name)]
        document["issuer"] = {
            name: held if held is not None else other["issuer"][name] for name, held in document["issuer"].items()
        }
        document["instrument"] = document["instrument"] or other["instrument"]
        document["amends"] = document["amends"] or other["amends"]
    return checked(Event, document, text, before=first)


def parted(event: Event, part: Json, text: str) -> tuple[Event, Event]:
    """Return the event without what leaves it, and the new event that this makes.

    `part` has the `id` of the new event, the items of lists that go to it (at least one trigger), and codes in which it differs.
    What both keep (issuer, act, codes) is copied. The last trigger stays with both. Raises UnfitError.
    """
    if not part.get("id") or not part.get("triggers"):
        refuse("last_trigger", "triggers")
    old = _dump(event)
    for name in LISTS:
        left = [item for item in old[name] if not _holds(part.get(name, ()), item, name)]
        old[name] = left or (old[name][:1] if name == "triggers" else [])
    new = {**_dump(event), **{name: [] for name in LISTS}, **part}
    return checked(Event, old, text, before=event), rederived(checked(Event, new, text))


def _holds(items: Sequence[Json], item: Json, name: str) -> bool:
    """Tell whether `item` is among the items: by its words for triggers and conditions, else by its values."""
    if name in ("triggers", "conditions"):
        return any(held.get("evidence") == item["evidence"] for held in items)
    return any(bare(held) == bare(item) for held in items)


def _dump(event: Event) -> Json:
    document: Json = event.model_dump(mode="json", by_alias=True)
    return document
