"""Measures runs of `regimeline extract` as a user starts them: throughput by number of articles and of processes, memory, a second run.

    python tests/benchmarks/runs.py [--counts 100,1000,20000] [--jobs 1,2] [--model none] [--articles FOLDER] [--format json]

Articles are those of FOLDER (by default corpus/articles, both languages), each written again and again with a line of its own, so that no two
are alike. For each count and number of processes: wall seconds from start to end, processor seconds of all processes together, characters a second by
both, the largest sum of the memory of all processes (proportional set size, sampled), and the seconds of a second run, which does nothing.
"""

import argparse
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from whole_runs import ARTICLES, Running, command, repeated

SETTLED = 3
"""Seconds that files are left alone: the next run reads those anew that were written just before a run, to be sure."""
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
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    options = parser.parse_args()
    sys.stdout.write(f"{HEAD}\n")
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory() as home:
            size = repeated(options.articles, Path(home) / "in", count)
            time.sleep(SETTLED)
            for jobs in map(int, options.jobs.split(",")):
                sys.stdout.write(f"{row(Path(home), count, size, jobs, options)}\n")
                sys.stdout.flush()


def row(home, count, size, jobs, options):
    out = home / "out"
    shutil.rmtree(out, ignore_errors=True)
    words = command(home / "in", out, jobs=jobs, model=options.model, form=options.format)
    seconds, processor, peak = measured(words)
    again, _, _ = measured(words)
    return (
        f"| {count:,} | {size:,} | {jobs} | {seconds:.1f} | {processor:.1f} | {size / seconds:,.0f} | {size / processor:,.0f} "
        f"| {peak:,.0f} | {again:.2f} s |"
    )


def measured(words):
    """Run a command; return its wall seconds, the processor seconds of it and all that it started, and their peak memory in MB."""
    before = used()
    running = Running(words)
    code, seconds = running.wait()
    if code:
        sys.exit(f"{' '.join(words)} ended with {code}")
    return seconds, running.processor or used() - before, running.peak


def used():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main()
