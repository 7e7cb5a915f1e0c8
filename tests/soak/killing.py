"""A run that is killed again and again, and given again, until it ends by itself."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from changing import Changes, begin
from holding import Held, Result, differences, journal_rows, leftovers, result_of
from whole_runs import ARTICLES, Running, children_of, command

from extract.running.journal import JOURNAL
from extract.running.manifest import load_manifest

WHOM = {"all": 4, "parent": 3, "reader": 2, "nursery": 1}
"""What is killed, and how often: all processes at once, the one that the user started, one that reads, or the one that starts these."""
SETTLED = 2.5
"""Seconds after which the time of a file is trusted, and a little more."""
ORPHAN = 60.0
"""Seconds that a process may outlive the run that started it: on a busy machine it takes so long to load what it reads with, and then notices."""
TRIES = 5
"""Runs in a row, at most, in which an article is passed over since a process was killed."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is tried. `pace` stretches the time between kills: above 1 some fall after all is read, when runs look for changes and tidy up."""

    articles: int
    kills: int
    seed: int
    jobs: int = 2
    model: str = "none"
    shard_size: int = 500
    pace: float = 1.3


@dataclass
class Told:
    """What came of it; `faults` is empty when all held."""

    form: str
    faults: list[str] = field(default_factory=list)
    kills: int = 0
    runs: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    peak: float = 0.0
    again: int = 0


@dataclass
class Undisturbed:
    """One run over the folder as it is at the end; a second one, which does nothing, takes `start` seconds."""

    result: Result
    start: float
    seconds: float
    processor: float
    peak: float


def undisturbed(home, plan):
    """Run once over what all changes will have made of the folder."""
    articles, out = home / "final", home / "undisturbed"
    begin(ARTICLES, articles, plan.articles)
    changes = Changes(articles, plan.seed)
    for _ in range(plan.kills):
        changes.some()
    words = command(articles, out, jobs=plan.jobs, model=plan.model)
    running = Running(words, stderr=subprocess.DEVNULL)
    code, seconds = running.wait()
    _, start = Running(words, stderr=subprocess.DEVNULL).wait()
    if code:
        message = f"the undisturbed run ended with {code}"
        raise RuntimeError(message)
    found = Undisturbed(result_of(out), start, seconds, running.processor, running.peak)
    shutil.rmtree(articles)
    shutil.rmtree(out)
    return found


