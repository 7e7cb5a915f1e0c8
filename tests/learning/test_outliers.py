"""The channels that run far ahead of the others are found."""

from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch", reason="needs torch, which only training uses: pip install 'regimeline[train]'")
outliers = pytest.importorskip("extract.learning.encoder.outliers", reason="needs transformers beside torch")
WIDTH, INNER = 16, 32


def block(width, out):
    return SimpleNamespace(dense=torch.nn.Linear(width, out))


def test_channels_that_run_ahead_are_found_where_they_enter_and_within():
    torch.manual_seed(0)
    layer = SimpleNamespace(intermediate=block(WIDTH, INNER), output=block(INNER, WIDTH))
    with torch.no_grad():
        layer.intermediate.dense.weight[[5, 20]] *= 50
    ids, mask = torch.randn(2, 7, WIDTH), torch.ones(2, 7, 1)
    ids[..., 3] *= 50

    def hidden(ids, mask):
        return layer.output.dense(torch.relu(layer.intermediate.dense(ids * mask)))

    network = SimpleNamespace(encoder=SimpleNamespace(encoder=SimpleNamespace(layer=[layer])), hidden=hidden)
    (found,) = outliers.channels_ahead(network, [(ids, mask)])
    assert 3 in found.entering
    assert {5, 20} <= set(found.within)
    assert len(found.entering) == len(found.within) == outliers.CHANNELS
    assert not layer.output.dense._forward_pre_hooks
