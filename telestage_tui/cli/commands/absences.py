"""Absences read from a calendar: previewed, then saved, and the meetings moved around them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import click

from ...documents.ics.absences import CalendarAbsences, Verdict, new_absences, read_absences
from ...documents.ics.reader import LARGEST_CALENDAR
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.french import count, long_date, plain_date
from ...dossier.people import ClosedPeriod, Host, Intern, Side
from ...dossier.text import quoted
from ...planning.planner.meeting_days import PRESTART_REACH
from ...planning.replan import carry_out, replan
from ...planning.replan_preview import preview
from ...store.paths import user_path
from ..french_click import Choice, FrenchCommand, FrenchGroup
from ..output import AnswerLost, say, warn
from ..session import Session
from .options import dossier_argument, pass_session

_REASONS = {
    Verdict.PARTIAL: ("sur une partie de la journée", "sur une partie de la journée"),
    Verdict.FREE: ("qui laisse disponible", "qui laissent disponible"),
    Verdict.CANCELLED: ("annulé", "annulés"),
    Verdict.OUTSIDE: ("hors de cette période", "hors de cette période"),
}
"""Why an event closes no day, for one and for several."""
_NAMED_ZONES = 3
"""How many unknown zones are named; there are seldom two."""


@click.group(cls=FrenchGroup)
def absences() -> None:
    """Reprendre les absences d’un agenda."""


@absences.command("import", cls=FrenchCommand)
@click.argument("file", metavar="FICHIER.ics", type=click.Path(readable=False, path_type=Path))
@dossier_argument
@click.option("--side", type=Choice(["structure", "stagiaire"]), required=True, metavar="CÔTÉ",
              help="De qui sont les absences : structure ou stagiaire.")  # fmt: skip
@click.option("--busy-only", is_flag=True,
              help="Laisser de côté les journées marquées « disponible », des anniversaires par "
                   "exemple.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Enregistrer sans demander.")
@pass_session
def import_(
    session: Session, file: Path, prefix: str, side: Side, busy_only: bool, yes: bool
) -> None:
    """Changer les journées occupées d’un agenda en jours sans rencontre.

    Comptent les événements d’une journée entière, et ceux qui couvrent toutes les heures de travail
    d’un jour, de 31 jours avant le stage à sa fin. Beaucoup d’agendas marquent « disponible » une
    journée entière, vacances comprises, si on ne leur dit rien : elle compte aussi, sauf si l’on
    demande le contraire. Un jour déjà chômé n’est pas ajouté une seconde fois.

    Montre d’abord ces jours, ce qui est laissé de côté et les rencontres qui seraient déplacées,
    puis demande. Sans terminal et sans --yes, rien n’est enregistré. Les rencontres tenues,
    passées ou déplacées à la main ne bougent pas.
    """
    dossier = session.dossier(prefix)
    calendar = _read(file, dossier, side, busy_only)
    periods = new_absences(calendar.periods, _person(dossier, side).absences)
    if not periods:
        say(f"Aucune nouvelle absence dans cet agenda {_span(dossier)}.", *_notes(calendar, side))
        return
    change = changes.add_absences(side, periods)
    dossier_after = change.apply(dossier)
    programme = session.programme(dossier)
    others = session.repository.dossiers()
    proposal = replan(dossier_after, programme, session.clock.now(), others=others)
    try:
        say(f"{count(len(periods), 'absence')} {_span(dossier)} :")
        say(*_lines(periods, calendar), *_notes(calendar, side), "")
        say(*map(" ".join, preview(proposal, dossier_after, programme)))
    except AnswerLost as error:
        if not yes:  # nobody can agree to a preview that was not printed
            raise Refused(f"{error} Rien n’a été enregistré.") from error
    if not yes and not _agreed():
        warn("Rien n’a été enregistré.")
        return

    moves = carry_out(proposal, programme, session.clock.now, session.repository.dossiers)

    def import_absences(current: Dossier) -> Dossier:
        missing = new_absences(calendar.periods, _person(current, side).absences)
        return moves.apply(changes.add_absences(side, missing).apply(current))

    session.change(dossier, change._replace(apply=import_absences))
    say("Enregistré.")


def _read(file: Path, dossier: Dossier, side: Side, busy_only: bool) -> CalendarAbsences:
    with user_path(file).open("rb") as stream:
        data = stream.read(LARGEST_CALENDAR + 1)  # one more, to know that there is more
    person = _person(dossier, side)
    first, last = _window(dossier)
    return read_absences(
        data, person.zone, since=first, until=last, hours=person.hours, busy_only=busy_only
    )


def _person(dossier: Dossier, side: Side) -> Intern | Host:
    return dossier.intern if side == "stagiaire" else dossier.host


def _window(dossier: Dossier) -> tuple[date, date]:
    """The days on which a meeting may be planned."""
    stage = dossier.stage
    return stage.start - timedelta(days=PRESTART_REACH), stage.end


def _span(dossier: Dossier) -> str:
    first, last = _window(dossier)
    return f"du {plain_date(first)} au {plain_date(last)}"


def _lines(periods: Sequence[ClosedPeriod], calendar: CalendarAbsences) -> Iterator[str]:
    for period in periods:
        days = long_date(period.first)
        if period.last != period.first:
            days += f" – {long_date(period.last)}"
        free = "(marqué « disponible »)" if calendar.is_free(period) else ""
        yield "  " + "  ".join(filter(None, (days, period.label, free)))


def _notes(calendar: CalendarAbsences, side: Side) -> Iterator[str]:
    """French sentences on which events of this calendar count, and which do not."""
    yield (
        "Seules comptent les journées entières ; ce qui n’occupe qu’une partie de la journée "
        "n’empêche aucune rencontre."
    )
    if calendar.free_days:
        yield (
            "Celles que l’agenda marque « disponible » comptent aussi ; --busy-only les laisse de "
            "côté."
        )
    if calendar.ignored:
        reasons = (count(number, *_REASONS[why]) for why, number in calendar.ignored.items())
        yield f"Événements laissés de côté : {', '.join(reasons)}."
    if calendar.unknown_zones:
        names = ", ".join(map(quoted, calendar.unknown_zones[:_NAMED_ZONES]))
        yield f"Fuseau inconnu, lu à l’heure du côté {side} : {names}."


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Refused("Sans terminal, ajoutez --yes pour enregistrer ces absences.")
    answer: str = click.prompt("Enregistrer ? (oui ou non)", default="non")
    return answer.strip().lower() in ("oui", "o")
