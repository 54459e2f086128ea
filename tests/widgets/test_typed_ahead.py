"""Waiting for the effects of a key never holds a program that is ending."""

from __future__ import annotations

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input

from telestage_tui.widgets.typed_ahead import TypedAheadApp


class Page(TypedAheadApp[None]):
    def compose(self) -> ComposeResult:
        yield Input()


async def test_a_key_is_let_go_when_nothing_takes_messages_any_more() -> None:
    """As when the window closes between a key and its effects: messages stay in the queues."""
    app = Page()
    async with app.run_test() as pilot:
        await pilot.press("a")
    queue: asyncio.Queue[Message | None] = vars(app)["_message_queue"]
    queue.put_nowait(events.Idle())
    app._inputs.append(events.Key("b", "b"))
    await asyncio.wait_for(app._settle(), timeout=5)
    assert len(app._inputs) == 0
