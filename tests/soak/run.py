"""Kills runs of `regimeline extract` at random moments, gives them again, and holds what they come to against an undisturbed run.

    python tests/soak/run.py [--articles 20000] [--kills 40] [--formats json,jsonl,parquet] [--model none] [--jobs 2] [--seed N] [--memory 1500]

Articles are those of corpus/articles, each with a line of its own, one in fifty of them a line of a `.jsonl`. At each of the kills, which strike all processes of a run, the one
that was started, one that reads, or the one that starts these, sources are altered, moved, deleted, copied, touched, and told of in a `metadata.csv`. What must hold: `holding.py`.
It ends with 1 when something did not.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from killing import Plan, Soak, undisturbed  # noqa: E402 - found by the line above

HEAD = (
    "| format | articles | kills | runs | seconds | processor seconds | peak MB | made again | faults |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)
SHOWN = 30


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--formats", default="json,jsonl,parquet")
    parser.add_argument("--model", default="none", help="none: rules alone; shipped, or the folder of one")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=None, help="draw the same again")
    parser.add_argument("--shard-size", type=int, default=500)
    parser.add_argument("--memory", type=float, default=1500.0, help="MB that all processes of a run may have")
    options = parser.parse_args()
    seed = random.randrange(2**32) if options.seed is None else options.seed  # noqa: S311 - draws a test
    plan = Plan(
        articles=options.articles,
        kills=options.kills,
        seed=seed,
        jobs=options.jobs,
        model=None if options.model == "shipped" else options.model,
        shard_size=options.shard_size,
    )
    say(f"seed {seed}\n\n{HEAD}")
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        sys.exit(1 if soak(Path(home), plan, options.formats.split(","), options.memory) else 0)


def soak(home, plan, forms, memory):
    """Try each form; print a line for each, and what did not hold; return all that."""
    wanted = undisturbed(home, plan)
    say(row("undisturbed", plan.articles, "", 1, wanted, "", ""))
    faults = []
    for form in forms:
        told = Soak(home, plan, form, wanted).go()
        if told.peak > memory:
            told.faults.append(f"the processes of a run had {told.peak:.0f} MB")
        say(
            row(
                form, plan.articles, told.kills, told.runs, told, told.again if form == "json" else "", len(told.faults)
            )
        )
        faults += [f"{form}: {fault}" for fault in told.faults]
    say("\n".join(["", *faults[:SHOWN], f"{len(faults)} faults"]))
    return faults


def row(*words):
    form, articles, kills, runs, told, again, faults = words
    used = f"{told.seconds:.0f} | {told.processor:.0f} | {told.peak:.0f}"
    return f"| {form} | {articles:,} | {kills} | {runs} | {used} | {again} | {faults} |"


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
