"""Runs of `regimeline extract` as a user starts them: many articles, the command, and what a process and all that it started use."""

import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "corpus" / "articles"


def repeated(articles, home, count):
    """Write `count` articles, a thousand in each folder, each with a line of its own, so that no two are alike; return their size in characters."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    size = 0
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n{number}\n"
        path = home / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        size += len(text)
    return size


def command(articles, out, *, jobs=None, model=None, form=None, more=()):
    """Return the command that extracts a folder."""
    given = {"--jobs": jobs, "--model": model, "--format": form}
    chosen = [str(word) for name, value in given.items() if value is not None for word in (name, value)]
    return [sys.executable, "-m", "extract", "extract", str(articles), "-o", str(out), *chosen, *more]


class Running:
    """A command under way, looked at twice a second: the processor seconds and the memory of its process and all that it started.

    `peak` is the largest sum of their memory in MB: proportional set sizes, in which pages that several share count once, in parts.
    """

    def __init__(self, words, **options):
        self.peak = 0.0
        self._spent = {}
        self._over = threading.Event()
        self._began = time.perf_counter()
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, cwd=ROOT, **options)
        self._sampler = threading.Thread(target=self._sample)
        self._sampler.start()

    def family(self):
        """Return the ids of the process and of all below it."""
        found = [self.process.pid]
        for member in found:
            found += children_of(member)
        return found

    @property
    def processor(self):
        return sum(self._spent.values())

    def wait(self, timeout=None):
        """Return its exit code, and how many seconds it took; raises TimeoutExpired when it is not over by then."""
        code = self.process.wait(timeout)
        seconds = time.perf_counter() - self._began
        self._over.set()
        self._sampler.join()
        return code, seconds

    def _sample(self):
        while not self._over.wait(0.5):
            family = self.family()
            self.peak = max(self.peak, sum(map(memory_of, family)))
            for member in family:
                self._spent[member] = max(self._spent.get(member, 0.0), processor_of(member))


def children_of(pid):
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, children.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def memory_of(pid):
    """Return the proportional set size in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def processor_of(pid):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / 100
