"""What is typed ahead goes where it would have gone, had one waited."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable
from contextlib import suppress

from textual import events
from textual.app import App, ReturnType
from textual.message_pump import MessagePump

PATIENCE = 1.0
"""Seconds after which a key is taken although what the one before it caused is not over."""


class TypedAheadApp(App[ReturnType]):
    """An app that takes a key, or a paste, when all that the one before it caused is done.

    Textual hands a key at once to whatever has the keyboard then. On a slow line or a busy
    machine that is before the key in front of it has changed field or opened a dialog, and a
    function key overtakes the letters before it: the end of a text would not be in what it saves.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Event] = deque()
        self._settling: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take what is typed in its order, and everything else at once."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if len(self._typed) == 1:
                await self._take()
        else:
            await super().on_event(event)

    async def _take(self) -> None:
        try:
            await super().on_event(self._typed[0])
        finally:
            self._settling = asyncio.create_task(self._settle())

    async def _settle(self) -> None:
        with suppress(TimeoutError):  # what goes away takes its messages with it
            async with asyncio.timeout(PATIENCE):
                await _drained(self._concerned())
                while any(pump.message_queue_size for pump in self._concerned()):
                    await _drained(self._concerned())
        self._typed.popleft()
        if self._typed:
            self.call_later(self._take)

    def _concerned(self) -> list[MessagePump]:
        """What has the keyboard, and all that its messages go up to."""
        if not self.screen_stack:
            return [self]
        target = self.focused or self.screen
        return [*target.ancestors_with_self, self]


async def _drained(pumps: Iterable[MessagePump]) -> None:
    """Until each has handled what it had to when asked."""
    waits = []
    for pump in pumps:
        done = asyncio.Event()
        if pump.call_later(done.set):
            waits.append(done.wait())
    await asyncio.gather(*waits)
