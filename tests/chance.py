"""A reader whose states and heads are drawn by chance: for the form of answers, and for what must not depend on them."""

import re

import numpy as np

from extract.finding.encoder.folder import ModelFolder
from extract.finding.encoder.heads import STEPS, Heads
from extract.finding.encoder.sight import Sight
from extract.finding.encoder.states import States, Tokens

WIDTH, HIDDEN = 6, 4
_RARE = 4
"""What a beginning and a measure lack of even odds: they are rare in articles, and a reader that sees them everywhere is slow."""
_TOKEN = re.compile(r"[A-Za-z]+|\d+|\S")


def chance_heads(labels, *, seed=7):
    """Return heads of random weights for labels in the form of a model's configuration."""
    rng = np.random.default_rng(seed)
    weights = {}

    def layer(name, into, out):
        weights[f"{name}.weight"] = rng.normal(size=(out, into))
        weights[f"{name}.bias"] = rng.normal(size=out)

    layer("tags", HIDDEN, 3 * len(labels["roles"]))
    layer("span", 3 * HIDDEN, WIDTH)
    layer("top", HIDDEN, WIDTH)
    layer("measure", WIDTH, len(labels["measures"]))
    layer("pool", WIDTH, 1)
    layer("event", 3 * WIDTH + len(labels["measures"]), WIDTH)
    weights["pair_distance.weight"] = rng.normal(size=(STEPS, 2))
    layer("pair.0", 3 * WIDTH + 2, WIDTH)
    layer("pair.2", WIDTH, 1)
    layer("is_statistic.0", 2 * WIDTH, WIDTH)
    layer("is_statistic.2", WIDTH, 1)
    layer("figure_none", WIDTH, len(labels["figure_links"]))
    for name in labels.keys() - {"roles", "links", "figure_links", "measures"}:
        layer(name, WIDTH, len(labels[name]))
    for name in ("links", "figure_links"):
        roles = len(labels[name])
        layer(f"{name}.owner_view", WIDTH, 64 * roles)
        layer(f"{name}.span_view", WIDTH, 64 * roles)
        layer(f"{name}.owner", WIDTH, 5)
        layer(f"{name}.span", WIDTH, 5)
        layer(f"{name}.out", 5, roles)
        weights[f"{name}.distance.weight"] = rng.normal(size=(2 * STEPS, 5))
    weights["measure.bias"] -= _RARE
    weights["tags.bias"][1::3] -= _RARE
    return Heads(weights)


class ChanceReader:
    """Reads as `LearnedReader` does; counts in `read_texts` how often. The same text gives the same states."""

    def __init__(self, path, labels, joins, *, name="chance", seed=7):
        self.folder = ModelFolder(path, name, 16, 4, labels, joins)
        self._heads = chance_heads(labels, seed=seed)
        self.read_texts = 0

    def look_at(self, document):
        self.read_texts += 1
        text = document.article.text
        places = [match.span() for match in _TOKEN.finditer(text)]
        count = len(places)
        hidden = np.random.default_rng(len(text)).normal(size=(count, HIDDEN)).astype(np.float32)
        states = States(count, np.arange(count), hidden, hidden[:1], np.zeros(count, np.int64))
        return Sight(Tokens(places), states, self._heads, self.folder)
