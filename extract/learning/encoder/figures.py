"""What the figures of a piece teach: which are statistics, of what, between whom and when."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from extract.finding.encoder.heads import STEPS, steps_between
from extract.learning.corpora import Gold
from extract.learning.encoder.labels import FIGURE_LINKS, LABELS
from extract.learning.encoder.network import Network
from extract.learning.encoder.pieces import Piece

_MOST_NAMINGS = 160
_ROLES: Mapping[str, str] = {"origin": "issuer", "destination": "issuer", "period": "effective"}
"""The role of a naming for events that marks those which may tell a figure's field."""
_WEIGHTS: Mapping[str, float] = {"indicator": 1.0, "statistic_kind": 0.5}
_LINKS_COUNT, _MATERIALS_COUNT = 0.5, 0.15


def figure_losses(network: Network, hidden: Tensor, piece: Piece) -> dict[str, Tensor]:
    """Return the losses of the figures that the rules find in a piece."""
    found = [(figure, at) for figure in piece.example.figures if (at := piece.at(figure.place)) is not None]
    if not found:
        return {}
    spans = network.spans(hidden, [at for _, at in found])
    both = torch.cat([spans, network.top(hidden[0]).expand(len(found), -1)], dim=1)
    wanted = torch.tensor([float(figure.statistic is not None) for figure, _ in found])
    odds = network.is_statistic(both).squeeze(1)
    losses = {"statistic": functional.binary_cross_entropy_with_logits(odds, wanted, reduction="sum")}
    told = [(index, figure.statistic) for index, (figure, _) in enumerate(found) if figure.statistic is not None]
    if told:
        chosen = spans[torch.tensor([index for index, _ in told])]
        golds = [gold for _, gold in told]
        for question, name in (("indicator", "indicator"), ("statistic_kind", "kind")):
            right = torch.tensor([LABELS[question].index(gold[name]) for gold in golds])
            loss = functional.cross_entropy(getattr(network, question)(chosen), right, reduction="sum")
            losses[question] = loss * _WEIGHTS[question]
        positions = [found[index][1][0] for index, _ in told]
        losses |= _field_losses(network, hidden, piece, (chosen, positions, golds))
    return losses


def _field_losses(
    network: Network, hidden: Tensor, piece: Piece, told: tuple[Tensor, list[int], list[Gold]]
) -> dict[str, Tensor]:
    figures, positions, golds = told
    namings = [(naming, at) for naming in piece.example.namings if (at := piece.at(naming.place)) is not None]
    if not namings or len(namings) > _MOST_NAMINGS:
        return {}
    spans = network.spans(hidden, [at for _, at in namings])
    starts = torch.tensor([at[0] for _, at in namings])
    own = torch.tensor(positions)
    steps = torch.from_numpy(steps_between(own[:, None].numpy(), starts[None].numpy())) + STEPS * (
        starts[None] < own[:, None]
    )
    scores = network.figure_links(figures, spans, steps)
    none = network.figure_none(figures)
    total = figures.new_zeros(())
    for row, gold in enumerate(golds):
        for field, role in _ROLES.items():
            column = FIGURE_LINKS.index(field)
            index = [k for k, (naming, _) in enumerate(namings) if role in naming.roles]
            right = [k for k, place in enumerate(index) if gold.get(field) and namings[place][0].value == gold[field]]
            if right or not gold.get(field):
                total = total + _choice_loss(torch.cat([none[row, column, None], scores[row, index, column]]), right)
        total = total + _material_loss(scores[row, :, FIGURE_LINKS.index("material")], namings_values(piece), gold)
    return {"figure_links": total * _LINKS_COUNT}


def _choice_loss(logits: Tensor, right: Sequence[int]) -> Tensor:
    """Return the loss of choosing one of `right` (counted from 0 after the first, which is none), or none."""
    logs = torch.log_softmax(logits, 0)
    return -torch.logsumexp(logs[torch.tensor([1 + index for index in right])], 0) if right else -logs[0]


def namings_values(piece: Piece) -> list[str | None]:
    """Return the value of each naming in the piece that is a material, None for the others."""
    return [
        naming.value if "material" in naming.roles else None
        for naming in piece.example.namings
        if piece.at(naming.place) is not None
    ]


def _material_loss(scores: Tensor, values: Sequence[str | None], gold: Gold) -> Tensor:
    index = [k for k, value in enumerate(values) if value is not None]
    if not index:
        return scores.new_zeros(())
    wanted = torch.tensor([float(values[k] in (gold.get("materials") or ())) for k in index])
    return functional.binary_cross_entropy_with_logits(scores[index], wanted, reduction="sum") * _MATERIALS_COUNT
