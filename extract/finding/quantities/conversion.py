"""Conversion of quantities and statistics between units of one dimension, by pint: `convert(quantity, to="t")`."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from extract.errors import UsageError
from extract.finding.grammar import read_grammar
from extract.knowledge.loading import HOME
from extract.records.mentions import Quantity
from extract.records.statistic import Statistic

if TYPE_CHECKING:
    import pint

_Measured = TypeVar("_Measured", Quantity, Statistic)
_VALUES = ("value", "value_high", "value_from")
_FIGURES = 12
"""Significant figures kept: beyond them stands the error of floating point."""


def convert(item: _Measured, *, to: str) -> _Measured:
    """Return `item` with its values in the unit `to`, a name of `knowledge/units.yaml`, a currency code, or one per the other.

    Masses, volumes, areas, energies, powers and durations convert among themselves, ratios to percent, prices by what they
    are per (`USD/lb` to `USD/t`). A month is a twelfth of a year of 365.25 days, an ounce is a troy ounce. Currencies do not
    convert (the rate is none of a text's knowledge), nor do counts, nor wet tonnes to dry ones. Raises UsageError then.
    """
    factor = _factor(item.unit, to)
    values = {name: value for name in _VALUES if (value := getattr(item, name, None)) is not None}
    scaled: dict[str, Any] = {name: float(f"{value * factor:.{_FIGURES}g}") for name, value in values.items()}
    return item.model_copy(update={**scaled, "unit": to})


@cache
def _factor(unit: str, to: str) -> float:
    import pint  # noqa: PLC0415 -- takes longer to import than the whole package

    if unit == to:
        return 1.0
    registry = _registry()
    try:
        return float(registry.Quantity(1, _expression(unit)).to(_expression(to)).magnitude)
    except (pint.DimensionalityError, pint.UndefinedUnitError) as error:
        message = f"{unit} does not convert to {to}, which measures something else; give a unit of the same dimension"
        raise UsageError(message) from error


def _expression(unit: str) -> str:
    """Return a unit of the records by its names in the registry."""
    units = _units()
    if unit in units:
        return _name(unit)
    over, slash, under = unit.rpartition("/")
    if slash:
        return f"{_expression(over)} / {_expression(under)}"
    named = ", ".join(name for name, meaning in units.items() if not meaning.startswith("[") or name.islower())
    message = f"{unit} is no unit that converts; those that do: {named}, codes of currencies, and one per another"
    raise UsageError(message)


def _name(unit: str) -> str:
    """Return the name of a unit in the registry, where `t` and `PEN` are other things already."""
    return "regimeline_" + re.sub(r"\W", "_", unit)


@cache
def _units() -> dict[str, str]:
    """Return what the units of the register are in pint, by the names that records use; a currency is a dimension of its own."""
    known: dict[str, str] = {}
    for item in read_grammar(HOME / "units.yaml")["units"]:
        if "pint" in item:
            known.setdefault(item["unit"], item["pint"])
    for item in read_grammar(HOME / "currencies.yaml")["currencies"]:
        known[item["unit"]] = f"[{item['unit']}]"
    return known


@cache
def _registry() -> "pint.UnitRegistry[float]":
    """Return pint's registry with the units of the records."""
    import pint  # noqa: PLC0415

    registry: pint.UnitRegistry[float] = pint.UnitRegistry()
    for unit, meaning in _units().items():
        registry.define(f"{_name(unit)} = {meaning}")
    return registry
