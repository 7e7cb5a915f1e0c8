"""`regimeline review`: the review desk in a browser."""

import getpass
from pathlib import Path
from typing import Annotated

import typer


def review(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `regimeline extract` wrote.")],
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for a free one.")] = 8321,
    host: Annotated[
        str, typer.Option(help="Address to listen on. Any other than this machine's own asks for a token.")
    ] = "127.0.0.1",
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; by default your name on this machine.")
    ] = None,
    token: Annotated[
        str | None, typer.Option(envvar="REGIMELINE_TOKEN", help="Token that the desk asks for; by default a new one.")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="Further host name that leads to the desk, as of a proxy; may be repeated."),
    ] = None,
) -> None:
    """Open the review desk over the records of a run; decisions go to OUT/decisions.jsonl."""
    from extract.reviewing.desk import Desk
    from extract.reviewing.web.serving import Opened, Place, serve

    def ready(opened: Opened) -> None:
        typer.echo(f"desk: {opened.address}")
        if opened.token is not None:
            typer.echo(f"token: {opened.token}")
            typer.echo(
                "What goes over the network is not encrypted: put a proxy with TLS before the desk (see docs/review.md), "
                "listen on 127.0.0.1 behind it with --token and --name HOST, or use a tunnel.",
                err=True,
            )
        typer.echo("Ctrl+C ends it.", err=True)

    desk = Desk.open(out, reviewer=_user() if reviewer is None else reviewer)
    try:
        serve(desk, Place(host, port, name or ()), token=token, ready=ready)
    finally:
        desk.close()


def _user() -> str:
    """Return the name of who runs the command; none where the machine has none, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
