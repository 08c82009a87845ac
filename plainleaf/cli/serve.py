"""The command `serve`."""

import asyncio
import webbrowser

import click

from plainleaf.cli.options import source_options, this_day
from plainleaf.preview.guard import is_loopback
from plainleaf.preview.server import PortFault, open_socket
from plainleaf.preview.server import serve as serve_session
from plainleaf.preview.session import Session
from plainleaf.read.sources import Sources
from plainleaf.workers import available_cores

_PORT = 8000


@click.command(epilog="Example: python build.py serve --open")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H", help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    metavar="N",
    help=f"The port to listen at. Default: {_PORT}, or the next free one.",
)
@click.option("--open", "opens", is_flag=True, help="Open the preview in your browser.")
@source_options
@click.pass_context
def serve(context: click.Context, /, sources: Sources, host: str, port: int | None, opens: bool) -> int:
    """Show the site while you write: drafts, too, and what is wrong where it stands.

    Each saved file shows in the open page at once. Your files stay as they are, and nothing is published.
    Ctrl-C ends it.
    """
    try:
        listening = open_socket(host, port or _PORT, exactly=port is not None)
    except PortFault as fault:
        raise click.UsageError(str(fault)) from fault
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    if not is_loopback(host):
        click.echo(
            f"warning: whoever can reach {host} can read the drafts; without --host only this machine can",
            err=True,
        )

    def ready() -> None:
        click.echo(f"Preview: {address}  (Ctrl-C ends it)")
        if opens:
            webbrowser.open(address)

    # A day that was asked for stays; else a preview that is open over midnight goes along.
    session = Session(sources, None if context.params["today"] else this_day, available_cores())
    session.refresh()
    asyncio.run(serve_session(session, listening, host, ready))
    return 0
