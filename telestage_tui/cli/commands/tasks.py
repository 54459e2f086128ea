"""The steps of the journey: tasks, tick, untick, skip, note."""

from __future__ import annotations

from uuid import uuid4

import click

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.text import clean_prose
from ...planning.due import due_dates
from ...programme.models import Task
from ...programme.progress import TaskState, note_refusal
from ..french_click import FrenchCommand
from ..json_output import task_shape
from ..output import say, say_json, warn
from ..session import Session, pick
from ..text_output import task_lines
from .options import dossier_argument, json_option, pass_session


@click.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def tasks(session: Session, dossier: str, as_json: bool) -> None:
    """Énumérer les étapes d’un dossier, phase par phase."""
    found = session.dossier(dossier)
    programme, today = session.programme(found), session.clock.today()
    due = due_dates(found, programme, today)
    states = session.states(found)
    if as_json:
        say_json([task_shape(state, due[state.task.id], today) for state in states])
    else:
        say(*task_lines(states, due, today, programme))


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("task", metavar="ÉTAPE")
@click.option("--note", metavar="TEXTE", default="", help="Une note, ou la preuve de l’étape.")
@pass_session
def tick(session: Session, dossier: str, task: str, note: str) -> None:
    """Marquer une étape faite.

    Une étape exigée (◆) sans preuve est marquée aussi, mais le dossier ne pourra pas être clos
    avant qu’une note dise ce qui la prouve.
    """
    found, chosen = _task(session, dossier, task)
    if refusal := note_refusal(chosen, note):
        raise Refused(refusal)
    kept = session.change(found, changes.tick(chosen, on=session.clock.today(), note=note))
    say(f"Étape faite : {chosen.title}.")
    if _state(session, kept, chosen).needs_proof:
        warn("Cette étape est exigée : avant de clore, ajoutez ce qui la prouve avec --note.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("task", metavar="ÉTAPE")
@pass_session
def untick(session: Session, dossier: str, task: str) -> None:
    """Remettre une étape à faire ; sa note reste."""
    found, chosen = _task(session, dossier, task)
    session.change(found, changes.untick(chosen, on=session.clock.today()))
    say(f"Étape à faire : {chosen.title}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("task", metavar="ÉTAPE")
@click.option("--why", metavar="TEXTE", required=True, help="Pourquoi elle ne s’applique pas.")
@pass_session
def skip(session: Session, dossier: str, task: str, why: str) -> None:
    """Marquer une étape sans objet, avec la raison."""
    found, chosen = _task(session, dossier, task)
    if refusal := note_refusal(chosen, why):
        raise Refused(refusal)
    session.change(found, changes.skip(chosen, why=why, on=session.clock.today()))
    say(f"Étape sans objet : {chosen.title}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("text", metavar="TEXTE")
@pass_session
def note(session: Session, dossier: str, text: str) -> None:
    """Ajouter une note datée à un dossier."""
    found = session.dossier(dossier)
    if not clean_prose(text):
        raise Refused("La note est vide.")
    session.change(found, changes.add_note(uuid4(), on=session.clock.today(), text=text))
    say("Note ajoutée.")


def _task(session: Session, dossier: str, task: str) -> tuple[Dossier, Task]:
    found = session.dossier(dossier)
    known = {each.id: each for each in session.programme(found).tasks}
    return found, pick("étape", task, known)


def _state(session: Session, dossier: Dossier, task: Task) -> TaskState:
    return next(state for state in session.states(dossier) if state.task.id == task.id)
