"""Text to mentions: times, quantities, instruments, names and cue words, each with its place."""
