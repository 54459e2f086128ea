"""The state of a dossier once one of its changes is taken back, or why it cannot be."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..clocks.zones import local
from ..dossier.changes.sequence_numbers import succeeding
from ..dossier.deeds import tell
from ..dossier.differences import Path, not_as_left, put_back, touches
from ..dossier.dossier import Dossier
from ..dossier.french import plain_date
from ..dossier.meetings import in_order
from ..dossier.organisation import Organisation
from ..dossier.records import HistoryEntry
from ..dossier.text import quoted
from .errors import ConflictError
from .undo import UndoStep, standing_after

_FORMER = {
    False: "Ce dossier est revenu à un état plus ancien.",
    True: "« Mon organisation » est revenu à un état plus ancien.",
}
"""Why a line is not there any more, by whether it is that of Mon organisation."""

_FIRST = "Défaites d’abord celle-ci."


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
        if later := standing_after(current.history, step.latest):
            raise ConflictError(
                f"{refusal} Ce dossier a été modifié depuis : {_line(later, current)}."
            )
        return None
    if not step.is_on(current.history):
        raise ConflictError(f"{refusal} {_FORMER[isinstance(current, Organisation)]}")
    changes = current.history[step.latest].changes
    state = json_of(current)
    if paths := not_as_left(state, changes):
        raise ConflictError(f"{refusal} {_touched(current, step.latest, paths)}")
    try:
        return _with_put_back(current, put_back(state, changes))
    except ValidationError as error:
        raise ConflictError(f"{refusal} {_relied_on(current, step.latest)}") from error


def _with_put_back(
    current: Dossier | Organisation, state: dict[str, Any]
) -> Dossier | Organisation:
    if isinstance(current, Organisation):
        return Organisation.model_validate(state).evolve(history=current.history)
    before = Dossier.model_validate(state)
    before = before.evolve(meetings=in_order(before.meetings))
    return succeeding(before, current).evolve(history=current.history)


def _touched(record: Dossier | Organisation, rank: int, paths: list[Path]) -> str:
    """Which later change touches one of these fields."""
    for entry in reversed(record.history[rank + 1 :]):
        if any(touches(change, paths) for change in entry.changes):
            line = _line(entry, record)
            return f"Une modification plus récente porte sur la même chose : {line}. {_FIRST}"
    return "Ce qui avait été modifié l’a été de nouveau depuis."


def _relied_on(record: Dossier | Organisation, rank: int) -> str:
    """Which later change relies on what would go away: that without which it could go.

    The later changes are put back in thought, the last one first.
    """
    changes, state = record.history[rank].changes, json_of(record)
    for entry in reversed(record.history[rank + 1 :]):
        state = put_back(state, entry.changes)
        try:
            _with_put_back(record, put_back(state, changes))
        except ValidationError:
            continue
        return f"Une modification plus récente en dépend : {_line(entry, record)}. {_FIRST}"
    return "D’autres renseignements en dépendent maintenant."


def _line(entry: HistoryEntry, record: Dossier | Organisation) -> str:
    """A line of the history in a sentence: what it says, and its day for the host."""
    day = local(entry.at, record.host.zone).date()
    return f"{quoted(entry.sentence)}, le {plain_date(day)}"
