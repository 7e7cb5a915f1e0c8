import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from extract import Extractor
from extract.errors import ModelError
from extract.finding.encoder import LearnedReader, load_folder
from extract.finding.encoder.folder import FORMAT
from extract.finding.opinion import JOINED
from extract.pipeline import SHIPPED_MODEL

CONFIG = {
    "format": FORMAT,
    "name": "m",
    "window": 16,
    "overlap": 4,
    "labels": {},
    "joins": {question: {"rules": 1, "reader": 0.5} for question in JOINED},
}


def written(home, config):
    home.mkdir()
    for name in ("tokenizer.json", "encoder.onnx", "heads.npz"):
        (home / name).write_bytes(b"")
    (home / "config.json").write_text(config if isinstance(config, str) else json.dumps(config), encoding="utf-8")
    return home


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"lacks config.json, tokenizer.json, encoder.onnx, heads.npz; give"):
        load_folder(tmp_path)


def test_weights_of_joins_are_read(tmp_path):
    folder = load_folder(written(tmp_path / "m", CONFIG))
    assert folder.joins["event"] == (1, 0.5, 0.0)


@pytest.mark.parametrize(
    "config",
    [
        "{",
        "[]",
        "[" * 100_000,
        json.dumps({"format": FORMAT}),
        json.dumps({**CONFIG, "joins": {"event": {"rules": 1, "reader": 1}}}),
    ],
)
def test_a_spoilt_configuration_is_refused(tmp_path, config):
    with pytest.raises(ModelError, match="train the model anew"):
        load_folder(written(tmp_path / "m", config))


def test_a_later_form_is_refused(tmp_path):
    with pytest.raises(ModelError, match="has form 99, this release reads"):
        load_folder(written(tmp_path / "m", {**CONFIG, "format": 99}))


def test_files_that_are_no_model_are_refused(tmp_path):
    with pytest.raises(ModelError, match="cannot be loaded"):
        LearnedReader(load_folder(written(tmp_path / "m", CONFIG)))


class Acting:
    """What does something as it is unpickled."""

    def __init__(self, marker):
        self.marker = marker

    def __reduce__(self):
        return Path.touch, (self.marker,)


@pytest.mark.parametrize("packed", [True, False])
def test_nothing_in_a_model_is_unpickled(tmp_path, packed):
    marker = tmp_path / "unpickled"
    model = shutil.copytree(load_folder(SHIPPED_MODEL).path, tmp_path / "m")
    if packed:
        heads = dict(np.load(model / "heads.npz"))
        heads[next(iter(heads))] = np.array([Acting(marker)], dtype=object)
        np.savez(model / "heads.npz", **heads)
    else:
        (model / "heads.npz").write_bytes(pickle.dumps(Acting(marker)))
    with pytest.raises(ModelError, match="cannot be loaded"):
        Extractor(model=model)
    assert not marker.exists()


def test_the_extractor_says_what_a_model_folder_lacks(tmp_path):
    with pytest.raises(ModelError, match="is no model folder"):
        Extractor(model=tmp_path)
