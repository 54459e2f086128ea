"""What is written along the way: evaluations, transfers of files, notes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ..dossier import Dossier
from ..evaluations import Evaluation
from ..records import Note, Transfer, transfer_problems
from .change import changed, refuse


def put_evaluation(dossier: Dossier, evaluation: Evaluation) -> Dossier:
    """Keep an evaluation, draft or complete, in place of the one of the same kind."""
    others = tuple(kept for kept in dossier.evaluations if kept.kind != evaluation.kind)
    return changed(dossier, evaluations=(*others, evaluation))


def put_transfer(dossier: Dossier, transfer: Transfer, *, on: date) -> Dossier:
    """Add a transfer of files, or replace the one with the same id.

    Args:
        dossier: The dossier.
        transfer: What is to be noted.
        on: The tutor's local date.

    Raises:
        InvalidInput: when it is done without a taker, or in the future.
    """
    refuse(transfer_problems(transfer.to, transfer.done_on, on))
    kept = {known.id: known for known in dossier.transfers}
    return changed(dossier, transfers=tuple((kept | {transfer.id: transfer}).values()))


def remove_transfer(dossier: Dossier, transfer: UUID) -> Dossier:
    """Forget a transfer of files."""
    return changed(dossier, transfers=tuple(t for t in dossier.transfers if t.id != transfer))


def add_note(dossier: Dossier, note: Note) -> Dossier:
    """Add a dated note, even to a closed dossier."""
    return dossier.evolve(notes=(*dossier.notes, note))
