"""What a page asks the desk to do, in JSON both ways. `saved` is answered only after the decision is on the disk."""

from collections.abc import Callable
from typing import Any, Literal, cast
from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from extract.deciding.faults import Fault
from extract.errors import RegimelineError
from extract.records import Decision
from extract.records.decision import Verdict
from extract.records.log import DECISIONS, append_decisions
from extract.reviewing.adjudicating import adjudicated
from extract.reviewing.agreement import agreement
from extract.reviewing.desk import MADE_ANEW, Desk
from extract.reviewing.outcomes import Outcome, Refused, Saved, Stale, Wanted
from extract.reviewing.web.asking import look_of, visit_of
from extract.reviewing.web.completing import completed
from extract.reviewing.web.door import Door, Visit, tidy
from extract.reviewing.web.guard import cookie_header
from extract.reviewing.web.pages import Pages
from extract.reviewing.web.showing import moment, told
from extract.reviewing.web.wording import Wording


class About(BaseModel):
    """The record that a page asks about, and to retract a decision its id."""

    model_config = ConfigDict(extra="forbid", strict=True)

    record: str
    decision: str = ""


class Settled(BaseModel):
    """The difference to close, the reviewer whose side of it holds, and why."""

    model_config = ConfigDict(extra="forbid", strict=True)

    difference: str
    take: str
    note: str = ""


class Asked(BaseModel):
    """What a page wants; see `extract.reviewing.outcomes.Wanted`. `version` is that of the sheet on which it stands."""

    model_config = ConfigDict(extra="forbid", strict=True)

    record: str
    verdict: Verdict
    target: str | None = None
    field: str | None = None
    value: Any = None
    evidence: tuple[int, int] | None = None
    targets: tuple[str, ...] = ()
    scope: Literal["record", "timeline"] = "record"
    version: str | None = None
    made: str | None = None

    def wanted(self) -> Wanted:
        """Return it in the desk's form."""
        return Wanted(**self.model_dump(exclude={"version", "made"}))


class Actions:
    """Answers to what changes something, and to what a page asks before it does."""

    def __init__(self, desk: Desk, door: Door, pages: Pages) -> None:
        self._desk = desk
        self._door = door
        self._pages = pages

    async def decide(self, request: Request) -> Response:
        """Write a decision down."""
        return await self._answer(request, self._decide)

    async def check(self, request: Request) -> Response:
        """Tell what would not fit, without writing anything."""
        return await self._answer(request, self._check)

    async def undo(self, request: Request) -> Response:
        """Retract the reviewer's last decision about the record."""
        return await self._answer(request, self._undo)

    async def redo(self, request: Request) -> Response:
        """Retract the reviewer's last undo."""
        return await self._answer(request, self._redo)

    async def retract(self, request: Request) -> Response:
        """Retract one decision: reopen what it closed, or let go what no longer fits."""
        return await self._answer(request, self._retract)

    async def settle(self, request: Request) -> Response:
        """Close a difference between reviewers: one side of it holds."""
        return await self._answer(request, self._settle)

    def renew(self, request: Request) -> Response:
        """Answer with a pass of the desk that is running, for a page of one that is not."""
        visit = visit_of(request)
        return JSONResponse({"pass": self._door.pass_of(visit)} if visit else {})

    async def enter(self, request: Request) -> Response:
        """Let a browser in that has the token, under the name that its reviewer gives; else ask for it."""
        if request.method != "POST":
            return self._ask(request, to=request.query_params.get("to", "/"), wrong=False)
        told = {name: values[0] for name, values in parse_qs((await request.body()).decode(errors="replace")).items()}
        if not self._door.admits(told.get("token", "")) or not tidy(told.get("name", "")):
            return self._ask(request, to=told.get("to", "/"), wrong=True, name=told.get("name", ""))
        sealed = self._door.seal(self._door.begin(told["name"]))
        response = RedirectResponse(_own_address(told.get("to", "/")), 303)
        response.headers.append("set-cookie", cookie_header(self._door.cookie, sealed))
        return response

    def _ask(self, request: Request, *, to: str, wrong: bool, name: str = "") -> Response:
        return self._pages.show(
            request, "enter.html", status=403 if wrong else 200, to=_own_address(to), wrong=wrong, name=name
        )

    async def _answer(self, request: Request, act: Callable[[bytes, Visit, Wording], Response]) -> Response:
        words = look_of(request).words
        try:
            body = await request.body()
            return await run_in_threadpool(act, body, cast("Visit", visit_of(request)), words)
        except ValidationError:
            return _failure(words("fault_json"), 400)
        except (RegimelineError, OSError) as error:
            return _failure(str(error), 409)

    def _decide(self, body: bytes, visit: Visit, words: Wording) -> Response:
        asked = Asked.model_validate_json(body)
        wanted = completed(asked.wanted(), self._desk.record(asked.record))
        outcome = self._added(wanted, asked.version, visit.reviewer) or self._desk.decide(
            wanted, version=asked.version, by=visit.reviewer, made=asked.made
        )
        if isinstance(outcome, Stale) and _same(outcome.theirs, wanted, visit.reviewer):
            outcome = Saved(outcome.theirs, outcome.version or outcome.theirs.id)
        return _outcome(outcome, wanted.verdict, words)

    def _added(self, wanted: Wanted, version: str | None, reviewer: str) -> Saved | None:
        """Return the decision that added the same item since the page was loaded: its answer was lost, and the page asks again."""
        if wanted.verdict != "add" or wanted.target is not None:
            return None
        made = self._desk.since(wanted.record, version)
        again = next((decision for decision in made if _same(decision, wanted, reviewer)), None)
        return Saved(again, made[-1].id) if again else None

    def _check(self, body: bytes, visit: Visit, words: Wording) -> Response:
        del visit
        asked = Asked.model_validate_json(body)
        faults = self._desk.faults_in(completed(asked.wanted(), self._desk.record(asked.record)))
        return JSONResponse({"faults": _faults(faults, words)})

    def _undo(self, body: bytes, visit: Visit, words: Wording) -> Response:
        del words
        return _retracted(self._desk.undo(About.model_validate_json(body).record, by=visit.reviewer))

    def _redo(self, body: bytes, visit: Visit, words: Wording) -> Response:
        del words
        return _retracted(self._desk.redo(About.model_validate_json(body).record, by=visit.reviewer))

    def _retract(self, body: bytes, visit: Visit, words: Wording) -> Response:
        del words
        about = About.model_validate_json(body)
        return _retracted(self._desk.retract(about.record, about.decision, by=visit.reviewer))

    def _settle(self, body: bytes, visit: Visit, words: Wording) -> Response:
        del words
        asked = Settled.model_validate_json(body)
        articles = self._desk.shared()
        difference = agreement(articles).difference(asked.difference)
        article = next(article for article in articles if article.path == difference.record)
        made = adjudicated(difference, article, take=asked.take, by=visit.reviewer, note=asked.note or None)
        append_decisions(self._desk.out / DECISIONS, made)
        return JSONResponse({"saved": made[-1].id, "at": moment(made[-1].at)})


