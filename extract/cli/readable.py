"""A record as a page for the terminal: each value beside the words that it rests on."""

from collections.abc import Iterator, Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extract.cli.quotes import Quotes
from extract.cli.tables import wide_console
from extract.records import ArticleRecord, Event, Span, Statistic
from extract.records.codes import SaidBy

_Line = tuple[str, str, Span | None]
"""A field's name, its value, and its words."""
_AGAINST: Mapping[SaidBy, str] = {
    "both": "",
    "rules": " (not by the model)",
    "model": " (not by the rules)",
    "neither": " (by neither alone)",
}


def print_record(record: ArticleRecord, *, whole_text: bool = False) -> None:
    """Print a record to standard output; `whole_text` adds the article with all its quotes."""
    console = wide_console()
    quotes = Quotes(record.article, coloured=console.is_terminal)
    console.print(_head(record))
    for number, event in enumerate(record.events, 1):
        console.print(_event(number, event, record, quotes))
    if record.statistics:
        console.print(Text("\nStatistics", style="bold"))
        console.print(_grid([_statistic(item) for item in record.statistics], quotes))
    for problem in record.problems:
        console.print(Text(f"\nProblem {problem.code}: {quotes.safe(problem.message)}", style="yellow"))
    if whole_text:
        _print_text(console, record, quotes)


def _head(record: ArticleRecord) -> RenderableType:
    article = record.article
    date = f"{article.published} ({article.published_basis})" if article.published else "no date"
    told = [article.publisher, date, article.language, article.source]
    lines = [Text(Quotes.safe(article.title or article.id), style="bold")]
    lines.append(Text(Quotes.safe(" · ".join(item for item in told if item)), style="dim"))
    if article.url:
        lines.append(Text(Quotes.safe(article.url), style="dim"))
    return Group(*lines)


def _event(number: int, event: Event, record: ArticleRecord, quotes: Quotes) -> RenderableType:
    chinese = record.article.language.startswith("zh")
    headline = event.headline.zh if chinese else event.headline.en
    codes = (event.measure, *_joined_codes(event), event.direction)
    return Group(
        Text(f"\n{number}  {quotes.safe(headline)}", style="bold cyan"),
        Text(f"   {' · '.join(codes)} · confidence {event.confidence:.2f} · {event.id}", style="dim"),
        _grid(list(_event_lines(event)), quotes),
    )


def _joined_codes(event: Event) -> Iterator[str]:
    """Yield action, stage and certainty, each with who would have said otherwise."""
    for name in ("action", "stage", "certainty"):
        against = _AGAINST[getattr(event.basis, name)] if event.basis else ""
        yield f"{getattr(event, name)}{against}"


def _event_lines(event: Event) -> Iterator[_Line]:
    for trigger in event.triggers:
        yield "trigger", "", trigger.evidence
    issuer = event.issuer
    against = _AGAINST[event.basis.issuer] if event.basis else ""
    yield "issuer", _words(issuer.jurisdiction, issuer.name) + against, issuer.evidence
    for target in event.targets:
        yield "target", _words(target.jurisdiction, target.class_, target.name), target.evidence
    for material in event.materials:
        yield "material", material.id, material.evidence
    for condition in event.conditions:
        yield "condition", _words(condition.type, condition.effect, condition.value), condition.evidence
    for date in event.dates:
        yield "date", _words(date.role, date.value or "unresolved"), date.evidence
    if act := event.instrument:
        yield "instrument", _words(act.key or act.name or act.number), act.evidence
    if event.amends:
        yield "amends", _words(event.amends.relation, event.amends.event_id or event.amends.instrument_key), None
    for source in event.attribution:
        yield "source", _words(source.kind, source.name), source.evidence


def _statistic(item: Statistic) -> _Line:
    value = _number(item.value) + (f" to {_number(item.value_high)}" if item.value_high is not None else "")
    bound = None if item.bound == "exact" else item.bound
    unit = None if item.unit == "count" else item.unit
    materials = ", ".join(material.id for material in item.materials)
    between = _words(item.origin, f"→ {item.destination}" if item.destination else None)
    words = _words(item.kind, bound, value, unit, materials, between, item.period, item.comparison)
    return item.indicator, words, item.evidence


def _number(value: float) -> str:
    """Return all digits that the record has, in groups of three."""
    return f"{value:,.15g}"


def _words(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _grid(lines: list[_Line], quotes: Quotes) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(max_width=40, overflow="fold")
    grid.add_column(overflow="fold")
    before = ""
    for name, value, span in lines:
        words = quotes.in_context(span) if span else Text("from the context", style="dim")
        grid.add_row("" if name == before else name, quotes.safe(value), words)
        before = name
    return Padding(grid, (0, 0, 0, 3))


def _print_text(console: Console, record: ArticleRecord, quotes: Quotes) -> None:
    spans = [span for event in record.events for _, _, span in _event_lines(event) if span]
    spans += [item.evidence for item in record.statistics]
    console.print(Text("\nArticle", style="bold"))
    console.print(quotes.whole(spans))
