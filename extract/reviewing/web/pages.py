"""The pages that show: the queue, an article, what needs a second look, the timeline. Nothing is changed here."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from extract.errors import UnfitError, UsageError
from extract.records import Claim, Event, Statistic, dump_record
from extract.records.numbers import plain
from extract.reviewing.agreement import agreement
from extract.reviewing.changes import matter_of
from extract.reviewing.desk import Desk
from extract.reviewing.figures import begun_figure
from extract.reviewing.sheet import Card
from extract.reviewing.web.asking import PAGE, look_of, number_of, page_of, turned, visit_of, wish_of, wish_query
from extract.reviewing.web.door import Door
from extract.reviewing.web.drawing import Drawing
from extract.reviewing.web.forms import statistic_form
from extract.reviewing.web.offering import REGISTERS, choices_of, register_options
from extract.reviewing.web.showing import article_address, pick, ruling_of, templates
from extract.reviewing.web.wording import Wording

PLACES: Final = (
    ("/", "queue"),
    ("/second-look", "second_look"),
    ("/agreement", "agreement"),
    ("/timeline", "timeline"),
)
KEYS: Final = (
    (
        "keys_article",
        (
            (("a",), "key_accept"),
            (("r",), "key_reject"),
            (("j", "↓"), "key_next"),
            (("k", "↑"), "key_previous"),
            (("1", "2", "3", "4"), "key_codes"),
            (("e",), "key_fields"),
            (("Ctrl+Enter",), "key_accept_too"),
            (("Esc",), "key_escape"),
            (("u",), "key_undo"),
            (("U",), "key_redo"),
            (("m",), "key_merge"),
            (("x",), "key_split"),
            (("]", "["), "key_article_next"),
            (("q",), "key_queue"),
        ),
    ),
    ("keys_words", ((("t",), "key_words"), (("w",), "key_use"), (("n",), "key_new"), (("f",), "key_figure"))),
    (
        "keys_queue",
        (
            (("j", "↓"), "key_next"),
            (("k", "↑"), "key_previous"),
            (("Enter",), "key_open"),
            (("/",), "key_search"),
            (("?",), "key_help"),
        ),
    ),
)
_FORMS: Final = 60
"""Items of an article up to which the page holds all their forms."""

_SOURCES: Final = ("http://", "https://")


class Pages:
    """Answers with what the desk tells, each time anew."""

    def __init__(self, desk: Desk, door: Door) -> None:
        self._desk = desk
        self._door = door
        self._drawing = Drawing(desk)

    def queue(self, request: Request) -> Response:
        """Answer with a page of the queue."""
        words = look_of(request).words
        query = request.query_params
        wish = wish_of(query)
        self._desk.refresh()
        found = self._desk.queue(wish, page=page_of(query), size=PAGE)
        told = wish_query(request)
        return self.show(
            request,
            "queue.html",
            queue=found,
            pages=-(-found.total // PAGE),
            progress=self._desk.progress(wish),
            faults=self._desk.faults(),
            wish=wish,
            filtered=bool(told),
            choices=choices_of(words, query),
            address=lambda record, item: article_address(record, item, told),
        )

    def article(self, request: Request) -> Response:
        """Answer with an article and its items; with `part=items` in the query with the items alone, with `part=item` with that of `open`, with `part=figure` with the form of a new one."""
        record = request.path_params["record"]
        self._desk.refresh()
        if request.query_params.get("part") == "figure":
            return self._figure(request, record)
        sheet = self._desk.sheet(record, by=_reviewer(request))
        query = wish_query(request)
        wish = wish_of(request.query_params)
        following = self._desk.next_after(record, wish)
        context: dict[str, Any] = {
            "sheet": sheet,
            "next": article_address(following, query=query) if following else None,
            "marks": [[mark.role, mark.field, mark.item, mark.start, mark.end] for mark in sheet.marks],
            "progress": self._desk.progress(wish),
            "changes": self._drawing.places(record),
            "headline": _Headlines(look_of(request).words),
            "query": query,
            "whole": _Whole(len(sheet.cards), request.query_params.get("open")),
        }
        if request.query_params.get("part") == "item":
            cards = {card.id: card for card in sheet.cards}
            card = cards.get(request.query_params.get("open", ""))
            return self.show(request, "item.html", card=card, **context) if card else self.missing(request)
        if request.query_params.get("part") == "items":
            return self.show(request, "items.html", **context)
        words = look_of(request).words
        url = sheet.article.url or ""
        return self.show(
            request,
            "article.html",
            source=url if url.lower().startswith(_SOURCES) else None,
            suggestions=[(name, register_options(words.language, name)) for name in REGISTERS],
            **context,
        )

    def _figure(self, request: Request, record: str) -> Response:
        """Answer with the form of a figure that is told by words of an article, as far as they can be read."""
        query = request.query_params
        start, end = (number_of(query.get(name, "")) for name in ("start", "end"))
        read = self._desk.record(record)
        begun = begun_figure(read, (start, end), like=query.get("like"))
        parts = [part for part in statistic_form() if part.name in begun and part.kind != "words"]
        return self.show(request, "figure.html", begun=begun, parts=parts, quote=read.article.text[start:end])

    def second_look(self, request: Request) -> Response:
        """Answer with the decisions that no longer fit."""
        self._desk.refresh()
        return self.show(
            request, "second.html", looks=self._desk.second_look(), address=article_address, title_of=self._desk.title
        )

    def agreement(self, request: Request) -> Response:
        """Answer with how far reviewers agree, and what they differ in."""
        articles = self._desk.shared()
        language = look_of(request).words.language
        return self.show(
            request,
            "agreement.html",
            found=agreement(articles),
            headlines={event.id: pick(event.headline, language) for one in articles for event in one.record.events},
            address=article_address,
            title_of=self._desk.title,
        )

    def change(self, request: Request) -> Response:
        """Answer with the change that an event belongs to: what else tells of it, and what may be the same."""
        self._desk.refresh()
        query = request.query_params
        claim = Claim(record=request.path_params["record"], event=query.get("event") or "-")
        search = query.get("q", "").strip()
        matter = matter_of(self._desk, self._drawing.timeline(), claim, search=search)
        if matter is None:
            return self.missing(request)
        return self.show(
            request,
            "change.html",
            matter=matter,
            here_claim=claim,
            search=search,
            address=article_address,
            ruling=ruling_of,
        )

    def timeline(self, request: Request) -> Response:
        """Answer with the timeline; its own policy, in its head, allows its script and style by their hashes.

        It takes its language and theme from its address.
        """
        if "lang" not in request.query_params:
            look = look_of(request)
            return RedirectResponse(turned(request, lang=look.words.language, theme=look.theme), 302)
        return HTMLResponse(self._drawing.page(), headers={"content-security-policy": "frame-ancestors 'none'"})

    def record(self, request: Request) -> Response:
        """Answer with a record as reviewed, in JSON."""
        return Response(dump_record(self._desk.record(request.path_params["record"])), media_type="application/json")

    def missing(self, request: Request, _: Exception | None = None) -> Response:
        """Answer that there is no such page."""
        words = look_of(request).words
        told = {"title": words("not_found_title"), "message": words("not_found_words")}
        return self.show(request, "error.html", status=404, **told)

    def failed(self, request: Request, error: Exception) -> Response:
        """Answer with what an error of the library says."""
        words = look_of(request).words
        status = 404 if isinstance(error, UsageError | UnfitError) else 500
        return self.show(request, "error.html", status=status, title=words("error_title"), message=str(error))

    def show(self, request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
        """Answer with a template, in the language and theme of the browser."""
        look, visit = look_of(request), visit_of(request)
        content = (
            templates()
            .get_template(template)
            .render(
                w=look.words,
                theme=look.theme,
                visit=visit,
                words=look.words.all(),
                keys=KEYS,
                places=PLACES if visit else (),
                here=request.url.path,
                turned=lambda **changes: turned(request, **changes),
                language_name=_language_name(look.words),
                **{"pass": self._door.pass_of(visit) if visit else ""},
                **context,
            )
        )
        response = HTMLResponse(content, status)
        look.keep(request, response)
        return response


class _Whole(NamedTuple):
    """Tells whether the form of a card is drawn at once: browsers take a minute over a thousand, so pages of many fetch each when it is due."""

    cards: int
    opened: str | None

    def __call__(self, card: Card) -> bool:
        return self.cards <= _FORMS or card.id == self.opened


class _Headlines:
    """What stands over a card: the headline of an event, the figure of a statistic."""

    def __init__(self, words: Wording) -> None:
        self._words = words

    def __call__(self, card: Card) -> str:
        item = card.item
        if isinstance(item, Event):
            return item.headline.zh if self._words.language == "zh" else item.headline.en
        return self._figure(item)

    def _figure(self, item: Statistic) -> str:
        words = self._words
        named = ", ".join(words.name("materials", material.id) for material in item.materials)
        value = plain(item.value, grouped=True) + (
            f"–{plain(item.value_high, grouped=True)}" if item.value_high is not None else ""
        )
        told = f"{value} {words.code('unit', item.unit).strip()}".replace(" %", "%")
        return " · ".join(filter(None, (words.code("indicator", item.indicator), named, told, item.period)))


def _reviewer(request: Request) -> str | None:
    visit = visit_of(request)
    return visit.reviewer if visit else None


def _language_name(words: Wording) -> Callable[[str], str]:
    """Return a function for the name of a BCP 47 tag; the tag itself where we have none."""
    names = {
        "en": words("english"),
        "zh": words("chinese"),
        "zh-Hans": words("simplified"),
        "zh-Hant": words("traditional"),
    }
    return lambda tag: names.get(tag, tag)
