"""The learned reader: a small bilingual encoder and its heads, run by onnxruntime and numpy; trained by `extract.learning`."""

from extract.finding.encoder.folder import ModelFolder, load_folder
from extract.finding.encoder.reader import LearnedReader

__all__ = ["LearnedReader", "ModelFolder", "load_folder"]
