"""Writes a trained network as a model folder: the encoder as ONNX in eight bits, the heads as half-precision arrays."""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from extract.finding.encoder.folder import FORMAT
from extract.finding.opinion import Join
from extract.learning.encoder.drawing import Shape, draw_encoder
from extract.learning.encoder.examples import Example
from extract.learning.encoder.joins import write_joins
from extract.learning.encoder.labels import LABELS
from extract.learning.encoder.network import Network
from extract.learning.encoder.outliers import channels_ahead
from extract.learning.encoder.training import Settings, sampled


def export(
    network: Network,
    tokenizer: Path,
    out: Path,
    *,
    settings: Settings,
    joins: Mapping[str, Join],
    samples: Sequence[Example] | None,
) -> None:
    """Write the model folder `out`; `tokenizer` is the `tokenizer.json` that the network was trained with.

    `samples` are texts of the kind that it will read: they show which channels must not be rounded to eight bits. With None the encoder keeps full
    precision: four times the size, for comparison. The network is left in evaluation mode.
    """
    out.mkdir(parents=True, exist_ok=True)
    _encoder(network, tokenizer, out / "encoder.onnx", settings=settings, samples=samples)
    heads = {
        name: value.numpy().astype(np.float16)
        for name, value in network.state_dict().items()
        if not name.startswith("encoder.") and name not in ("mean", "spread")
    }
    np.savez_compressed(out / "heads.npz", **heads)
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    config = {
        "format": FORMAT,
        "name": out.name,
        "window": settings.window,
        "overlap": settings.window // 4,
        "labels": LABELS,
    }
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    write_joins(out, joins)


def _encoder(
    network: Network, tokenizer: Path, path: Path, *, settings: Settings, samples: Sequence[Example] | None
) -> None:
    network.eval()
    config = network.encoder.config
    shape = Shape(config.num_hidden_layers, config.num_attention_heads, network.first_place, config.layer_norm_eps)
    weights = {
        name.removeprefix("encoder."): value.numpy()
        for name, value in network.state_dict().items()
        if name.startswith("encoder.") or name in ("mean", "spread")
    }
    ahead = None if samples is None else channels_ahead(network, sampled(samples, tokenizer, settings))
    draw_encoder(weights, path, shape=shape, ahead=ahead)
