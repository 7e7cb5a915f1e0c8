"""The words of an article with its quotes standing out: by colour on a terminal, in guillemets elsewhere."""

from collections.abc import Iterable

from rich.text import Text

from extract.cli.words import clean
from extract.records import Article, Span

_CONTEXT = 30
"""Code points shown on each side of a quote, within its line."""
_QUOTE = "black on yellow"


class Quotes:
    """Shows the quotes of one article."""

    def __init__(self, article: Article, *, coloured: bool) -> None:
        self._article = article
        self._text = clean(article.text)
        self._coloured = coloured

    @staticmethod
    def safe(text: str) -> str:
        """Return `text` without control characters."""
        return clean(text)

    def in_context(self, span: Span) -> Text:
        """Return the quote with a few words on both sides, on one line."""
        before, after = self._text[: span.start], self._text[span.end :]
        left = before[before.rfind("\n") + 1 :][-_CONTEXT:]
        right = after.partition("\n")[0][:_CONTEXT]
        shown = Text().append(("…" if len(left) == _CONTEXT else "") + left, style="dim")
        self._append_quote(shown, _flat(span.quote))
        return shown.append(right + ("…" if len(right) == _CONTEXT else ""), style="dim")

    def whole(self, spans: Iterable[Span]) -> Text:
        """Return the article with all of `spans` standing out; overlapping ones stand out as one."""
        shown, at = Text(), 0
        for start, end in _joined(spans):
            shown.append(self._text[at:start])
            self._append_quote(shown, self._text[start:end])
            at = end
        shown.append(self._text[at:])
        for segment in self._article.segments:
            if segment.kind == "boilerplate" and self._coloured:
                shown.stylize("dim", segment.start, segment.end)
        return shown

    def _append_quote(self, shown: Text, words: str) -> None:
        shown.append(words if self._coloured else f"«{words}»", style=_QUOTE)


def _flat(words: str) -> str:
    return " ".join(clean(words).split())


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda item: item.start):
        if joined and span.start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], span.end)
        else:
            joined.append((span.start, span.end))
    return joined
