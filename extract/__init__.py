"""Regimes of export licensing, read from articles into evidence-backed timelines."""
