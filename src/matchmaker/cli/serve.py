"""``matchmaker serve``: the page and the HTTP service, until it is told to stop."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matchmaker.cli import options
from matchmaker.cli.edge import say
from matchmaker.domain.problem import OutsideFailure, Problem

if TYPE_CHECKING:
    from matchmaker.settings import Settings

EXAMPLE = """Example:  matchmaker serve

Then open http://127.0.0.1:8000 in a browser. Nothing that is sent to it is kept. Every setting is in the guide to the
service, and can also be an environment variable (MATCHMAKER_PORT=8080) or a line of a settings file."""

KEEP_ALIVE_SECONDS = 10


@click.command(epilog=EXAMPLE)
@click.option("--host", metavar="ADDRESS", help="The address to listen on (default: 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on (default: 8000).")
@click.option("--settings", "file", type=options.PLACE, metavar="FILE", help="A file of settings, one a line.")
@options.quiet("Do not say where the service is.")
def serve(host: str | None, port: int | None, file: Path | None, quiet: bool) -> None:
    """Serve the page and the HTTP service to this computer, until stopped with Ctrl-C."""
    from matchmaker.settings import load_settings

    settings = load_settings(file, host=host, port=port)
    listening = _listening(settings)
    if not quiet:
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        say(f"Open http://{shown}:{settings.port} in a browser. Stop with Ctrl-C.")
    _serve(settings, listening)


def _listening(settings: Settings) -> socket.socket:
    """The open port. Taken before anything is loaded, so that a port in use is said at once."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
    except OSError:
        listening.close()
        raise OutsideFailure(Problem.of("port_not_free", port=settings.port, host=settings.host)) from None
    return listening


def _serve(settings: Settings, listening: socket.socket) -> None:
    import uvicorn

    from matchmaker.api import create_app
    from matchmaker.api.record import set_up_logs
    from matchmaker.console import install

    set_up_logs()
    config = uvicorn.Config(
        create_app(settings, pages=[install]),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    with suppress(KeyboardInterrupt):  # how Ctrl-C comes back after everything has been closed in order
        uvicorn.Server(config).run(sockets=[listening])
