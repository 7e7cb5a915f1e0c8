"""Measures whole runs of `regimeline extract`, as a user starts them: characters a second, peak memory, time to the first record.

    python tests/benchmarks/reading.py FOLDER [--model MODEL] [--jobs 2] [--size 2000000]

The articles of FOLDER (with its metadata.csv) are repeated, each time as files of their own, until there are `--size` characters of a
language. Wall time with starting and writing; memory is the largest resident set of any of the processes.
"""

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default=None)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--size", type=int, default=2_000_000)
    options = parser.parse_args()
    with (options.folder / "metadata.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for language in ("en", "zh"):
        own = [row for row in rows if row["language"].startswith(language)]
        with tempfile.TemporaryDirectory() as home:
            first = spent(repeated(own, options.folder, Path(home) / "one", size=1), Path(home) / "o1", options, jobs=1)
            folder = repeated(own, options.folder, Path(home) / "all", size=options.size)
            size = sum(len(path.read_text(encoding="utf-8")) for path in folder.glob("*.txt"))
            seconds = spent(folder, Path(home) / "out", options, jobs=options.jobs)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        sys.stdout.write(
            f"{language}: {size:,} characters in {seconds:.1f} s: {size / seconds:,.0f} a second; "
            f"one article in {first:.2f} s; peak {peak:,.0f} MB a process\n"
        )


def repeated(rows, folder, home, *, size):
    """Write the articles again and again, each with its row of metadata, until there are `size` characters; return where."""
    home.mkdir()
    told, copies = 0, []
    while told < size:
        row = rows[len(copies) % len(rows)]
        text = (folder / row["file"]).read_text(encoding="utf-8")
        name = f"{len(copies):05}-{row['file']}"
        (home / name).write_text(f"{text}\n{len(copies)}\n", encoding="utf-8")  # no two files are alike
        copies.append({**row, "file": name})
        told += len(text)
    with (home / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(copies[0]))
        writer.writeheader()
        writer.writerows(copies)
    return home


def spent(folder, out, options, *, jobs):
    command = [sys.executable, "-m", "extract", "extract", str(folder), "-o", str(out), "--jobs", str(jobs)]
    began = time.perf_counter()
    subprocess.run(command + (["--model", options.model] if options.model else []), check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
