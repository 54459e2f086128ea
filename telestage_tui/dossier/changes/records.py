"""Changes to transfers of files and to notes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ..dossier import Dossier
from ..records import Note, Transfer, transfer_problems
from .change import Change, evolve_open, refuse
from .labels import named


def note_transfer(transfer: Transfer, *, on: date) -> Change:
    """Note a file or a subject to hand over.

    Args:
        transfer: What it is, and who takes it over.
        on: The tutor's local date.

    Raises:
        InvalidInput: when it is done without a recipient, or in the future.
    """
    return _put(f"Transfert de {named(transfer.item)} noté", transfer, on)


def edit_transfer(transfer: Transfer, *, on: date) -> Change:
    """Change a transfer; see `note_transfer`."""
    return _put(f"Transfert de {named(transfer.item)} modifié", transfer, on)


def finish_transfer(transfer: Transfer, *, on: date) -> Change:
    """Mark a file or a subject handed over that day.

    Raises:
        InvalidInput: when nobody takes it over.
    """
    return _put(f"{named(transfer.item)} transféré", transfer.evolve(done_on=on), on)


def resume_transfer(transfer: Transfer, *, on: date) -> Change:
    """Mark a transfer not done after all; `on` is the tutor's local date."""
    return _put(f"{named(transfer.item)} à transférer", transfer.evolve(done_on=None), on)


def remove_transfer(transfer: Transfer) -> Change:
    """Remove a transfer."""
    return Change(
        f"Transfert de {named(transfer.item)} supprimé",
        lambda dossier: evolve_open(
            dossier, transfers=tuple(each for each in dossier.transfers if each.id != transfer.id)
        ),
    )


def add_note(note: UUID, *, on: date, text: str) -> Change:
    """Add a note, even to a closed dossier.

    Args:
        note: Identifier of the note.
        on: Its local date.
        text: Its text.

    Raises:
        pydantic.ValidationError: when the text is too long.
    """
    return Change(
        "Note ajoutée",
        lambda dossier: dossier.evolve(notes=(*dossier.notes, Note(id=note, on=on, text=text))),
    )


def _put(label: str, transfer: Transfer, on: date) -> Change:
    def apply(dossier: Dossier) -> Dossier:
        refuse(
            transfer_problems(
                on, to=transfer.to, done_on=transfer.done_on, begun_on=transfer.begun_on
            )
        )
        transfers = {each.id: each for each in dossier.transfers} | {transfer.id: transfer}
        return evolve_open(dossier, transfers=tuple(transfers.values()))

    return Change(label, apply)
