"""How fast the desk answers: `python tests/benchmarks/desk.py 10000 OUT [SECONDS]` writes records below OUT and sets five reviewers to work.

Each goes to the queue, opens an article, accepts, edits or rejects an event, and now and then searches, filters or undoes. Wall time and processor
time of each answer are measured, and memory at each tenth of the way.
"""

import json
import random
import resource
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles

from records import write_records

from extract.reviewing.desk import Desk
from extract.reviewing.outcomes import Wanted
from extract.reviewing.queue import Wish

REVIEWERS = 5
WISHES = [
    Wish(),
    Wish(state=["open"]),
    Wish(issuer=["CN"], material=["critical_minerals"]),
    Wish(language=["zh"]),
    Wish(text="licence requirement"),
    Wish(text="管制"),
    Wish(by="article"),
    Wish(confidence=(0.5, 0.7), why=["low_confidence"]),
]


class Clock:
    """Keeps wall and processor seconds of each kind of answer."""

    def __init__(self):
        self.wall, self.cpu = defaultdict(list), defaultdict(list)

    def time(self, name, act):
        wall, cpu = time.perf_counter(), time.thread_time()
        found = act()
        self.wall[name].append(time.perf_counter() - wall)
        self.cpu[name].append(time.thread_time() - cpu)
        return found

    def lines(self):
        for name in sorted(self.wall):
            wall, cpu = self.wall[name], self.cpu[name]
            p95 = quantiles(wall, n=20)[-1], quantiles(cpu, n=20)[-1]
            yield (
                f"{name:10} {len(wall):6} times  wall: median {median(wall) * 1e3:6.1f} ms, p95 {p95[0] * 1e3:6.1f} ms"
                f"  processor: median {median(cpu) * 1e3:6.1f} ms, p95 {p95[1] * 1e3:6.1f} ms"
            )


def review(desk, name, clock, until):
    dice = random.Random(name)  # noqa: S311 -- drawn to be the same each time, not to be secret
    while time.monotonic() < until:
        clock.time("refresh", desk.refresh)
        wish = dice.choice(WISHES)
        found = clock.time("queue", lambda wish=wish: desk.queue(wish, page=dice.randrange(3)))
        clock.time("progress", lambda wish=wish: desk.progress(wish))
        if not found.rows:
            continue
        record = dice.choice(found.rows).record
        sheet = clock.time("sheet", lambda record=record: desk.sheet(record, by=name))
        events = [card for card in sheet.cards if card.kind == "event"]
        verdict = dice.choice(["accept", "accept", "reject", "edit"])
        about = {"field": "stage", "value": dice.choice(["planned", "in_force"])} if verdict == "edit" else {}
        wanted = Wanted(record=record, verdict=verdict, target=dice.choice(events).id, **about)
        clock.time("decide", lambda wanted=wanted, seen=sheet.version: desk.decide(wanted, version=seen, by=name))
        if dice.random() < 0.1:
            clock.time("undo", lambda record=record: desk.undo(record, by=name))
        clock.time("next", lambda record=record, wish=wish: desk.next_after(record, wish))


def say(line):
    sys.stdout.write(f"{line}\n")


def resident():
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def main(count, out, seconds):
    if not (out / "records").exists():
        write_records(out, count)
    began, cpu = time.perf_counter(), time.process_time()
    desk = Desk.open(out, reviewer="first")
    say(f"opened in {time.perf_counter() - began:.1f} s, {time.process_time() - cpu:.1f} s of the processor")
    desk.close()
    began = time.perf_counter()
    desk = Desk.open(out, reviewer="first")
    say(f"opened again in {time.perf_counter() - began:.2f} s")
    clock, until = Clock(), time.monotonic() + seconds
    names = [f"reviewer {number}" for number in range(REVIEWERS)]
    threads = [threading.Thread(target=review, args=(desk, name, clock, until)) for name in names]
    for thread in threads:
        thread.start()
    sizes = []
    for _ in range(10):
        time.sleep(seconds / 10)
        sizes.append(round(resident()))
    for thread in threads:
        thread.join()
    say("\n".join(clock.lines()))
    say(f"memory, MB: {sizes}")
    say(json.dumps(vars(desk.progress())))
    desk.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 60.0)
