"""What the parts of the finder read: a text, folded and not, with the units of its language."""

from typing import NamedTuple

from extract.finding.quantities.units import Units


class Source(NamedTuple):
    """A text in `language` (`en` or `zh`), as it was and folded, with the register of units."""

    text: str
    folded: str
    language: str
    units: Units
