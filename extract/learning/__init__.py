"""Fits what the run time reads: nothing at run time imports this package."""
