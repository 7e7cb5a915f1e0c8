"""The network: an encoder and its heads. `extract.finding.encoder.heads` runs the same heads in numpy, by the names used here.

Shapes: T tokens of a window, H the encoder's width, N spans, D = 256 the width of a represented span, E events, R roles.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel

from extract.errors import UsageError
from extract.finding.encoder.heads import STEPS
from extract.learning.encoder.labels import EVENT_QUESTIONS, FIGURE_LINKS, LABELS, LINKS, SPAN_LABELS, TAGS

WIDTH = 256
_VIEW, _DISTANCE, _HIDDEN = 64, 32, 128
_DROPOUT = 0.2
_LEAST_SPREAD = 1e-3
_KINDS = ("bert", "roberta", "xlm-roberta")
"""The encoders that `drawing` can write as ONNX; many others, such as multilingual-e5, are of one of these kinds."""


def _gelu() -> nn.GELU:
    return nn.GELU(approximate="tanh")


def _perceptron(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, WIDTH), _gelu(), nn.Linear(WIDTH, 1))


class Linker(nn.Module):
    """Scores [E, N, R] that spans [N, D] have each of R roles beside their owners [E, D], at `steps` [E, N] of distance."""

    def __init__(self, roles: int) -> None:
        super().__init__()
        self.roles = roles
        self.owner_view = nn.Linear(WIDTH, roles * _VIEW)
        self.span_view = nn.Linear(WIDTH, roles * _VIEW)
        self.owner = nn.Linear(WIDTH, _HIDDEN)
        self.span = nn.Linear(WIDTH, _HIDDEN)
        self.distance = nn.Embedding(2 * STEPS, _HIDDEN)
        self.out = nn.Linear(_HIDDEN, roles)
        nn.init.normal_(self.distance.weight, 0, 0.1)

    def forward(self, owners: Tensor, spans: Tensor, steps: Tensor) -> Tensor:
        """Add what owner and span say of each other to what they and their distance say together."""
        mine = self.owner_view(owners).view(-1, self.roles, _VIEW)
        theirs = self.span_view(spans).view(-1, self.roles, _VIEW)
        hidden = self.owner(owners).unsqueeze(1) + self.span(spans).unsqueeze(0) + self.distance(steps)
        hidden = functional.dropout(functional.gelu(hidden, approximate="tanh"), _DROPOUT, self.training)
        scores: Tensor = torch.einsum("erk,nrk->enr", mine, theirs) / _VIEW**0.5 + self.out(hidden)
        return scores


class Network(nn.Module):
    """Encoder and heads. `base` is a transformers checkpoint of an encoder; `layers` keeps that many, the lowest ones.

    Raises UsageError when the encoder is of a kind that could not be exported.
    """

    def __init__(self, base: Path | str, *, layers: int | None = None) -> None:
        super().__init__()
        self.encoder = _encoder(base, layers)
        hidden: int = self.encoder.config.hidden_size
        self.register_buffer("mean", torch.zeros(hidden))
        self.register_buffer("spread", torch.ones(hidden))
        self.tags = nn.Linear(hidden, len(TAGS) * 3)
        self.span = nn.Linear(3 * hidden, WIDTH)
        self.top = nn.Linear(hidden, WIDTH)
        self.measure = nn.Linear(WIDTH, len(LABELS["measures"]))
        self.pool = nn.Linear(WIDTH, 1)
        self.event = nn.Linear(3 * WIDTH + len(LABELS["measures"]), WIDTH)
        self.pair_distance = nn.Embedding(STEPS, _DISTANCE)
        self.pair = _perceptron(3 * WIDTH + _DISTANCE)
        self.links = Linker(len(LINKS))
        self.is_statistic = _perceptron(2 * WIDTH)
        self.figure_links = Linker(len(FIGURE_LINKS))
        self.figure_none = nn.Linear(WIDTH, len(FIGURE_LINKS))
        for name in (*EVENT_QUESTIONS, *(label for labels in SPAN_LABELS.values() for label in labels)):
            setattr(self, name, nn.Linear(WIDTH, len(LABELS[name])))
        for name in ("indicator", "statistic_kind"):
            setattr(self, name, nn.Linear(WIDTH, len(LABELS[name])))
        self.dropout = nn.Dropout(_DROPOUT)

    @property
    def first_place(self) -> int:
        """The row of the first token in the table of places; RoBERTa begins behind that of padding."""
        config = self.encoder.config
        return 0 if config.model_type == "bert" else int(config.pad_token_id) + 1

    def hidden(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the standardised hidden states [B, T, H] of token ids [B, T]; `mask` is 0 at padding."""
        states: Tensor = (self._states(ids, mask) - self.mean) / self.spread
        return states

    def standardise(self, batches: Iterable[tuple[Tensor, Tensor]]) -> None:
        """Set the mean and spread that hidden states are standardised by, from batches of ids and masks.

        Encoders of sentences put all tokens into a narrow cone: about the same vector with differences of a tenth of its size,
        from which heads learn nothing for a long time.
        """
        with torch.no_grad():
            states = torch.cat([self._states(ids, mask)[mask.bool()] for ids, mask in batches])
        self.mean, self.spread = states.mean(0), states.std(0) + _LEAST_SPREAD

    def _states(self, ids: Tensor, mask: Tensor) -> Tensor:
        # Saves a quarter of a step's time where the processor multiplies in bfloat16.
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return states.float()

    def spans(self, hidden: Tensor, places: Sequence[tuple[int, int]]) -> Tensor:
        """Represent spans [N, D] of hidden states [T, H], by their first and last tokens."""
        sums = torch.cat([hidden.new_zeros(1, hidden.shape[1]), hidden.cumsum(0)])
        first, last = torch.tensor(places).T
        mean = (sums[last + 1] - sums[first]) / (last + 1 - first).unsqueeze(1)
        joined = torch.cat([hidden[first], hidden[last], mean], dim=1)
        represented: Tensor = self.dropout(functional.gelu(self.span(joined), approximate="tanh"))
        return represented

    def events(self, mentions: Tensor, groups: Sequence[Sequence[int]], top: Tensor) -> Tensor:
        """Represent events [E, D], each a group of rows of `mentions` [N, D]; `top` [D] stands for the window."""
        told, shares = torch.sigmoid(self.measure(mentions)).detach(), self.pool(mentions).squeeze(1)
        rows = []
        for group in groups:
            index = torch.tensor(group)
            share = torch.softmax(shares[index], 0)
            own = mentions[index]
            rows.append(torch.cat([share @ own, own.max(0).values, top, told[index].mean(0)]))
        return self.dropout(functional.gelu(self.event(torch.stack(rows)), approximate="tanh"))

    def pairs(self, ones: Tensor, others: Tensor, steps: Tensor) -> Tensor:
        """Return the log odds [N] that mentions [N, D] and [N, D] tell of one event, at `steps` [N] of distance."""
        joined = [ones * others, (ones - others).abs(), ones + others, self.pair_distance(steps)]
        odds: Tensor = self.pair(torch.cat(joined, dim=1)).squeeze(1)
        return odds


def _encoder(base: Path | str, layers: int | None) -> nn.Module:
    # Dropout of attention takes more time on a CPU than all the rest of the forward pass.
    config = AutoConfig.from_pretrained(base, local_files_only=True, attention_probs_dropout_prob=0.0)
    if config.model_type not in _KINDS or config.hidden_act != "gelu":
        message = f"{base} is of the kind {config.model_type!r} with {config.hidden_act!r}; give an encoder of the kinds {', '.join(_KINDS)}, with 'gelu'"
        raise UsageError(message)
    encoder = AutoModel.from_pretrained(base, local_files_only=True, config=config, add_pooling_layer=False)
    if layers is not None and layers < config.num_hidden_layers:
        encoder.encoder.layer = encoder.encoder.layer[:layers]
        encoder.config.num_hidden_layers = layers
    return encoder
