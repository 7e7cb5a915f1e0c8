"""Runs the encoder over a text and hands out what it saw."""

import os
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.errors import ModelError
from extract.finding.document import Document
from extract.finding.encoder.folder import ModelFolder
from extract.finding.encoder.heads import Array, Heads
from extract.finding.encoder.scanning import likely_asked, worth_reading
from extract.finding.encoder.sight import Sight
from extract.finding.encoder.states import States, Tokens, without_spaces
from extract.finding.encoder.windows import cut
from extract.finding.opinion import Place
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

    def look_at(self, document: Document) -> Sight:
        """Read the sentences of a document that are worth it."""
        read = worth_reading(document)
        sight = self.read(document.article.text, read)
        sight.expect(likely_asked(document, read))
        return sight

    def read(self, text: str, sentences: Iterable[Place]) -> Sight:
        """Read the given sentences of a text, in order; what lies between them is passed over as if it were not there."""
        encoding = self._tokenizer.encode(fold_script(text), add_special_tokens=False)
        tokens = Tokens(without_spaces(encoding.offsets, text))
        return Sight(tokens, self._encode(encoding.ids, tokens, sentences), self._heads, self.folder)

    def _encode(self, ids: Sequence[int], tokens: Tokens, sentences: Iterable[Place]) -> States:
        extents = [(tokens.at_or_after(start), tokens.at_or_after(end)) for start, end in sentences]
        read = np.array([number for first, end in extents for number in range(first, end)], np.int64)
        breaks = list(accumulate((end - first for first, end in extents), initial=0))
        windows = cut(len(read), size=self.folder.window, overlap=self.folder.overlap, breaks=breaks)
        row = np.array(ids, np.int64)[read]
        states = [self._run(row[window.start : window.end]) for window in windows]
        if not states:
            nothing = np.zeros((0, self._heads.width), np.float32)
            return States(len(tokens), read, nothing, nothing, read)
        kept = [
            state[1 + window.first - window.start : 1 + window.last - window.start]
            for state, window in zip(states, windows, strict=True)
        ]
        numbers = np.repeat(np.arange(len(windows)), [len(part) for part in kept])
        return States(len(tokens), read, np.concatenate(kept), np.stack([state[0] for state in states]), numbers)

    def _run(self, ids: NDArray[np.int64]) -> Array:
        (states,) = self._session.run(None, {"ids": np.concatenate([[_START], ids, [_END]])})
        seen: Array = states
        return seen


def _session(path: str, threads: int) -> Any:
    # Else it may tell its makers, and leaves a file among the temporary ones.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime  # noqa: PLC0415 -- heavy: only with a model

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer(path: str) -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415 -- only with a model

    return Tokenizer.from_file(path)
