"""How building a timeline scales: `python tests/benchmarks/scale.py [COUNT ...]`, by default 1,000, 10,000 and 100,000 records.

For each count it writes generated records to a folder that is removed afterwards, and runs the command three times as a user does: a first
build, one after an article was added whose claim falls in the largest block (the worst case), and one after an article in a block of middle size. Seconds
are of the wall clock, from the start of the command to its end, and of the processor, which tell more on a machine that has other work; memory is
the most that the command held. Up to 5,000 changes the page is drawn too.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from records import write_records

from extract.records import ArticleRecord, dump_record, load_record
from extract.running.keeping import KEPT

COUNTS = [1_000, 10_000, 100_000]
HEAD = "| records | build | seconds | processor | peak MB | claims in the block |\n|---:|---|---:|---:|---:|---:|\n"
BLOCKS = "SELECT cell, count(*) AS claims FROM cells WHERE cell LIKE 'change%' GROUP BY cell ORDER BY claims DESC, cell"


def main(counts):
    sys.stdout.write(HEAD)
    for count in counts:
        home = Path(tempfile.mkdtemp(prefix="regimeline-scale-"))
        try:
            measure(count, home)
        finally:
            shutil.rmtree(home)


def measure(count, home):
    write_records(home, count)
    row(count, "first", build(home), "")
    blocks = blocks_of(home)
    for name, (cell, claims) in (("largest block", blocks[0]), ("middle block", blocks[len(blocks) // 2])):
        add(home, name.split()[0], cell)
        row(count, f"one more, {name}", build(home), f"{claims:,}")
    row(count, "nothing new", build(home), "")


def build(home):
    """Return the seconds on the clock and of the processor, and the megabytes, that one run of the command took."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "extract", "timeline", str(home)], stdout=subprocess.DEVNULL, env=os.environ
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def blocks_of(home):
    with sqlite3.connect(home / KEPT) as connection:
        found = connection.execute(BLOCKS).fetchall()
    connection.close()
    return found


def add(home, name, cell):
    """Write a record that tells what one in the cell does, as another outlet would."""
    connection = sqlite3.connect(home / KEPT)
    ((path,),) = connection.execute("SELECT path FROM cells WHERE cell = ? ORDER BY path LIMIT 1", (cell,)).fetchall()
    connection.close()
    known = load_record(home / "records" / path)
    article = known.article.model_copy(update={"id": name, "publisher": "Another Outlet"})
    record = ArticleRecord.model_validate(known.model_copy(update={"article": article}))
    (home / "records" / f"{name}.json").write_text(dump_record(record), encoding="utf-8")


def row(count, name, measured, claims):
    seconds, processor, megabytes = measured
    sys.stdout.write(f"| {count:,} | {name} | {seconds:.1f} | {processor:.1f} | {megabytes:,.0f} | {claims} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or COUNTS)
