"""A short form over a screen, down to a single text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ..dossier.errors import TelestageError
from ..store.drafts import Draft
from .dialog import Dialog, DialogKey
from .fields import FormField, FormSection
from .form import FieldForm
from .form_values import Saved
from .paragraph import Paragraph
from .stack import is_on_top

TEXT = "text"
"""The name of the field of a form that asks for one text."""
REFUSED = {"": ""}
"""What `submit` returns when the store refused: the reason was said elsewhere."""

Submit = Callable[[Mapping[str, str]], Mapping[str, str]]
"""Tries to save the values; returns the reasons of a refusal by field, empty when all is right."""


class FormDialog(Dialog[bool]):
    """Asks a few fields; closes once `submit` accepts them, and keeps them when it does not.

    Args:
        title: Of the box.
        fields: What is asked.
        saved: What the file says of those fields, read again before saving; a refusal it raises is
            raised here.
        submit: Saves.
        today: The local date on which what is typed is read.
        question: Above the fields.
        draft: Where what is typed and not saved is kept; None to forget it.
        send_word: What F2 does.
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
        saved: Saved,
        submit: Submit,
        today: Callable[[], date],
        *,
        question: str = "",
        draft: Draft | None = None,
        send_word: str = "Enregistrer",
    ) -> None:
        super().__init__(title)
        self._question = question
        self._fields = tuple(fields)
        self._submit = submit
        self._draft = draft
        self._send_word = send_word
        # Made before the dialog opens: what is asked about may have gone, and nothing then opens.
        self.form = FieldForm(
            [FormSection("", self._fields)],
            saved,
            today,
            draft=draft,
            classes="-alone" if self._alone else "",
        )
        """What is being filled."""
        self.about = "\n".join((question, *(f"{f.label} : {f.hint}" for f in fields if f.hint)))

    @property
    def _alone(self) -> bool:
        return len(self._fields) == 1

    def body(self) -> ComposeResult:
        """Question, fields, hint."""
        if self._question:
            yield Paragraph(self._question, classes="question")
        yield self.form
        if not self._alone:
            yield Paragraph("", classes="said", id="hint")

    def keys(self) -> list[DialogKey]:
        """Enter sends a single line; Escape keeps what was typed, if that is kept at all."""
        enter = self._alone and self._fields[0].kind == "line"
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
        if self.form.take_in():
            return
        reasons: Mapping[str, str] = {}

        def attempt() -> bool:
            nonlocal reasons
            reasons = self._submit(self.form.values())
            return not reasons

        if self.form.save(attempt):
            self.close(True)
        else:
            self.form.refuse(reasons)

    async def action_next_field(self) -> None:
        """To the next field."""
        await self.form.action_next_field()

    def keep(self) -> None:
        """Keep what was typed."""
        self.form.keep()

    def reload(self) -> None:
        """Show what another program wrote; what was typed here stays."""
        with suppress(TelestageError):  # said when it is sent: until then one may go on typing
            self.form.take_in()

    def action_leave(self) -> None:
        """Leave without saving; what was typed is kept for the next time."""
        self.keep()
        self.close(False)
