"""Which encoders a network takes: those that can be drawn."""

import pytest

from extract.errors import UsageError

pytest.importorskip("torch", reason="needs torch, which only training uses: pip install 'regimeline[train]'")
transformers = pytest.importorskip("transformers", reason="needs transformers beside torch")
SIZES = {"vocab_size": 20, "hidden_size": 8, "num_attention_heads": 2, "intermediate_size": 16, "num_hidden_layers": 3}


@pytest.mark.parametrize(("kind", "first"), [("bert", 0), ("xlm-roberta", 2)])
def test_the_lowest_layers_of_an_encoder_are_taken(tmp_path, kind, first):
    from extract.learning.encoder.network import Network  # noqa: PLC0415 - needs torch

    config = transformers.AutoConfig.for_model(kind, **SIZES)
    transformers.AutoModel.from_config(config).save_pretrained(tmp_path)
    network = Network(tmp_path, layers=2)
    assert len(network.encoder.encoder.layer) == network.encoder.config.num_hidden_layers == 2
    assert network.first_place == first


def test_an_encoder_that_could_not_be_exported_is_refused_before_it_is_trained(tmp_path):
    from extract.learning.encoder.network import Network  # noqa: PLC0415 - needs torch

    transformers.AutoConfig.for_model("distilbert", dim=8, n_heads=2, n_layers=1).save_pretrained(tmp_path)
    with pytest.raises(UsageError, match=r"'distilbert'.*give an encoder of the kinds bert, "):
        Network(tmp_path)