def _same(made: Decision, wanted: Wanted, reviewer: str) -> bool:
    """Tell whether a decision is what its reviewer wants again, not having heard that it was saved."""
    same = (made.by, made.verdict, made.target, made.field) == (reviewer, wanted.verdict, wanted.target, wanted.field)
    return same and _told_by(wanted.value, made.value)


def _told_by(wanted: Any, made: Any) -> bool:
    """Tell whether the JSON `made` says all that `wanted` does: the desk adds ids and quotes."""
    if isinstance(wanted, dict) and isinstance(made, dict):
        return all(name in made and _told_by(value, made[name]) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(made, list):
        return len(wanted) == len(made) and all(map(_told_by, wanted, made))
    return bool(wanted == made)


def _outcome(outcome: Outcome, verdict: Verdict, words: Wording) -> Response:
    match outcome:
        case Saved(decision, version):
            return JSONResponse({"saved": decision.id, "version": version, "at": moment(decision.at)})
        case Refused(faults) if faults[0].code == MADE_ANEW:
            return _failure(_faults(faults, words)[0]["message"], 409)
        case Refused(faults):
            return JSONResponse({"faults": _faults(faults, words)}, 422)
        case Stale(theirs, yours, now, version):
            by_verdict = words(f"verdict_{theirs.verdict}")
            stale = {
                "by": theirs.by,
                "at": moment(theirs.at),
                "theirs": told(now, words, theirs.field) if theirs.field else by_verdict,
                "yours": told(yours, words, theirs.field) if yours is not None else words(f"verdict_{verdict}"),
                "version": version,
            }
            return JSONResponse({"stale": stale}, 409)


def _retracted(saved: Saved | None) -> Response:
    return JSONResponse(
        {"saved": saved.decision.id, "version": saved.version, "at": moment(saved.decision.at)}
        if saved
        else {"nothing": True}
    )


def _faults(faults: tuple[Fault, ...], words: Wording) -> list[dict[str, str]]:
    chinese = words.language == "zh"
    return [{"field": fault.field, "message": fault.message_zh if chinese else fault.message} for fault in faults]


def _failure(message: str, status: int) -> Response:
    return JSONResponse({"failed": message}, status)


def _own_address(to: str) -> str:
    """Return `to` if it is a path of this desk: an address of another host begins with two slashes or a scheme."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/"
