"""Passation: the files and subjects the intern leaves, who takes each over, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.errors import InvalidInput, problems_of
from ...dossier.french import short_date
from ...dossier.records import Transfer, TransferState, transfer_problems
from ...dossier.text import clean_line, quoted
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...widgets.lists import EditList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import TRANSFER_KINDS, TRANSFER_SIGNS, TRANSFER_WORDS
from ..dossier_screen import DossierScreen
from ..navigation import Place

_FIELDS = (
    FormField("item", "Nom", hint="Le fichier, ou le sujet que quelqu’un d’autre suivra."),
    FormField("to", "Repris par", hint="La personne de l’équipe qui s’en occupera."),
    FormField("where", "Où", hint="Le dossier partagé, le dépôt, le fil de discussion."),
    FormField("kind", "Nature", "choice", tuple(TRANSFER_KINDS.items())),
    FormField("begun_on", "Commencé le", "date", placeholder="pas encore",
          hint="Quand la passation prend plusieurs jours. Vide sinon."),
    FormField("done_on", "Transmis le", "date", placeholder="pas encore",
          hint="Par exemple 9 avril, ou hier. Vide tant que ce n’est pas fait."),
)  # fmt: skip
_HEADINGS = {"file": "Fichiers à transmettre", "subject": "Sujets à transmettre"}
_TONES: dict[TransferState, Tone] = {
    "unassigned": "warning", "todo": "plain", "begun": "accent", "done": "success",
}  # fmt: skip


class TransfersScreen(DossierScreen):
    """The files and the subjects that the intern hands over to the team."""

    HEADING = "Passation"
    BEGINNINGS: ClassVar[Mapping[Place, str]] = {"papers": "handover", "messages": "handover"}
    HELP = """Avant la fin, chaque fichier ou sujet du stage passe à quelqu’un de l’équipe : quoi, \
où, à qui, et depuis quand c’est fait. Ce que personne ne reprend est signalé par ▲, ici et \
sur Aujourd’hui.

Espace marque l’élément transmis aujourd’hui, ou le remet à faire. n en note un nouveau, e ou \
Entrée le modifie, Suppr le retire de la liste. La liste s’imprime depuis Documents (D), et \
s’envoie à l’équipe depuis Messages (M)."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_done", "Transmis", key_display="Espace"),
        Binding("n", "new", "Nouveau", tooltip="Noter un fichier ou un sujet à transmettre"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("delete", "remove", "Supprimer", key_display="Suppr", show=False),
    ]
    DEFAULT_CSS = """
    TransfersScreen #transfer { height: auto; padding: 0 1; color: $text-muted; }
    """

    def body(self) -> ComposeResult:
        yield EditList(id="transfers")
        yield Paragraph("", id="transfer")

    def show(self) -> None:
        """The files, then the subjects, then what is done."""
        transfers = self.dossier.transfers
        groups = [
            (title, [each for each in transfers if each.kind == kind and not each.done_on])
            for kind, title in _HEADINGS.items()
        ]
        groups.append(("Transmis", [each for each in transfers if each.done_on]))
        rows: list[Row] = []
        for title, members in groups:
            if members:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(members)})"), *map(_row, members)]
        empty = [
            hint("Aucun fichier ni sujet noté pour l’instant."),
            hint("Appuyez sur n pour noter le premier : dépôt de code, rapport, suivi…"),
        ]
        lines = self.query_one(RowList)
        lines.show(rows or empty)
        if self.begin_on:
            lines.select(UUID(self.begin_on))
            self.begin_on = None

    def title_text(self) -> str:
        """Adds how many are still to be done, and how many nobody takes over."""
        states = [each.state for each in self.dossier.transfers]
        number, orphans = sum(state != "done" for state in states), states.count("unassigned")
        left = f"{number} à faire" if number else "rien en attente"
        without = f", {orphans} sans repreneur" if orphans else ""
        return f"{super().title_text()} · {left}{without}"

    @on(RowList.Moved)
    def _moved(self) -> None:
        transfer = self._selected()
        self.query_one("#transfer", Paragraph).update(Content(_about(transfer) if transfer else ""))

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
            self.save(changes.resume_transfer(transfer, on=today))
        elif not transfer.to:
            self.tell("Indiquez d’abord qui le reprend.")
            self._write(transfer, "to")
        else:
            self.save(changes.finish_transfer(transfer, on=today))

    @on(RowList.Chosen, "#transfers")
    def _chosen(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        """Note a file or a subject to hand over."""
        self._write(None)

    def action_edit(self) -> None:
        """Change what is noted of the selected one."""
        transfer = self._selected()
        if transfer is not None:
            self._write(transfer)

    def _write(self, transfer: Transfer | None, begin_on: str = "") -> None:
        """Ask for a transfer, the keyboard on one of its fields; empty for the first one."""
        if self.says_closed(self.dossier):
            return
        transfer_id = transfer.id if transfer else None
        self.ask_form(
            f"transfer.{self.dossier_id}.{transfer_id or 'new'}",
            "Modifier l’élément" if transfer else "Nouveau : fichier ou sujet à transmettre",
            _FIELDS,
            partial(self._values, transfer_id),
            partial(self._submit, transfer_id),
            begin_on=begin_on,
        )

    def _values(self, transfer_id: UUID | None) -> Values:
        """What the file says of a transfer; nothing of a new one."""
        transfer = next((each for each in self.dossier.transfers if each.id == transfer_id), None)
        return dict(transfer) if transfer else {}

    def _submit(self, transfer_id: UUID | None, values: Values) -> bool:
        today = self.workspace.today()
        problems = transfer_problems(
            today,
            to=clean_line(values["to"]),
            begun_on=values["begun_on"],
            done_on=values["done_on"],
        )
        try:
            transfer = Transfer(id=transfer_id or uuid4(), **values)
        except ValidationError as error:
            raise InvalidInput([*problems, *problems_of(error)]) from None
        if problems:
            raise InvalidInput(problems)
        change = changes.edit_transfer if transfer_id else changes.note_transfer
        if self.save(change(transfer, on=today)) is None:
            return False
        self.query_one(RowList).select(transfer.id)
        return True

    def action_remove(self) -> None:
        """Take a file or a subject off the list; u brings it back."""
        transfer = self._selected()
        if transfer is None:
            return
        if self.save(changes.remove_transfer(transfer)):
            self.tell(f"« {transfer.item} » est supprimé de la liste : u le rétablit.")


def _row(transfer: Transfer) -> Row:
    state = transfer.state
    tone = _TONES[state]
    return Row(
        (
            Cell(TRANSFER_SIGNS[state], 1, tone),
            Cell(transfer.item, tone="muted" if transfer.done_on else "plain"),
            Cell(transfer.to or TRANSFER_WORDS["unassigned"], 24, "muted" if transfer.to else tone),
            Cell(_when(transfer), 22, "muted", right=True),
        ),
        transfer.id,
    )


def _when(transfer: Transfer) -> str:
    if transfer.done_on:
        return f"fait {short_date(transfer.done_on)}"
    if transfer.begun_on:
        return f"en cours, {short_date(transfer.begun_on)}"
    return TRANSFER_WORDS["todo"]


def _about(transfer: Transfer) -> str:
    """The selected element whole: what it is, where, to whom."""
    name = f"{TRANSFER_KINDS[transfer.kind]} {quoted(transfer.item)}"
    where = f"où : {transfer.where}" if transfer.where else "où : pas noté (e pour l’écrire)"
    return f"{name} · {where} · repris par {transfer.to or '?'}"
