"""Mentions to events and statistics: which words tell of one event, and what each of its fields is."""
