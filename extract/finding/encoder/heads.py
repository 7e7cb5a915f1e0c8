"""The heads of the reader in numpy: from hidden states of tokens to scores. The same arithmetic as `extract.learning.encoder.network`.

Shapes: H is the encoder's width, D that of a represented span. Weights are those of `heads.npz`, by the names that training gives them.
"""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float32]
Side: TypeAlias = Literal["owner", "span"]
EDGES = (0, 8, 16, 32, 64, 128, 256, 512, 1024, 2048)
"""Tokens between two places that part one step of distance from the next."""
STEPS = len(EDGES) + 1
_BILINEAR = 64
"""Width of a role's view of an event and of an argument, multiplied with each other."""
_LINKERS = ("links", "figure_links")
_SIDES = ("owner", "span")


def steps_between(one: Any, other: Any) -> Any:
    """Return the step of distance of token positions, for numbers or arrays."""
    return np.searchsorted(EDGES, np.abs(np.subtract(one, other)), side="left")


class Heads:
    """Layers by name over arrays; stateless beside its weights."""

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        """Widen the stored halves to float32 once."""
        self._weights: dict[str, Array] = {name: value.astype(np.float32) for name, value in weights.items()}
        for name in (f"{linker}.{side}" for linker in _LINKERS for side in _SIDES):
            for part in ("weight", "bias"):
                both = [self._weights.pop(f"{name}{layer}.{part}") for layer in ("_view", "")]
                self._weights[f"{name}_facing.{part}"] = np.concatenate(both)

    @property
    def width(self) -> int:
        """The encoder's width."""
        return int(self._weights["tags.weight"].shape[1])

    def linear(self, name: str, x: Array) -> Array:
        """Return `x W^T + b` of the layer `name`."""
        out: Array = x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out

    def perceptron(self, name: str, x: Array) -> Array:
        """Return a layer, GELU, and a second layer."""
        return self.linear(f"{name}.2", gelu(self.linear(f"{name}.0", x)))

    def row(self, name: str, index: Any) -> Array:
        """Return rows of the embedding `name`."""
        rows: Array = self._weights[f"{name}.weight"][index]
        return rows

    def span(self, first: Array, last: Array, mean: Array) -> Array:
        """Represent spans: [N, H] of their first and last tokens and their mean to [N, D]."""
        return gelu(self.linear("span", np.concatenate([first, last, mean], axis=1)))

    def event(self, mentions: Array, top: Array) -> Array:
        """Represent an event: its mentions [N, D] and the window's first token [H] to [D]."""
        shares = _softmax(self.linear("pool", mentions)[:, 0])
        told = sigmoid(self.linear("measure", mentions)).mean(0)
        joined = np.concatenate([shares @ mentions, mentions.max(0), self.linear("top", top), told])
        event: Array = gelu(self.linear("event", joined[None]))[0]
        return event

    def pair(self, one: Array, others: Array, steps: NDArray[np.int64]) -> Array:
        """Return the log odds [N] that the mention [D] and each of `others` [N, D] tell of one event."""
        joined = [one * others, np.abs(one - others), one + others, self.row("pair_distance", steps)]
        return self.perceptron("pair", np.concatenate(joined, axis=1))[:, 0]

    def facing(self, name: str, side: Side, x: Array) -> Array:
        """Return what owners or spans [N, D] show each other: [N, F], for `link`."""
        return self.linear(f"{name}.{side}_facing", x)

    def link(self, name: str, owner: Array, spans: Array, steps: NDArray[np.int64]) -> Array:
        """Return the scores [N, R] that spans have each of the R roles beside their owner; what faces what is [F] and [N, F]."""
        roles = self._weights[f"{name}.out.weight"].shape[0]
        views = roles * _BILINEAR
        mine, theirs = owner[:views].reshape(roles, _BILINEAR), spans[:, :views].reshape(-1, roles, _BILINEAR)
        hidden = owner[views:] + spans[:, views:] + self.row(f"{name}.distance", steps)
        both = self.linear(f"{name}.out", gelu(hidden))
        scores: Array = np.einsum("rk,nrk->nr", mine, theirs) / np.float32(_BILINEAR**0.5) + both
        return scores


def gelu(x: Array) -> Array:
    """Return GELU in its tanh form."""
    inner: Array = np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x))
    scaled: Array = np.float32(0.5) * x * (1 + inner)
    return scaled


def sigmoid(x: Array) -> Array:
    """Return the logistic of each number."""
    share: Array = np.asarray(1 / (1 + np.exp(-x)), np.float32)
    return share


def log_softmax(x: Array) -> Array:
    """Return the logarithms of the softmax over the last axis."""
    shifted = x - x.max(-1, keepdims=True)
    logs: Array = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs


def _softmax(x: Array) -> Array:
    odds: Array = np.exp(x - x.max())
    shares: Array = odds / odds.sum()
    return shares
