"""Tries the targets for a time: `python tests/fuzz/run.py --minutes 30 [NAME ...]`; ends with 1 when one of them fails.

The targets take turns. What makes one fail is printed, in its smallest form, and the next turn goes on; Hypothesis keeps it below
`.hypothesis/`, where the next run tries it first.
"""

import argparse
import random
import sys
import time
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

import targets  # noqa: E402 - found by the line above
from hypothesis import HealthCheck, Phase, seed, settings  # noqa: E402

TURN = 200
"""Examples of one target in one turn."""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=None, help="draw the same again")
    parser.add_argument("names", nargs="*", help="targets; by default all")
    options = parser.parse_args()
    known = {target.name: target for target in targets.TARGETS}
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"there is no target {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    first = random.randrange(2**32) if options.seed is None else options.seed  # noqa: S311 - draws examples
    sys.exit(run([known[name] for name in options.names or known], options.minutes * 60, first))


def run(chosen, seconds, first):
    """Try the targets in turn until the time is over; return 1 when one of them failed."""
    sys.stdout.write(f"seed {first}, {seconds / 60:g} minutes: {', '.join(target.name for target in chosen)}\n")
    began, turns, failed = time.monotonic(), 0, {}
    while time.monotonic() - began < seconds:
        target = chosen[turns % len(chosen)]
        fault = one_turn(target, first + turns)
        turns += 1
        if fault is not None and failed.get(target.name) != (known := last_line(fault)):
            failed[target.name] = known
            sys.stdout.write(f"\n--- {target.name}, turn {turns}\n{fault}\n")
            sys.stdout.flush()
    tried = f"{turns * TURN:,} examples in {(time.monotonic() - began) / 60:.1f} minutes"
    sys.stdout.write(f"{tried}; failed: {', '.join(failed) or 'none'}\n")
    return 1 if failed else 0


def one_turn(target, number):
    """Try one target with new examples; return what went wrong, or None."""
    quiet = [
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.large_base_example,
    ]
    phases = [Phase.reuse, Phase.generate, Phase.target, Phase.shrink]
    tried = settings(max_examples=TURN, deadline=None, suppress_health_check=quiet, phases=phases)(
        seed(number)(target.tried())
    )
    try:
        tried()
    except Exception:  # noqa: BLE001 - whatever is wrong is what we look for
        return traceback.format_exc(limit=-12)
    return None


def last_line(fault):
    return next((line for line in fault.splitlines() if "Error" in line or "Exception" in line), fault[-200:])


if __name__ == "__main__":
    main()
