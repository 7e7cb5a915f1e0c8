"""How near the time of reading is to what cannot be saved: one pass of the automaton, and the encoder's arithmetic."""

import re
import time

import numpy as np
from threadpoolctl import threadpool_limits

from extract import Extractor
from extract.finding.document import find_mentions
from extract.finding.encoder.scanning import worth_reading
from extract.knowledge import load_knowledge
from extract.reading import article_from_text

ROUNDS = 5
WINDOWS = (64, 128, 256, 448)
"""Tokens."""
CARD = re.compile(r"lowest (\d+) of the \d+ layers of the base, (\d+) wide")


def floor_rows(texts):
    """Yield a table: the time that each language takes, beside that of its floor, in seconds for a million characters."""
    rules, whole = Extractor(model="none"), Extractor(threads=1)
    reader = whole._reader
    layers, width = map(int, CARD.search((reader.folder.path / "card.md").read_text(encoding="utf-8")).groups())
    # The matrices of a layer are 12 squares of the width, a multiplication and an addition each.
    arithmetic = 2 * 12 * width**2 * layers
    rate, full = float_rate(width), best_rate(reader)
    yield (
        f"The encoder takes {arithmetic / 1e6:.1f} million operations a token in the matrices of its layers, attention and heads aside; this processor's own rate on one core is {rate / 1e9:.0f} thousand million a second in float32 "
        f"(numpy), {arithmetic * full / 1e9:.0f} in the eight bits of the model (onnxruntime, at the best of several lengths of window)."
    )
    yield ""
    yield "| seconds for a million characters | English | Chinese |\n|---|---:|---:|"
    rows = [floor_of(own, rules, whole, full) for own in texts.values()]
    names = [
        "one pass of the automaton over all forms",
        "rules, the whole way",
        "the encoder's arithmetic, of the tokens that it is given",
        "the same, had it to read everything",
        "with the model, the whole way",
    ]
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        yield f"| {name} | {' | '.join(f'{value:.1f}' for value in values)} |"


def floor_of(texts, rules, whole, full):
    characters = sum(map(len, texts)) / 1e6
    scan = load_knowledge().lexicon._automaton
    reader = whole._reader
    from extract.language.folding import fold_words  # noqa: PLC0415 - what the automaton is given, not part of it

    folded = [fold_words(text) for text in texts]
    automaton = seconds(lambda: [scan.find_matches_as_indexes(text, overlapping=True) for text in folded])
    read = everything = 0
    for text in texts:
        document = find_mentions(article_from_text(text, published="2025-10-15"), whole.knowledge)
        read += tokens_of(reader, [text[start:end] for start, end in worth_reading(document)])
        everything += tokens_of(reader, [text])
    return [
        automaton / characters,
        seconds(lambda: [rules.extract(text, published="2025-10-15") for text in texts]) / characters,
        read / full / characters,
        everything / full / characters,
        seconds(lambda: [whole.extract(text, published="2025-10-15") for text in texts]) / characters,
    ]


def tokens_of(reader, pieces):
    return sum(len(reader._tokenizer.encode(piece, add_special_tokens=False).ids) for piece in pieces)


def float_rate(width):
    """Return operations a second of matrices as wide as the encoder's, in float32 on one core."""
    one, other = np.ones((448, width), np.float32), np.ones((width, 4 * width), np.float32)
    with threadpool_limits(1):
        took = min(seconds(lambda: [one @ other for _ in range(50)]) for _ in range(ROUNDS))
    return 2 * 448 * width * 4 * width * 50 / took


def best_rate(reader):
    """Return tokens a second of the encoder, at the length of window that is best for it."""
    rates = []
    for length in WINDOWS:
        ids = np.arange(10, 8 + length, dtype=np.int64)
        reader._run(ids)
        rates.append(length / min(seconds(lambda ids=ids: reader._run(ids)) for _ in range(2 * ROUNDS)))
    return max(rates)


def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began
