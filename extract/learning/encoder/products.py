"""Products with constant matrices, in eight bits or in full precision, as nodes of a graph."""

from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from extract.learning.encoder.canvas import FUSED, Canvas

Array: TypeAlias = NDArray[np.float32]
_STEPS = 127
_LEAST = 1e-9


class Products(Protocol):
    """A way to add products and look-ups to a graph; values are named."""

    def linear(self, canvas: Canvas, given: str, weight: Array, bias: Array) -> str:
        """Add `x W + b`, of x [T, I], W [I, O] and b [O]."""

    def rows(self, canvas: Canvas, ids: str, table: Array) -> str:
        """Add the rows [T, H] of a table [V, H] at `ids` [T]."""


class Full:
    """In float32: four times the size, for comparison."""

    def linear(self, canvas: Canvas, given: str, weight: Array, bias: Array) -> str:
        """Add `x W + b`, of x [T, I], W [I, O] and b [O]."""
        return canvas.node("Gemm", given, canvas.constant(weight), canvas.constant(bias))

    def rows(self, canvas: Canvas, ids: str, table: Array) -> str:
        """Add the rows [T, H] of a table [V, H] at `ids` [T]."""
        return canvas.node("Gather", canvas.constant(table), ids)


class Rounded:
    """Weights in eight bits, one scale a column; what goes in is rounded with one scale for all as it comes. Tables: one scale a row."""

    def linear(self, canvas: Canvas, given: str, weight: Array, bias: Array) -> str:
        """Add `x W + b`, of x [T, I], W [I, O] and b [O]."""
        steps, scale = _rounded(weight, axis=0)
        zero = np.zeros(len(bias), np.int8)
        constants = map(canvas.constant, (steps, scale.reshape(-1), zero, bias))
        return canvas.node("DynamicQuantizeMatMul", given, *constants, domain=FUSED)

    def rows(self, canvas: Canvas, ids: str, table: Array) -> str:
        """Add the rows [T, H] of a table [V, H] at `ids` [T]."""
        steps, scale = _rounded(table, axis=1)
        found = canvas.node("Cast", canvas.node("Gather", canvas.constant(steps), ids), to=TensorProto.FLOAT)
        return canvas.node("Mul", found, canvas.node("Gather", canvas.constant(scale), ids))


def _rounded(weight: Array, *, axis: int) -> tuple[NDArray[np.int8], NDArray[Any]]:
    """Return the steps of a matrix and their scale, one for all that lie along `axis`."""
    scale = np.maximum(np.abs(weight).max(axis, keepdims=True), _LEAST) / np.float32(_STEPS)
    return np.rint(weight / scale).astype(np.int8), scale.astype(np.float32)
