"""Undoing and redoing from a page: asked first unless it was just said there, then said whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from uuid import UUID

from textual.binding import Binding, BindingType

from ..dossier.errors import TelestageError
from ..dossier.french import lower_first, sentence
from ..store.outcomes import Undo
from ..widgets.row_list import RowList
from .ask import AskingScreen
from .navigation import Go

Way = Literal["undo", "redo"]
TITLES: dict[Way, str] = {"undo": "Défaire", "redo": "Refaire"}
"""What each way does, in the infinitive."""
_VERBS: dict[Way, str] = {"undo": "défait", "redo": "refait"}
_DONE: dict[Way, str] = {"undo": "Défait", "redo": "Refait"}
_NOTHING: dict[Way, str] = {
    "undo": "Il n’y a rien à défaire. Les sauvegardes (b) gardent les jours passés.",
    "redo": "Il n’y a rien à refaire : rien n’a été défait depuis la dernière modification.",
}

UNDO_KEYS: list[BindingType] = [
    *(Binding(key, "undo", "Défaire", show=False, key_display=display,
              tooltip="Défaire la dernière modification")
      for key, display in (("u", "u"), ("ctrl+z", "Ctrl+Z"))),
    *(Binding(key, "redo", "Refaire", show=False, key_display=display,
              tooltip="Refaire ce qui vient d’être défait")
      for key, display in (("U", "U"), ("ctrl+y", "Ctrl+Y"))),
]  # fmt: skip
"""The keys of a page that undoes."""


class UndoingScreen(AskingScreen):
    """A page on which the last changes are undone and made again."""

    go: Go
    """The request that opened it."""

    def __init__(self) -> None:
        super().__init__()
        self._announced: set[int] = set()
        """The changes said on this page, by number: the others are not undone unasked."""

    def reload(self) -> None:
        """Show again what is on disk."""
        raise NotImplementedError

    def report(self, error: Exception, *, title: str = "") -> None:
        """Tell the user why something was refused or failed."""
        raise NotImplementedError

    def tell(self, message: str) -> None:
        """Tell the user something that is not an error."""
        raise NotImplementedError

    def say_written(self, label: str) -> None:
        """Say what is now on disk."""
        raise NotImplementedError

    def _is_writing(self) -> bool:
        """Whether the keyboard is in a field. A row takes letters too, but holds no text yet."""
        field = self.focused
        return (
            field is not None
            and not isinstance(field, RowList)
            and field.check_consume_key("u", "u")
        )

    def action_undo(self) -> None:
        """Undo the last change; ask first unless it was just said here."""
        self._ask_or_do(self.workspace.repository.next_undo, "undo")

    def action_redo(self) -> None:
        """Make again the change that was undone last; ask first unless that was just said here."""
        self._ask_or_do(self.workspace.repository.next_redo, "redo")

    def _ask_or_do(self, step: Undo | None, way: Way) -> None:
        if self._is_writing():
            self.tell(f"Ici, on écrit : ce qui est enregistré se {_VERBS[way]} d’une autre page.")
        elif step is None:
            self.tell(_NOTHING[way])
        elif step.effect != "removes" and self._is_on_screen(step):
            self.turn(way)
        else:
            from ..widgets.dialogs import Confirm

            title, yes = TITLES[way], f"Oui, {TITLES[way].lower()}"
            question = sentence(step.label)
            if step.intern:
                question = f"{step.intern} : {lower_first(question)}"
            if step.effect == "removes":
                question += " Le dossier sera supprimé; une sauvegarde le garde."
                yes += " et supprimer ce dossier"

            def use(agreed: bool | None) -> None:
                if agreed:
                    self.turn(way)

            self.app.push_screen(Confirm(f"{title}?", question, yes=yes), use)

    def _is_on_screen(self, step: Undo) -> bool:
        """Whether a change was said on this page, and is about the dossier in view."""
        is_in_view = step.effect == "brings_back" or self.dossier_in_view == step.id
        return is_in_view and step.number in self._announced

    def announce(self) -> None:
        """The last change was said on this page: it is undone there without asking."""
        if undo := self.workspace.repository.last_change:
            self._announced.add(undo.number)

    @property
    def dossier_in_view(self) -> UUID | None:
        """The dossier the page, or its selected row, is about."""
        return self.go.dossier_id

    def turn(self, way: Way) -> None:
        """Undo, or do again, without asking; say whole what it was."""
        repository = self.workspace.repository
        self._turn(way, repository.undo if way == "undo" else repository.redo)

    def turn_line(self, dossier_id: UUID, line: int, way: Way) -> None:
        """Undo the change of a line of a history, or do it again, without asking; say it whole."""
        self._turn(way, lambda: self.workspace.repository.take_back(dossier_id, line))

    def _turn(self, way: Way, act: Callable[[], Undo | None]) -> None:
        drafts = self.workspace.drafts
        try:
            step = act()
        except TelestageError as error:
            self.report(error)
            self.reload()
            return
        if step is not None:
            self._announced.add(step.number)
            after = "Ctrl+Y le refait" if way == "undo" else "Ctrl+Z le défait"
            if way == "redo":
                drafts.take_away(step.key)
            elif drafts.bring_back(step.key):
                after = f"texte repris en brouillon; {after}"
            label = self._with_whose(step.id, step.intern, lower_first(step.label))
            self.say_written(f"{_DONE[way]} : {label} ({after})")
        self.reload()

    def _with_whose(self, dossier_id: UUID, intern: str, label: str) -> str:
        """What was done, with the intern where the page does not say whose dossier it is."""
        is_said = self.go.dossier_id == dossier_id or not intern
        return label if is_said else f"{intern}, {lower_first(label)}"
