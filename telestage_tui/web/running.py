"""Running the server until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from .server import BrowserServer
from .session import ENDING_SECONDS

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  (the tutor's choice, for a demonstration only)
"""Every address of this machine."""
_ANY_NETWORK = ("10.255.255.255", 1)
"""An address of a private network; nothing is sent there."""


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether a fault is not merely a request that makes no sense, which was answered."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


_LOG = logging.getLogger(__name__)
_LOG.addFilter(_is_ours)


async def serve(
    server: BrowserServer, address: str, port: int, ready: Callable[[int], None]
) -> None:
    """Serve until the program is interrupted, or asked to end; every page is then closed.

    Args:
        server: What is served.
        address: Of this machine.
        port: 0 for any that is free.
        ready: Called once it answers, with the port.

    Raises:
        OSError: when nothing can be served there.
    """
    # Without a log of requests: the addresses asked for have the tokens.
    runner = web.AppRunner(
        server.application(), access_log=None, logger=_LOG, shutdown_timeout=2 * ENDING_SECONDS
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, address, port)
        await site.start()
        ready(runner.addresses[0][1])
        await _told_to_stop()
    finally:
        await runner.cleanup()


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(AttributeError, NotImplementedError, RuntimeError):  # Windows
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    await stop.wait()


def name_of(address: str) -> str:
    """The address that others type to come to this one: that of this machine on its network."""
    if address not in (EVERYWHERE, "::"):
        return f"[{address}]" if ":" in address else address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(_ANY_NETWORK)
        return str(probe.getsockname()[0])
    return socket.gethostname()
