"""A form: sections of fields under one another; what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from ..store.drafts import Draft
from .choice_input import ChoiceInput
from .debounce import Debounce
from .field_walk import FieldWalk, row_of
from .fields import FieldRow, FormField, FormSection
from .form_values import Clash, FormValues, Saved, clash_message
from .paragraph import Paragraph

KEEP_DELAY = 0.3
"""Seconds without a key before what was typed is kept as a draft."""


class FieldForm(FieldWalk, can_focus=False):
    """Fields over what the file says of them; see `FormValues`.

    Args:
        sections: The fields.
        saved: What the file says of them.
        today: The local date on which what is typed is read.
        draft: Where what is typed is kept as one types; None to forget it.
        classes: Of the widget.
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

    class Edited(Message):
        """Something was typed or chosen."""

    class Entered(Message):
        """The keyboard came to a field."""

        def __init__(self, field: FormField) -> None:
            super().__init__()
            self.field = field

    class Sent(Message):
        """Enter was pressed in the only field there is."""

    def __init__(
        self,
        sections: Sequence[FormSection],
        saved: Saved,
        today: Callable[[], date],
        *,
        draft: Draft | None = None,
        classes: str = "",
    ) -> None:
        super().__init__(sections, classes=classes)
        self._values = FormValues(self._sections, saved, draft)
        self._today = today
        self._reasons: dict[str, str] = {}
        self._reason_texts: dict[str, str] = {}
        """The text of each field when its reason was given: a reason ends with its text."""
        self._keep_soon = Debounce(self, KEEP_DELAY, self.keep)
        self._being_saved = False

    def compose(self) -> ComposeResult:
        for rank, section in enumerate(self._sections):
            if section.title:
                classes = "section" if rank else "section -first"
                yield Paragraph(section.title, classes=classes)
            yield from self._new_rows(section)

    def on_mount(self) -> None:
        """Tell the user where the draft and the file differ."""
        self._report(self._values.clashes)

    def _new_rows(self, section: FormSection) -> Iterator[FieldRow]:
        own = self._values.edited()
        for field in section.fields:
            if field.editor != "hidden":
                text = self._values.texts[field.name]
                yield FieldRow(field, text, self._today, own=field.name in own)

    # --- what is typed, and what the file says ---------------------------------------------------

    @property
    def resumed(self) -> bool:
        """Whether the form began with a draft."""
        return self._values.resumed

    def values(self) -> dict[str, str]:
        """The text of every field by name, those of other pages and hidden ones included."""
        return dict(self._read().texts)

    def parsed(self) -> dict[str, Any]:
        """What is typed, read: each value by field name.

        Raises:
            InvalidInput: with the reason at each field that cannot be read.
        """
        return self._read().parsed(self._today())

    def edited(self) -> dict[str, str]:
        """What was typed or chosen and is not what the file says."""
        return self._read().edited()

    def _read(self) -> FormValues:
        """The values, with the letters whose `Changed` message is still to come."""
        self._values.texts |= {row.field.name: row.value for row in self._rows()}
        return self._values

    def _write(self) -> None:
        for row in self._rows():
            row.fill(self._values.texts[row.field.name])

    def take_in(self) -> bool:
        """Show what the file says now; what was typed here stays.

        Returns:
            Whether some field was changed in both places; the user is then told which.
        """
        if self._being_saved:
            return False
        clashes = self._read().take_in()
        self._write()
        self._report(clashes)
        return bool(clashes)

    def asks(self, again: Callable[[], object]) -> bool:
        """Take in what the file says; ask which text to keep where both have changed.

        Args:
            again: Saves, once that is chosen.

        Returns:
            Whether something is asked: nothing is to be saved meanwhile.
        """
        if self._being_saved:
            return False
        values = self._read()
        values.take_in()
        self._write()
        clashes = [
            clash
            for name, clash in values.unsettled.items()
            if clash.mine != clash.theirs and values.texts[name] != clash.theirs
        ]
        if not clashes:
            values.settle({})
            return False
        from .clash_dialog import ClashDialog, Side, Versions  # not for start-up

        versions = {
            clash.field.name: Versions(
                clash.field.name,
                clash.field.label.strip(" *") or "Ce texte",
                clash.mine,
                clash.theirs,
                values.texts[clash.field.name] if clash.field.editor == "prose" else None,
            )
            for clash in clashes
        }

        def settle(choices: dict[str, Side] | None) -> None:
            if choices is not None:
                self._values.settle(
                    {name: versions[name].text(side) for name, side in choices.items()}
                )
                self._values.keep()  # or the draft would bring back the text that was not chosen
                self._write()
                again()

        self.app.push_screen(ClashDialog(list(versions.values())), settle)
        return True

    def _report(self, clashes: Sequence[Clash]) -> None:
        if clashes:
            self.notify(clash_message(clashes), severity="warning", timeout=12)

    def fill(self, texts: Mapping[str, str]) -> None:
        """Put texts in the fields of those names; the others stay."""
        values = self._read()
        values.texts |= values.of_own_fields(texts)
        self._write()
        self._changed()

    def save(self, attempt: Callable[[], object]) -> bool:
        """Save what is typed; then the form shows what the file says of it.

        Args:
            attempt: Saves; returns something true when all is on disk.

        Returns:
            Whether all is on disk.
        """
        self.keep()  # the draft, which undoing brings back, is then what is saved
        since = self._values.latest_change
        self._being_saved = True
        try:
            is_saved = bool(attempt())
        finally:
            self._being_saved = False
        if is_saved:
            self._values.spend(since)
            self._write()
        return is_saved

    def forget(self) -> None:
        """Go back to what the file says, and forget the draft."""
        self._keep_soon.stop()
        self._values.forget()
        self._write()

    # --- the draft ------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is typed as a draft, at once."""
        self._keep_soon.stop()
        self._read().keep()

    def _changed(self) -> None:
        self._keep_soon()
        self.post_message(self.Edited())

    def on_unmount(self) -> None:
        """Keep what was typed just before the screen went away."""
        if self._keep_soon.waits:
            self._keep_soon.stop()
            self._values.keep()

    # --- refusing -------------------------------------------------------------------------------

    def refuse(self, reasons: Mapping[str, str]) -> None:
        """Show every reason at its field, and go to the first one."""
        self.judge(reasons)
        first = next((name for name in self._values.fields if name in self._reasons), None)
        if first is not None:
            self.go_to(first)

    def judge(self, reasons: Mapping[str, str]) -> None:
        """Show these reasons at their fields, and no other; `absences[1]` is about `absences`."""
        self._reasons = {}
        for name, reason in reasons.items():
            self._reasons.setdefault(name.partition("[")[0], reason)
        self._reason_texts = self.values()
        for row in self._rows():
            row.refuse(self._reasons.get(row.field.name))

    def _check(self, rows: Iterable[FieldRow]) -> None:
        """Refuse, among these rows, the texts that cannot be read."""
        for row in rows:
            reason = row.objection()
            if reason is not None:
                self._reasons[row.field.name] = reason
                self._reason_texts[row.field.name] = row.value
                row.refuse(reason)

    # --- what the fields say ---------------------------------------------------------------------

    @on(Input.Submitted)
    @on(ChoiceInput.Submitted)
    async def _submitted(self, message: Message) -> None:
        message.stop()
        if len(self._values.fields) == 1:
            self.post_message(self.Sent())
        else:
            await self.action_next_field()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _edited(self, message: Message) -> None:
        message.stop()
        sender = message.control if isinstance(message.control, Widget) else None
        row = row_of(sender)
        if row is None:
            return
        if self._reason_texts.get(row.field.name) != row.value:
            self._reasons.pop(row.field.name, None)
            row.refuse(None)  # the reason was about another text
        row.edited(own=row.field.name in self.edited())
        self._changed()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Announce the field that has the keyboard."""
        row = row_of(event.widget)
        if row is not None:
            self.post_message(self.Entered(row.field))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that was left."""
        row = row_of(event.widget)
        if row is not None and row.is_attached:
            self._check([row])
