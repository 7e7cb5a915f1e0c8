"""Starts processes that read: where forking is safe they share all memory of what they read with, elsewhere each loads its own.

A nursery is a process that loads knowledge and model once and then forks; nothing else runs in it, so nothing is half done when it
forks, and the process that runs the batch, which may have threads, is never forked.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import warnings
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from types import TracebackType
from typing import Any, NamedTuple, Self

from extract.errors import RegimelineError, StorageError
from extract.running.planning import Task
from extract.running.working import Settings, Worker

FORKING = sys.platform == "linux"
"""Elsewhere libraries of the system itself may not survive a fork."""

_CONTEXT = multiprocessing.get_context("spawn")


class Child(NamedTuple):
    """A process that reads: it takes tasks and replies, and sends messages; its end is the end of the connection."""

    connection: "Connection[Any, Any]"
    pid: int


class Nursery:
    """Starts processes that read with the same settings; a context. Raises what making a `Worker` raises."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._control: Connection[Any, Any] | None = None
        self._mother: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def start(self) -> Child:
        """Start a process, and wait until it has loaded what it reads with."""
        if FORKING and self._control is not None:
            try:
                return self._forked(self._control)
            except (OSError, StorageError):
                self._close()  # the nursery itself was killed: another takes its place
        if FORKING:
            return self._forked(self._open())
        ours, theirs = _CONTEXT.Pipe()
        _process(_serve_alone, self._settings, theirs)
        theirs.close()
        return Child(ours, _answer(ours))

    def _open(self) -> "Connection[Any, Any]":
        self._control, far = _CONTEXT.Pipe()
        self._mother = _process(_serve, self._settings, far)
        far.close()
        _answer(self._control)
        return self._control

    def _forked(self, control: "Connection[Any, Any]") -> Child:
        ours, theirs = _CONTEXT.Pipe()
        send_handle(control, theirs.fileno(), None)
        theirs.close()
        return Child(ours, _answer(ours))

    def _close(self) -> None:
        if self._control is not None and self._mother is not None:
            self._control.close()
            self._mother.kill()
            self._mother.join()
        self._control = self._mother = None


def _process(target: Any, *arguments: Any) -> Any:
    # A daemon goes with this process in any case; SIGINT is for this process alone, which then sees to the end.
    before = signal.getsignal(signal.SIGINT)
    with contextlib.suppress(ValueError):  # only the main thread may say so
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = _CONTEXT.Process(target=target, args=arguments, daemon=True)
        process.start()
    finally:
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, before)
    return process


def _answer(connection: "Connection[Any, Any]") -> int:
    """Return the first word of a process: its number, or the error that kept it from starting, which is raised."""
    try:
        answer = connection.recv()
    except (EOFError, OSError) as error:
        message = (
            "a process that reads articles died as it started, perhaps of too little memory; give a smaller --jobs"
        )
        raise StorageError(message) from error
    if isinstance(answer, RegimelineError):
        raise answer
    return int(answer)


def _serve(settings: Settings, control: "Connection[Any, Any]") -> None:
    """Load what is read with, then fork a process for each connection that comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the ended are not waited for: their connection tells
    worker = _made(settings, control)
    if worker is None:
        return
    gc.collect()
    gc.freeze()  # what is loaded is not looked at again, and so stays shared
    while True:
        try:
            handle = recv_handle(control)
        except (EOFError, OSError, RuntimeError):
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of libraries are idle here, and need no lock
            child = os.fork()
        connection: Connection[Any, Any] = Connection(handle)
        if not child:
            control.close()
            connection.send(os.getpid())
            _read_for(worker, connection)
            os._exit(0)
        connection.close()


def _serve_alone(settings: Settings, connection: "Connection[Any, Any]") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if worker := _made(settings, connection):
        _read_for(worker, connection)


def _made(settings: Settings, connection: "Connection[Any, Any]") -> Worker | None:
    try:
        worker = Worker(settings)
    except RegimelineError as error:
        connection.send(error)
        return None
    connection.send(os.getpid())
    return worker


def _read_for(worker: Worker, connection: "Connection[Any, Any]") -> None:
    """Work on the tasks that come until nobody sends any more."""

    def ask(reached: Any) -> Any:
        connection.send(reached)
        return connection.recv()

    with contextlib.suppress(EOFError, OSError):
        while True:
            task: Task = connection.recv()
            for message in worker.work(task, ask):
                connection.send(message)
