"""A form that shows one section at a time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.message import Message

from .fields import FormField
from .form import FieldForm


class PagedForm(FieldForm):
    """A form whose sections are pages: sixty fields open and type as quickly as ten."""

    page = 0
    """Rank of the section in view."""

    class Turned(Message):
        """Another page is in view."""

    def compose(self) -> ComposeResult:
        yield from self._new_rows(self._sections[self.page])

    async def turn(self, step: int) -> None:
        """To the first field of the page before or after."""
        rank = (self.page + step) % len(self._sections)
        await self._go(self._sections[rank].fields[0])

    async def _go(self, field: FormField, *, select: bool = False, wait: bool = False) -> None:
        rank = next(n for n, section in enumerate(self._sections) if field in section.fields)
        if rank != self.page:
            self._read()
            self._check(self._rows())
            self.page = rank
            await self._mount_page()
            self.scroll_home(animate=False)
            self.post_message(self.Turned())
        await super()._go(field, select=select, wait=wait)

    async def _mount_page(self) -> None:
        self._read()
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(list(self._new_rows(self._sections[self.page])))
        self.judge(self._reasons)

    async def step(self, way: int) -> bool:
        """To the next field, or the one before, of the page beside it at either end of a page."""
        if await super().step(way):
            return True
        rank = self.page + way
        if self.field_in_view is None or not 0 <= rank < len(self._sections):
            return False
        shown = [field for field in self._sections[rank].fields if field.editor != "hidden"]
        await self._go(shown[0 if way > 0 else -1], select=True)
        return True
