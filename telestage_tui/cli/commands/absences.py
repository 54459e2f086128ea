"""Absences read from a calendar: shown first, then kept, and the meetings moved around them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from ...dossier import transitions
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.french import NBSP, count, long_date
from ...dossier.people import ClosedPeriod, Side
from ...planning.preview import preview
from ...planning.replanning import apply, replan
from ..french import Choice, FrenchCommand, FrenchGroup
from ..output import say, warn
from ..session import Session
from .options import pass_session

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes read at the most, and one more to know that there is more."""


@click.group(cls=FrenchGroup)
def absences() -> None:
    """Reprendre les absences d’un agenda."""


_WHOLE_DAYS = (
    "Seules comptent les journées entières ; ce qui n’occupe qu’une partie de la journée "
    "n’empêche aucune rencontre."
)


@absences.command("import", cls=FrenchCommand)
@click.argument("file", metavar="FICHIER.ics", type=click.Path(path_type=Path))
@click.argument("dossier", metavar="ID")
@click.option("--side", type=Choice(["structure", "stagiaire"]), required=True, metavar="CÔTÉ",
              help="De qui sont les absences : structure ou stagiaire.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@pass_session
def import_(session: Session, file: Path, dossier: str, side: str, yes: bool) -> None:
    """Changer les journées occupées d’un agenda en jours sans rencontre.

    Montre d’abord ces jours et les rencontres qui seraient déplacées, puis demande. Sans terminal
    et sans --yes, rien n’est enregistré. Les rencontres tenues, passées ou déplacées à la main ne
    bougent pas.
    """
    found = session.dossier(dossier)
    periods = _read(file, found, cast(Side, side))
    changed = transitions.add_absences(found, cast(Side, side), periods)
    if changed == found:
        say("Aucune nouvelle absence dans cet agenda pendant le stage.", _WHOLE_DAYS)
        return
    programme = session.programme(found)
    others = session.repository.dossiers()
    shown = replan(changed, programme, session.clock.now(), others=others)
    say(*_preview(periods), *map(" ".join, preview(shown, changed, programme)))
    if not yes and not _agreed():
        warn("Rien n’a été enregistré.")
        return

    def import_absences(current: Dossier) -> Dossier:
        return apply(
            transitions.add_absences(current, cast(Side, side), periods),
            agreed=shown,
            programme=programme,
            now=session.clock.now(),
            others=others,
        )

    session.change(found, f"Absences reprises d’un agenda ({side})", import_absences)
    say("Enregistré.")


def _read(file: Path, dossier: Dossier, side: Side) -> tuple[ClosedPeriod, ...]:
    from ...documents.absences import read_absences

    with file.expanduser().open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    person = dossier.intern if side == "stagiaire" else dossier.host
    stage = dossier.stage
    return read_absences(data, person.zone, since=stage.start, until=stage.end, hours=person.hours)


def _preview(periods: tuple[ClosedPeriod, ...]) -> Iterator[str]:
    yield f"{count(len(periods), 'absence')} pendant le stage{NBSP}:"
    for period in periods:
        days = long_date(period.first)
        if period.last != period.first:
            days += f" – {long_date(period.last)}"
        yield f"  {days}{f'  {period.label}' if period.label else ''}"
    yield _WHOLE_DAYS
    yield ""


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Refused("Sans terminal, ajoutez --yes pour enregistrer ces absences.")
    answer: str = click.prompt("Enregistrer ? (oui ou non)", default="non")
    return answer.strip().lower() in ("oui", "o")
