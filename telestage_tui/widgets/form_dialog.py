"""A short form over a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from .dialogs import DIALOG_CSS
from .fields import Field, FieldCheck, Section
from .form import FieldForm
from .paragraph import Paragraph

Submit = Callable[[Mapping[str, str]], Mapping[str, str]]
"""Tries to save the values; returns the reasons of a refusal by field, empty when all is right."""


class FormDialog(ModalScreen[bool]):
    """Asks a few fields; closes once `submit` accepts them, and keeps them when it does not."""

    DEFAULT_CSS = (
        "FormDialog {"
        + DIALOG_CSS
        + """
        & FieldForm { height: auto; max-height: 16; }
        & .hint { height: auto; min-height: 1; color: $text-muted; margin-top: 1; }
    }"""
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Retour", key_display="Échap"),
        Binding("f2,ctrl+s", "send", "Enregistrer", key_display="F2", priority=True),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, str],
        submit: Submit,
        *,
        question: str = "",
        check: FieldCheck | None = None,
        keep: Callable[[Mapping[str, str]], None] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._fields = tuple(fields)
        self._values = dict(values)
        self._submit = submit
        self._check = check
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Question, fields, hint, keys."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(self._title)
            if self._question:
                yield Paragraph(self._question, classes="question")
            yield FieldForm([Section("", self._fields)], self._values, self._check)
            yield Paragraph("", classes="hint")
            yield Paragraph(
                Content(f"F2 Enregistrer   Tab Champ suivant   Échap {self._leaving()}"),
                classes="keys",
            )

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        hint = message.field.hint
        if message.field.kind == "choice":
            hint = f"← → pour choisir. {hint}"
        self.query_one(".hint", Paragraph).update(Content(hint))

    def action_send(self) -> None:
        """Save, or show what is refused."""
        form = self.query_one(FieldForm)
        reasons = self._submit(form.values())
        if reasons:
            form.refuse(reasons)
            return
        if self._keep:
            self._keep({})
        self.dismiss(True)

    def _leaving(self) -> str:
        return "Retour (texte gardé)" if self._keep else "Retour"

    def action_leave(self) -> None:
        """Leave without saving; what was typed is kept for the next time."""
        values = self.query_one(FieldForm).values()
        if self._keep and values != self._values:
            self._keep(values)
        self.dismiss(False)
