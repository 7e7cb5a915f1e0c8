"""One generated line a person can read, in both languages, from the fields alone; its words are `knowledge/headlines.yaml`."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from extract.assembling.drafts import Draft
from extract.knowledge import Knowledge
from extract.knowledge.entries import spellings
from extract.knowledge.tables import load_table
from extract.records import Headline, MaterialMention, Target
from extract.records.codes import UNKNOWN

_SHOWN = 3
"""Names listed before the rest is counted: a line must fit a list."""


def headline_of(
    draft: Draft, targets: Sequence[Target], materials: Sequence[MaterialMention], knowledge: Knowledge
) -> Headline:
    """Return the English and the Chinese headline of an event."""
    en, zh = (_line(language, draft, targets, materials, knowledge) for language in ("en", "zh"))
    return Headline(en=en, zh=zh)


def _line(
    language: str, draft: Draft, targets: Sequence[Target], materials: Sequence[MaterialMention], knowledge: Knowledge
) -> str:
    words: dict[str, Any] = load_table("headlines")[language]
    names = _display_names(knowledge, language)
    base, verb = words["actions"][draft.action]
    code = draft.issuer.jurisdiction
    issuer = words["unknown_issuer"] if code == UNKNOWN else names.get(code, code)
    line: str = words["stages"][draft.stage].format(
        issuer=issuer, base=base, verb=verb, measure=words["measures"][draft.measure]
    )
    goods = [names.get(item.id, item.id.removeprefix("other:")) for item in materials]
    places = [names.get(item.jurisdiction, item.jurisdiction) for item in targets if item.jurisdiction]
    for part, values in (("materials", goods), ("targets", places)):
        if values:
            line += words[part].format(names=_listed(values, words))
    return line + str(words["certainty"][draft.certainty])


def _listed(values: Sequence[str], words: dict[str, Any]) -> str:
    unique = list(dict.fromkeys(values))
    names = words["separator"].join(unique[:_SHOWN])
    rest = len(unique) - _SHOWN
    return str(words["more"].format(names=names, count=rest)) if rest > 0 else str(names)


@cache
def _display_names(knowledge: Knowledge, language: str) -> dict[str, str]:
    """Return a name for each material and jurisdiction: the first form of its entry, choices taken at their first."""
    names: dict[str, str] = {}
    for kind in ("jurisdictions", "materials"):
        for entry in knowledge.of_kind(kind):
            if entry.language == language:
                names.setdefault(entry.value, next(spellings(entry.forms[0])))
    return names
