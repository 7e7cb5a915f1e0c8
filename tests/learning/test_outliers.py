"""Channels that run far ahead are multiplied apart: the same result, and little lost when the rest is rounded."""

from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch", reason="needs torch, which only training uses: pip install 'regimeline[train]'")
outliers = pytest.importorskip("extract.learning.encoder.outliers", reason="needs transformers beside torch")
WIDTH, INNER = 16, 32


def block(width, out):
    return SimpleNamespace(dense=torch.nn.Linear(width, out))


@pytest.fixture
def network():
    """Return a stand-in whose inner layer has two channels that run ahead."""
    torch.manual_seed(0)
    layer = SimpleNamespace(intermediate=block(WIDTH, INNER), output=block(INNER, WIDTH))
    with torch.no_grad():
        layer.intermediate.dense.weight[[5, 20]] *= 50
    encoder = SimpleNamespace(encoder=SimpleNamespace(layer=[layer]))

    def hidden(ids, mask):
        return layer.output.dense(torch.relu(layer.intermediate.dense(ids * mask)))

    return SimpleNamespace(encoder=encoder, hidden=hidden)


def test_the_result_stays_and_the_channels_ahead_are_found(network):
    batch = torch.randn(2, 7, WIDTH), torch.ones(2, 7, 1)
    before = network.hidden(*batch)
    outliers.set_apart(network, [batch])
    assert torch.allclose(network.hidden(*batch), before, atol=1e-4)
    apart = network.encoder.encoder.layer[0].output.dense
    assert {5, 20} <= set(apart.channels.tolist())
    assert len(apart.channels) == outliers.CHANNELS


def test_little_is_lost_when_what_is_left_is_rounded(network):
    batch = torch.randn(2, 7, WIDTH), torch.ones(2, 7, 1)
    outliers.set_apart(network, [batch])
    layer = network.encoder.encoder.layer[0]
    inner = torch.relu(layer.intermediate.dense(batch[0]))
    apart = layer.output.dense
    assert (inner * apart.others).abs().max() < inner.abs().max() / 10
    assert any(outliers.FULL in name for name, _ in apart.named_modules())
