"""A programme, its files and its facts as the commands answer them, in JSON."""

from __future__ import annotations

from collections.abc import Sequence

from ..dossier.dossier import Dossier
from ..programme.fact import Fact
from ..programme.facts import Difference
from ..programme.layers import Layer, own_folder
from ..programme.moving import MoveLine
from ..programme.programme import Programme
from ..workspace.own_content import OwnContent
from .output import Json


def content_shape(programme: Programme, files: Sequence[Layer], own: OwnContent) -> Json:
    """What `programme show` says of a content and its files."""
    folder, remembered = own_folder(programme), own.remembered
    return {
        "programme": programme.ref.model_dump(),
        "title": programme.title,
        "folder": str(folder) if folder else None,
        "remembered": str(remembered) if remembered else None,
        "trouble": own.trouble,
        "files": [
            {
                "name": each.name,
                "origin": each.origin,
                "added": list(each.added),
                "changed": list(each.changed),
                "removed": list(each.removed),
            }
            for each in files
        ],
    }


def fact_shape(fact: Fact, *, stale: bool) -> Json:
    """One fact of `programme facts`."""
    return {
        "id": fact.id,
        "title": fact.title,
        "value": fact.value,
        "was": fact.was,
        "was_source": fact.was_source,
        "valid_from": fact.valid_from,
        "valid_until": fact.valid_until,
        "source": fact.source,
        "seen_on": fact.seen_on.isoformat() if fact.seen_on else None,
        "confidence": fact.confidence,
        "stale": stale,
        "note": fact.note,
    }


def move_shape(
    dossier: Dossier, present: Programme, lines: Sequence[MoveLine], *, done: bool
) -> Json:
    """What moving a dossier to the present version changes, and whether it is done."""
    return {
        "id": str(dossier.id),
        "before": dossier.programme.model_dump(),
        "after": present.ref.model_dump(),
        "lines": [each._asdict() for each in lines],
        "done": done,
    }


def difference_shape(difference: Difference) -> dict[str, str]:
    """What the latest version says otherwise."""
    return difference._asdict()
