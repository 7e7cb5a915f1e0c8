"""The desk as a web application: which address is answered by what."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from extract.errors import RegimelineError
from extract.reviewing.desk import Desk
from extract.reviewing.web.actions import Actions
from extract.reviewing.web.door import Door
from extract.reviewing.web.guard import Guard
from extract.reviewing.web.pages import Pages
from extract.reviewing.web.statics import static


def create_app(desk: Desk, door: Door) -> Starlette:
    """Return the application over a desk; `door` says who may come in."""
    pages = Pages(desk, door)
    actions = Actions(desk, door, pages)
    shown = {
        "/": pages.queue,
        "/articles/{record:path}": pages.article,
        "/changes/{record:path}": pages.change,
        "/records/{record:path}": pages.record,
        "/second-look": pages.second_look,
        "/agreement": pages.agreement,
        "/timeline": pages.timeline,
        "/pass": actions.renew,
        "/static/{name}": static,
    }
    done = {
        "/decide": actions.decide,
        "/check": actions.check,
        "/undo": actions.undo,
        "/redo": actions.redo,
        "/retract": actions.retract,
        "/settle": actions.settle,
    }
    app = Starlette(
        routes=[
            *(Route(path, answer, methods=["GET"]) for path, answer in shown.items()),
            *(Route(path, answer, methods=["POST"]) for path, answer in done.items()),
            Route("/enter", actions.enter, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(Guard, door=door)],
        exception_handlers={404: pages.missing, RegimelineError: pages.failed, OSError: pages.failed},
    )
    app.router.redirect_slashes = False  # an address is right or it is not
    return app
