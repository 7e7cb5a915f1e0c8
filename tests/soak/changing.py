"""A folder of articles, and what is done to it while it is read: by the same seed always the same."""

import json
import os
import random
from collections import Counter

from whole_runs import repeated

LINES = 50
"""Articles in files of their own for each that stands in `many.jsonl`."""


def begin(articles, home, count):
    """Write `count` articles below `home`, some of them as the lines of one file."""
    lines = max(1, count // LINES)
    repeated(articles, home, count)
    first = sorted(home.rglob("*.txt"))[:lines]
    rows = [json.dumps({"id": path.stem, "text": path.read_text(encoding="utf-8")}) for path in first]
    for path in first:
        path.unlink()
    (home / "many.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


class Changes:
    """Alters the folder `home`, a few files at a time; `touched` counts how often each file was, by its name."""

    def __init__(self, home, seed):
        self._home, self._drawn = home, random.Random(seed)  # noqa: S311 - draws a test
        self._names = sorted(path.relative_to(home).as_posix() for path in home.rglob("*.txt"))
        self._number = 0
        self.touched = Counter()

    def some(self):
        """Do one of each kind."""
        for act in (self._alter, self._move, self._delete, self._copy, self._touch, self._alter_line, self._tell):
            self._number += 1
            act()

    def _any(self):
        return self._drawn.choice(self._names)

    def _alter(self):
        name = self._any()
        with (self._home / name).open("a", encoding="utf-8") as file:
            file.write(f"\nIt was amended for the {self._number}th time.\n")
        self.touched[name] += 1

    def _move(self):
        name = self._leave()
        to = f"moved/{self._number}.txt"
        (self._home / "moved").mkdir(exist_ok=True)
        (self._home / name).rename(self._home / to)
        self._names.append(to)

    def _delete(self):
        (self._home / self._leave()).unlink()

    def _copy(self):
        name, to = self._any(), f"copies/{self._number}.txt"
        (self._home / "copies").mkdir(exist_ok=True)
        (self._home / to).write_bytes((self._home / name).read_bytes())
        self._names.append(to)

    def _touch(self):
        os.utime(self._home / self._any())

    def _alter_line(self):
        path = self._home / "many.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines()
        place = self._drawn.randrange(len(lines))
        row = json.loads(lines[place])
        lines[place] = json.dumps({**row, "text": f"{row['text']}\nAmended, {self._number}.\n"})
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self.touched["many.jsonl"] += 1

    def _tell(self):
        name, table = self._any(), self._home / "metadata.csv"
        if not table.exists():
            table.write_text("file,publisher\n", encoding="utf-8")
        with table.open("a", encoding="utf-8") as file:
            file.write(f"{name},Gazette {self._number}\n")
        self.touched[name] += 1

    def _leave(self):
        name = self._any()
        self._names.remove(name)
        return name
