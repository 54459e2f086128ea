"""The steps of the journey: tasks, tick, untick, skip, note."""

from __future__ import annotations

from uuid import uuid4

import click

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.text import clean_prose, quoted
from ...planning.due import due_dates
from ...programme import agreement
from ...programme.progress import TaskState, note_refusal
from ...programme.tasks import Task
from .. import completing, phrases
from ..french_click import FrenchCommand
from ..output import say, say_json, warn
from ..session import Session, pick
from ..task_output import task_lines, task_shape
from .options import dossier_argument, json_option, pass_session


@click.command(cls=FrenchCommand)
@dossier_argument
@json_option
@pass_session
def tasks(session: Session, prefix: str, as_json: bool) -> None:
    """Énumérer les étapes d’un dossier, phase par phase."""
    dossier = session.dossier(prefix)
    programme, today = session.programme(dossier), session.clock.today()
    states = session.states(dossier)
    due = due_dates(dossier, programme, today, states)
    if as_json:
        say_json([task_shape(state, due[state.task.id], today) for state in states])
    elif session.phrases:
        say(*phrases.tasks(states, due, today, programme))
    else:
        say(*task_lines(states, due, today, programme))


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("names", metavar="ÉTAPE…", nargs=-1, required=True,
                shell_complete=completing.tasks)  # fmt: skip
@click.option("--note", metavar="TEXTE", default="", help="Une note, ou la preuve de l’étape.")
@click.option("--before", is_flag=True, help="Faites avant telestage : plusieurs à la fois.")
@pass_session
def tick(session: Session, prefix: str, names: tuple[str, ...], note: str, before: bool) -> None:
    """Marquer une étape faite.

    Une étape exigée (◆) sans preuve est marquée aussi, mais le dossier ne pourra pas être clos
    avant qu’une note dise ce qui la prouve. Si l’étape est une rencontre, la rencontre est notée
    tenue avec elle, le jour prévu; elle ne l’est pas avant ce jour.

    Avec --before, une ou plusieurs étapes faites avant l’ouverture du dossier, en une seule fois.
    """
    if before:
        if note:
            raise click.UsageError("--note va avec une seule étape, sans --before.")
        _tick_before(session, prefix, names)
        return
    if len(names) > 1:
        raise click.UsageError("Plusieurs étapes à la fois : seulement avec --before.")
    dossier, task = find_task(session, prefix, names[0])
    if refusal := note_refusal(task, note):
        raise Refused(refusal)
    change = agreement.tick(
        dossier,
        task,
        session.programme(dossier),
        on=session.clock.today(),
        now=session.clock.now(),
        note=note,
    )
    dossier = session.carry_out(dossier, change)
    if _state(session, dossier, task).needs_proof:
        warn("Cette étape est exigée : avant de clore, ajoutez ce qui la prouve avec --note.")


def _tick_before(session: Session, prefix: str, names: tuple[str, ...]) -> None:
    """Mark tasks done before telestage, all of them or none."""
    tasks = list(dict.fromkeys(find_task(session, prefix, name)[1] for name in names))
    dossier = session.dossier(prefix)
    programme, now = session.programme(dossier), session.clock.now()
    change = agreement.catch_up(dossier, tasks, programme, now=now)
    dossier = session.carry_out(dossier, change)
    unproven = [each.id for each in tasks if _state(session, dossier, each).needs_proof]
    if unproven:
        warn(f"Avant de clore, ajoutez ce qui prouve, avec --note : {', '.join(unproven)}.")


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="ÉTAPE", shell_complete=completing.tasks)
@pass_session
def untick(session: Session, prefix: str, name: str) -> None:
    """Remettre une étape à faire; sa note reste.

    Si l’étape est une rencontre, la rencontre est de nouveau à venir.

    Une étape faite d’après le dossier ne se décoche pas : corrigez ce qui la montre faite.
    """
    dossier, task = find_task(session, prefix, name)
    if _state(session, dossier, task).derived:
        raise Refused(
            f"{quoted(task.title)} est faite, d’après le dossier : elle ne se décoche pas. "
            "Corrigez ce qui la montre faite."
        )
    programme = session.programme(dossier)
    change = agreement.untick(dossier, task, programme, on=session.clock.today())
    session.carry_out(dossier, change)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="ÉTAPE", shell_complete=completing.tasks)
@click.option("--why", metavar="TEXTE", required=True, help="Pourquoi elle ne s’applique pas.")
@pass_session
def skip(session: Session, prefix: str, name: str, why: str) -> None:
    """Marquer une étape sans objet, avec la raison.

    Si l’étape est une rencontre encore prévue, la rencontre est annulée avec elle.
    """
    dossier, task = find_task(session, prefix, name)
    if refusal := note_refusal(task, why):
        raise Refused(refusal)
    programme = session.programme(dossier)
    change = agreement.skip(dossier, task, programme, why=why, on=session.clock.today())
    session.carry_out(dossier, change)


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("text", metavar="TEXTE")
@pass_session
def note(session: Session, prefix: str, text: str) -> None:
    """Ajouter une note datée à un dossier."""
    dossier = session.dossier(prefix)
    if not clean_prose(text):
        raise Refused("La note est vide.")
    session.change(dossier, changes.add_note(uuid4(), on=session.clock.today(), text=text))
    say("Note ajoutée.")


def find_task(session: Session, prefix: str, name: str) -> tuple[Dossier, Task]:
    """A dossier, and the task of its programme of that identifier or of its beginning."""
    dossier = session.dossier(prefix)
    return dossier, pick(
        "étape", name, {each.id: each for each in session.programme(dossier).tasks}
    )


def _state(session: Session, dossier: Dossier, task: Task) -> TaskState:
    return next(state for state in session.states(dossier) if state.task.id == task.id)
