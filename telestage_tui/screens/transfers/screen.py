"""Fichiers à transférer: what the intern leaves, who takes it over, and whether it is done."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier import changes
from ...dossier.errors import InvalidInput, problems_of
from ...dossier.french import short_date
from ...dossier.records import Transfer, transfer_problems
from ...dossier.text import clean_line
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, heading, hint
from ..base import DossierScreen

TRANSFER_FIELDS = (
    FormField("item", "Fichier", hint="Ce que c’est, et où il se trouve."),
    FormField("to", "Repris par", hint="La personne de l’équipe qui s’en occupera."),
    FormField("done_on", "Transféré le", "date", placeholder="pas encore",
          hint="Par exemple 9 avril, ou hier. Vide tant que ce n’est pas fait."),
)  # fmt: skip


class TransfersScreen(DossierScreen):
    """The files that the intern hands over to the team."""

    HEADING = "Fichiers à transférer"
    HELP = """Avant la fin, chaque fichier du stage passe à quelqu’un de l’équipe : quoi, à qui, \
et depuis quand c’est fait.

Espace marque le transfert fait aujourd’hui, ou le remet à faire. n en note un nouveau, e ou \
Entrée le modifie, Suppr le retire de la liste."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_done", "Fait", key_display="Espace"),
        Binding("n", "new", "Nouveau", tooltip="Noter un fichier à transférer"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("delete", "remove", "Supprimer", key_display="Suppr", show=False),
    ]

    def body(self) -> ComposeResult:
        yield RowList(id="transfers")

    def show(self) -> None:
        """To do first, then done."""
        transfers = self.dossier.transfers
        rows: list[Row] = []
        for title, members in (
            ("À transférer", [each for each in transfers if not each.done_on]),
            ("Transférés", [each for each in transfers if each.done_on]),
        ):
            if members:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(members)})"), *map(_row, members)]
        empty = [
            hint("Aucun fichier noté pour l’instant."),
            hint("Appuyez sur n pour noter le premier : dépôt de code, dossier partagé, rapport…"),
        ]
        lines = self.query_one(RowList)
        lines.show(rows or empty)
        if self.begin_on:
            lines.select(UUID(self.begin_on))
            self.begin_on = None

    def title_text(self) -> str:
        """Adds how many are still to be done."""
        number = sum(not each.done_on for each in self.dossier.transfers)
        return f"{super().title_text()} · " + (f"{number} à faire" if number else "rien en attente")

    def _selected(self) -> Transfer | None:
        key = self.query_one(RowList).key
        return next((each for each in self.dossier.transfers if each.id == key), None)

    def action_toggle_done(self) -> None:
        """Done today, or to do again."""
        transfer = self._selected()
        if transfer is None:
            return
        today = self.workspace.today()
        if transfer.done_on:
            self.save(changes.resume_transfer(transfer, on=today), as_seen=True)
        elif transfer_problems(transfer.to, today, today):
            self.tell("Indiquez d’abord qui le reprend.")
            self.action_edit()
        else:
            self.save(changes.finish_transfer(transfer, on=today), as_seen=True)

    @on(RowList.Chosen, "#transfers")
    def _chosen(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        """Note a file to hand over."""
        self._write(None)

    def action_edit(self) -> None:
        """Change what is noted of the selected one."""
        transfer = self._selected()
        if transfer is not None:
            self._write(transfer)

    def _write(self, transfer: Transfer | None) -> None:
        if self.says_closed(self.dossier):
            return
        transfer_id = transfer.id if transfer else None
        self.ask_form(
            f"transfer.{self.dossier_id}.{transfer_id or 'new'}",
            "Modifier le transfert" if transfer else "Nouveau fichier à transférer",
            TRANSFER_FIELDS,
            partial(self._values, transfer_id),
            partial(self._submit, transfer_id),
        )

    def _values(self, transfer_id: UUID | None) -> Values:
        """What the file says of a transfer; nothing of a new one."""
        transfer = next((each for each in self.dossier.transfers if each.id == transfer_id), None)
        return dict(transfer) if transfer else {}

    def _submit(self, transfer_id: UUID | None, values: Values) -> bool:
        to, done_on = clean_line(values["to"]), values["done_on"]
        today = self.workspace.today()
        problems = transfer_problems(to, done_on, today)
        try:
            transfer = Transfer(id=transfer_id or uuid4(), **values)
        except ValidationError as error:
            raise InvalidInput([*problems, *problems_of(error)]) from None
        if problems:
            raise InvalidInput(problems)
        change = changes.edit_transfer if transfer_id else changes.note_transfer
        return self.save(change(transfer, on=today), as_seen=True) is not None

    def action_remove(self) -> None:
        """Take a file off the list; u brings it back."""
        transfer = self._selected()
        if transfer is None:
            return
        if self.save(changes.remove_transfer(transfer)):
            self.tell(f"« {transfer.item} » est supprimé de la liste : u le rétablit.")


def _row(transfer: Transfer) -> Row:
    done = transfer.done_on
    return Row(
        (
            Cell("✓" if done else "○", 1, "success" if done else "plain"),
            Cell(transfer.item, tone="muted" if done else "plain"),
            Cell(transfer.to or "à qui?", 24, "muted" if transfer.to else "warning"),
            Cell(f"fait {short_date(done)}" if done else "à faire", 22, "muted", right=True),
        ),
        transfer.id,
    )
