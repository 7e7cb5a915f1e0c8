"""The figures of a model as Markdown tables, put between the markers of its `card.md`.

    <!-- figures comparison -->     what stands here is written by `carding`
    <!-- end of figures -->

The blocks are `comparison` (rules, model and both, field by field), `calibration` (confidence of what is told), `heads` (what the reader is
sure of before joining) and `variants` (other models on the same articles).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from extract.errors import RecordError
from extract.evaluating.reliability import BINS
from extract.evaluating.tallies import FIELDS, ROLES
from extract.learning.encoder.card_figures import Bin, CorpusFigures, Figures, Interval, Part, Reliability, Variant
from extract.learning.encoder.ways import WAYS

_LANGUAGES = {"en": "English", "zh": "Chinese"}
_HEADS = ("trigger", "action", "stage", "certainty", "statistic")
_HEADLINE = ("event", "exact", "argument", "statistic")
_BLOCK = re.compile(r"(<!-- figures (?P<kind>\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def carded(card: str, figures: Figures) -> str:
    """Return a card with the tables of today between its markers; blocks that it lacks are added at its end.

    Raises RecordError when the card has a block that is not known.
    """
    blocks = {kind: "\n".join(lines(figures)) for kind, lines in _BLOCKS.items()}
    present = [found["kind"] for found in _BLOCK.finditer(card)]
    if unknown := sorted(set(present) - set(blocks)):
        message = f"the card has a block of figures {unknown[0]!r}; there are {', '.join(blocks)}"
        raise RecordError(message)
    card = _BLOCK.sub(lambda found: f"{found[1]}\n{blocks[found['kind']]}\n{found[3]}", card)
    new = [kind for kind, body in blocks.items() if body and kind not in present]
    added = [
        f"## {_TITLES[kind]}\n\n<!-- figures {kind} -->\n\n{blocks[kind]}\n<!-- end of figures -->\n" for kind in new
    ]
    return "\n".join([card.rstrip("\n") + "\n", *added]) if added else card


def _comparison(figures: Figures) -> Iterator[str]:
    yield f"Beside each figure stands its 95 % interval, of {figures.resamples} bootstrap samples of the articles; those of the gain are paired.\n"
    for heading, part in _parts(figures):
        fields = [*(name for name in FIELDS if name in part.fields), *(f"role:{name}" for name in ROLES)]
        yield f"**{heading}**, F1:\n"
        yield from _table(
            ["field", "rules only", "model only", "joined", "joined above rules"],
            [[_name(field), *_f1(part, field), _signed(part.fields[field].gain)] for field in fields],
        )
        yield f"**{heading}**, precision and recall:\n"
        yield from _table(
            ["field", *(f"{way}, {short}" for way in ("rules only", "model only", "joined") for short in ("P", "R"))],
            [[_name(field), *_precision_and_recall(part, field)] for field in fields],
        )


def _f1(part: Part, field: str) -> Iterator[str]:
    return (_ranged(getattr(part.fields[field], way).f1) for way in WAYS)


def _precision_and_recall(part: Part, field: str) -> Iterator[str]:
    for way in WAYS:
        shares = getattr(part.fields[field], way)
        yield from (_ranged(shares.p), _ranged(shares.r))


def _calibration(figures: Figures) -> Iterator[str]:
    yield (
        f"Of what is told (joined), how sure it is and how often an annotator tells the same by the scorer's rule, in {BINS} bins of equal width. "
        "ECE: the mean distance of the two over the bins, weighted by their items.\n"
    )
    for heading, part in _parts(figures):
        kinds = [kind for kind in ("event", "statistic") if kind in part.confidence]
        told = "; ".join(f"{kind}s: {_errors(part.confidence[kind])}" for kind in kinds)
        yield f"**{heading}**, ECE of {told}.\n"
        yield from _table(
            ["confidence", *(name for kind in kinds for name in (f"{kind}s", "mean confidence", "share right"))],
            _bin_rows([part.confidence[kind]["joined"] for kind in kinds]),
        )


def _errors(ways: Mapping[str, Reliability]) -> str:
    return ", ".join(f"{way} {ways[way].ece:.3f}" for way in WAYS)


def _bin_rows(told: Sequence[Reliability]) -> Iterator[list[str]]:
    for number in range(BINS):
        low = number / BINS
        held = [next((one for one in item.bins if one.low == low), None) for item in told]
        yield [f"{low:.1f} to {(number + 1) / BINS:.1f}", *(cell for one in held for cell in _bin_cells(one))]


def _bin_cells(held: Bin | None) -> list[str]:
    return ["0", "", ""] if held is None else [str(held.items), f"{held.confidence:.2f}", f"{held.right:.2f}"]


def _heads(figures: Figures) -> Iterator[str]:
    yield "What the heads answer at their own likeliest value, before any joining; what counts as right: `extract/learning/encoder/surety.py`.\n"
    for heading, part in _parts(figures):
        yield f"**{heading}**:\n"
        rows = [[f"`{head}`", *_head_cells(part.heads[head])] for head in _HEADS if head in part.heads]
        yield from _table(["head", "answers", "mean probability", "share right", "ECE"], rows)


def _head_cells(told: Reliability) -> list[str]:
    items = sum(held.items for held in told.bins)
    means = (
        sum(held.items * value for held, value in zip(told.bins, values, strict=True)) / items
        for values in ([held.confidence for held in told.bins], [held.right for held in told.bins])
    )
    return [str(items), *(f"{mean:.3f}" for mean in means), f"{told.ece:.3f}"]


def _variants(figures: Figures) -> Iterator[str]:
    for corpus, variants in figures.variants.items():
        first = next(iter(variants))
        for language in variants[first].f1:
            yield f"**{corpus}{_fold(figures.rooms[corpus])}, {_LANGUAGES.get(language, language)}**, F1, joined; behind it the difference to the first row:\n"
            rows = [[label, *_variant_cells(told, language)] for label, told in variants.items()]
            yield from _table(["", *(f"`{field}`" for field in _HEADLINE)], rows)


def _variant_cells(told: Variant, language: str) -> Iterator[str]:
    for field in _HEADLINE:
        gain = f"; {_signed(told.gain[language][field])}" if language in told.gain else ""
        yield f"{_ranged(told.f1[language][field])}{gain}"


_BLOCKS: Mapping[str, Callable[[Figures], Iterator[str]]] = {
    "comparison": _comparison,
    "calibration": _calibration,
    "heads": _heads,
    "variants": _variants,
}
_TITLES = {
    "comparison": "Rules, model, and both",
    "calibration": "How far its confidence can be trusted",
    "heads": "The heads alone",
    "variants": "Other models on the same articles",
}


def _parts(figures: Figures) -> Iterator[tuple[str, Part]]:
    for name, corpus in figures.rooms.items():
        for language, part in corpus.parts.items():
            yield f"{name}{_fold(corpus)}, {_LANGUAGES.get(language, language)} (articles: {part.articles})", part


def _fold(corpus: CorpusFigures) -> str:
    return "" if corpus.fold is None else f", fold {corpus.fold}"


def _name(field: str) -> str:
    role = field.removeprefix("role:")
    return f"`{field}`" if role == field else f"`argument`: {role}"


def _ranged(interval: Interval) -> str:
    value, low, high = interval
    return f"{value:.3f} ({low:.3f}–{high:.3f})"


def _signed(interval: Interval) -> str:
    value, low, high = interval
    return f"{value:+.3f} ({low:+.3f} to {high:+.3f})"


def _table(head: Sequence[str], rows: Iterator[list[str]] | Sequence[list[str]]) -> Iterator[str]:
    yield from (f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))
    yield ""
