"""How near the time of reading is to what cannot be saved: one pass of the automaton, and the encoder's arithmetic."""

import re
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

import numpy as np
from threadpoolctl import threadpool_limits

from extract import Extractor
from extract.finding.encoder import LearnedReader
from extract.knowledge import load_knowledge
from extract.language.folding import fold_words
from extract.learning.encoder.canvas import Canvas
from extract.learning.encoder.products import Rounded

ROUNDS = 5
ROWS = 448
"""Tokens of the matrices by which rates are measured: those of a whole window."""
CARD = re.compile(r"lowest (\d+) of the \d+ layers of the base, (\d+) wide")
INNER = 4
"""The feed-forward part of a layer of BERT is so many times as wide as the layer."""


def floor_rows(texts):
    """Yield a table: the time that each language takes, beside that of its floor, in seconds for a million characters."""
    rules, whole = Extractor(model="none"), Extractor(threads=1)
    card = (whole._reader.folder.path / "card.md").read_text(encoding="utf-8")
    layers, width = map(int, CARD.search(card).groups())
    rates = eight_bit_rate(width), float_rate(width)
    # The matrices of a layer are 4 squares of the width and 2 of INNER times its width, with a multiplication and an addition each.
    products = 2 * (4 + 2 * INNER) * width**2 * layers
    yield (
        f"The matrices of the encoder's layers take {products / 1e6:.1f} million operations a token, attention {4 * width * layers / 1e3:.1f} thousand for each token of its window. One core of this "
        f"processor does {rates[0] / 1e9:.0f} thousand million a second in the eight bits of the one (onnxruntime, the largest product alone) and {rates[1] / 1e9:.0f} in the float32 of the other (numpy)."
    )
    yield ""
    yield "| seconds for a million characters | English | Chinese |\n|---|---:|---:|"

    def arithmetic(lengths):
        return products * sum(lengths) / rates[0] + 4 * width * layers * sum(length**2 for length in lengths) / rates[1]

    for extractor in (rules, whole):
        for own in texts.values():
            extractor.extract(own[0], published="2025-10-15")  # what is loaded once is not counted
    rows = [floor_of(own, rules, whole, arithmetic) for own in texts.values()]
    names = [
        "one pass of the automaton over all forms",
        "rules, the whole way",
        "the encoder's arithmetic, of the windows that it is given",
        "the encoder",
        "with the model, the whole way",
    ]
    for name, values in zip(names, zip(*rows, strict=True), strict=True):
        yield f"| {name} | {' | '.join(f'{value:.1f}' for value in values)} |"


def floor_of(texts, rules, whole, arithmetic):
    characters = sum(map(len, texts)) / 1e6
    scan = load_knowledge().lexicon._automaton
    folded = [fold_words(text) for text in texts]
    lengths, spent, run = [], [], LearnedReader._run

    def noted(reader, ids):
        began = time.process_time()
        states = run(reader, ids)
        spent.append(time.process_time() - began)
        lengths.append(len(states))
        return states

    with patch.object(LearnedReader, "_run", noted):
        all_of_it = seconds(lambda: [whole.extract(text, published="2025-10-15") for text in texts])
    times = [
        seconds(lambda: [scan.find_matches_as_indexes(text, overlapping=True) for text in folded]),
        seconds(lambda: [rules.extract(text, published="2025-10-15") for text in texts]),
        arithmetic(lengths),
        sum(spent),
        all_of_it,
    ]
    return [taken / characters for taken in times]


def eight_bit_rate(width):
    """Return operations a second of the encoder's largest product, in eight bits on one core."""
    import onnxruntime  # noqa: PLC0415 - the reader, made before, has seen to it that it tells nobody

    random = np.random.default_rng(1)
    weight = random.normal(size=(width, INNER * width)).astype(np.float32)
    row = np.arange(ROWS) % 100
    with tempfile.TemporaryDirectory() as home:
        canvas, path = Canvas(), Path(home) / "product.onnx"
        table = canvas.constant(random.normal(size=(100, width)).astype(np.float32))
        product = Rounded().linear(canvas, canvas.node("Gather", table, "ids"), weight, weight[0])
        canvas.save(path, ids="ids", states=product, width=INNER * width)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        took = best(lambda: [session.run(None, {"ids": row}) for _ in range(50)])
    return 2 * ROWS * weight.size * 50 / took


def float_rate(width):
    """Return operations a second of matrices as wide as the encoder's, in float32 on one core."""
    one, other = np.ones((ROWS, width), np.float32), np.ones((width, INNER * width), np.float32)
    with threadpool_limits(1):
        took = best(lambda: [one @ other for _ in range(50)])
    return 2 * ROWS * other.size * 50 / took


def best(work):
    return min(seconds(work) for _ in range(ROUNDS))


def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began
