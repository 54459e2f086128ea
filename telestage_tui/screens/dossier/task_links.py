"""The screen on which each task is carried out, from what the programme says of it."""

from __future__ import annotations

from collections.abc import Sequence

from ...dossier.dossier import Dossier
from ...dossier.fiche.model import Fiche
from ...dossier.fiche.write import form_texts
from ...programme.tasks import Task
from ..navigation import Go, way_to_field


def destination(task: Task, dossier: Dossier) -> Go | None:
    """Where a task is carried out; None where that is not on another page."""
    place, _, kind = task.opens.partition(":")
    match place:
        case "details":
            field = _first_blank(task.fields, dossier)
            return way_to_field(dossier.id, field) if field else Go("details", dossier.id)
        case "meeting":
            meetings = (m for m in dossier.meetings if m.kind == kind and m.status != "cancelled")
            meeting = next(meetings, None)
            if meeting is None:
                return Go("meetings", dossier.id)
            return Go("meeting", dossier.id, str(meeting.id))
        case "evaluation":
            return Go("evaluation", dossier.id, ":".join((kind, *task.fields[:1])))
        case "convention":
            return Go("convention", dossier.id, _first_blank(task.fields, dossier))
        case "meetings" | "accesses" | "transfers" | "work-plan":
            return Go(place, dossier.id)
        case "selection":
            return Go("selection", dossier.id, task.id)
        case "papers":
            return Go("papers", dossier.id, task.id)
        case "notes":
            return Go("history", dossier.id)
        case "close":
            return Go("closing", dossier.id)
        case _:
            return None


def _first_blank(fields: Sequence[str], dossier: Dossier) -> str | None:
    """The first field not filled yet, else the first one."""
    texts = form_texts(Fiche.of(dossier))
    return next((name for name in fields if not texts.get(name)), fields[0] if fields else None)
