"""From when to when a change holds: for sure, perhaps, or not at all on a day."""

import calendar
import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from extract.records import Change, Claim, DateValue, Told
from extract.records.codes import TO_COME, DateRole
from extract.records.edtf import day_bounds

Sure = Literal["yes", "no", "maybe"]

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


class Holding(NamedTuple):
    """Whether a change holds on a day, why, and the claims that say so."""

    sure: Sure
    why: str
    claims: tuple[Claim, ...]


class Window(NamedTuple):
    """The days on which something can have happened, both inclusive; None is open. `words` are the dates as told."""

    first: date | None
    last: date | None
    words: str
    claims: tuple[Claim, ...]


def window(change: Change, role: DateRole) -> Window | None:
    """Return when a change was announced, took effect or expires; None where no article says.

    A date that more articles tell than any other is taken for the day; otherwise it can be any of the dates told.
    """
    told = next((told for told in change.dates if told.value.role == role), None)
    if told is None:
        return None
    versions = [told] if _prevails(told) else [told, *told.rivals]
    bounds = [day_bounds(version.value.value) for version in versions]
    firsts, afters = [first for first, _ in bounds], [after for _, after in bounds]
    first = None if None in firsts else min(filter(None, firsts))
    last = None if None in afters else max(filter(None, afters)) - timedelta(days=1)
    words = " or ".join(version.value.value for version in versions)
    return Window(first, last, words, tuple(claim for version in versions for claim in version.support))


def _prevails(told: Told[DateValue]) -> bool:
    articles = len({claim.record for claim in told.support})
    return all(len({claim.record for claim in rival.support}) < articles for rival in told.rivals)


def begun(change: Change, day: date) -> Holding:
    """Tell whether a change had taken effect by `day`."""
    stages: set[str] = {entry.stage for entry in change.stages}
    effective = window(change, "effective")
    if effective:
        return _begun_in(_not_before_announced(effective, change), stages, day)
    if stages <= TO_COME:
        return Holding("no", "", ())
    done = [entry for entry in change.stages if entry.stage == _done_stage(change) and entry.as_of]
    if done:
        first = day_bounds(done[0].as_of or "")[0]
        if first and first <= day:
            return Holding("yes", f"told as in force, since {done[0].as_of} at the latest", done[0].claims)
    return _announced(change, day)


def _done_stage(change: Change) -> str:
    return "ended" if change.action.value == "end" and change.stages[-1].stage == "ended" else "in_force"


def _announced(change: Change, day: date) -> Holding:
    entry = next((entry for entry in change.stages if entry.stage == "announced"), None)
    first = day_bounds(entry.as_of)[0] if entry and entry.as_of else None
    if entry is None or (first and day < first):
        return Holding("no", "", ())
    since = f"announced on {entry.as_of}" if entry.as_of else "announced"
    return Holding("maybe", f"{since}, and no source says when it takes effect", entry.claims)


def _not_before_announced(effective: Window, change: Change) -> Window:
    """Leave out of a vague time the days before the announcement: a rule of that month begins after it."""
    announced = window(change, "announced")
    if announced and announced.first and effective.first and effective.first != effective.last:
        last = effective.last or announced.first
        return effective._replace(first=max(effective.first, min(announced.first, last)))
    return effective


def _begun_in(effective: Window, stages: set[str], day: date) -> Holding:
    if effective.first and day < effective.first:
        return Holding("no", "", ())
    if stages <= TO_COME:
        why = f"planned for {effective.words}, and no source says that it took effect"
        return Holding("maybe", why, effective.claims)
    if effective.first != effective.last and (effective.last is None or day < effective.last):
        return Holding("maybe", f"it took effect some time in {effective.words}", effective.claims)
    return Holding("yes", f"effective {effective.words}", effective.claims)


def over(change: Change, day: date) -> Holding:
    """Tell whether a change had run out by `day`, by its own terms or as told; its last day still counts."""
    expires = runs_out(change)
    if expires and expires.last and day > expires.last:
        return Holding("yes", f"expired on {expires.words}", expires.claims)
    ended = next((entry for entry in change.stages if entry.stage == "ended"), None)
    if ended and ended.as_of and change.action.value != "end" and ended.basis != "expires":
        first = day_bounds(ended.as_of)[0]
        if first and day >= first:
            return Holding("yes", f"told as ended by {ended.as_of}", ended.claims)
    if expires and expires.first and day > expires.first:
        return Holding("maybe", f"it expires some time in {expires.words}", expires.claims)
    return Holding("no", "", ())


def runs_out(change: Change) -> Window | None:
    """Return the last day of a change: its expiry, or for a suspension of a given length the end of that.

    The length that other measures give is that of a licence under them.
    """
    return window(change, "expires") or _term(change)


def _term(change: Change) -> Window | None:
    effective = window(change, "effective")
    if change.action.value != "suspend" or effective is None or effective.first is None or effective.last is None:
        return None
    term = next((told for told in change.conditions if told.value.type == "validity_period" and told.value.value), None)
    if term is None:
        return None
    ends = [_after(start, term.value.value or "") for start in (effective.first, effective.last)]
    if ends[0] is None or ends[1] is None:
        return None
    return Window(ends[0], ends[1], f"{term.value.value} after {effective.words}", (*term.support, *effective.claims))


def _after(start: date, duration: str) -> date | None:
    """Return the last day of an ISO 8601 duration that begins on `start`; None where it is no duration of days."""
    found = _DURATION.fullmatch(duration)
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    month = start.month - 1 + months + 12 * years
    year, month = start.year + month // 12, month % 12 + 1
    if year > date.max.year - 1:
        return None
    end = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    return end + timedelta(weeks=weeks, days=days - 1)
