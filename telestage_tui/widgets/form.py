"""A form: sections of fields, all at once or one a page; what was typed always stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ..dossier.text import merged
from .fields import ChoiceInput, Field, FieldCheck, FieldRow, Section
from .paragraph import Paragraph


class FieldForm(VerticalScroll, can_focus=False):
    """Fields, each checked when one leaves it.

    A paged form mounts one section at a time: a form of sixty fields opens and types as quickly
    as one of ten.
    """

    DEFAULT_CSS = """
    FieldForm {
        height: 1fr;
        scrollbar-size-vertical: 1;
        & > .section { height: auto; margin-top: 1; padding: 0 1;
                       color: $text-primary; text-style: bold; }
        & > .section.-first { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field", "Champ suivant", show=False, system=True),
    ]

    class Edited(Message):
        """Something was typed or chosen."""

    class Entered(Message):
        """The keyboard came to a field."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    class Turned(Message):
        """Another page is in view."""

    def __init__(
        self,
        sections: Sequence[Section],
        values: Mapping[str, str],
        check: FieldCheck | None = None,
        *,
        paged: bool = False,
        saved: Mapping[str, str] | None = None,
    ) -> None:
        """Fill the fields.

        Args:
            sections: The fields.
            values: What they hold.
            check: Says why the text of a field is refused.
            paged: Whether one section is shown at a time.
            saved: What the file says, when `values` has more; None for the same.
        """
        super().__init__()
        self._sections = tuple(sections)
        self._values = self._of_fields(values)
        self._saved = self._values if saved is None else self._of_fields(saved)
        self._check = check
        self._paged = paged
        self._reasons: dict[str, str] = {}
        self.page = 0
        """Rank of the section in view, when paged."""

    def compose(self) -> ComposeResult:
        """The sections in view."""
        yield from self._widgets()

    def _widgets(self) -> Iterator[Widget]:
        shown = self._sections[self.page : self.page + 1] if self._paged else self._sections
        for index, section in enumerate(shown):
            if section.title and not self._paged:
                classes = "section" if index else "section -first"
                yield Paragraph(section.title, classes=classes)
            for field in section.fields:
                yield FieldRow(field, self._values[field.name])

    def _rows(self) -> Iterator[FieldRow]:
        yield from self.query_children(FieldRow).results(FieldRow)

    def values(self) -> dict[str, str]:
        """Everything typed, by field name, on every page."""
        return dict(self._values)

    def edited(self) -> dict[str, str]:
        """What was typed or chosen and is not what the file says."""
        return {name: text for name, text in self._values.items() if text != self._saved[name]}

    def settle(self) -> dict[str, str]:
        """Hold what is typed for saved, so that the file's own writing of it may replace it.

        Returns:
            What was held for saved before; `unsettle` takes it back when saving failed.
        """
        before, self._saved = self._saved, dict(self._values)
        return before

    def unsettle(self, saved: Mapping[str, str]) -> None:
        """Hold that for saved again."""
        self._saved = dict(saved)

    def take_in(self, saved: Mapping[str, str]) -> list[Field]:
        """Show what another program saved meanwhile; what was typed here stays.

        Returns:
            The fields changed in both places: of a text of several lines both are now there, of
            any other what was typed here.
        """
        news = {
            name: text for name, text in self._of_fields(saved).items() if text != self._saved[name]
        }
        both: list[Field] = []
        shown: dict[str, str] = {}
        for field in (field for section in self._sections for field in section.fields):
            if field.name not in news:
                continue
            before, mine = self._saved[field.name], self._values[field.name]
            theirs = news[field.name]
            if mine in (before, theirs):
                shown[field.name] = theirs
                continue
            both.append(field)
            if field.kind == "prose":
                shown[field.name] = merged(before, mine, theirs)
        self._saved = self._saved | news
        if shown:
            self.fill(shown)
        return both

    def _of_fields(self, values: Mapping[str, str]) -> dict[str, str]:
        return {
            field.name: values.get(field.name, "")
            for section in self._sections
            for field in section.fields
        }

    def fill(self, values: Mapping[str, str]) -> None:
        """Put texts in the fields of those names; the others stay."""
        self._values |= {name: text for name, text in values.items() if name in self._values}
        for row in self._rows():
            row.fill(self._values[row.field.name])
        self.post_message(self.Edited())

    def refuse(self, reasons: Mapping[str, str]) -> None:
        """Show every reason at its field, and go to the first one."""
        self._reasons = dict(reasons)
        self._show_reasons()
        first = next((name for name in self._values if name in reasons), None)
        if first is not None:
            self.go_to(first)

    def _show_reasons(self) -> None:
        for row in self._rows():
            row.refuse(self._reasons.get(row.field.name))

    def go_to(self, name: str = "") -> None:
        """Put the keyboard on the first field whose name begins so."""
        for rank, section in enumerate(self._sections):
            for field in section.fields:
                if field.name.startswith(name):
                    self.run_worker(self._go(rank, field.name), exclusive=True)
                    return

    async def turn(self, step: int) -> None:
        """To the first field of the section before or after; keys typed ahead go there."""
        rank = (self._section_in_view() + step) % len(self._sections)
        await self._go(rank, self._sections[rank].fields[0].name)

    def _section_in_view(self) -> int:
        row = _row_of(self.screen.focused)
        if self._paged or row is None:
            return self.page
        return next(n for n, section in enumerate(self._sections) if row.field in section.fields)

    async def _go(self, rank: int, name: str) -> None:
        if self._paged and rank != self.page:
            self.page = rank
            with self.app.batch_update():
                await self.remove_children()
                await self.mount_all(list(self._widgets()))
            self._show_reasons()
            self.scroll_home(animate=False)
            self.post_message(self.Turned())
        for row in self._rows():
            if row.field.name == name:
                row.take_keyboard()

    async def action_next_field(self) -> None:
        """To the next field, on the next page after the last one of this page."""
        row = _row_of(self.screen.focused)
        rows = list(self._rows())
        if self._paged and row is not None and row is rows[-1]:
            await self.turn(1)
        else:
            self.screen.focus_next()

    @on(Input.Submitted)
    async def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        await self.action_next_field()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _edited(self, message: Message) -> None:
        message.stop()
        sender = message.control if isinstance(message.control, Widget) else None
        row = _row_of(sender)
        if row is not None and row.value != self._values[row.field.name]:
            self._values[row.field.name] = row.value
            self.post_message(self.Edited())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Say which field is being filled."""
        row = _row_of(event.widget)
        if row is not None:
            self.post_message(self.Entered(row.field))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left."""
        row = _row_of(event.widget)
        if row is None or self._check is None or not row.is_attached:
            return
        reason = self._check(row.field.name, row.value)
        self._reasons = {k: v for k, v in self._reasons.items() if k != row.field.name}
        if reason is not None:
            self._reasons[row.field.name] = reason
        row.refuse(reason)


def _row_of(widget: Widget | None) -> FieldRow | None:
    nodes = widget.ancestors if widget is not None else ()
    return next((node for node in nodes if isinstance(node, FieldRow)), None)