class Soak:
    """A folder of articles and the runs over it in one form."""

    def __init__(self, home, plan, form, wanted):
        self.told = Told(form)
        self._plan, self._wanted = plan, wanted
        self._articles, self._out, self._temporary = home / form / "in", home / form / "out", home / form / "tmp"
        begin(ARTICLES, self._articles, plan.articles)
        self._temporary.mkdir()
        self._errors = home / form / "errors.txt"
        self._changes = Changes(self._articles, plan.seed)
        self._held = Held(self._out, self._changes.touched)
        self._drawn = random.Random(f"{plan.seed} {form}")  # noqa: S311 - draws a test
        self._running, self._began = None, 0.0
        self._longest = 1e9

    def go(self):
        """Do it all; return what came of it."""
        began = time.perf_counter()
        try:
            for _ in range(self._plan.kills):
                self._one_kill()
            self._to_the_end()
        finally:
            if self._running:
                self._strike("all")
        self.told.seconds = time.perf_counter() - began
        self.told.again = self._held.again
        self.told.faults += self._held.faults
        return self.told

    def _one_kill(self):
        changed = False
        while True:
            self._running = self._running or self._start()
            delay = min(self._delay(), self._drawn.uniform(0, self._longest))
            ended = self._ended_within(delay / 2)
            if not changed:
                self._changes.some()
                changed = True
            if not (ended or self._ended_within(delay / 2)):
                break
        self._strike(self._drawn.choices(list(WHOM), list(WHOM.values()))[0])
        self.told.kills += 1
        self._held.look()

    def _delay(self):
        """Draw how long a run goes on: one in six is killed as it starts."""
        wanted, plan = self._wanted, self._plan
        if self._drawn.random() < 1 / 6:
            return self._drawn.uniform(0, wanted.start)
        return wanted.start + self._drawn.uniform(0, 2 * plan.pace * wanted.seconds / plan.kills)

    def _start(self):
        self.told.runs += 1
        self._began = time.time()
        more = ["--prune", *([] if self.told.form == "json" else ["--shard-size", self._plan.shard_size])]
        words = command(
            self._articles,
            self._out,
            jobs=self._plan.jobs,
            model=self._plan.model,
            form=self.told.form,
            more=map(str, more),
        )
        with self._errors.open("a", encoding="utf-8") as errors:
            return Running(words, stderr=errors, env={**os.environ, "TMPDIR": str(self._temporary)})

    def _ended_within(self, seconds):
        """Tell whether the run ended by itself, and look at what it left if so."""
        try:
            code, self._longest = self._running.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._over()
        if code:
            self.told.faults.append(f"a run ended with {code}: {self._last_words()}")
        else:
            self._held.look_after(self._began, time.time())
        return True

    def _over(self):
        self.told.processor += self._running.processor
        self.told.peak = max(self.told.peak, self._running.peak)
        self._running = None

    def _strike(self, whom):
        """Kill; where the run itself is killed, all its processes must end, and what it did must be known."""
        parent = self._running.process.pid
        family = self._running.family()
        nursery = children_of(parent)
        readers = [pid for pid in family if pid != parent and pid not in nursery]
        if readers and whom in ("reader", "nursery"):  # without either a run cannot begin, and says so
            kill(self._drawn.choice(sorted(readers if whom == "reader" else nursery)))
            return
        for pid in self._drawn.sample(family, len(family)) if whom == "all" else [parent]:
            kill(pid)
        self._running.wait()
        killed = time.time()
        self._over()
        while time.time() - killed < ORPHAN and any(map(is_alive, family)):
            time.sleep(0.01)
        self.told.faults += [f"process {pid} outlives its run" for pid in family if is_alive(pid)]
        self._held.look_after(self._began, killed)

    def _to_the_end(self):
        """Run until nothing is passed over for a kill, then once more; compare with the undisturbed run."""
        for _ in range(TRIES):
            self._running = self._running or self._start()
            self._ended_within(None)
            if not load_manifest(self._out / "run.json").coverage.skipped.keys() & {"process_died"}:
                break
        found = self.told.faults
        self._held.look()
        found += differences(result_of(self._out), self._wanted.result)
        self._settle()
        before = self._state()
        self._running = self._start()
        self._ended_within(None)
        if self._state() != before:
            found.append("the last run did something, with nothing to do")
        found += [f"{path} was left" for path in leftovers(self._out, self._temporary)]
        if "Traceback" in self._errors.read_text(encoding="utf-8"):
            found.append(f"a process ended with an error of its own: {self._last_words('Error: ')}")

    def _settle(self):
        """Run again when sources are so old that their times are trusted: until then each run reads them to be sure."""
        newest = max(path.stat().st_mtime for path in self._articles.rglob("*"))
        time.sleep(max(0, newest + SETTLED - time.time()))
        self._running = self._start()
        self._ended_within(None)

    def _state(self):
        """Return when each file was written, and what is known of each article."""
        files = [path for path in self._out.rglob("*") if path.name != JOURNAL]
        return {path: path.stat().st_mtime_ns for path in files}, journal_rows(self._out)

    def _last_words(self, like=""):
        lines = self._errors.read_text(encoding="utf-8").splitlines()
        return " / ".join([line for line in lines if like in line][-5:])


def kill(pid):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def is_alive(pid):
    """Tell whether a process runs; one that has ended and that nobody has asked for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
