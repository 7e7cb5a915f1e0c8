"""Measures runs of `regimeline extract` as a user starts them: throughput by number of articles and of processes, memory, a second run.

    python tests/benchmarks/runs.py [--counts 100,1000,20000] [--jobs 1,2] [--model none] [--articles FOLDER] [--format json]

Articles are those of FOLDER (by default corpus/articles, both languages), each written again and again with a line of its own, so that no two
are alike. For each count and number of processes: wall seconds from start to end, processor seconds of all processes together, characters a second by
both, the largest sum of the memory of all processes (proportional set size, sampled), and the seconds of a second run, which does nothing.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = (
    "| articles | characters | processes | seconds | processor seconds | characters a second | a processor second "
    "| peak MB | second run |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="100,1000,5000,20000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--model", default=None)
    parser.add_argument("--format", default="json")
    parser.add_argument("--articles", type=Path, default=ROOT / "corpus" / "articles")
    options = parser.parse_args()
    sys.stdout.write(f"{HEAD}\n")
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory() as home:
            size = repeated(options.articles, Path(home) / "in", count)
            for jobs in map(int, options.jobs.split(",")):
                sys.stdout.write(f"{row(Path(home), count, size, jobs, options)}\n")
                sys.stdout.flush()


def repeated(articles, home, count):
    """Write `count` articles, a thousand in each folder; return their size in characters."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("*.txt"))]
    size = 0
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n{number}\n"
        path = home / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        size += len(text)
    return size


def row(home, count, size, jobs, options):
    out = home / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "extract", "extract", str(home / "in"), "-o", str(out), "--jobs", str(jobs)]
    command += ["--format", options.format, *(["--model", options.model] if options.model else [])]
    seconds, processor, peak = measured(command)
    again, _, _ = measured(command)
    return (
        f"| {count:,} | {size:,} | {jobs} | {seconds:.1f} | {processor:.1f} | {size / seconds:,.0f} | {size / processor:,.0f} "
        f"| {peak:,.0f} | {again:.2f} s |"
    )


def measured(command):
    """Run a command; return its wall seconds, the processor seconds of it and all that it started, and their peak memory in MB."""
    began, before = time.perf_counter(), used()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peaks, over = [0.0], threading.Event()
    sampler = threading.Thread(target=sample, args=(process.pid, peaks, over))
    sampler.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    over.set()
    sampler.join()
    if code:
        sys.exit(f"{' '.join(command)} ended with {code}")
    return seconds, sum(peaks[1:]) or used() - before, peaks[0]


def used():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def sample(pid, peaks, over):
    """Keep the largest sum of the memory of a process and all below it in `peaks[0]`, and the last of their processor time in `peaks[1]`."""
    spent = {}
    while not over.wait(0.5):
        family = below(pid)
        peaks[0] = max(peaks[0], sum(map(memory_of, family)))
        for member in family:
            spent[member] = max(spent.get(member, 0.0), processor_of(member))
        peaks[1:] = [sum(spent.values())]


def below(pid):
    found = [pid]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                found += map(int, children.read_text(encoding="ascii").split())
            except OSError:
                continue
    return found


def memory_of(pid):
    """Return the proportional set size in MB: pages that several processes share count once, in parts."""
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


if __name__ == "__main__":
    main()
