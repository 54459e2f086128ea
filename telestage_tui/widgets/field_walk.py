"""Going from field to field with the keyboard, among those of a form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from .fields import FieldRow, FormField, FormSection


class FieldWalk(VerticalScroll, can_focus=False):
    """Sections of fields, one of which has the keyboard.

    Args:
        sections: The fields.
        classes: Of the widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field", "Champ suivant", show=False, system=True),
        Binding("shift+tab", "previous_field", "Champ précédent", show=False, system=True),
    ]

    def __init__(self, sections: Sequence[FormSection], *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._sections = tuple(sections)

    def _rows(self) -> list[FieldRow]:
        rows = self.query_children(FieldRow).results(FieldRow)
        return [row for row in rows if row.is_mounted]

    @property
    def field_in_view(self) -> FormField | None:
        """The field that has the keyboard."""
        row = row_of(self.screen.focused)
        return None if row is None else row.field

    def go_to(self, name: str = "", *, wait: bool = False) -> None:
        """Put the keyboard on the field of that name, else the first whose name begins so.

        Args:
            name: The name, or its beginning; empty for the first field.
            wait: Whether that field takes what is typed only after Enter.
        """
        fields = [field for section in self._sections for field in section.fields]
        nearest = [field for field in fields if field.name.startswith(name)]
        nearest.sort(key=lambda field: field.name != name)
        for field in nearest[:1]:
            self.call_next(partial(self._go, field, wait=wait))

    async def _go(self, field: FormField, *, select: bool = False, wait: bool = False) -> None:
        for row in self._rows():
            if row.field.name == field.name:
                row.take_keyboard(select=select, wait=wait)
                # Of a page just shown, where the field is is known only once it is laid out.
                self.call_after_refresh(row.scroll_visible, animate=False, top=False)

    def write(self, text: str) -> None:
        """Write in the field that has the keyboard, after what it holds."""
        row = row_of(self.screen.focused)
        if row is not None:
            row.write(text)

    def take_back(self, text: str) -> None:
        """Take back what `write` has just written."""
        row = row_of(self.screen.focused)
        if row is not None:
            row.fill(row.value.removesuffix(text).rstrip())

    async def action_next_field(self) -> None:
        """Put the keyboard on the next field; at the last one, say that there is no other."""
        if not await self.step(1):
            self.app.notify("C’est le dernier champ : F2 pour continuer.")

    async def action_previous_field(self) -> None:
        """Put the keyboard on the field before; at the first one, say that there is none."""
        if not await self.step(-1):
            self.app.notify("C’est le premier champ.")

    async def step(self, way: int) -> bool:
        """Put the keyboard on the next field, or the one before when `way` is -1.

        Returns:
            Whether there is one.
        """
        names = [row.field.name for row in self._rows()]
        here = self.field_in_view
        if here is None:
            return False
        rank = names.index(here.name) + way
        if not 0 <= rank < len(names):
            return False
        self._rows()[rank].take_keyboard(select=True)
        return True


def row_of(widget: Widget | None) -> FieldRow | None:
    """The row of a form that a widget is in; None when it is in none."""
    nodes = widget.ancestors if widget is not None else ()
    return next((node for node in nodes if isinstance(node, FieldRow)), None)
