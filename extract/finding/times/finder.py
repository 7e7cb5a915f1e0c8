"""Finds every date and duration of a text: rules, then joins, then meanings."""

from collections.abc import Iterator, Sequence
from datetime import date

from extract.errors import UsageError
from extract.finding.grammar import fold_once, load_grammar, supported
from extract.finding.masking import Mask
from extract.finding.times import periods
from extract.finding.times.choosing import DAY, Context
from extract.finding.times.joining import Joined, edge_words, join, resolve_joined
from extract.finding.times.leaning import lean_at, weights_of
from extract.finding.times.making import MAKERS
from extract.finding.times.mention import Mention
from extract.finding.times.sharing import mentions_of, share_years
from extract.finding.times.telling import Telling
from extract.finding.times.zones import basis_of
from extract.records.edtf import is_edtf
from extract.records.mentions import Time
from extract.records.span import Span


def find_times(
    text: str, *, language: str, anchor: date | str | None = None, mask: Sequence[tuple[int, int]] = ()
) -> list[Time]:
    """Return the dates and durations of `text`, in order of appearance; evidence counts code points of `text`.

    `language` is `en` or `zh` (`zh-Hans`, `zh-Hant`); `anchor` the article's own date, a `datetime.date` or EDTF (a day, a month or
    a year); spans of `mask` (of instruments, say) are passed over. Values are EDTF dates and intervals or ISO 8601 durations. An
    open end is kept: `from December 1` is `2025-12-01/..`, `until May` is `../2026-05`. Without an anchor, words that need one have
    the value None, and a date without its year is `XXXX-10-30`. `relative` keeps what was counted, and `basis` says what a part
    that the words leave out was taken from, and a time zone told beside a day. Raises UsageError for another language and for an anchor that is no date.
    """
    grammar = load_grammar("times", supported(language))
    language = grammar.language
    folded = fold_once(text)
    mentions = [
        mention
        for found in grammar.find(folded, text)
        if found.rule.make != "never" and "never" not in found.groups
        for mention in mentions_of(found, grammar, folded)
    ]
    masked = Mask(mask)
    mentions = [mention for mention in mentions if not masked.touches(mention.start, mention.end)]
    return [
        _time_of(mention, text, basis_of(mention, folded, language))
        for mention in _resolve(join(mentions, folded, language), folded, language, anchor)
    ]


def _resolve(groups: list[Joined], folded: str, language: str, anchor: date | str | None) -> Iterator[Mention]:
    """Yield each group with its meaning, read from the article's date and from the dates told before."""
    share_years(groups, folded, edge_words(language)["list"])
    telling = Telling(_context(anchor)._replace(weights=weights_of(language)), folded, language)
    for group in groups:
        lean = lean_at(folded, group.first.start, group.first.end, language)
        context = telling.context_of(group, lean.side)._replace(
            is_sure=lean.is_close and group.first.make in _WEEKDAYS, is_marked=lean.is_sure
        )
        mention = resolve_joined(group, context, MAKERS)
        telling.note(mention, group.edge)
        yield mention


_WEEKDAYS = ("weekday", "near_weekday")


def _context(anchor: date | str | None) -> Context:
    if isinstance(anchor, date):
        return Context(date(anchor.year, anchor.month, anchor.day), DAY)
    if anchor is not None and not is_edtf(anchor):
        message = f"the anchor {anchor!r} is no EDTF date; give a day such as 2025-10-09, a month, a year, or None"
        raise UsageError(message)
    if anchor is None or "X" in anchor or ".." in anchor:
        return Context()
    first = anchor.partition("/")[0]
    exactness = first.count("-") + 1 if "/" not in anchor else min(first.count("-") + 1, DAY - 1)
    return Context(date.fromisoformat(periods.first_day(first).isoformat()), exactness)


def _time_of(mention: Mention, text: str, basis: str | None) -> Time:
    return Time(
        value=mention.value,
        relative=mention.relative,
        evidence=Span.of(text, mention.start, mention.end),
        role=mention.role,  # type: ignore[arg-type]
        basis=basis,
    )
