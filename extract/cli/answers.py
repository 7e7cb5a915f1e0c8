"""Answers for the terminal: each rule with why it applied and the words of the articles."""

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from extract.cli.quotes import Quotes
from extract.cli.tables import wide_console
from extract.cli.words import counted
from extract.records import AnswerSheet, ArticleRecord, Question, Quote, QuotedAnswer

_SHOWN = 3
"""Quotes of one answer that are shown; the JSON form has all."""


def print_answers(sheet: AnswerSheet, records: Iterable[tuple[str, ArticleRecord]]) -> None:
    """Print the answers to standard output, what is certain first."""
    console = wide_console()
    by_path = dict(records)
    console.print(Text(Quotes.safe(_asked(sheet.question)), style="bold"))
    for status, heading in (("in_force", "Applied"), ("unknown", "Cannot be told")):
        found = [answer for answer in sheet.answers if answer.status == status]
        if found:
            console.print(Text(f"\n{heading}: {counted(len(found), 'rule')}", style="bold cyan"))
        for answer in found:
            console.print(_answer(answer, by_path, console))
    if not sheet.answers:
        console.print("\nNo rule on the timeline applied.")


def _asked(question: Question) -> str:
    parts = [f"On {question.day}"]
    if question.known_by:
        parts.append(f"as known on {question.known_by}")
    about = (("material", question.material), ("to", question.destination), ("for", question.end_user))
    parts += [f"{name} {value}" for name, value in about if value]
    return ", ".join(parts)


def _answer(answer: QuotedAnswer, records: dict[str, ArticleRecord], console: Console) -> RenderableType:
    about = [answer.issuer, answer.instrument, answer.change]
    lines: list[RenderableType] = [
        Text(f"\n{Quotes.safe(answer.headline.en)}"),
        Text(Quotes.safe(" · ".join(item for item in about if item)), style="dim"),
        Text(Quotes.safe(answer.why)),
    ]
    lines += [_quote(quote, records[quote.record], console) for quote in answer.evidence[:_SHOWN]]
    left = len(answer.evidence) - _SHOWN
    lines += [Text(f"and {counted(left, 'quote')} more", style="dim")] if left > 0 else []
    return Padding(Group(*lines), (0, 0, 0, 2))


def _quote(quote: Quote, record: ArticleRecord, console: Console) -> Text:
    words = Quotes(record.article, coloured=console.is_terminal).in_context(quote.evidence)
    about: Sequence[str | None] = (quote.publisher or quote.record, quote.published)
    source = Quotes.safe(", ".join(item for item in about if item))
    return Text("- ").append(words).append(f"  ({source})", style="dim")
