"""Runs the encoder over a text and hands out what it saw."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np

from extract.errors import ModelError
from extract.finding.encoder.folder import ModelFolder
from extract.finding.encoder.heads import Array, Heads
from extract.finding.encoder.sight import Sight, Tokens
from extract.finding.encoder.windows import Window, cut
from extract.language.folding import fold_script

_START, _END = 0, 2
"""Tokens that begin and end a window, as in the encoder's training."""


class LearnedReader:
    """An encoder with its heads, loaded once. Safe to share between threads: reading leaves nothing behind."""

    def __init__(self, folder: ModelFolder, *, threads: int = 0) -> None:
        """Load the model; `threads` 0 takes as many as there are cores. Raises ModelError when its files do not fit."""
        self.folder = folder
        try:
            self._tokenizer = _tokenizer(str(folder.path / "tokenizer.json"))
            self._session = _session(str(folder.path / "encoder.onnx"), threads)
            with np.load(folder.path / "heads.npz", allow_pickle=False) as weights:
                self._heads = Heads(weights)
        except Exception as error:
            message = f"{folder.path} cannot be loaded ({error}); train the model anew or install it again"
            raise ModelError(message) from error

    def read(self, text: str, sentences: Iterable[int]) -> Sight:
        """Read a text whose sentences begin at the offsets `sentences`; a text of any length is read to its end."""
        encoding = self._tokenizer.encode(fold_script(text), add_special_tokens=False)
        tokens = Tokens(encoding.offsets)
        hidden, tops = self._encode(encoding.ids, sorted({tokens.at_or_after(offset) for offset in sentences}))
        return Sight(tokens, hidden, tops, self._heads, self.folder)

    def _encode(self, ids: Sequence[int], breaks: Sequence[int]) -> tuple[Array, Array]:
        """Return the hidden states [T, H] of all tokens, and for each that of the first token of its window [T, H]."""
        windows = cut(len(ids), size=self.folder.window, overlap=self.folder.overlap, breaks=breaks)
        hidden, tops = [], []
        for window in windows:
            states = self._run(ids, window)
            kept = states[1 + window.first - window.start : 1 + window.last - window.start]
            hidden.append(kept)
            tops.append(np.broadcast_to(states[0], kept.shape))
        if not windows:
            return np.zeros((0, 1), np.float32), np.zeros((0, 1), np.float32)
        return np.concatenate(hidden), np.concatenate(tops)

    def _run(self, ids: Sequence[int], window: Window) -> Array:
        row = np.array([[_START, *ids[window.start : window.end], _END]], np.int64)
        (states,) = self._session.run(None, {"ids": row, "mask": np.ones_like(row)})
        first: Array = states[0]
        return first


def _session(path: str, threads: int) -> Any:
    import onnxruntime  # noqa: PLC0415 -- heavy: only with a model

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer(path: str) -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415 -- only with a model

    return Tokenizer.from_file(path)
