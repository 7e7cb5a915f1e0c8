"""Numbers with their units in running text: percentages, masses, money, prices, counts, multiples."""

from extract.finding.quantities.finder import find_quantities

__all__ = ["find_quantities"]
