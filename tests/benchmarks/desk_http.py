"""How fast the desk's pages are: `python tests/benchmarks/desk_http.py COUNT OUT [SECONDS]` serves records below OUT to five reviewers.

COUNT records are written where OUT has none. Each reviewer opens the queue, an article and its items, decides, and now and then searches,
each as a browser would, over HTTP. Wall time of each answer, the server's processor time for one, and its memory are told.
"""

import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from records import write_records

REVIEWERS = 5
QUEUES = [
    "/",
    "/?page=7",
    "/?issuer=CN&material=critical_minerals",
    "/?language=zh",
    "/?by=article",
    "/?sure=low",
    f"/?q={quote('管制')}",
    "/?q=licence",
]


class Reviewer:
    """One browser: its connection, its cookie and its pass."""

    def __init__(self, port, number, walls):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._origin = f"http://127.0.0.1:{port}"
        self._walls = walls
        self._dice = random.Random(number)  # noqa: S311 -- drawn to be the same each time, not to be secret
        self._cookie = ""

    def _ask(self, name, address, body=None):
        headers = {"Cookie": self._cookie}
        if body is not None:
            headers |= {"Origin": self._origin, "X-Desk-Pass": self._pass}
        begun = time.perf_counter()
        self._connection.request("POST" if body is not None else "GET", address, body and json.dumps(body), headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        self._walls[name].append(time.perf_counter() - begun)
        if answer.status >= 400 and answer.status not in (409, 422):
            sys.exit(f"{answer.status} {address} {text[:300]}")
        if cookie := answer.getheader("set-cookie"):
            self._cookie = cookie.partition(";")[0]
        return text

    def work(self, until):
        self._pass = re.search(r'name="pass" content="(\w+)"', self._ask("queue", "/"))[1]
        while time.monotonic() < until:
            rows = re.findall(r'<h2><a href="(/articles/[^"#]+)', self._ask("queue", self._dice.choice(QUEUES)))
            if rows:
                self._review(self._dice.choice(rows).replace("&amp;", "&"))

    def _review(self, address):
        page = self._ask("article", address)
        record = re.search(r'data-record="([^"]+)"', page)[1]
        for item in re.findall(r'data-item="(e[^"]*)" data-kind="event" data-state="open"', page)[:3]:
            version = re.search(r'data-version="([^"]*)"', page)[1] or None
            about = {"record": record, "target": item, "version": version}
            verdict = self._dice.choice(("accept", "accept", "reject", "edit"))
            edit = (
                {"field": "stage", "value": self._dice.choice(("planned", "announced", "in_force"))}
                if verdict == "edit"
                else {}
            )
            self._ask("decide", "/decide", {**about, "verdict": verdict, **edit})
            page = self._ask("items", f"{address}{'&' if '?' in address else '?'}part=items")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def memory(pid):
    """Resident megabytes of a process."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"VmRSS:\s+(\d+)", told)[1]) / 1024


def processor(pid):
    """Processor seconds of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(count, out, seconds):
    if not (out / "records").exists():
        write_records(out, count)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "extract", "review", str(out), "--port", str(port)]
    begun = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    server.stdout.readline()
    say(f"ready after {time.perf_counter() - begun:.1f} s, {memory(server.pid):.0f} MB")
    walls, cpu, until = defaultdict(list), processor(server.pid), time.monotonic() + seconds
    threads = [
        threading.Thread(target=Reviewer(port, number, walls).work, args=(until,)) for number in range(REVIEWERS)
    ]
    for thread in threads:
        thread.start()
    held = []
    while any(thread.is_alive() for thread in threads):
        time.sleep(seconds / 10)
        held.append(memory(server.pid))
    asked = sum(map(len, walls.values()))
    say(f"{asked} answers, {(processor(server.pid) - cpu) / asked * 1e3:.1f} ms of processor each")
    for name, found in sorted(walls.items()):
        say(
            f"{name:8} {len(found):6} times  median {median(found) * 1e3:6.1f} ms  p95 {quantiles(found, n=20)[-1] * 1e3:6.1f} ms"
        )
    say("memory, MB: " + " ".join(f"{size:.0f}" for size in held))
    server.kill()
    server.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 60.0)
