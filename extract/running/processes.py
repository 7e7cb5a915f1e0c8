"""The files of a run on one process or several; a process that dies or hangs takes no other article with it."""

import contextlib
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import NamedTuple

from extract.errors import StorageError
from extract.records import Problem
from extract.running.manifest import SkippedFile
from extract.running.messages import Finished, Message, Reached, Reply, Told
from extract.running.nursery import Child, Nursery
from extract.running.planning import Task

Answer = Callable[[Reached], Reply]

_IDLE = 1.0
"""Seconds of silence after which the one that waits for what happens may do something else."""
_BY_THE_CLOCK = 10
"""How much longer an article may take by the clock than by the processor: it may wait for others, but not for ever."""


class Step(NamedTuple):
    """Something that happened to the file of a task."""

    task: Task
    message: Message


class _Hand:
    """A process and what it is at: the results of its file that are dealt with, and the article that it reached."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.task: Task | None = None
        self.done = 0
        self.reached: Reached | None = None
        self._since = 0.0
        self._spent: float | None = None

    def begin(self) -> None:
        """Count the time of what it is at from now on."""
        self._since, self._spent = time.monotonic(), processor_seconds(self.child.pid)

    def left(self, seconds: float) -> float:
        """Return how much of so many seconds of its processor is left for what it is at, or of ten times as many by the clock."""
        elapsed = time.monotonic() - self._since
        left = _BY_THE_CLOCK * seconds - elapsed
        if self._spent is None:
            return min(left, seconds - elapsed)
        spent = processor_seconds(self.child.pid)
        # None: it has ended, and its connection is about to say so.
        return left if spent is None else min(left, seconds - (spent - self._spent))


class Crew:
    """`jobs` processes that work on tasks, at most `max_seconds` of a processor on one article, or ten times that by the clock.

    `answer` is asked what to do with each article; `idle` is called while nothing happens, once a second. Articles of the same key are never extracted at the same time: the second waits until
    `answer` knows of the first.
    """

    def __init__(
        self,
        nursery: Nursery,
        *,
        jobs: int,
        max_seconds: float,
        answer: Answer,
        idle: Callable[[], object] = lambda: None,
    ) -> None:
        self._nursery, self._idle = nursery, idle
        self._jobs, self._max_seconds, self._answer = jobs, max_seconds, answer
        self._hands: list[_Hand] = []
        self._waiting: deque[_Hand] = deque()
        self._again: deque[Task] = deque()

    def work(self, tasks: Iterator[Task]) -> Generator[Step]:
        """Yield what happens to the files, as it happens; tasks are taken only as there is a process for them."""
        try:
            while self._hand_out(tasks):
                yield from self._happened()
        finally:
            for hand in self._hands:
                _end(hand, kill=hand.task is not None)

    def _hand_out(self, tasks: Iterator[Task]) -> bool:
        """Give idle processes, and new ones up to `jobs`, a task each; tell whether any is at work."""
        while len(busy := [hand for hand in self._hands if hand.task]) < self._jobs:
            task = self._again.popleft() if self._again else next(tasks, None)
            if task is None:
                return bool(busy)
            idle = next((hand for hand in self._hands if not hand.task), None)
            if idle is None:
                idle = self._another(busy)
                if idle is None:
                    self._again.appendleft(task)
                    self._jobs = len(busy)
                    return True
            idle.task, idle.done, idle.reached = task, task.after, None
            idle.begin()
            _send(idle, task)
        return True

    def _another(self, busy: list[_Hand]) -> _Hand | None:
        """Start a process; None where the system gives no more than those at work, with which the run goes on."""
        try:
            hand = _Hand(self._nursery.start())
        except (OSError, StorageError) as error:
            if busy:
                return None
            message = f"no process that reads articles could be started ({error}); give a smaller --jobs, or allow more open files"
            raise StorageError(message) from error
        self._hands.append(hand)
        return hand

    def _happened(self) -> Iterator[Step]:
        busy = {hand.child.connection: hand for hand in self._hands if hand.task}
        timed = [hand for hand in busy.values() if hand not in self._waiting]
        left = min(hand.left(self._max_seconds) for hand in timed)
        heard = wait(list(busy), timeout=max(0.01, min(left, _IDLE)))
        for connection in heard:
            yield from self._heard(busy[connection])  # type: ignore[index]
        if not heard:
            self._idle()
        for hand in timed:
            if hand in self._hands and hand.task and hand.left(self._max_seconds) <= 0:
                _end(hand, kill=True)
                yield from self._lost(hand, _slow(self._max_seconds))

    def _heard(self, hand: _Hand) -> Iterator[Step]:
        try:
            message: Message = hand.child.connection.recv()
        except (EOFError, OSError):
            _end(hand, kill=False)
            yield from self._lost(hand, _DIED)
            return
        task = hand.task
        assert task is not None  # noqa: S101 -- only processes at work are listened to
        hand.begin()
        if isinstance(message, Reached):
            hand.reached = message
            self._reply(hand)
            return
        if isinstance(message, Told):
            hand.done, hand.reached = hand.done + 1, None
        if isinstance(message, Finished):
            hand.task = None
        yield Step(task, message)
        self._reply_to_waiting()

    def _reply(self, hand: _Hand) -> None:
        reached = hand.reached
        assert reached is not None  # noqa: S101 -- it has just said so
        if any(
            other.reached and other.reached.key == reached.key
            for other in self._hands
            if other is not hand and other not in self._waiting
        ):
            self._waiting.append(hand)
        else:
            hand.begin()
            _send(hand, self._answer(reached))

    def _reply_to_waiting(self) -> None:
        for _ in range(len(self._waiting)):
            self._reply(self._waiting.popleft())

    def _lost(self, hand: _Hand, problem: Problem) -> Iterator[Step]:
        """Give up the article that a process is at, and with it the rest of a file that it could not read on."""
        task = hand.task
        assert task is not None  # noqa: S101 -- only processes at work are listened to
        self._hands.remove(hand)
        if hand in self._waiting:
            self._waiting.remove(hand)
        skipped = SkippedFile(input=task.input, source=task.source.name, problem=problem)
        yield Step(task, Told([skipped], hand.reached))
        if hand.reached:
            self._again.append(_after(task, hand.done + 1))
        else:
            yield Step(task, Finished(None))
        self._reply_to_waiting()


def processor_seconds(pid: int) -> float | None:
    """Return the processor time that a process has used; None where that is not told, or when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _after(task: Task, done: int) -> Task:
    return replace(task, known=None, after=done)


def _send(hand: _Hand, what: Task | Reply) -> None:
    with contextlib.suppress(OSError):  # it died: the next look at its connection says so
        hand.child.connection.send(what)


def _end(hand: _Hand, *, kill: bool) -> None:
    """Let a process go: an idle one ends as its connection does."""
    hand.child.connection.close()
    if kill:
        with contextlib.suppress(OSError):
            os.kill(hand.child.pid, signal.SIGKILL)


_DIED = Problem(
    code="process_died",
    message="the process that read it died, perhaps of too little memory; read it by itself, or split it",
)


def _slow(seconds: float) -> Problem:
    message = f"it was not done after {seconds:g} seconds of a processor; give more with --max-seconds, or split it"
    return Problem(code="too_slow", message=message)
