"""What is written along the way: transfers of files, notes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ..dossier import Dossier
from ..records import Note, Transfer, transfer_problems
from .change import Change, changed, refuse
from .labels import named


def note_transfer(transfer: Transfer, *, on: date) -> Change:
    """Note a file to hand over.

    Args:
        transfer: What is to be noted.
        on: The tutor's local date.

    Raises:
        InvalidInput: when it is done without a taker, or in the future.
    """
    return _put(f"Transfert de {named(transfer.item)} noté", transfer, on)


def edit_transfer(transfer: Transfer, *, on: date) -> Change:
    """Change what is noted of a file to hand over; see `note_transfer`."""
    return _put(f"Transfert de {named(transfer.item)} modifié", transfer, on)


def finish_transfer(transfer: Transfer, *, on: date) -> Change:
    """Mark a file handed over that day.

    Raises:
        InvalidInput: when nobody takes it over.
    """
    return _put(f"{named(transfer.item)} transféré", transfer.evolve(done_on=on), on)


def resume_transfer(transfer: Transfer, *, on: date) -> Change:
    """Mark a file to be handed over after all; `on` is the tutor's local date."""
    return _put(f"{named(transfer.item)} à transférer", transfer.evolve(done_on=None), on)


def remove_transfer(transfer: Transfer) -> Change:
    """Forget a transfer of files."""
    return Change(
        f"Transfert de {named(transfer.item)} supprimé",
        lambda dossier: changed(
            dossier, transfers=tuple(kept for kept in dossier.transfers if kept.id != transfer.id)
        ),
    )


def add_note(note: UUID, *, on: date, text: str) -> Change:
    """Add a note, even to a closed dossier.

    Args:
        note: Identifier of the note.
        on: Its local date.
        text: What it says.

    Raises:
        pydantic.ValidationError: when the text is too long.
    """
    return Change(
        "Note ajoutée",
        lambda dossier: dossier.evolve(notes=(*dossier.notes, Note(id=note, on=on, text=text))),
    )


def _put(label: str, transfer: Transfer, on: date) -> Change:
    def put(dossier: Dossier) -> Dossier:
        refuse(transfer_problems(transfer.to, transfer.done_on, on))
        kept = {known.id: known for known in dossier.transfers}
        return changed(dossier, transfers=tuple((kept | {transfer.id: transfer}).values()))

    return Change(label, put)
