"""The drawn encoder gives the states of the same arithmetic in numpy, in full precision and nearly so in eight bits."""

from math import erf

import numpy as np
import onnxruntime
import pytest

from extract.learning.encoder.drawing import Ahead, Shape, draw_encoder

WIDTH, INNER, PIECES, PLACES = 32, 64, 50, 24
IDS = np.array([0, 7, 7, 31, 49, 12, 2], np.int64)


def weights(layers, *, seed=0):
    random = np.random.default_rng(seed)

    def drawn(*sizes):
        return random.normal(0, 0.3, sizes).astype(np.float32)

    sizes = {f"embeddings.{name}_embeddings": (size,) for name, size in (("word", PIECES), ("position", PLACES))}
    sizes["embeddings.token_type_embeddings"] = (2,)
    found = {f"{name}.weight": drawn(*size, WIDTH) for name, size in sizes.items()}
    norms, dense = ["embeddings.LayerNorm"], {}
    for number in range(layers):
        name = f"encoder.layer.{number}"
        norms += [f"{name}.attention.output.LayerNorm", f"{name}.output.LayerNorm"]
        parts = [f"self.{part}" for part in ("query", "key", "value")] + ["output.dense"]
        dense |= {f"{name}.attention.{part}": (WIDTH, WIDTH) for part in parts}
        dense |= {f"{name}.intermediate.dense": (INNER, WIDTH), f"{name}.output.dense": (WIDTH, INNER)}
    for name in norms:
        found |= {f"{name}.weight": 1 + drawn(WIDTH), f"{name}.bias": drawn(WIDTH)}
    for name, size in dense.items():
        found |= {f"{name}.weight": drawn(*size), f"{name}.bias": drawn(size[0])}
    return found | {"mean": drawn(WIDTH), "spread": 1 + np.abs(drawn(WIDTH))}


def expected(own, shape):
    """Return BERT's states, computed one step after the other."""

    def norm(name, x):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + shape.epsilon)
        return scaled * own[f"{name}.weight"] + own[f"{name}.bias"]

    def linear(name, x):
        return x @ own[f"{name}.weight"].T + own[f"{name}.bias"]

    def attention(name, x):
        parts = [linear(f"{name}.self.{part}", x) for part in ("query", "key", "value")]
        query, key, value = (part.reshape(len(x), shape.heads, -1).transpose(1, 0, 2) for part in parts)
        odds = np.exp(query @ key.transpose(0, 2, 1) / query.shape[-1] ** 0.5)
        mixed = (odds / odds.sum(-1, keepdims=True)) @ value
        return linear(f"{name}.output.dense", mixed.transpose(1, 0, 2).reshape(len(x), -1))

    gelu = np.vectorize(lambda x: x * (1 + erf(x / 2**0.5)) / 2)
    tables = [own[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")]
    places = np.arange(shape.first_place, shape.first_place + len(IDS))
    x = norm("embeddings.LayerNorm", tables[0][IDS] + tables[1][places] + tables[2][0])
    for number in range(shape.layers):
        name = f"encoder.layer.{number}"
        x = norm(f"{name}.attention.output.LayerNorm", x + attention(f"{name}.attention", x))
        inner = linear(f"{name}.output.dense", gelu(linear(f"{name}.intermediate.dense", x)))
        x = norm(f"{name}.output.LayerNorm", x + inner)
    return (x - own["mean"]) / own["spread"]


def drawn(own, path, shape, ahead):
    before = {name: value.copy() for name, value in own.items()}
    draw_encoder(own, path, shape=shape, ahead=ahead)
    assert all((own[name] == before[name]).all() for name in own)
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]).run(None, {"ids": IDS})[0]


def error(states, right):
    return np.linalg.norm(states - right) / np.linalg.norm(right)


@pytest.mark.parametrize(("layers", "heads", "first"), [(1, 1, 0), (2, 4, 0), (2, 4, 3)])
def test_full_precision_is_the_same_arithmetic(tmp_path, layers, heads, first):
    own, shape = weights(layers), Shape(layers, heads, first, 1e-5)
    assert error(drawn(own, tmp_path / "e.onnx", shape, None), expected(own, shape)) < 1e-4


def test_eight_bits_lose_little_and_a_channel_ahead_costs_nothing_when_it_is_multiplied_apart(tmp_path):
    own, shape = weights(2), Shape(2, 4, 0, 1e-5)
    for number in range(2):
        own[f"encoder.layer.{number}.attention.output.LayerNorm.bias"][9] += 60  # enters far ahead of the others
        own[f"encoder.layer.{number}.intermediate.dense.bias"][[5, 40]] += 90  # and so do these within
        own[f"encoder.layer.{number}.intermediate.dense.weight"][:, 9] /= 20
        own[f"encoder.layer.{number}.output.dense.weight"][:, [5, 40]] /= 20
    right = expected(own, shape)
    apart = drawn(own, tmp_path / "apart.onnx", shape, [Ahead([9, 11], [5, 40])] * 2)
    together = drawn(own, tmp_path / "together.onnx", shape, [Ahead([1, 2], [1, 2])] * 2)
    assert error(apart, right) < 0.03
    assert error(together, right) > 3 * error(apart, right)
    assert (tmp_path / "apart.onnx").stat().st_size < sum(value.nbytes for value in own.values())


def test_a_window_of_one_token_is_read(tmp_path):
    own, shape = weights(1), Shape(1, 4, 0, 1e-5)
    draw_encoder(own, tmp_path / "e.onnx", shape=shape, ahead=[Ahead([0], [0])])
    session = onnxruntime.InferenceSession(str(tmp_path / "e.onnx"), providers=["CPUExecutionProvider"])
    assert session.run(None, {"ids": IDS[:1]})[0].shape == (1, WIDTH)
