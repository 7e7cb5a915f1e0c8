"""Compares the finders of times and quantities with other libraries: `python tests/benchmarks/finders.py [FOLDER ...]`.

All engines read the same articles in the same run, one after the other in one process, on processor time. The others are not among what the
tests need: `pip install dateparser recognizers-text-suite "emoji<2"` into any environment and name its site-packages in PEERS; an engine
that is not there is left out and said so. Slow engines read the first articles only: the table tells how many characters.
"""

import os
import sys
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from extract import find_quantities, find_times, read_folder

HERE = Path(__file__).resolve().parents[2]
SHARED = HERE.parent / "shared" / "gold" / "train" / "articles"
FOLDERS = [SHARED] if SHARED.is_dir() else [HERE / "corpus" / "articles", HERE / "corpus" / "gate" / "articles"]
BUDGET = 20.0
"""Seconds that an engine may take for a language, about."""
ROUNDS = 3


def ours(language):
    return lambda text: (
        find_times(text, language=language, anchor="2025-10-15"),
        find_quantities(text, language=language),
    )


def dateparser_search(language):
    search = import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=[language])


def recognizers(language):
    """Dates, then the same quantities as ours: numbers with units of money, mass and time, percentages."""
    culture = import_module("recognizers_text").Culture
    name = {"en": culture.English, "zh": culture.Chinese}[language]
    dates = import_module("recognizers_date_time").recognize_datetime
    number, unit = import_module("recognizers_number"), import_module("recognizers_number_with_unit")
    readers = [dates, number.recognize_percentage, unit.recognize_currency, unit.recognize_dimension]
    return lambda text: [read(text, name) for read in readers]


ENGINES = {
    "regimeline: find_times + find_quantities": ours,
    "dateparser: search_dates": dateparser_search,
    "Recognizers-Text: date-time, percentage, currency, dimension": recognizers,
}


def articles(folders):
    """Return the texts of the folders by language."""
    texts = defaultdict(list)
    for folder in folders:
        for result in read_folder(Path(folder)):
            if result.article and (language := result.article.language.partition("-")[0]) in ("en", "zh"):
                texts[language].append(result.article.text)
    return texts


def measured(read, texts):
    """Return the characters read and the best of some rounds, in seconds; a slow engine reads once, as far as the budget goes."""
    best, characters = float("inf"), 0
    for _ in range(ROUNDS):
        took, done = one_round(read, texts)
        best, characters = min(best, took), done
        if took > BUDGET / ROUNDS:
            break
    return characters, best


def one_round(read, texts):
    began = time.process_time()
    done = 0
    for text in texts:
        read(text)
        done += len(text)
        if time.process_time() - began > BUDGET:
            break
    return time.process_time() - began, done


def rows(texts, language):
    for name, engine in ENGINES.items():
        try:
            read = engine(language)
        except ImportError as error:
            yield f"| {name} | not installed: {error} | | |"
            continue
        read(texts[0][:500])  # what is made on first use is not measured
        characters, seconds = measured(read, texts)
        yield f"| {name} | {characters:,} | {seconds:.2f} | {characters / seconds:,.0f} |"


def main(folders):
    sys.path += os.environ.get("PEERS", "").split(os.pathsep)
    for language, texts in sorted(articles(folders or FOLDERS).items()):
        sys.stdout.write(f"\n{language}: {len(texts)} articles\n\n{HEAD}\n")
        for row in rows(texts, language):
            sys.stdout.write(f"{row}\n")
            sys.stdout.flush()


HEAD = "| engine | characters | seconds | characters a second |\n|---|---:|---:|---:|"

if __name__ == "__main__":
    main(sys.argv[1:])
