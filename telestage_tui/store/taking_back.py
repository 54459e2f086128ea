"""The state of a dossier once one of its changes is taken back, or why it cannot be."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..dossier.changes.sequence_numbers import succeeding
from ..dossier.deeds import tell
from ..dossier.differences import Path, not_as_left, put_back, touches
from ..dossier.dossier import Dossier
from ..dossier.meetings import in_order
from ..dossier.organisation import Organisation
from ..dossier.text import quoted
from .errors import ConflictError
from .undo import UndoStep, stands_after

_FORMER = {
    False: "Ce dossier est revenu à un état plus ancien.",
    True: "« Mon organisation » est revenu à un état plus ancien.",
}
"""Why a line is not there any more, by whether it is that of Mon organisation."""


def json_of(record: Dossier | Organisation) -> dict[str, Any]:
    """What a record says, as JSON values, without its history."""
    return record.model_dump(mode="json", exclude={"history"})


def taken_back(
    step: UndoStep, current: Dossier | Organisation | None, word: str
) -> Dossier | Organisation | None:
    """The record once a step is taken back; None when it goes away.

    Args:
        step: What is taken back.
        current: The dossier, or Mon organisation, as it is; None when there is none.
        word: « défait » or « refait », for a refusal.

    Raises:
        ConflictError: when what it would put back was changed since.
    """
    refusal = f"Rien n’a été {word} : {tell(step.deed)}."
    if step.effect == "brings_back":
        if current is not None or step.removed is None:
            raise ConflictError(f"{refusal} Ce dossier existe déjà.")
        return step.removed
    if current is None:
        raise ConflictError(f"{refusal} Ce dossier n’existe plus.")
    if step.effect == "removes":
        if stands_after(current.history, step.latest):
            raise ConflictError(f"{refusal} Ce dossier a été modifié depuis.")
        return None
    if not step.is_on(current.history):
        raise ConflictError(f"{refusal} {_FORMER[isinstance(current, Organisation)]}")
    changes = current.history[step.latest].changes
    state = json_of(current)
    if paths := not_as_left(state, changes):
        raise ConflictError(f"{refusal} {_later(current, step.latest, paths)}")
    try:
        return _with_put_back(current, put_back(state, changes))
    except ValidationError as error:  # another change relies on what would go away
        raise ConflictError(
            f"{refusal} D’autres renseignements en dépendent maintenant."
        ) from error


def _with_put_back(
    current: Dossier | Organisation, state: dict[str, Any]
) -> Dossier | Organisation:
    if isinstance(current, Organisation):
        return Organisation.model_validate(state).evolve(history=current.history)
    before = Dossier.model_validate(state)
    before = before.evolve(meetings=in_order(before.meetings))
    return succeeding(before, current).evolve(history=current.history)


def _later(record: Dossier | Organisation, rank: int, paths: list[Path]) -> str:
    """Which later change touches one of these fields."""
    for entry in reversed(record.history[rank + 1 :]):
        if any(touches(change, paths) for change in entry.changes):
            return (
                f"Une modification plus récente porte sur la même chose : {quoted(entry.sentence)}."
            )
    return "Ce qui avait été modifié l’a été de nouveau depuis."
