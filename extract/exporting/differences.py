"""The differences of two timelines as a morning mail: plain text, and HTML that mail programs show."""

from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from extract.exporting.languages import Language, Words
from extract.language.datafiles import load_values
from extract.records.difference import Alteration, Difference, TimelineDifference, Voice

_CODES = {
    "materials": "materials",
    "stage": "stage",
    "certainty": "certainty",
    "measure": "measure",
    "action": "action",
}


class _Report:
    """The words of a report in one language."""

    def __init__(self, language: Language) -> None:
        self.words = Words(language)
        self._side = 0 if language == "en" else 1

    def say(self, kind: str, name: str) -> str:
        known = _wording()[kind].get(name)
        return str(known[self._side]) if known else name

    def field(self, alteration: Alteration) -> str:
        if alteration.field.startswith("conflicts."):
            inner = alteration.field.partition(".")[2]
            field = inner if inner in _wording()["fields"] else inner.partition(".")[0]
            return f"{self.say('fields', 'conflicts')}{self.words.choose(' ', '：')}{self.say('fields', field)}"
        return self.say("fields", alteration.field)

    def values(self, alteration: Alteration, values: tuple[str, ...]) -> str:
        kind = _CODES.get(alteration.field.removeprefix("conflicts."))
        if alteration.field.startswith("dates."):
            return ", ".join(map(self.words.date, values))
        if alteration.field == "amends":
            pairs = (value.partition(" ") for value in values)
            return ", ".join(f"{self.words.code('relation', relation)} {id_}" for relation, _, id_ in pairs)
        return ", ".join(self.words.code(kind, value) if kind else value for value in values)

    def move(self, alteration: Alteration) -> str:
        """Return `before → now`, or what was added or taken away."""
        before, after = (self.values(alteration, side) for side in (alteration.before, alteration.after))
        if before and after:
            return f"{before} → {after}"
        return f"+ {after}" if after else f"− {before}"

    def because(self, difference: Difference) -> str:
        names = [self.say("reasons", reason) for reason in difference.reasons]
        features = [self.words.code("feature", name) for name in names]
        return f"{self.say('words', 'because')}: {', '.join(features)}" if features else ""

    def ids(self, difference: Difference) -> str:
        if difference.kind == "merged":
            return f"{self.say('words', 'from_ids')} {', '.join(difference.before)}"
        if difference.kind == "split":
            return f"{difference.before[0]} {self.say('words', 'into_ids')} {', '.join(difference.after)}"
        return ""

    def source(self, voice: Voice) -> str:
        return ", ".join(filter(None, (voice.publisher, voice.published))) or voice.title or voice.record

    def summary(self, found: TimelineDifference) -> str:
        kinds = [(kind, len(list(group))) for kind, group in groupby(found.differences, lambda one: one.kind)]
        told = [f"{self.say('kinds', kind)}: {number}" for kind, number in kinds]
        told += [f"{self.say('words', 'further')}: {found.further_reports}"] if found.further_reports else []
        told += [f"{self.say('words', 'unchanged')}: {found.unchanged}"]
        return " · ".join(told)


def differences_text(found: TimelineDifference, *, language: Language = "en") -> str:
    """Return the differences as plain text, under a heading a kind."""
    report = _Report(language)
    lines = [report.summary(found)]
    if not found.differences:
        lines = [report.say("words", "nothing"), *lines]
    for kind, group in groupby(found.differences, lambda one: one.kind):
        lines += ["", report.say("kinds", kind).upper()]
        for difference in group:
            lines += ["", *_text_of(difference, report)]
    return "\n".join(lines) + "\n"


def _text_of(difference: Difference, report: _Report) -> Iterator[str]:
    shown = (*difference.after, *difference.before)[0]
    yield f"* {report.words.of(difference.headline)}  [{shown}]"
    for line in filter(None, (report.ids(difference), report.because(difference))):
        yield f"  {line}"
    yield from (f"  > {_flat(voice.passage)} ({report.source(voice)})" for voice in difference.why)
    for alteration in difference.alterations:
        yield f"  {report.field(alteration)}: {report.move(alteration)}"
        yield from (f"    > {_flat(voice.passage)} ({report.source(voice)})" for voice in alteration.why)


def differences_html(found: TimelineDifference, *, language: Language = "en") -> str:
    """Return the differences as one HTML document for mail: styles inline, no script, nothing loaded, every text escaped."""
    report = _Report(language)
    title = escape(report.say("words", "title"))
    body = [
        _tag("h1", title, "font-size:20px;margin:0 0 8px"),
        _tag("p", escape(report.summary(found)), "color:#555;margin:0 0 16px"),
    ]
    if not found.differences:
        body.append(_tag("p", escape(report.say("words", "nothing"))))
    for kind, group in groupby(found.differences, lambda one: one.kind):
        body.append(
            _tag(
                "h2", escape(report.say("kinds", kind)), "font-size:16px;border-bottom:1px solid #ccc;margin:20px 0 8px"
            )
        )
        body += ["".join(_html_of(difference, report)) for difference in group]
    style = "font-family:Arial,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;font-size:14px;line-height:1.5;color:#222;max-width:720px"
    tag = "zh-Hans" if language == "zh" else "en"
    head = f'<!DOCTYPE html>\n<html lang="{tag}"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    return f'{head}<body style="{style}">\n' + "\n".join(body) + "\n</body></html>\n"


def _html_of(difference: Difference, report: _Report) -> Iterator[str]:
    shown = escape((*difference.after, *difference.before)[0])
    yield _tag(
        "p",
        f"<b>{escape(report.words.of(difference.headline))}</b> {_tag('span', shown, 'color:#888')}",
        "margin:12px 0 4px",
    )
    for line in filter(None, (report.ids(difference), report.because(difference))):
        yield _tag("p", escape(line), "margin:0 0 4px 16px")
    yield from (_quoted(voice, report) for voice in difference.why)
    for alteration in difference.alterations:
        told = f"{escape(report.field(alteration))}: {escape(report.move(alteration))}"
        yield _tag("p", told, "margin:0 0 4px 16px")
        yield from (_quoted(voice, report) for voice in alteration.why)


def _quoted(voice: Voice, report: _Report) -> str:
    before, quote, after = voice.passage.partition(voice.quote)
    words = f"{escape(before)}<b>{escape(quote)}</b>{escape(after)}"
    source = escape(report.source(voice))
    if voice.url and voice.url.startswith(("https://", "http://")):
        source = f'<a href="{escape(voice.url)}">{source}</a>'
    style = "margin:0 0 4px 32px;padding-left:8px;border-left:3px solid #ddd;color:#444"
    return _tag("blockquote", f"{words} ({source})", style)


def _tag(name: str, inner: str, style: str = "") -> str:
    attribute = f' style="{style}"' if style else ""
    return f"<{name}{attribute}>{inner}</{name}>"


def _flat(passage: str) -> str:
    return " ".join(passage.split())


@cache
def _wording() -> dict[str, Any]:
    return load_values(__package__, "differences.yaml")
