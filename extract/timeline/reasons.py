"""A reason for or against two claims being one change."""

Reason = tuple[str, object]
"""The name of a weight and what it rests on, put into words only when the pair is merged."""

Hit = Reason | None
