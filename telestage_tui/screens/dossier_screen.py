"""The base of the screens about one dossier: which one, whether it is still there, reopening it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from textual.binding import Binding, BindingType

from ..dossier.changes import Change, reopen
from ..dossier.dossier import Dossier
from ..store.errors import StoreError, UnknownDossier
from ..widgets.stack import is_on_top, is_open
from ..workspace import Workspace
from .base import GONE, WorkScreen
from .navigation import DOSSIER_KEYS, Go, Place

REOPEN_STAGE = Binding(
    "ctrl+o", "reopen_stage", "Rouvrir le stage clos", key_display="Ctrl+O", show=False
)
"""A key of every page of a closed stage; no letter, which may be text."""


class DossierScreen(WorkScreen):
    """A screen about one dossier."""

    BEGINNINGS: ClassVar[Mapping[Place, str]] = {}
    """What another screen begins on when one leaves this one for it: Documents and Messages begin
    on what is about the page that asks for them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *DOSSIER_KEYS,
        REOPEN_STAGE,
    ]

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        if go.dossier_id is None:
            raise ValueError(f"{go.place} needs a dossier")
        self.dossier_id: UUID = go.dossier_id
        self._last_dossier: Dossier | None = None

    @property
    def dossier(self) -> Dossier:
        """The dossier as the repository has it now, or had it when it could last be read.

        A key may be pressed after the file is lost and before that is reported: it acts on the last
        dossier, and the store refuses the change.
        """
        try:
            self._last_dossier = self.workspace.repository.get(self.dossier_id)
        except StoreError:
            if self._last_dossier is None:
                raise
        return self._last_dossier

    def reload(self) -> None:
        """Show again; leave when another program has removed the dossier."""
        if not is_open(self):
            return
        try:
            self.workspace.repository.get(self.dossier_id)
        except UnknownDossier:
            if is_on_top(self):  # else it closes when one comes back to it
                self.notify(GONE, severity="warning")
                self.dismiss()
        except StoreError:
            super().reload()
        else:
            super().reload()

    def title_text(self) -> str:
        """The intern's name before the heading."""
        return f"{self.dossier.intern.full_name} · {self.HEADING}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to reopen the stage once it is closed."""
        if action == "reopen_stage":
            return self._last_dossier is not None and self._last_dossier.closed_on is not None
        return super().check_action(action, parameters)

    def action_reopen_stage(self) -> None:
        """Ask why, then open a closed stage again."""
        self.ask(
            f"reopen.{self.dossier_id}",
            "Rouvrir le stage",
            "Pourquoi le rouvrir? L’historique garde la raison.",
            lambda reason: self.save(reopen(reason, on=self.workspace.today())),
            check=lambda reason: None if reason.strip() else "Dites pourquoi.",
        )

    def save(self, change: Change) -> Dossier | None:
        """Change this dossier; see `change`."""
        return self.change(self.dossier_id, change)

    def action_go(self, place: Place) -> None:
        """Open another screen of this dossier; what was typed is kept."""
        self.keep()
        self.post_message(Go(place, self.dossier_id, self.item_on(place)))

    def item_on(self, place: Place) -> str | None:
        """What another screen of this dossier begins on; None where it chooses."""
        return self.BEGINNINGS.get(place)
