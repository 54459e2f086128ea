"""The screens on invented dossiers."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from ...clocks.clock import Clock, MovableClock
from ...demo import MOST_COPIES
from ...store.errors import StoreError
from ...store.shown_paths import place, shown
from ..french_click import FrenchCommand, WholeNumber
from ..open_screens import open_session
from ..output import say
from ..session import Session
from ..signals import removed_at_endings, undone_at_endings
from .options import pass_session
from .types import CLOCK


@click.command(cls=FrenchCommand)
@click.option("--today", "clock", type=CLOCK, help="Ouvrir ce jour-là; l’horloge bouge ensuite.")
@click.option(
    "--rejouer",
    "replaying",
    is_flag=True,
    help="Rejouer un stage entier, pas à pas, de l’offre à l’archive.",
)
@click.option(
    "--visite",
    "touring",
    is_flag=True,
    help="Commencer par la visite guidée, dix minutes d’un écran à l’autre.",
)
@click.option(
    "--notes",
    "notes",
    metavar="RÉPERTOIRE",
    type=click.Path(readable=False, path_type=Path),
    help="Écrire là les notes et les exercices de la visite (PDF), sans rien ouvrir.",
)
@click.option("--keep", "kept", metavar="FICHIER",
              type=click.Path(readable=False, path_type=Path),
              help="Garder la démonstration dans ce fichier, et l’y retrouver.")  # fmt: skip
@click.option("--copies", metavar="N RÉPERTOIRE",
              type=(WholeNumber(1, MOST_COPIES), click.Path(readable=False, path_type=Path)),
              help=f"Écrire N démonstrations (de 1 à {MOST_COPIES}), une par personne, sans en "
                   "ouvrir.")  # fmt: skip
@pass_session
def demo(
    session: Session,
    clock: Clock | None,
    *,
    replaying: bool,
    touring: bool,
    notes: Path | None,
    kept: Path | None,
    copies: tuple[int, Path] | None,
) -> int:
    """Essayer telestage sur des dossiers inventés.

    Ils sont dans un fichier provisoire, effacé à la sortie : aucun de vos dossiers n’est lu ni
    changé. Le contenu de votre organisation, si vous en avez un, y sert aussi.

    L’horloge y avance à votre gré sur le même fichier : J un jour, H une semaine, A pour choisir.
    --rejouer joue tout un stage en une vingtaine de pas : > avance, < revient, = met en pause.

    --visite montre où regarder et quelle touche presser; Échap la quitte. --notes écrit pour elle
    les notes de qui anime et les exercices des participants, puis imprime leurs chemins.

    --keep FICHIER garde la démonstration : elle y est retrouvée comme vous l’avez laissée, à
    l’heure de son horloge. --copies 12 RÉPERTOIRE en écrit une par personne, et dit comment ouvrir
    chacune. Aucun fichier qui existe déjà n’est remplacé.
    """
    if replaying and touring:
        raise click.UsageError("Donnez --rejouer ou --visite, pas les deux.")
    opens = kept is not None or replaying or touring
    if copies is not None:
        if opens or notes is not None:
            raise click.UsageError("--copies n’ouvre rien : il va seul.")
        return _write_copies(*copies, clock or session.clock)
    if notes is not None:
        if opens:
            raise click.UsageError("--notes n’ouvre rien : il va seul.")
        _write_notes(notes)
        return 0
    if kept is not None:
        return _open_kept(session, kept, clock, replaying=replaying, touring=touring)
    from ...demo import build_demo
    from ...demo.folder import throwaway_folder

    movable = MovableClock(clock or session.clock)
    with throwaway_folder() as folder, removed_at_endings(folder):
        path = folder / "demo.json"
        build_demo(path, movable)
        invented = Session(path, movable, _content_of(session), demo=True)
        return open_session(invented, replaying=replaying, touring=touring)


def _write_notes(folder: Path) -> None:
    """Write the papers of the guided tour."""
    from ...demo.tour_papers import write_tour_papers
    from ...screens.navigation import Place

    for path in write_tour_papers(folder, get_args(Place)):
        say(shown(path))


def _write_copies(number: int, folder: Path, clock: Clock) -> int:
    """Write the demonstrations of a room, and say how each is opened."""
    from ...demo.keeping import copy_paths, remove_copies, write_copies

    paths = copy_paths(folder, number)
    content = _demo_content(clock.now())
    begun: list[Path] = []
    with undone_at_endings(lambda: remove_copies(begun)):
        write_copies(paths, content, begun)
    say(f"Une démonstration par personne, dans {place(paths[0].parent)}. Pour ouvrir :")
    say(*(f"telestage demo --keep {shlex.quote(shown(path))}" for path in paths))
    return 0


def _demo_content(anchor: datetime) -> bytes:
    """The file of a new demonstration; nothing is left of making it."""
    from ...demo.folder import throwaway_folder
    from ...demo.keeping import demo_content

    with throwaway_folder() as folder, removed_at_endings(folder):
        return demo_content(anchor, folder)


def _open_kept(
    session: Session, file: Path, clock: Clock | None, *, replaying: bool, touring: bool
) -> int:
    """Open the demonstration of a file, made there the first time; keep its clock on leaving."""
    from ...demo.keeping import CLOCK_PREFERENCE, check_demo, write_new

    movable = MovableClock(clock or session.clock)
    invented = Session(file, movable, _content_of(session), demo=True)
    if not os.path.lexists(invented.path):
        write_new(invented.path, _demo_content(movable.now()))
    else:
        check_demo(invented.path, invented.repository.dossiers())
        left = invented.preferences.text(CLOCK_PREFERENCE)
        if left and clock is None:
            movable.move_to(datetime.fromisoformat(left))
    try:
        return open_session(invented, replaying=replaying, touring=touring)
    finally:
        invented.preferences.keep(CLOCK_PREFERENCE, movable.now().isoformat())


def _content_of(session: Session) -> Path | None:
    """The organisation's own content; none where the file that remembers it cannot be."""
    with suppress(StoreError):
        return session.own_content.folder
    return session.programme_folder
