"""A short form over a screen, down to a single text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, ClassVar

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ..dossier.errors import InvalidInput, TelestageError, problems_of
from ..store.drafts import Draft
from .dialog import Dialog, DialogKey
from .fields import FormField, FormSection
from .form import FieldForm
from .paragraph import Paragraph
from .stack import is_on_top, is_open

TEXT = "text"
"""The name of the field of a form that asks for one text."""

Values = Mapping[str, Any]
"""The values of the fields, by name."""
Submit = Callable[[Values], object]
"""Saves the values. Returns something true once all is on disk; None or False when it is not and
the user was told why, as `WorkScreen.change` does. Raises `InvalidInput` or `ValidationError` with
the reasons to show at the fields."""


class TextRefused(TelestageError):
    """The text of a form of one field is refused; the reason may take several lines."""


class FormDialog(Dialog[bool]):
    """Asks a few fields; closes once `submit` accepts them, and keeps them when it does not.

    A refusal is shown at the fields it names; any other is raised.

    Args:
        title: Of the box.
        fields: What is asked.
        saved: The values in the file, read again before saving; a refusal it raises is raised here.
        submit: Saves; see `Submit`.
        today: The local date on which what is typed is read.
        question: Above the fields.
        draft: Where what is typed and not saved is kept; None to forget it.
        send_word: What F2 does.
        begin: What was typed already, to write in the first field after what is there. Left alone,
            it is not kept: it may have been meant as a command.
        begin_on: Name of the field that has the keyboard first; empty for the first one.
    """

    DEFAULT_CSS = """
    FormDialog {
        & FieldForm { height: auto; }
        & .-alone ProseArea { height: 8; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "send", "Enregistrer", key_display="F2", priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        saved: Callable[[], Values],
        submit: Submit,
        today: Callable[[], date],
        *,
        question: str = "",
        draft: Draft | None = None,
        send_word: str = "Enregistrer",
        begin: str = "",
        begin_on: str = "",
    ) -> None:
        super().__init__(title)
        self._question = question
        self._fields = tuple(fields)
        self._submit = submit
        self._draft = draft
        self._send_word = send_word
        self._begin = begin
        self._begin_on = begin_on
        self._texts_with_begin: Mapping[str, str] = {}
        # Built before the dialog opens: if what is asked about is gone, this raises and none opens.
        self.form = FieldForm(
            [FormSection("", self._fields)],
            lambda: self._texts(saved()),
            today,
            draft=draft,
            classes="-alone" if self._alone else "",
        )
        self.about = "\n".join((question, *(f"{f.label} : {f.hint}" for f in fields if f.hint)))

    def _texts(self, values: Values) -> dict[str, str]:
        return {f.name: f.say(values[f.name]) for f in self._fields if f.name in values}

    @property
    def _alone(self) -> bool:
        return len(self._fields) == 1

    def body(self) -> ComposeResult:
        if self._question:
            yield Paragraph(self._question, classes="question")
        yield self.form
        if not self._alone:
            yield Paragraph("", classes="said", id="hint")

    def on_mount(self) -> None:
        """Put the keyboard in the first field, or the one asked for, after what it holds."""
        self.form.go_to(self._begin_on)
        if self._begin:
            self.form.call_next(self._write_beginning)

    def _write_beginning(self) -> None:
        self.form.write(self._begin)
        self._texts_with_begin = self.form.values()

    def keys(self) -> list[DialogKey]:
        """Enter sends a single line; Escape keeps what was typed, if that is kept at all."""
        enter = self._alone and self._fields[0].editor == "line"
        leaving = "Retour (texte gardé)" if self._draft else "Retour"
        tab = [] if self._alone else [("Tab", "Champ suivant", "next_field")]
        return [
            ("⏎" if enter else "F2", self._send_word, "send"),
            *tab,
            ("Échap", leaving, "leave"),
        ]

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        if self._alone:
            return
        self.query_one("#hint", Paragraph).update(Content(message.field.advice))

    @on(FieldForm.Sent)
    def action_send(self) -> None:
        """Save, or show what is refused; what another program wrote meanwhile is seen first."""
        if not is_on_top(self):
            return
        if self.form.asks(self.action_send):
            return
        reasons: dict[str, str] = {}
        try:
            values = self.form.parsed()
            if self.form.save(lambda: self._submit(values)):
                if self._draft and self._draft.has_more:
                    self.app.notify("Un autre texte attend ici, en brouillon.")
                self.close(True)
                return
        except InvalidInput as error:
            reasons = {problem.field: problem.message for problem in error.problems}
        except ValidationError as error:
            reasons = {problem.field: problem.message for problem in problems_of(error)}
        except TextRefused as error:
            reasons = {TEXT: str(error)}
        self.form.refuse(reasons)

    async def action_next_field(self) -> None:
        """Put the keyboard on the next field."""
        await self.form.action_next_field()

    @property
    def subject(self) -> str:
        field = self.form.field_in_view
        return field.name if field else ""

    def keep(self) -> None:
        if self._begin and self.form.values() == self._texts_with_begin:
            self.form.take_back(self._begin)
        self.form.keep()

    def reload(self) -> None:
        """Show what another program wrote; what was typed stays."""
        if not is_open(self):
            return
        with suppress(TelestageError):  # reported when it is sent: until then one may go on typing
            self.form.take_in()

    def action_leave(self) -> None:
        """Leave without saving; what was typed is kept for the next time."""
        self.keep()
        self.close(False)
