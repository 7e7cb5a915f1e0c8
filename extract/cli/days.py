"""Days on the command line."""

from datetime import date, datetime

from extract.errors import UsageError


def parse_day(text: str | None) -> date:
    """Return the day that was given as YYYY-MM-DD; today where none was."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day; write it as YYYY-MM-DD"
        raise UsageError(message) from error
