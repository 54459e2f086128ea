"""Meetings put where they belong: replan, move-meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

import click

from ...clocks.zones import instant
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.french import long_date
from ...dossier.meetings import Slot
from ...planning import replan as planning
from ...planning.meeting_view import both_times, view_in
from ...planning.planner.warnings import conflicts
from ...planning.replan_preview import preview
from ...programme.meeting_names import name_deed
from ...programme.programme import Programme
from .. import completing
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session
from .meetings import pick_meeting
from .options import dossier_argument, pass_session
from .types import COMING_DAY, TIME


def replan_lines(
    proposal: planning.Replan, dossier: Dossier, programme: Programme
) -> Iterator[str]:
    """What a re-planning would do, a line each."""
    return (f"{each.sign} {each.text}" for each in preview(proposal, dossier, programme))


def apply_replan(session: Session, dossier: Dossier, proposal: planning.Replan) -> Dossier:
    """Carry out a proposal; refused when the dossier now leads to another one."""
    change = planning.carry_out(
        proposal, session.programme(dossier), session.clock.now, session.repository.dossiers
    )
    return session.change(dossier, change)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.option("--yes", is_flag=True, help="Le faire : sans elle, rien ne bouge.")
@pass_session
def replan(session: Session, prefix: str, yes: bool) -> None:
    """Replanifier les rencontres, l’effet montré d’abord.

    Celles qui sont tenues, manquées, annulées, déplacées à la main, ajoutées ou passées ne bougent
    jamais.
    """
    dossier = session.dossier(prefix)
    programme = session.programme(dossier)
    proposal = planning.replan(
        dossier, programme, session.clock.now(), others=session.repository.dossiers()
    )
    say(*replan_lines(proposal, dossier, programme))
    if proposal.changes_nothing:
        return
    if not yes:
        say("Rien n’a bougé : --yes pour le faire.")
        return
    apply_replan(session, dossier, proposal)
    say("Rencontres replanifiées.")


@click.command("move-meeting", cls=FrenchCommand)
@dossier_argument
@click.argument("reference", metavar="RENCONTRE", shell_complete=completing.meetings)
@click.argument("day", type=COMING_DAY, metavar="DATE")
@click.argument("at", type=TIME, metavar="HEURE")
@click.option("--why", metavar="TEXTE", default="", help="Pourquoi; le dossier le garde.")
@click.option("--anyway", is_flag=True, help="Même là où quelque chose s’y oppose.")
@pass_session
def move_meeting(
    session: Session, prefix: str, reference: str, day: date, at: time, why: str, anyway: bool
) -> None:
    """Déplacer une rencontre.

    RENCONTRE est son identifiant, ou sa sorte quand il n’y en a qu’une. L’heure est celle du fuseau
    où la rencontre est fixée, que la réponse nomme. Là où quelque chose s’y oppose (jour férié,
    absence, autre rencontre…), c’est dit et rien ne bouge, sauf avec --anyway.
    """
    dossier = session.dossier(prefix)
    meeting = pick_meeting(dossier, reference)
    slot = Slot(day=day, at=at, zone=meeting.slot.zone)
    instant(slot)
    if slot == meeting.slot:
        raise Refused("C’est le jour et l’heure où elle est déjà.")
    others = session.repository.dossiers()
    against = conflicts(dossier, slot, meeting.duration, others, moving=meeting.id)
    if against and not anyway:
        raise Refused("\n".join((*against, "Rien n’a bougé : --anyway la déplace quand même.")))
    programme = session.programme(dossier)
    change = changes.move_meeting(
        meeting.id, name_deed(dossier, meeting, programme), to=slot, reason=why
    )
    after = session.carry_out(dossier, change)
    view = view_in(after, after.meeting(meeting.id), session.clock.now())
    say(
        f"Elle est maintenant le {long_date(view.host_local.date())}, {both_times(view)}.", *against
    )
