"""Numbers with their units in running text: percentages, masses, money, prices, counts, multiples."""

from extract.finding.quantities.conversion import convert
from extract.finding.quantities.finder import find_quantities

__all__ = ["convert", "find_quantities"]
