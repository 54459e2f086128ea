"""A server of the screens on a free port of this machine, with a demonstration for each page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from telestage_tui.web.gate import Gate
from telestage_tui.web.running import LOOPBACK, serve
from telestage_tui.web.server import BrowserServer
from telestage_tui.web.session import program

from ..waiting import PATIENCE

DEMO = program("--today", "2027-02-10", "demo")


@asynccontextmanager
async def serving(
    gate: Gate | None = None,
    *,
    command: Sequence[str] = DEMO,
    sessions: int = 2,
    place_patience: float = PATIENCE,
) -> AsyncIterator[str]:
    """The address of a server, while it serves.

    Args:
        gate: Who may come in; everybody on this machine when it is not given.
        command: The program of each page.
        sessions: How many browsers at once.
        place_patience: Seconds one waits for a place.
    """
    port = asyncio.get_running_loop().create_future()
    server = BrowserServer(
        command,
        gate or Gate(is_shared=False, needs_link=False),
        sessions,
        "telestage – démonstration",
        place_patience=place_patience,
    )
    running = asyncio.create_task(serve(server, LOOPBACK, 0, port.set_result))
    try:
        yield f"http://{LOOPBACK}:{await asyncio.wait_for(port, PATIENCE)}"
    finally:
        running.cancel()
        await asyncio.wait({running})


def terminal(
    client: ClientSession, address: str, origin: str | None = None
) -> AbstractAsyncContextManager[ClientWebSocketResponse]:
    """The connection that a page opens."""
    return client.ws_connect(f"{address}/ws?width=80&height=24", origin=origin or address)


async def shows(page: ClientWebSocketResponse, text: str) -> None:
    """Wait for a page to be sent a text for its terminal."""
    shown = ""
    async with asyncio.timeout(PATIENCE):
        while text not in shown:
            message = await page.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), (message, shown[-500:])
            if message.type is WSMsgType.BINARY:
                shown += message.data.decode("utf-8", "replace")
