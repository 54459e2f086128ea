"""One task: why and how it is done, its note, who is in charge and when it is due."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import click

from ...dossier import changes
from ...dossier.errors import Refused
from ...dossier.french import long_date, sentence, upper_first
from ...planning.due import due_dates
from ...programme.errors import ContentError
from ...programme.programme import Programme
from ...programme.progress import TaskState, note_refusal
from ...wording import TASK_WORDS
from .. import completing
from ..french_click import FrenchCommand
from ..output import say
from ..session import Session
from .options import dossier_argument, pass_session
from .tasks import find_task
from .texts import text_options, written
from .types import COMING_DAY


@click.command(cls=FrenchCommand)
@dossier_argument
@click.argument("name", metavar="ÉTAPE", shell_complete=completing.tasks)
@click.option("--note", metavar="TEXTE", help="Sa note, sans la marquer faite.")
@text_options
@click.option("--assignee", metavar="NOM",
              help="Qui s’en charge; un nom vide : la personne que dit le programme.")  # fmt: skip
@click.option("--due", type=COMING_DAY, help="Une autre échéance.")
@click.option("--usual-due", is_flag=True, help="L’échéance que propose telestage.")
@pass_session
def task(
    session: Session,
    prefix: str,
    name: str,
    note: str | None,
    way: str | None,
    assignee: str | None,
    due: date | None,
    usual_due: bool,
) -> None:
    """Lire une étape, ou l’organiser.

    Sans option : où elle en est, pourquoi, comment, par quelle preuve. --note écrit sa note sans la
    marquer faite; --assignee et --due disent qui et quand.
    """
    if due and usual_due:
        raise click.UsageError("Donnez --due ou --usual-due, pas les deux.")
    if way is not None and note is None:
        raise click.UsageError("--append et --replace vont avec --note.")
    dossier, found = find_task(session, prefix, name)
    edits = []
    if note is not None:
        if refusal := note_refusal(found, note):
            raise Refused(refusal)
        kept = written("La note", dossier.task(found.id).note, note, way)
        edits.append(changes.edit_task(found, note=kept))
    if assignee is not None or due or usual_due:
        who = None if assignee is None else assignee.strip()
        edits.append(
            changes.edit_task(
                found,
                assignee="" if who == found.assignee else who,
                due=due if due or usual_due else changes.UNCHANGED,
            )
        )
    for change in edits:
        dossier = session.carry_out(dossier, change)
    if not edits:
        programme = session.programme(dossier)
        states = session.states(dossier)
        state = next(each for each in states if each.task.id == found.id)
        day = due_dates(dossier, programme, session.clock.today(), states)[found.id]
        say(*_lines(state, day, programme))


def _lines(state: TaskState, due: date | None, programme: Programme) -> Iterator[str]:
    """The task in sentences: where it stands, why, how, its proof, its sources."""
    task, help_ = state.task, programme.help(state.task.id)
    yield sentence(task.title)
    derived = ", d’après le dossier" if state.derived else ""
    yield f"Elle est {TASK_WORDS[state.state]}{derived}. Responsable : {state.assignee}."
    if due and not state.resolved:
        yield f"Son échéance est le {long_date(due)}."
    if state.wait:
        yield sentence(upper_first(state.wait))
    if state.record.reason:
        yield sentence(f"Raison : {state.record.reason}")
    if state.note:
        yield sentence(f"Note : {state.note}")
    with suppress(ContentError):  # said by the command of the messages
        for message in programme.messages.asked_by(task.id):
            yield f"Message à envoyer : {message.title} (telestage message ID {message.id})."
    if help_.why:
        yield sentence(f"Pourquoi : {help_.why}")
    for number, step in enumerate(help_.how, 1):
        yield sentence(f"Comment, {number} : {step}")
    if task.required and help_.proof:
        yield sentence(f"Preuve exigée : {help_.proof}")
    yield f"Source : {programme.source(task.source).name}."
