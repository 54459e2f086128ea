"""Writing the papers of the guided tour from the screens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ..screens.navigation import Place
from .new_file import NewFiles, ask_folder

if TYPE_CHECKING:
    from .telestage import TelestageApp


def _write(folder: Path) -> Sequence[Path]:
    from ..demo.tour_papers import write_tour_papers

    return write_tour_papers(folder, get_args(Place))


_FILES = NewFiles(
    "Notes et feuilles d’exercices de la visite",
    "Deux documents PDF, à imprimer.",
    _write,
    ("Les notes sont pour qui anime; la feuille d’exercices se photocopie pour chaque personne.",),
)


def ask_and_write(app: TelestageApp) -> None:
    """Ask in which folder, then write both papers there and say where they are."""
    ask_folder(app, app.workspace, _FILES)
