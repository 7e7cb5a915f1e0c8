"""Templates, and what they say of values: dates, names of fields, signs that cannot be seen."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from extract.records import Claim, Headline
from extract.records.codes import UNKNOWN
from extract.records.numbers import plain
from extract.reviewing.changes import Matter
from extract.reviewing.queue import Reason
from extract.reviewing.sheet import Card
from extract.reviewing.views import Parts
from extract.reviewing.web.forms import Part, form_of, register_of
from extract.reviewing.web.wording import Language, Wording

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_UNTOLD = frozenset({"id", "evidence", "basis"})
_EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
_NOTHING: Final = "—"
_PART: Final = " · "
_NEXT: Final = {"en": "; ", "zh": "；"}
_CODED = {"dates": ("role",), "conditions": ("type", "effect")}
"""Lists whose rows a conflict of the timeline names by their codes."""
_INDEX = re.compile(r"\[\d*\]")


def visible(value: Any) -> Any:
    """Return text with a name in place of each character that turns its direction or cannot be seen."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)


def embedded(data: Any) -> Markup:
    """Return JSON that cannot end the script element in which it stands, whatever an article says."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 -- nothing of markup is left in it


def plain_path(path: str) -> str:
    """Return the path of a field without its numbers: `dates[1].value` is `dates.value`."""
    return _INDEX.sub("", path)


def field_name(path: str, words: Wording) -> str:
    """Return what a field is called: `dates[1].value` by its last word, `dates.effective` of a conflict by the code in it too.

    A path that is none of ours, as a decision of another tool may have, stands for itself.
    """
    name, *codes = plain_path(path).split(".")
    families = _CODED.get(name, ())
    named = [words.code(f"{name}.{family}", code) for family, code in zip(families, codes, strict=False)]
    if codes and len(codes) <= len(families) and named != codes:
        return words("name_of_codes", name=words(name), codes=words.listed(named))
    return words.field((codes or [name])[-1], path)


def reason_told(reason: Reason, words: Wording) -> str:
    """Return why an item needs eyes, with the fields that it is about."""
    name = words("second_look_why" if reason.code == "second_look" else reason.code)
    fields = words.listed(field_name(path, words) for path in reason.fields)
    return words("why_in", why=name, fields=fields) if fields else name


def clock(at: datetime) -> str:
    """Return a time as the clock of this machine shows it."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def moment(at: datetime) -> str:
    """Return the time of today, to the second."""
    return at.astimezone().strftime("%H:%M:%S")


def percent(confidence: float) -> str:
    """Return a confidence in percent."""
    return f"{confidence:.0%}"


def pick(headline: Headline, language: Language) -> str:
    """Return the headline in a language."""
    return headline.zh if language == "zh" else headline.en


def told(value: Any, words: Wording, field: str | None = None) -> str:
    """Return a value of a field as one would read it aloud: codes, materials and places by their names, without what is empty."""
    path = plain_path(field or "")
    if isinstance(value, Mapping):
        held = ((f"{path}.{name}".removeprefix("."), below) for name, below in value.items() if below not in _EMPTY)
        return _PART.join(told(below, words, name) for name, below in held if _is_told(name)) or _NOTHING
    if isinstance(value, (list, tuple)):
        return _NEXT[words.language].join(told(below, words, field) for below in value) or _NOTHING
    return _NOTHING if value in _EMPTY else _named(value, words, path)


def told_parts(values: Iterable[Parts], words: Wording, headlines: Mapping[str, str]) -> str:
    """Return values as reviewers compare them (`extract.reviewing.views`); `headlines` are those of events by id."""
    told = (_PART.join(_part(path, held, words, headlines) for path, held in parts) for parts in values)
    return _NEXT[words.language].join(told) or _NOTHING


def _part(path: str, value: Any, words: Wording, headlines: Mapping[str, str]) -> str:
    if path == "sentence":
        return words("sentence_n", n=value)
    return headlines.get(value, value) if path == "amends.event_id" else _named(value, words, path)


def _is_told(path: str) -> bool:
    return path == "materials.id" or path.rpartition(".")[2] not in _UNTOLD


def _named(value: Any, words: Wording, path: str) -> str:
    if isinstance(value, float):
        return plain(value, grouped=True)
    register = register_of(path)
    if register is None:
        return words.code(path, str(value))
    return words("unknown_issuer") if value == UNKNOWN else words.name(register, str(value))


def typed(value: Any) -> str:
    """Return a value as it stands in a control: `25`, not `25.0`; nothing for None."""
    if value is None:
        return ""
    return plain(value) if isinstance(value, float) else str(value)


def form(card: Card) -> tuple[Part, ...]:
    """Return the parts of a card's form."""
    return form_of(type(card.item))


def document(card: Card) -> dict[str, Any]:
    """Return the JSON of a card's item."""
    return card.item.model_dump(mode="json", by_alias=True)


def digest(card: Card) -> str:
    """Return a hash of all that is shown of a card: one that did not change is left as it stands on the page."""
    shown = [card.state, document(card), [repr(card.fields), repr(card.closed_by), repr(card.reasons)]]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()[:16]


def article_address(record: str, item: str | None = None, query: str = "") -> str:
    """Return the address of an article's page, as the timeline page writes it too."""
    asked = f"?{query}" if query else ""
    return f"/articles/{quote(record)}{asked}" + (f"#{quote(item)}" if item else "")


def change_address(record: str, event: str) -> str:
    """Return the address of the page about the change that an event belongs to."""
    return f"/changes/{quote(record)}?{urlencode({'event': event})}"


def ruling_of(verdict: str, matter: Matter, claim: Claim, others: Iterable[Claim]) -> str:
    """Return the JSON that a page sends to rule that `claim` is one change with `others` (`merge`), or another than theirs (`split`)."""
    named = [f"{other.record}#{other.event}" for other in others if other != claim]
    about = {"record": claim.record, "target": claim.event, "targets": named}
    return json.dumps({**about, "verdict": verdict, "scope": "timeline", "version": matter.versions[claim.record]})


@cache
def templates() -> Environment:
    """Return the templates: what is not markup of ours is escaped, and shown without signs that cannot be seen."""
    found = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(embedded=embedded, plain_path=plain_path, field_name=field_name, clock=clock, pick=pick)
    found.globals.update(
        percent=percent,
        told=told,
        told_parts=told_parts,
        typed=typed,
        reason_told=reason_told,
        form=form,
        document=document,
        digest=digest,
        change_address=change_address,
    )
    return found
