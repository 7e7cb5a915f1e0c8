"""Measures reading: `make speed` prints characters a second of one core, by rules alone and with the model, for each language."""

import sys
import time
from collections import defaultdict
from pathlib import Path

from extract import Extractor, read_folder

ROUNDS = 3


def main(folders):
    articles = defaultdict(list)
    for folder in folders:
        for result in read_folder(Path(folder)):
            if result.article:
                articles[result.article.language.partition("-")[0]].append(result.article)
    for way, extractor in {"rules": Extractor(model="none"), "model": Extractor(threads=1)}.items():
        extractor.extract_article(next(iter(articles.values()))[0])  # what is made on first use is not measured
        for language, texts in sorted(articles.items()):
            characters = sum(len(article.text) for article in texts)
            seconds = min(measured(extractor, texts) for _ in range(ROUNDS))
            sys.stdout.write(
                f"{way} {language}: {characters:,} characters, {characters / seconds:,.0f} a second of processor time\n"
            )


def measured(extractor, texts):
    began = time.process_time()
    for article in texts:
        extractor.extract_article(article)
    return time.process_time() - began


if __name__ == "__main__":
    main(sys.argv[1:])
