"""Batches: many files to records on disk (`batch`), the records of a run back (`outputs`), and `run.json` (`manifest`)."""
