"""Keys typed ahead are handled one by one, each after all the effects of the one before it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import App, ReturnType
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds after which a key is handled even if the effects of the one before it are not over."""


class TypedAheadApp(App[ReturnType]):
    """An app that handles a key, or a paste, once the effects of the one before it are over.

    Textual hands a key at once to whatever has the keyboard then. On a slow line or a busy
    machine that is before the key in front of it has changed field or opened a dialog, and a
    function key overtakes the letters before it: the end of a text would not be in what it saves.
    """

    def __init__(self) -> None:
        super().__init__()
        self._inputs: deque[events.Key | events.Paste] = deque()
        self._settling: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Handle keys and pastes in order, each in its turn, and every other event at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._inputs.append(event)
            if len(self._inputs) == 1:
                await self._take()
        else:
            await super().on_event(event)

    async def _take(self) -> None:
        try:
            event = self._inputs[0]
            self.take(event)
            await super().on_event(event)
        finally:
            self._settling = asyncio.create_task(self._settle())

    def take(self, event: events.Key | events.Paste) -> None:
        """A key or a paste is about to be handled, in its turn."""

    async def _settle(self) -> None:
        with suppress(TimeoutError):  # a widget removed meanwhile never handles its messages
            async with asyncio.timeout(PATIENCE):
                while await _drain(self._pumps()):
                    if not any(pump.message_queue_size for pump in self._pumps()):
                        break
        is_open = True
        while is_open and self.screen_stack and not self.screen.is_mounted:
            with suppress(TimeoutError):  # its keys look for its widgets; it may go first
                async with asyncio.timeout(PATIENCE):
                    is_open = await _drain([self.screen])
        self._inputs.popleft()
        if self._inputs:
            self.call_later(self._take)

    def _pumps(self) -> list[MessagePump]:
        """What has the keyboard, and all that its messages go up to."""
        if not self.screen_stack:
            return [self]
        target = self.focused or self.screen
        return [*target.ancestors_with_self, self]


async def _drain(pumps: Iterable[MessagePump]) -> bool:
    """Wait until each pump has handled the messages that are in its queue now.

    Returns:
        Whether one of them still takes messages. When none does, nothing was waited for: to ask
        again would hold the loop for ever, deaf to every signal.
    """
    waits = []
    for pump in pumps:
        done = asyncio.Event()
        if pump.call_later(done.set):
            waits.append(done.wait())
    await asyncio.gather(*waits)
    return bool(waits)
