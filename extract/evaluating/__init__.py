"""Records against annotations: the gold form, and what is measured on it."""
