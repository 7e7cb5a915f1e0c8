"""Regimes of export licensing, read from English and Chinese articles into evidence-backed timelines."""
