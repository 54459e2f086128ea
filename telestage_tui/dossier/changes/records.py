"""Changes to transfers of files and to notes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..records import Note, Transfer, transfer_problems
from .change import Change, evolve_open, refuse


def note_transfer(transfer: Transfer, *, on: date) -> Change:
    """Note a file or a subject to hand over.

    Args:
        transfer: What it is, and who takes it over.
        on: The tutor's local date.

    Raises:
        InvalidInput: when it is done without a recipient, or in the future.
    """
    return _put(deed("transfer.noted", item=transfer.item), transfer, on)


def edit_transfer(transfer: Transfer, *, on: date) -> Change:
    """Change a transfer; see `note_transfer`."""
    return _put(deed("transfer.edited", item=transfer.item), transfer, on)


def finish_transfer(transfer: Transfer, *, on: date) -> Change:
    """Mark a file or a subject handed over that day.

    Raises:
        InvalidInput: when nobody takes it over.
    """
    return _put(deed("transfer.done", item=transfer.item), transfer.evolve(done_on=on), on)


def resume_transfer(transfer: Transfer, *, on: date) -> Change:
    """Mark a transfer not done after all; `on` is the tutor's local date."""
    return _put(deed("transfer.resumed", item=transfer.item), transfer.evolve(done_on=None), on)


def remove_transfer(transfer: Transfer) -> Change:
    """Remove a transfer."""
    return Change(
        deed("transfer.removed", item=transfer.item),
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
        deed("note.added"),
        lambda dossier: dossier.evolve(notes=(*dossier.notes, Note(id=note, on=on, text=text))),
    )


def _put(what: Deed, transfer: Transfer, on: date) -> Change:
    def apply(dossier: Dossier) -> Dossier:
        refuse(
            transfer_problems(
                on, to=transfer.to, done_on=transfer.done_on, begun_on=transfer.begun_on
            )
        )
        transfers = {each.id: each for each in dossier.transfers} | {transfer.id: transfer}
        return evolve_open(dossier, transfers=tuple(transfers.values()))

    return Change(what, apply)
