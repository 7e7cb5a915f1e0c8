"""The review desk: what is to be decided, what was, and writing it down."""
