"""Asking for a value or a few fields in a dialog; what is typed and not saved is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from ..dossier.errors import TelestageError
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..dossier.kinds import KindName
    from ..widgets.fields import FormField
    from ..widgets.form_dialog import Submit, Values

T = TypeVar("T")


class AskingScreen(Screen[None]):
    """A screen that asks for values in a dialog."""

    workspace: Workspace
    """What the screens work with."""

    def ask(
        self,
        name: str,
        title: str,
        question: str,
        use: Callable[[Any], object],
        *,
        saved: Callable[[], object] = str,
        check: Callable[[Any], str | None] | None = None,
        unkept: Callable[[str], bool] | None = None,
        kind: KindName = "text",
        send_word: str = "Enregistrer",
        begin: str = "",
    ) -> None:
        """Ask for one value; see `ask_form`.

        Args:
            name: Under what name the unsaved text is kept.
            title: Of the dialog.
            question: French.
            use: Saves the value; returns None or False when that failed.
            saved: The value in the file.
            check: Says why a value is refused.
            unkept: Whether a text must not be kept even as a draft, because it is a secret.
            kind: How it is typed.
            send_word: What sending it does.
            begin: What was typed already, to write after what is there.
        """
        from ..widgets.fields import FormField
        from ..widgets.form_dialog import TEXT, TextRefused

        def submit(values: Values) -> object:
            reason = check(values[TEXT]) if check else None
            if reason is not None:
                raise TextRefused(reason)
            return use(values[TEXT])

        field = FormField(TEXT, "", kind)
        if unkept is not None:
            field = replace(field, unkept=unkept)
        self.ask_form(
            name, title, [field], lambda: {TEXT: saved()}, submit,
            question=question, send_word=send_word, begin=begin,
        )  # fmt: skip

    def ask_form(
        self,
        name: str,
        title: str,
        fields: Sequence[FormField],
        saved: Callable[[], Values],
        submit: Submit,
        *,
        question: str = "",
        send_word: str = "Enregistrer",
        begin: str = "",
        begin_on: str = "",
    ) -> None:
        """Ask for a few fields in a dialog; what is typed and not saved is kept.

        Args:
            name: Under what name it is kept.
            title: Of the dialog.
            fields: What is asked.
            saved: Their values in the file.
            submit: Saves the values; see `Submit`.
            question: Above the fields.
            send_word: What sending does.
            begin: What was typed already, to write in the first field after what is there.
            begin_on: Name of the field that has the keyboard first; empty for the first one.
        """
        from ..widgets.form_dialog import FormDialog

        dialog = FormDialog(
            title,
            fields,
            self.fresh(saved),
            submit,
            self.workspace.today,
            question=question,
            draft=self.workspace.drafts.of(name),
            send_word=send_word,
            begin=begin,
            begin_on=begin_on,
        )
        self.app.push_screen(dialog)

    def fresh(self, saved: Callable[[], T]) -> Callable[[], T]:
        """A function that reads the file again before it gives what is saved."""

        def read() -> T:
            with suppress(TelestageError):  # reported by what uses the file next
                self.workspace.repository.refresh()
            return saved()

        return read
