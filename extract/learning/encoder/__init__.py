"""Training of the learned reader (extra `train`): annotated articles to a model folder that `extract.finding.encoder` runs."""
