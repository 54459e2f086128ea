"""Marking what is left at the closing, and settling what is marked, on the page of the closing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...dossier.dossier import Dossier
from ...dossier.french import count, leading_count
from ...dossier.secrets import REASON, looks_secret
from ...programme.closing import Leftover
from ...programme.progress import note_refusal
from ...programme.settling import (
    OUTCOMES,
    Outcome,
    Settlement,
    lacks_taker,
    needs_reason,
    with_outcome,
)
from ...widgets.dialogs import Choose
from ...widgets.row_list import RowList
from ...workspace import Workspace
from ..dossier_screen import DossierScreen
from ..navigation import Go

CHOICES: dict[Outcome, str] = {
    "done": "C’est fait",
    "missed": "Rencontre manquée",
    "dropped": "Sans objet : à annuler, à retirer de la liste",
}
"""What became of something, as the dialog offers it."""

_OF_WITHDRAWALS = ("check", "verify", "nothing_else")
"""What is said of accesses, where a password might be written."""


class SettlingKeys(DossierScreen):
    """A page whose list has things left, to be marked and settled several at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Marquer", key_display="Espace"),
        Binding("m", "mark_group", "Marquer tout le groupe", show=False),
        Binding("s", "settle", "Régler", tooltip="Régler les lignes marquées, ou la ligne choisie"),
    ]

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self.marked: set[Hashable] = set()
        self.shown_left: dict[Hashable, Leftover] = {}

    def left(self) -> tuple[Leftover, ...]:
        """What closing the stage would leave now."""
        raise NotImplementedError

    def lead_to(self, leftover: Leftover) -> None:
        """Open the page where a thing left is dealt with."""
        raise NotImplementedError

    def read_left(self) -> tuple[Leftover, ...]:
        """What is left now; a mark on what no longer is goes."""
        left = self.left()
        self.shown_left = {each.key: each for each in left}
        self.marked &= self.shown_left.keys()
        return left

    def leftover_of(self, key: Hashable | None) -> Leftover | None:
        """The thing left that a row shows; None for another row."""
        return self.shown_left.get(key)

    def _selected(self) -> Leftover | None:
        return self.leftover_of(self.query_one(RowList).key)

    # --- marking --------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the selected line, or take its mark off; then go to the next one."""
        leftover = self._selected()
        if leftover is None:
            self.tell("Choisissez une ligne à marquer, parmi celles qui ont [ ].")
            return
        self.marked ^= {leftover.key}
        self.reload()
        self.query_one(RowList).action_cursor_down()

    def action_mark_group(self) -> None:
        """Mark every line under the same heading, or take their marks off when all have one."""
        leftover = self._selected()
        if leftover is None:
            self.tell("Choisissez d’abord une ligne du groupe à marquer.")
            return
        group = {each.key for each in self.shown_left.values() if each.group == leftover.group}
        if group <= self.marked:
            self.marked -= group
        else:
            self.marked |= group
        self.reload()

    # --- settling -------------------------------------------------------------------------------

    def action_settle(self) -> None:
        """Say what became of the marked lines, or of the selected one."""
        targets = [each for each in self.shown_left.values() if each.key in self.marked]
        selected = self._selected()
        if not targets and selected is not None:
            targets = [selected]
        if not targets:
            self.tell("Marquez des lignes (Espace), ou choisissez celle à régler.")
            return
        by_outcome = {outcome: with_outcome(targets, outcome) for outcome in OUTCOMES}
        choices: list[tuple[Hashable, str]] = []
        for outcome, members in by_outcome.items():
            some = f" ({len(members)} sur {len(targets)})" if len(members) < len(targets) else ""
            if members:
                choices.append((outcome, f"{CHOICES[outcome]}{some}"))
        if not choices:
            self.lead_to(targets[0])
            return

        def act(choice: object) -> None:
            for outcome, members in by_outcome.items():
                if choice == outcome:
                    self._settle(outcome, members)

        title = (
            targets[0].title
            if len(targets) == 1
            else leading_count(len(targets), "ligne marquée", "lignes marquées", feminine=True)
        )
        self.app.push_screen(Choose("Régler", title, choices), act)

    def _settle(self, outcome: Outcome, members: Sequence[Leftover]) -> None:
        if outcome == "done":
            if members[0].kind == "nothing_else":
                self._ask_signer(members)
            elif lacks_taker(self.dossier, members):
                self._ask_taker(members)
            else:
                self._save(self._settlement(outcome), members)
            return
        must_say = outcome == "dropped" and needs_reason(members)
        self.ask(
            f"settle.{self.dossier_id}.{outcome}",
            "Régler",
            f"{_names(members)}\nPourquoi?{'' if must_say else ' (facultatif)'}",
            lambda reason: self._save(self._settlement(outcome, reason=reason), members),
            check=lambda reason: self._refusal(members, reason, must_say),
            unkept=lambda reason: bool(self._secret(members, reason)),
        )

    def _ask_taker(self, members: Sequence[Leftover]) -> None:
        files = [each for each in members if each.kind == "transfer"]
        self.ask(
            f"settle.{self.dossier_id}.taker",
            "Qui les a repris?",
            _names(files),
            lambda taker: self._save(self._settlement("done", taker=taker), members),
            check=lambda taker: None if taker.strip() else "Indiquez qui les a repris.",
        )

    def _ask_signer(self, members: Sequence[Leftover]) -> None:
        content = self.workspace.programme(self.dossier).accesses
        self.ask(
            f"settle.{self.dossier_id}.signer",
            content.nothing_else,
            f"{content.nothing_else_hint}\nQui le signe?",
            lambda name: self._save(self._settlement("done", signer=name), members),
            check=lambda name: None if name.strip() else "Écrivez un nom.",
            unkept=looks_secret,
            send_word="Signer",
        )

    def _settlement(
        self, outcome: Outcome, reason: str = "", taker: str = "", signer: str = ""
    ) -> Settlement:
        programme = self.workspace.programme(self.dossier)
        workspace = self.workspace
        return Settlement(
            outcome, programme, workspace.today(), workspace.clock.now(), reason, taker, signer
        )

    def _save(self, settlement: Settlement, members: Sequence[Leftover]) -> Dossier | None:
        dossier = self.save(settlement.of(members, self.dossier))
        if dossier is not None:
            self.marked.clear()
            self.reload()
        return dossier

    def _refusal(self, members: Sequence[Leftover], reason: str, must_say: bool) -> str | None:
        if must_say and not reason.strip():
            return "Indiquez pourquoi : la raison reste au dossier."
        return self._secret(members, reason) or None

    def _secret(self, members: Sequence[Leftover], reason: str) -> str:
        programme = self.workspace.programme(self.dossier)
        if looks_secret(reason) and any(each.kind in _OF_WITHDRAWALS for each in members):
            return REASON
        tasks = [programme.task(each.task) for each in members if each.task]
        return next(filter(None, (note_refusal(task, reason) for task in tasks)), "")


def _names(members: Sequence[Leftover]) -> str:
    """The first of them by name, and how many others."""
    first, *others = (each.title for each in members)
    return f"{first}, et {count(len(others), 'autre')}" if others else first
