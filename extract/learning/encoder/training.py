"""Trains the network on annotated articles: a checkpoint and a line of figures every epoch."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from extract.finding.encoder.states import Tokens, without_spaces
from extract.learning.encoder.examples import Example
from extract.learning.encoder.figures import figure_losses
from extract.learning.encoder.losses import event_losses, tag_loss
from extract.learning.encoder.network import Network
from extract.learning.encoder.pieces import Encoded, Piece, batches_of, padded, pieces_of

_SAMPLED = 24
"""Batches from which the spread and the reach of hidden states are measured."""
_BLOTTED = 0.12
"""Share of the tokens that are made unreadable in training: what an event is must be clear from several of its words."""
_UNKNOWN = 3
"""The unknown piece; special ones have lower numbers."""
CHECKPOINT, LOG = "network.pt", "epochs.jsonl"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train. `window` and `batch` are in tokens; `rate` is the encoder's learning rate, the heads' is `heads_rate` times that.

    The heads begin from nothing and need a rate that the encoder does not bear.
    """

    layers: int | None = 6
    epochs: int = 8
    window: int = 448
    batch: int = 1344
    rate: float = 1.2e-4
    heads_rate: float = 16.0
    warm_up: float = 0.08
    decay: float = 0.01
    clip: float = 5.0
    seed: int = 1


Progress = Callable[[int, int, float], None]
"""Called after each step with the steps done, the steps in all and the mean loss of the epoch so far."""


def train(
    base: Path,
    out: Path,
    cases: Sequence[Example],
    *,
    settings: Settings,
    held: Sequence[Example] = (),
    start: Path | None = None,
    progress: Progress | None = None,
) -> Network:
    """Train on `cases` from the checkpoint at `base` (transformers form, with `tokenizer.json`); return the network.

    `start` is a checkpoint of an earlier training, with as many layers, to go on from. Writes `network.pt` and a line of `epochs.jsonl` (mean losses, those of `held` too, seconds) to `out` every epoch.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)  # noqa: S311 -- order of batches
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    sources, unseen = encode(cases, tokenizer), encode(held, tokenizer)
    batches = _batches(sources, settings, rng)
    if start is None:
        network = Network(base, layers=settings.layers)
        network.standardise(map(_tensors, batches[:_SAMPLED]))
    else:
        network, _ = load_network(base, start)
    steps = len(batches) * settings.epochs
    optimizer = _optimizer(network, settings)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps, settings))
    began, done = monotonic(), 0
    for epoch in range(settings.epochs):
        network.train()
        sums: Counter[str] = Counter()
        for number, batch in enumerate(batches if epoch == 0 else _batches(sources, settings, rng), 1):
            losses = batch_losses(network, batch, rng)
            _step(network, losses, optimizer, settings)
            scheduler.step()
            sums.update({name: float(loss.detach()) for name, loss in losses.items()})
            done += 1
            if progress is not None:
                progress(done, max(steps, done), sum(sums.values()) / number)
        line: dict[str, Any] = {"epoch": epoch, "seconds": round(monotonic() - began), "train": _means(sums, number)}
        if unseen:
            line["held"] = held_losses(network, unseen, settings)
        _save(network, settings, line, out)
    return network


def encode(cases: Iterable[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Return the examples with their tokens."""
    found = []
    for case in cases:
        encoding = tokenizer.encode(case.text, add_special_tokens=False)
        found.append(Encoded(case, encoding.ids, Tokens(without_spaces(encoding.offsets, case.text))))
    return found


def sampled(cases: Sequence[Example], tokenizer: Path, settings: Settings) -> list[tuple[Tensor, Tensor]]:
    """Return some batches of ids and masks [B, T], as the network is trained on them."""
    batches = _batches(encode(cases, Tokenizer.from_file(str(tokenizer))), settings, None)
    return [_tensors(batch) for batch in batches[:_SAMPLED]]


def batch_losses(network: Network, batch: Sequence[Piece], rng: random.Random) -> dict[str, Tensor]:
    """Return the losses of a batch, each the mean over its pieces."""
    ids, mask = _tensors(batch)
    if network.training:
        ids = ids.masked_fill((torch.rand(ids.shape) < _BLOTTED) & (ids > _UNKNOWN), _UNKNOWN)
    states = network.hidden(ids, mask)
    sums: dict[str, Tensor] = {}
    for piece, state in zip(batch, states, strict=True):
        hidden = state[: len(piece.ids)]
        losses = {"tags": tag_loss(network, hidden, piece)}
        losses |= event_losses(network, hidden, piece, rng) | figure_losses(network, hidden, piece)
        for name, loss in losses.items():
            sums[name] = sums[name] + loss if name in sums else loss
    return {name: loss / len(batch) for name, loss in sums.items()}


def _tensors(batch: Sequence[Piece]) -> tuple[Tensor, Tensor]:
    ids, mask = padded(batch)
    return torch.tensor(ids), torch.tensor(mask)


def held_losses(network: Network, sources: Sequence[Encoded], settings: Settings) -> dict[str, float]:
    """Return the mean losses over examples that are not trained on."""
    network.eval()
    rng = random.Random(0)  # noqa: S311 -- the same random spans every epoch
    batches = _batches(sources, settings, None)
    sums: Counter[str] = Counter()
    with torch.no_grad():
        for batch in batches:
            sums.update({name: float(loss) for name, loss in batch_losses(network, batch, rng).items()})
    return _means(sums, len(batches))


def _batches(sources: Sequence[Encoded], settings: Settings, rng: random.Random | None) -> list[list[Piece]]:
    pieces = [piece for source in sources for piece in pieces_of(source, size=settings.window, rng=rng)]
    return batches_of(pieces, tokens=settings.batch, rng=rng or random.Random(0))  # noqa: S311 -- order of batches


def _optimizer(network: Network, settings: Settings) -> torch.optim.Optimizer:
    # Half of all weights: most pieces of the vocabulary occur a few times in a training set, too few to learn from.
    network.encoder.get_input_embeddings().requires_grad_(False)
    encoder = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    groups = [
        {"params": encoder, "lr": settings.rate},
        {"params": heads, "lr": settings.rate * settings.heads_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=settings.decay, fused=True)


def _rate(step: int, steps: int, settings: Settings) -> float:
    """Rise over `warm_up` of the steps, then fall in a line."""
    rise = settings.warm_up * steps
    return min((step + 1) / max(rise, 1), max(0.02, (steps - step) / max(steps - rise, 1)))


def _step(network: Network, losses: Mapping[str, Tensor], optimizer: torch.optim.Optimizer, settings: Settings) -> None:
    optimizer.zero_grad()
    sum(losses.values(), start=torch.zeros(())).backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), settings.clip)
    optimizer.step()


def _means(sums: Mapping[str, float], count: int) -> dict[str, float]:
    return {name: round(value / max(count, 1), 4) for name, value in sums.items()}


def _save(network: Network, settings: Settings, line: Mapping[str, Any], out: Path) -> None:
    torch.save({"state": network.state_dict(), "settings": asdict(settings)}, out / CHECKPOINT)
    with (out / LOG).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def load_network(base: Path, checkpoint: Path) -> tuple[Network, Settings]:
    """Return the network and settings of a checkpoint that `train` wrote from `base`."""
    held = torch.load(checkpoint, weights_only=True)
    settings = Settings(**held["settings"])
    network = Network(base, layers=settings.layers)
    network.load_state_dict(held["state"])
    return network, settings
