"""The demonstration: dossiers of invented people, always under way on the day they are opened.

The stories are data (`stories/*.toml`): a fiche, then what happened since, each day counted from
today or from the dates of the stage. `days` reads those days, `story` has the models of the rest,
and `builder` applies it with the changes a user would have made.
"""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..clocks.clock import Clock

MOST_COPIES = 99
"""Files of a demonstration made at once: a room, and two digits in their names."""
INVENTED = "dossier.invented"
"""The code of the first line of history of an invented dossier."""


def build_demo(path: Path, clock: Clock) -> None:
    """Fill a file with the dossiers of the demonstration.

    Args:
        path: A file that does not exist yet; the caller removes it.
        clock: The day: one day always gives the same dossiers.

    Raises:
        StoreError: when the file cannot be written, or has these dossiers already.
    """
    from ..dossier.deeds import deed
    from ..store.backups import Backups
    from ..store.tinydb_repository import TinyRepository
    from .builder import demo_dossiers

    repository = TinyRepository(path, clock.now)
    for dossier in demo_dossiers(clock.today()):
        repository.add(dossier, deed(INVENTED))
    repository.close()
    rmtree(Backups(path, clock.now).directory)  # it holds the first of the dossiers only
