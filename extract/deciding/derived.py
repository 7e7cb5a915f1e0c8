"""What follows from the fields of an event, worked out anew when a reviewer changed them."""

from extract.assembling.directions import direction_of
from extract.assembling.drafts import Draft
from extract.assembling.headlines import headline_of
from extract.knowledge import load_knowledge
from extract.records import Event, EventBasis

DERIVED = frozenset({"id", "direction", "headline", "basis", "confidence"})
"""Fields that no decision sets: they are given at extraction, or follow from the others."""

_HEARD = tuple(EventBasis.model_fields)


def rederived(event: Event, before: Event | None = None) -> Event:
    """Return the event with the direction and headline that follow from its fields.

    What rules and model each say of it is forgotten where a value that they spoke of is another now.
    """
    draft = Draft(event.measure, event.action, event.stage, event.certainty, event.issuer)
    heard = before is None or all(getattr(event, name) == getattr(before, name) for name in _HEARD)
    return event.model_copy(
        update={
            "direction": direction_of(event.measure, event.action),
            "headline": headline_of(draft, event.targets, event.materials, load_knowledge()),
            "basis": event.basis if heard else None,
        }
    )
