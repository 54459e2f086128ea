"""Meetings: plan, meeting, hold, add-meeting, overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time

import click

from ...clocks.meeting_times import day_reached, end_of
from ...clocks.shared_hours import DayOverlap, Pair, day_overlap
from ...clocks.weeks import days_of
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.hours import WorkHours
from ...dossier.meetings import (
    ADDED_KINDS,
    DEFAULT_DURATION,
    AddedKind,
    Meeting,
)
from ...dossier.people import DEFAULT_HOST_HOURS, DEFAULT_INTERN_HOURS
from ...dossier.text import fold, quoted
from ...dossier.zone_names import DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE
from ...planning.meeting_view import name_of, view_in
from ...programme.agreement import agreeing
from ...programme.errors import UnknownId
from ...programme.meeting_names import name_deed
from .. import completing, phrases
from ..choice_words import ADDED, MEETINGS, choice_named
from ..french_click import Choice, FrenchCommand
from ..output import say, say_json, warn
from ..session import Session, pick
from ..two_clocks_output import overlap_lines, overlap_shape, plan_lines, plan_shape
from .options import dossier_argument, json_option, pass_session
from .types import DAY, HOURS, MINUTES, TIME, ZONE


@click.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def plan(session: Session, prefix: str, as_json: bool) -> None:
    """Énumérer les rencontres, sur les deux horloges."""
    from ...planning.planner.planner import plan_warnings

    dossier = session.dossier(prefix)
    now = session.clock.now()
    views = [view_in(dossier, meeting, now) for meeting in dossier.meetings]
    programme = session.programme(dossier)
    warnings = plan_warnings(dossier, programme, now)
    if as_json:
        say_json(plan_shape(views, warnings))
    elif session.phrases:
        say(*phrases.plan(views, programme.meeting_rules, warnings, now, dossier.intern.first_name))
    else:
        say(*plan_lines(views, programme.meeting_rules, warnings, now))


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("references", metavar="[RENCONTRE]…", nargs=-1,
                shell_complete=completing.meetings)  # fmt: skip
@pass_session
def hold(session: Session, prefix: str, references: tuple[str, ...]) -> None:
    """Consigner d’un coup plusieurs rencontres tenues.

    Chaque RENCONTRE est un identifiant, ou une sorte quand il n’y en a qu’une. Sans elles, toutes
    celles qui sont passées et qui restent à consigner. Toutes sont consignées, ou aucune.
    """
    dossier, now = session.dossier(prefix), session.clock.now()
    programme = session.programme(dossier)
    held = [pick_meeting(dossier, reference) for reference in references] or [
        each for each in dossier.meetings if each.status == "planned" and end_of(each) <= now
    ]
    if not held:
        raise Refused("Aucune rencontre passée ne reste à consigner.")
    names = {each.id: name_deed(dossier, each, programme) for each in held}
    days = {each.id: day_reached(each, dossier, now) for each in held}
    change = agreeing(changes.hold_meetings(names, days), dossier, programme)
    session.carry_out(dossier, change)


@click.command("add-meeting", cls=FrenchCommand)
@dossier_argument
@click.argument("day", type=DAY, metavar="DATE")
@click.argument("at", type=TIME, metavar="HEURE")
@click.option("--kind", type=Choice(ADDED_KINDS, ADDED), default="call", metavar="SORTE",
              help="call (un appel, par défaut) ou problem (un problème).")  # fmt: skip
@click.option("--duration", type=MINUTES, default=DEFAULT_DURATION,
              help=f"En minutes ({DEFAULT_DURATION}), ou « 1 h 30 ».")  # fmt: skip
@click.option("--objective", metavar="TEXTE", default="", help="Son objectif.")
@pass_session
def add_meeting(
    session: Session,
    prefix: str,
    day: date,
    at: time,
    kind: AddedKind,
    duration: int,
    objective: str,
) -> None:
    """Ajouter une rencontre hors calendrier, passée ou à venir.

    L’heure est celle de la structure. Elle s’exporte, se consigne et se déplace comme les autres;
    le plan ne la retire jamais.
    """
    from ...planning.added import addition, conflicts_of, meeting_outside_plan

    dossier = session.dossier(prefix)
    added = meeting_outside_plan(dossier, kind, day, at, duration, objective)
    change = addition(dossier, session.programme(dossier), added)
    after = session.change(dossier, change)
    say(f"{name_of(after, added, session.programme(after))} ajoutée : {added.id}")
    for objection in conflicts_of(dossier, added, session.repository.dossiers()):
        warn(objection)


def pick_meeting(dossier: Dossier, reference: str) -> Meeting:
    """The meeting of that identifier, of its beginning, or of a kind of which there is only one.

    Raises:
        UnknownId: when nothing begins so.
        Refused: when several do.
    """
    kinds = Counter(each.kind for each in dossier.meetings)
    by_kind: dict[str, Meeting] = {
        name: each
        for each in dossier.meetings
        if kinds[each.kind] == 1
        for name in (each.kind, *MEETINGS[each.kind])
    }
    try:
        by_id = {str(each.id): each for each in dossier.meetings}
        return pick("rencontre", reference, by_kind | by_id)
    except UnknownId:
        start = fold(choice_named(reference, MEETINGS))
        kind = next((kind for kind in kinds if reference and kind.startswith(start)), None)
        if kind is None:
            raise
        raise Refused(
            f"Il y a {kinds[kind]} rencontres de sorte {quoted(kind)} : donnez l’identifiant "
            "de l’une d’elles, que montre la commande plan."
        ) from None


@click.command(cls=FrenchCommand)
@click.option("--host-zone", type=ZONE, default=DEFAULT_HOST_ZONE,
              help=f"Fuseau de l’organisation ({DEFAULT_HOST_ZONE}).")  # fmt: skip
@click.option("--intern-zone", type=ZONE, default=DEFAULT_INTERN_ZONE,
              help=f"Fuseau du ou de la stagiaire ({DEFAULT_INTERN_ZONE}).")  # fmt: skip
@click.option("--host-hours", type=HOURS, default=DEFAULT_HOST_HOURS,
              help=f"Horaires de l’organisation ({DEFAULT_HOST_HOURS}).")  # fmt: skip
@click.option("--intern-hours", type=HOURS, default=DEFAULT_INTERN_HOURS,
              help=f"Horaires du ou de la stagiaire ({DEFAULT_INTERN_HOURS}).")  # fmt: skip
@click.option("--date", "day", type=DAY, help="Le jour voulu; sinon, aujourd’hui.")
@click.option("--from", "first", type=DAY, help="Le premier jour d’une période.")
@click.option("--to", "last", type=DAY, help="Le dernier jour de la période, compris.")
@json_option
@pass_session
def overlap(
    session: Session,
    host_zone: str,
    intern_zone: str,
    host_hours: WorkHours,
    intern_hours: WorkHours,
    day: date | None,
    first: date | None,
    last: date | None,
    as_json: bool,
) -> None:
    """Montrer les heures de travail communes.

    Les horaires s’écrivent « 09:00-12:00, 13:00-17:00 »; un jour différent se met à la suite :
    « 09:00-17:00; vendredi 09:00-12:00 ».
    """
    pair = Pair(host_zone, host_hours, intern_zone, intern_hours)
    begin, end = _period(day, first, last, session.clock.today(host_zone))
    days = _overlaps(begin, end, pair)
    if as_json:
        say_json([overlap_shape(each) for each in days])
    else:
        say(*overlap_lines(list(days), pair))


def _period(
    day: date | None, first: date | None, last: date | None, today: date
) -> tuple[date, date]:
    """The first and last day of the period, both included.

    Raises:
        click.UsageError: when the options contradict one another.
    """
    if day is not None and (first or last):
        raise click.UsageError("Donnez --date, ou --from et --to; pas les deux.")
    if first is None and last is None:
        return (day or today), (day or today)
    if first is None or last is None:
        raise click.UsageError("Une période demande --from et --to.")
    if last < first:
        raise click.UsageError("La fin de la période précède son début.")
    return first, last


def _overlaps(first: date, last: date, pair: Pair) -> Iterator[DayOverlap]:
    return (day_overlap(day, pair) for day in days_of(first, last))
