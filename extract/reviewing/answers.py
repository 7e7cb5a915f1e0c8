"""What the index answers: pages of the queue, progress, what comes next, what needs a second look."""

from extract.deciding.misfits import homeless
from extract.reviewing.index import ROWS
from extract.reviewing.ledger import Ledger
from extract.reviewing.pace import Pace
from extract.reviewing.queue import Progress, Queue, Wish
from extract.reviewing.second import KeptLook, SecondLook
from extract.reviewing.store import Store
from extract.reviewing.wishing import ORDER, condition_of

_PLACE = "need DESC, record"
"""The order in which records are gone through."""


class Answers:
    """Reads the store; whoever keeps that up to date is another."""

    def __init__(self, store: Store, ledger: Ledger, pace: Pace) -> None:
        self._store = store
        self._ledger = ledger
        self._pace = pace

    def queue(self, wish: Wish, *, page: int, size: int) -> Queue:
        """Return a page of the rows that fit."""
        fits = condition_of(wish)
        with self._store.reading() as store:
            (total,) = store.execute(f"SELECT count(*) FROM rows WHERE {fits.sql}", fits.values).fetchone()  # noqa: S608 -- our own SQL
            found = store.execute(
                f"SELECT json FROM rows WHERE {fits.sql} ORDER BY {ORDER} LIMIT ? OFFSET ?",  # noqa: S608 -- the same
                (*fits.values, size, page * size),
            ).fetchall()
        return Queue(tuple(ROWS.validate_json(row) for (row,) in found), total, page, size)

    def progress(self, wish: Wish) -> Progress:
        """Return how far the rows that fit are decided."""
        fits = condition_of(wish, any_state=True)
        with self._store.reading() as store:
            counts = dict(
                store.execute(f"SELECT state, count(*) FROM rows WHERE {fits.sql} GROUP BY state", fits.values)  # noqa: S608 -- our own SQL
            )
        left = counts.get("open", 0) + counts.get("second_look", 0)
        each = self._pace.seconds()
        return Progress(
            total=sum(counts.values()),
            accepted=counts.get("accepted", 0),
            rejected=counts.get("rejected", 0) + counts.get("merged", 0),
            open=counts.get("open", 0),
            second_look=counts.get("second_look", 0),
            seconds_each=each,
            seconds_left=None if each is None else each * left,
        )

    def next_after(self, record: str, wish: Wish) -> str | None:
        """Return the record of the open row that follows those of `record`, or else of the first; None when none is open elsewhere.

        A row keeps its place when it is decided, so that going on from a record never leads back to those that were passed over
        before all the others have been seen.
        """
        fits = condition_of(wish, any_state=True)
        first = f"SELECT record FROM rows WHERE {fits.sql} AND done = 0 AND record != ?"  # noqa: S608 -- our own SQL
        with self._store.reading() as store:
            place = f"SELECT max(need) FROM rows WHERE {fits.sql} AND record = ?"  # noqa: S608 -- the same
            (need,) = store.execute(place, (*fits.values, record)).fetchone()
            for later, values in ((" AND (need < ? OR need = ? AND record > ?)", (need, need, record)), ("", ())):
                row = store.execute(
                    f"{first}{later} ORDER BY {_PLACE} LIMIT 1", (*fits.values, record, *values)
                ).fetchone()
                if row:
                    return str(row[0])
        return None

    def faults(self) -> tuple[str, ...]:
        """Return sentences about records that are not valid."""
        with self._store.reading() as store:
            return tuple(
                fault for (fault,) in store.execute("SELECT fault FROM records WHERE fault NOTNULL ORDER BY path")
            )

    def second_look(self) -> tuple[SecondLook, ...]:
        """Return the decisions that no longer fit, in the order of the log."""
        with self._store.reading() as store:
            kept = store.execute("SELECT record, json FROM unfit").fetchall()
        looks = [KeptLook.model_validate_json(look).at(record or None) for record, look in kept]
        looks = [look for look in looks if look.record or self._ledger.stands(look.decision)]
        lost = [made for made in self._ledger.lost() if made.scope == "record"]
        looks += [KeptLook.of(misfit).at(None) for misfit in homeless(lost)]
        return tuple(sorted(looks, key=lambda look: look.decision.at))
