"""Writes a trained network as a model folder: the encoder as ONNX in eight bits, the heads as half-precision arrays."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from extract.finding.encoder.folder import FORMAT
from extract.finding.opinion import Join
from extract.learning.encoder.joins import write_joins
from extract.learning.encoder.labels import LABELS
from extract.learning.encoder.network import Network
from extract.learning.encoder.training import Settings

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
    eight_bits: bool = True,
) -> None:
    """Write the model folder `out`; `tokenizer` is the `tokenizer.json` that the network was trained with.

    Without `eight_bits` the encoder keeps full precision: four times the size, for comparison.
    """
    network.eval()
    out.mkdir(parents=True, exist_ok=True)
    whole = out / "encoder.full.onnx"
    row = torch.ones(1, 16, dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in ("ids", "mask", "states")}
    torch.onnx.export(
        _States(network),
        (row, row),
        str(whole),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )
    if eight_bits:
        quantize_dynamic(whole, out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
        whole.unlink()
    else:
        whole.rename(out / "encoder.onnx")
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
