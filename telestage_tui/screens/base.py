"""The common ground of the screens: title, footer, help, saving, undo, and going back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from pydantic import ValidationError
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer

from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError, french_problem
from ..dossier.transitions import Transition
from ..store.errors import NewerSchema, StoreError, UnknownDossier, UnreadableFile
from ..widgets.title_bar import DemoBanner, TitleBar
from ..workspace.workspace import Workspace
from .navigation import DOSSIER_KEYS, Go, Place, Unreadable

if TYPE_CHECKING:
    from ..widgets.form import FieldForm


class WorkScreen(Screen[None]):
    """A full screen of telestage.

    A screen composes its `body`, and fills it in `show`, which runs when it opens, when it comes
    back to the front, and whenever the file changed.
    """

    HEADING: ClassVar[str] = ""
    """What the title bar says; `title_text` may say more."""
    HELP: ClassVar[str | None] = ""
    """What the screen is for, in French: the head of its help page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Retour", key_display="Échap"),
        Binding("u", "undo", "Défaire", show=False, tooltip="Défaire la dernière modification"),
    ]
    DEFAULT_CSS = """
    WorkScreen {
        background: $surface;
        & > #body { height: 1fr; }
    }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__()
        self.workspace = workspace
        self.begin_on = go.item
        """What to begin on: a task, a meeting, a field…; None for the beginning."""

    def compose(self) -> ComposeResult:
        """The frame common to all."""
        yield TitleBar(self.HEADING)
        if self.workspace.demo:
            yield DemoBanner()
        with Vertical(id="body"):
            yield from self.body()
        yield Footer(show_command_palette=False, compact=True)

    def body(self) -> ComposeResult:
        """The widgets of this screen."""
        raise NotImplementedError

    def show(self) -> None:
        """Fill the widgets from the repository."""

    def title_text(self) -> str:
        """What the title bar says."""
        return self.HEADING

    def on_screen_resume(self) -> None:
        """Show what the file says now."""
        self.reload()

    def reload(self) -> None:
        """Show again; an error of the store is said, and what was shown stays."""
        try:
            self.query_one(TitleBar).show(self.title_text())
            self.show()
        except (UnreadableFile, NewerSchema) as error:
            self.post_message(Unreadable(error))
        except TelestageError as error:
            self.report(error)

    # --- saving ---------------------------------------------------------------------------------

    def change(
        self,
        dossier_id: UUID,
        label: str,
        transition: Transition,
        *,
        expected: Dossier | None = None,
    ) -> Dossier | None:
        """Apply a transition durably, say so, and show the result.

        Returns:
            The dossier as it is on disk, or None when the change was refused: the reason was
            said, and nothing is shown as saved.
        """
        try:
            dossier = self.workspace.repository.change(
                dossier_id, label, transition, expected=expected
            )
        except (TelestageError, ValidationError) as error:
            self.report(error)
            return None
        self.say_saved(label)
        self.reload()
        return dossier

    def say_saved(self, label: str) -> None:
        """Say on the title bar what is now on disk; and when the backup of the day is not."""
        self.query_one(TitleBar).saved(label)
        failure = self.workspace.repository.backup_failure
        if failure is not None:
            self.notify(str(failure), title="La sauvegarde du jour n’a pas été faite",
                        severity="warning", markup=False)  # fmt: skip

    def report(self, error: Exception) -> None:
        """Tell the user why something was refused or failed."""
        if isinstance(error, ValidationError):
            message = " ".join(french_problem(entry).capitalize() for entry in error.errors())
        else:
            message = str(error)
        self.notify(message, title="Rien n’a été enregistré", severity="error", markup=False,
                    timeout=12)  # fmt: skip

    def tell(self, message: str) -> None:
        """Tell the user something that is not an error."""
        self.notify(message, markup=False)

    def ask(
        self,
        name: str,
        title: str,
        question: str,
        use: Callable[[str], object],
        *,
        value: str = "",
        check: Callable[[str], str | None] | None = None,
        long: bool = False,
    ) -> None:
        """Ask for a text; what is typed and not sent, or refused by the store, is kept.

        Args:
            name: Under what name the unsent text is kept.
            title: Of the dialog.
            question: French.
            use: Saves the text; returns None when that failed.
            value: What the field holds when nothing was left unsent.
            check: Says why a text is refused.
            long: Whether it has several lines.
        """
        from ..widgets.dialogs import AskText

        unsent, keep = self.workspace.draft(name)

        def answered(text: str | None) -> None:
            if text is not None and use(text) is None:
                keep(text)  # the store refused it: the words wait for the next time

        self.app.push_screen(
            AskText(title, question, value=unsent or value, check=check, long=long, keep=keep),
            answered,
        )

    # --- common actions -------------------------------------------------------------------------

    def keep(self) -> bool:
        """Keep what was typed and not saved; False when it could not be, so nobody leaves."""
        return True

    def action_back(self) -> None:
        """Go back to the screen before; what was typed is kept."""
        if self.keep() and self.is_current:
            self.dismiss()

    def action_go(self, place: Place) -> None:
        """Open another screen; what was typed is kept."""
        if self.keep():
            self.post_message(Go(place))

    def action_undo(self) -> None:
        """Undo the last change made in this session."""
        try:
            undone = self.workspace.repository.undo()
        except TelestageError as error:
            self.report(error)
            return
        if undone is None:
            self.tell("Il n’y a rien à défaire depuis l’ouverture de telestage.")
            return
        self.say_saved(f"Défait : {undone.label}")
        self.reload()


FORM_KEYS: list[BindingType] = [
    Binding("f1,question_mark", "app.help", "Aide", key_display="F1"),
    Binding("slash,ctrl+p", "app.search", "Chercher", key_display="Ctrl+P", show=False),
]
"""Where one types, letters and signs are text: these keys replace them."""


class DossierScreen(WorkScreen):
    """A screen about one dossier."""

    BINDINGS: ClassVar[list[BindingType]] = [*DOSSIER_KEYS]

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        if go.dossier_id is None:
            raise ValueError(f"{go.place} needs a dossier")
        self.dossier_id: UUID = go.dossier_id
        self._last_known: Dossier | None = None

    @property
    def dossier(self) -> Dossier:
        """The dossier as the repository has it now, or had it when it could last be read.

        A key may come between the moment the file is lost and the moment that is said: it must
        find something to act on, and the store will refuse it.
        """
        try:
            self._last_known = self.workspace.repository.get(self.dossier_id)
        except StoreError:
            if self._last_known is None:
                raise
        return self._last_known

    def reload(self) -> None:
        """Show again; leave when another program has removed the dossier."""
        try:
            self.workspace.repository.get(self.dossier_id)
        except UnknownDossier as error:
            if self.is_current:  # else it is on its way out already
                self.notify(str(error), severity="warning", markup=False)
                self.dismiss()
        except StoreError:
            super().reload()
        else:
            super().reload()

    def title_text(self) -> str:
        """The intern's name before the heading."""
        return f"{self.dossier.intern.full_name} · {self.HEADING}"

    def save(
        self, label: str, transition: Transition, *, expected: Dossier | None = None
    ) -> Dossier | None:
        """Change this dossier; see `change`."""
        return self.change(self.dossier_id, label, transition, expected=expected)

    def take_in(
        self, form: FieldForm, saved: Callable[[], Mapping[str, str]], *, fresh: bool = False
    ) -> None:
        """Bring a form up to date with the file; say which fields were changed here and there.

        Args:
            form: What is being filled.
            saved: What the dossier says, by field.
            fresh: Whether to read the file again first, because something is about to be saved.
        """
        if fresh:
            with suppress(TelestageError):  # said by what is asked of the file next
                self.workspace.repository.refresh()
        both = form.take_in(saved())
        if both:
            names = ", ".join(field.label.strip(" *") for field in both)
            self.notify(
                f"{names} : changé aussi par un autre programme. Ce que vous avez tapé est gardé ; "
                "relisez avant d’enregistrer.",
                severity="warning",
                markup=False,
                timeout=12,
            )

    def action_go(self, place: Place) -> None:
        """Open another screen of this dossier; what was typed is kept."""
        if self.keep():
            self.post_message(Go(place, self.dossier_id))
