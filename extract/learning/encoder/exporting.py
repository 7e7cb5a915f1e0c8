"""Writes a trained network as a model folder: the encoder as ONNX in eight bits, the heads as half-precision arrays."""

import json
import shutil
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from extract.finding.encoder.folder import FORMAT
from extract.finding.opinion import Join
from extract.learning.encoder.examples import Example
from extract.learning.encoder.joins import write_joins
from extract.learning.encoder.labels import LABELS
from extract.learning.encoder.network import Network
from extract.learning.encoder.outliers import FULL, set_apart
from extract.learning.encoder.training import Settings, sampled

_OPSET = 17


class _States(nn.Module):
    """The encoder alone, from ids and mask to standardised hidden states."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return hidden states [B, T, H]."""
        return self.network.hidden(ids, mask)


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
    precision: four times the size, for comparison.
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
    network = deepcopy(network).eval()
    if samples is None:
        _draw(network, path)
        return
    set_apart(network, sampled(samples, tokenizer, settings))
    whole = path.with_suffix(".full.onnx")
    _draw(network, whole)
    kept = [node.name for node in onnx.load(whole).graph.node if FULL in node.name]
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=kept)
    whole.unlink()


def _draw(network: Network, path: Path) -> None:
    row = torch.ones(1, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in ("ids", "mask", "states")}
    torch.onnx.export(
        _States(network),
        (row, row),
        str(path),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )
