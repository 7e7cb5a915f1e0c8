"""A tokenizer and embeddings cut down to the pieces that English and Chinese need.

A multilingual encoder spends most of its weights on pieces of other languages. Pieces are kept by how often the two languages use
them: `words` are frequency lists (word to share), `texts` running text. Every single character of the two scripts stays, so that any
text can still be spelt.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from extract.language.folding import fold_script

_CAPITALISED, _CAPITALS, _ACRONYM = 0.3, 0.05, 6
"""How often a word of a list stands capitalised, and in capitals when it is no longer than an acronym."""


def trim(base: Path, out: Path, *, size: int, words: Mapping[str, Mapping[str, float]], texts: Iterable[str]) -> int:
    """Write `base` with at most `size` pieces to `out` as a transformers checkpoint; return how many there are.

    `words` maps `en` and `zh` to frequency lists. Needs a Unigram tokenizer (SentencePiece), as multilingual encoders have.
    """
    document: dict[str, Any] = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    pieces: list[list[Any]] = document["model"]["vocab"]
    counts = _counts(Tokenizer.from_file(str(base / "tokenizer.json")), words, texts)
    special = {int(token["id"]) for token in document["added_tokens"]}
    needed = special | {index for index, (piece, _) in enumerate(pieces) if _is_character(piece, counts[index])}
    often = [index for index in sorted(counts, key=lambda index: -counts[index]) if index not in needed]
    kept = sorted(needed | set(often[: max(0, size - len(needed))]))
    _write_tokenizer(document, kept, out)
    model = AutoModel.from_pretrained(base, local_files_only=True, add_pooling_layer=False)
    rows = model.get_input_embeddings().weight.data[torch.tensor(kept)]
    model.resize_token_embeddings(len(kept))
    model.get_input_embeddings().weight.data.copy_(rows)
    model.save_pretrained(out)
    return len(kept)


def _counts(tokenizer: Tokenizer, words: Mapping[str, Mapping[str, float]], texts: Iterable[str]) -> dict[int, float]:
    counts: dict[int, float] = defaultdict(float)
    for language, shares in words.items():
        for word, share in shares.items():
            for form, weight in _forms(fold_script(word), language):
                for index in tokenizer.encode(form, add_special_tokens=False).ids:
                    counts[index] += share * weight
    whole = sum(counts.values()) or 1.0
    own: Counter[int] = Counter()
    for text in texts:
        own.update(tokenizer.encode(fold_script(text), add_special_tokens=False).ids)
    for index, count in own.items():
        counts[index] += whole * count / own.total()
    return counts


def _forms(word: str, language: str) -> list[tuple[str, float]]:
    if language == "zh":  # inside a sentence a word has no space before it, and other pieces
        return [(word, 1.0), (f"的{word}", 1.0)]
    capitals = [(word.upper(), _CAPITALS)] if len(word) < _ACRONYM else []
    return [(word, 1.0), (word.capitalize(), _CAPITALISED), *capitals]


def _is_character(piece: str, count: float) -> bool:
    bare = piece.replace("\u2581", "")
    if len(bare) > 1:
        return bare.isascii() and bare.isdigit()
    return count > 0 or bare == "" or ord(bare) < 0x250 or bool(bare.encode("gb2312", "ignore"))  # noqa: PLR2004 -- Latin


def _write_tokenizer(document: dict[str, Any], kept: list[int], out: Path) -> None:
    new = {old: index for index, old in enumerate(kept)}
    pieces = document["model"]["vocab"]
    added = {int(token["id"]): [token["content"], 0.0] for token in document["added_tokens"]}
    document["model"]["vocab"] = [pieces[old] if old < len(pieces) else added[old] for old in kept]
    document["model"]["unk_id"] = new[document["model"]["unk_id"]]
    for token in document["added_tokens"]:
        token["id"] = new[int(token["id"])]
    document |= {"truncation": None, "padding": None}
    out.mkdir(parents=True, exist_ok=True)
    (out / "tokenizer.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
