"""What a page says to its program, and how large its terminal is."""

from __future__ import annotations

import json
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from .session import BrowserSession

LARGEST_MESSAGE = 1_000_000
"""Bytes of a message of the page: a fiche that is pasted has far fewer."""
NARROWEST, WIDEST = 1, 500
"""Cells of a terminal, either way."""
_MOST_DIGITS = 6
"""Of a number of cells that is read: Python refuses one of thousands of digits."""


async def pass_on(page: web.WebSocketResponse, session: BrowserSession) -> None:
    """Give the program what its page sends, until it is closed; what makes no sense is dropped."""
    async for message in page:
        if message.type != WSMsgType.TEXT:
            continue
        kind, value = _read(message.data)
        match kind, value:
            case "stdin", str():
                await session.send_bytes(value.encode("utf-8", "replace"))
            case "resize", {"width": int() as width, "height": int() as height}:
                await session.set_terminal_size(_within(width), _within(height))
            case "ping", _:
                await while_open(page.send_json(["pong", value]))
            case "blur", _:
                await session.blur()
            case "focus", _:
                await session.focus()


def _read(text: str) -> tuple[object, object]:
    """A message of the page: its kind, and its value."""
    with suppress(ValueError, RecursionError):
        message: Any = json.loads(text)
        if isinstance(message, list) and message:
            return message[0], message[1] if len(message) > 1 else None
    return None, None


async def while_open(sending: Awaitable[object]) -> None:
    """Send to a page, unless it has just been closed."""
    with suppress(ConnectionError, RuntimeError):
        await sending


def cells(text: str) -> int | None:
    """A number of cells as an address gives it, within reason; None when it is not one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return _within(int(text)) if is_number else None


def _within(number: int) -> int:
    return max(NARROWEST, min(WIDEST, number))
