"""One name for a company, however articles of either language write it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extract.language.datafiles import load_values
from extract.language.folding import fold_words

_BRACKETED = re.compile(r"\(([^()]*)\)")
_NOISE = re.compile(r"[\W_]+")
_SIGN = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def companies_named(name: str) -> frozenset[str]:
    """Return the companies that a name is of, as `companies.yaml` calls them; one that is not there is called by its bare name.

    Of `Taiwan Semiconductor Manufacturing Company (TSMC)` what stands in brackets counts too, where it is known.
    """
    folded = fold_words(name)
    names = [bare(part) for part in (_BRACKETED.sub(" ", folded), *_BRACKETED.findall(folded))]
    known = frozenset(_register()[one] for one in names if one in _register())
    return known or frozenset(filter(None, names[:1]))


def bare(folded: str) -> str:
    """Return a folded name without punctuation and the words of its legal form, unless it has no others."""
    words = _SIGN.sub("", _NOISE.sub(" ", folded).strip()).removeprefix("the ")
    return _legal_forms().sub("", words) or words


@cache
def _register() -> Mapping[str, str]:
    return {name: names[0] for names in _table()["names"] for name in names}


@cache
def _legal_forms() -> re.Pattern[str]:
    forms = _table()["legal_forms"]
    return re.compile(rf"(?: (?:{'|'.join(forms['en'])}))+$|(?:{'|'.join(forms['zh'])})+$")


@cache
def _table() -> dict[str, Any]:
    return load_values(__package__, "companies.yaml")
