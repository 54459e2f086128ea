"""Asking over a screen: a text, or a few fields; what is typed and not saved is always kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.screen import Screen

from ..dossier.errors import TelestageError
from ..workspace.workspace import Workspace

if TYPE_CHECKING:
    from ..widgets.fields import FormField, Reading
    from ..widgets.form_dialog import Submit
    from ..widgets.form_values import Saved


class AskingScreen(Screen[None]):
    """A screen that asks."""

    workspace: Workspace
    """What the screens work with."""

    def ask(
        self,
        name: str,
        title: str,
        question: str,
        use: Callable[[str], object],
        *,
        saved: Callable[[], str] = str,
        check: Callable[[str], str | None] | None = None,
        unkept: Callable[[str], bool] | None = None,
        reading: Reading | None = None,
        long: bool = False,
        send_word: str = "Enregistrer",
    ) -> None:
        """Ask for a text; see `ask_form`.

        Args:
            name: Under what name the unsent text is kept.
            title: Of the dialog.
            question: French.
            use: Saves the text; returns None when that failed.
            saved: What the file says of it.
            check: Says why a text is refused.
            unkept: Whether a text must not be kept even as a draft, because it is a secret.
            reading: How what is typed is understood.
            long: Whether it has several lines.
            send_word: What sending it does.
        """
        from ..widgets.fields import FormField
        from ..widgets.form_dialog import REFUSED, TEXT

        def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
            reason = check(typed[TEXT]) if check else None
            if reason is not None:
                return {TEXT: reason}
            return REFUSED if use(typed[TEXT]) is None else {}

        field = FormField(TEXT, "", "prose" if long else "line", reading=reading)
        if unkept is not None:
            field = replace(field, unkept=unkept)
        self.ask_form(
            name, title, [field], lambda: {TEXT: saved()}, submit,
            question=question, send_word=send_word,
        )  # fmt: skip

    def ask_form(
        self,
        name: str,
        title: str,
        fields: Sequence[FormField],
        saved: Saved,
        submit: Submit,
        *,
        question: str = "",
        send_word: str = "Enregistrer",
    ) -> None:
        """Ask for a few fields over this screen; what is typed and not sent, or refused, is kept.

        Args:
            name: Under what name it is kept.
            title: Of the dialog.
            fields: What is asked.
            saved: What the file says of them.
            submit: Saves; returns the reasons of a refusal, by field.
            question: Above the fields.
            send_word: What sending does.
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
        )
        self.app.push_screen(dialog)

    def fresh(self, saved: Saved) -> Saved:
        """The same, after another look at the file."""

        def read() -> Mapping[str, str]:
            with suppress(TelestageError):  # said by what is asked of the file next
                self.workspace.repository.refresh()
            return saved()

        return read
