"""Starts processes that read: where forking is safe they share all memory of what they read with, elsewhere each loads its own.

A nursery is a process that loads knowledge and model once and then forks; nothing else runs in it, so nothing is half done when it
forks, and the process that runs the batch, which may have threads, is never forked. It is started as a program of its own, so that
nothing of the caller is run a second time, and in a session of its own, so that Ctrl-C is for the caller alone.
"""

import contextlib
import gc
import json
import os
import select
import signal
import subprocess
import sys
import warnings
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

from extract.errors import RegimelineError, StorageError
from extract.running.planning import Task
from extract.running.working import Settings, Worker

FORKING = sys.platform == "linux"
"""Elsewhere libraries of the system itself may not survive a fork."""

_BIRTH = """
import json, sys
sys.path[:] = json.loads(sys.argv[2])
from extract.running.nursery import serve
serve(int(sys.argv[1]))
"""


class Child(NamedTuple):
    """A process that reads: it takes tasks and replies, and sends messages; its end is the end of the connection."""

    connection: "Connection[Any, Any]"
    pid: int


class _Program(Protocol):
    def kill(self) -> None: ...

    def wait(self) -> int: ...


class Nursery:
    """Starts processes that read with the same settings; a context. Raises what making a `Worker` raises."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._control: Connection[Any, Any] | None = None
        self._programs: list[_Program] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> Child:
        """Start a process, and wait until it has loaded what it reads with."""
        if not FORKING:
            return self._begin()
        if self._control is not None:
            with contextlib.suppress(OSError, StorageError):
                return self._forked(self._control)
            self.close()  # the nursery itself was killed: another takes its place
        self._control = self._begin().connection
        return self._forked(self._control)

    def close(self) -> None:
        """End the nursery; processes that it started end with the connections to them."""
        if self._control is not None:
            self._control.close()
            self._control = None
        for program in self._programs:
            program.kill()
            program.wait()
        self._programs.clear()

    def _begin(self) -> Child:
        """Start a program that loads what is read with, and then forks or reads itself."""
        ours, theirs = Pipe()
        self._programs.append(born(theirs.fileno()))
        theirs.close()
        ours.send((self._settings, FORKING))
        return Child(ours, _answer(ours))

    def _forked(self, control: "Connection[Any, Any]") -> Child:
        ours, theirs = Pipe()
        send_handle(control, theirs.fileno(), None)
        theirs.close()
        return Child(ours, _answer(ours))


def born(handle: int) -> _Program:
    """Start a program that serves at the other end of a connection."""
    command = [sys.executable, "-c", _BIRTH, str(handle), json.dumps(sys.path)]
    return subprocess.Popen(command, pass_fds=[handle], start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603 -- ourselves


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


def serve(handle: int) -> None:
    """Load what is read with, as the first message says, and read; or fork a process for each connection that comes, until none can."""
    connection: Connection[Any, Any] = Connection(handle)
    try:
        settings, forking = connection.recv()
    except (EOFError, OSError):
        return
    worker = _loaded(settings)
    with contextlib.suppress(EOFError, OSError):  # the run has ended: nobody is left to read for
        _serve(worker, connection, forking=forking)


def _loaded(settings: Settings) -> Worker | Exception:
    """Return what reads, or else why it cannot be made."""
    gc.disable()  # nothing of what is loaded is garbage: looking for some takes a tenth of the time
    try:
        return Worker(settings)
    except RegimelineError as error:
        return error
    finally:
        gc.enable()


def _serve(worker: Worker | Exception, connection: "Connection[Any, Any]", *, forking: bool) -> None:
    if isinstance(worker, Exception):
        connection.send(worker)
        return
    connection.send(os.getpid())
    (_fork_for if forking else _read_for)(worker, connection)


def _fork_for(worker: Worker, control: "Connection[Any, Any]") -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the ended are not waited for: their connection tells
    gc.collect()
    gc.freeze()  # what is loaded is not looked at again, and so stays shared
    with contextlib.suppress(RuntimeError):
        while True:
            _fork(worker, control, recv_handle(control))


def _fork(worker: Worker, control: "Connection[Any, Any]", handle: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of libraries are idle here, and hold no lock
        child = os.fork()
    connection: Connection[Any, Any] = Connection(handle)
    if child:
        connection.close()
        return
    control.close()
    connection.send(os.getpid())
    _read_for(worker, connection)
    os._exit(0)


def _read_for(worker: Worker, connection: "Connection[Any, Any]") -> None:
    """Work on the tasks that come until nobody sends any more."""
    if FORKING:
        Thread(target=_end_with, args=(connection.fileno(),), daemon=True).start()

    def ask(reached: Any) -> Any:
        connection.send(reached)
        return connection.recv()

    with contextlib.suppress(EOFError, OSError):
        while True:
            task: Task = connection.recv()
            for message in worker.work(task, ask):
                connection.send(message)


def _end_with(handle: int) -> None:
    """End this process as soon as nobody is at the other end: what it would still write might replace what the next run has written."""
    hung_up = select.poll()
    hung_up.register(handle, 0)  # of a hang-up poll tells unasked
    hung_up.poll()
    os._exit(0)
