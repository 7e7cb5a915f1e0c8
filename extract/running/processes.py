"""The files of a run on one process or several; a process that dies takes no other file with it."""

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from extract.records import Problem
from extract.running.manifest import SkippedFile
from extract.running.planning import Task
from extract.running.working import Outcome, Settings, Worker

Done = tuple[int, list[Outcome]]
"""The number of a task and what became of its articles."""


def work_alone(worker: Worker, tasks: Sequence[Task]) -> Iterator[Done]:
    """Yield the outcomes of each task, in order, worked on in this process."""
    for number, task in enumerate(tasks):
        yield number, worker.work(task)


def work_together(settings: Settings, tasks: Sequence[Task], *, jobs: int) -> Iterator[Done]:
    """Yield the outcomes of each task as they come, worked on in `jobs` processes.

    When a process dies, the files that were under way are read again one at a time, to tell which of them it was.
    """
    suspects: set[int] = set(range(len(tasks)))
    pool = _pool(settings, jobs)
    try:
        for number, outcomes in _results(pool, tasks):
            suspects.discard(number)
            yield number, outcomes
    finally:
        pool.shutdown(cancel_futures=True)  # an interrupted run does not read the rest first
    yield from _one_at_a_time(settings, tasks, sorted(suspects))


def _results(pool: ProcessPoolExecutor, tasks: Sequence[Task]) -> Iterator[Done]:
    """Yield what a pool gets done before it breaks, if it does."""
    numbers: dict[Future[list[Outcome]], int] = {}
    with contextlib.suppress(BrokenProcessPool), _uninterrupted_starts():
        for number, task in enumerate(tasks):
            numbers[pool.submit(_work, task)] = number
    for future in as_completed(numbers):
        with contextlib.suppress(BrokenProcessPool):
            yield numbers[future], future.result()


@contextlib.contextmanager
def _uninterrupted_starts() -> Iterator[None]:
    """Let the processes that start meanwhile ignore Ctrl-C: it reaches all of them, and this one sees to the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _one_at_a_time(settings: Settings, tasks: Sequence[Task], numbers: Sequence[int]) -> Iterator[Done]:
    waiting = list(numbers)
    while waiting:
        with _pool(settings, 1) as pool:
            while waiting:
                number = waiting.pop(0)
                try:
                    yield number, pool.submit(_work, tasks[number]).result()
                except BrokenProcessPool:
                    yield number, [_died(tasks[number])]
                    break


def _pool(settings: Settings, jobs: int) -> ProcessPoolExecutor:
    # Forking a process that runs threads, such as the progress bar's, may hang: start each anew.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(settings,))


_workers: list[Worker] = []
"""The worker of this process, made once: the knowledge takes longer to load than an article to read."""


def _start(settings: Settings) -> None:
    _workers[:] = [Worker(settings)]


def _work(task: Task) -> list[Outcome]:
    return _workers[0].work(task)


def _died(task: Task) -> SkippedFile:
    message = "the process that read it died, perhaps of too little memory; read it by itself, or split it"
    return SkippedFile(input=task.input, source=task.source.name, problem=Problem(code="process_died", message=message))
