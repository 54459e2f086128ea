"""The file of the dossiers, its backups, what another file brings: the JSON the commands answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ..clocks.zones import utc_text
from ..dossier.text import typeset
from ..store.backup import Backup
from ..store.backup_contents import HeldDossier
from ..store.check import FileReport
from .output import Json

if TYPE_CHECKING:
    from ..documents.travel.arrivals import Arrivals


def check_shape(
    report: FileReport, tzdata: str, problems: Sequence[str], remarks: Sequence[str]
) -> Json:
    """The answer of `check`."""
    return {
        "ok": not problems,
        "dossiers": report.dossiers,
        "schema": report.schema,
        "tzdata": tzdata,
        "problems": list(map(typeset, problems)),
        "remarks": list(map(typeset, remarks)),
    }


def held_shape(held: HeldDossier) -> Json:
    """One dossier of `backup show`."""
    return {
        "id": str(held.id),
        "intern": held.intern,
        "start": held.start.isoformat() if held.start else None,
        "end": held.end.isoformat() if held.end else None,
        "changed_at": utc_text(held.changed_at) if held.changed_at else None,
        "meetings": held.meetings,
        "notes": held.notes,
        "comparison": held.comparison,
    }


def backup_shape(backup: Backup) -> Json:
    """One line of `backup list`."""
    return {
        "name": backup.name,
        "taken_at": utc_text(backup.taken_at),
        "size": backup.size,
        "reason": backup.reason,
        "dossiers": backup.dossiers,
        "readable": backup.readable,
        "newer": backup.is_newer,
    }


def arrivals_shape(found: Arrivals, chosen: Collection[int], *, saved: bool) -> Json:
    """What a file of dossiers brings, and what was taken of it."""
    return {
        "saved": saved,
        "dossiers": [
            {
                "id": str(each.theirs.id),
                "intern": each.theirs.intern.full_name,
                "state": each.state,
                "namesakes": [str(other.id) for other in each.namesakes],
            }
            for each in found.dossiers
        ],
        "items": [
            {
                "number": item.number,
                "dossier": str(item.dossier) if item.dossier else None,
                "path": "/".join(item.difference.path) if item.difference else None,
                "where": item.difference.where if item.difference else None,
                "here": item.difference.here if item.difference else None,
                "there": item.difference.there if item.difference else None,
                "changed": item.difference.origin if item.difference else None,
                "to_choose": item.open,
                "taken": item.number in chosen,
            }
            for item in found.items
        ],
        "notes": list(found.notes),
    }
