"""What is done to a task, from whichever screen shows it: tick, skip, note, assign, date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from ..dossier import transitions
from ..dossier.dossier import Dossier
from ..programme.journey import TaskState, note_refusal, task_states
from ..programme.models import Task
from .base import WorkScreen


class TaskActions(WorkScreen):
    """A screen on which tasks are carried out."""

    def state_of(self, dossier: Dossier, task_id: str) -> TaskState:
        """The state of one task today."""
        programme = self.workspace.programme(dossier)
        states = task_states(dossier, programme, self.workspace.today())
        return next(state for state in states if state.task.id == task_id)

    def toggle_task(self, dossier_id: UUID, task_id: str) -> None:
        """Tick a task, or put it back to do; a ◆ without proof asks for one first."""
        dossier = self.workspace.repository.get(dossier_id)
        state = self.state_of(dossier, task_id)
        today = self.workspace.today()
        title = state.task.title
        if state.resolved:
            self.change(
                dossier_id,
                f"Remise à faire : « {title} »",
                partial(transitions.untick, task=task_id, on=today),
            )
            return
        tick = partial(transitions.tick, task=task_id, on=today)
        if state.needs_proof:
            hint = self.workspace.programme(dossier).help(task_id).proof
            self.ask(
                f"proof.{dossier_id}.{task_id}",
                "Quelle preuve ?",
                f"{title}\n{hint}",
                lambda note: self.change(
                    dossier_id, f"Faite : « {title} »", partial(tick, note=note)
                ),
                check=partial(_no_proof, state.task),
            )
            return
        self.change(dossier_id, f"Faite : « {title} »", tick)

    def skip_task(self, dossier_id: UUID, task_id: str) -> None:
        """Mark a task *sans objet*, with a reason."""
        dossier = self.workspace.repository.get(dossier_id)
        title = self.state_of(dossier, task_id).task.title
        self.ask(
            f"skip.{dossier_id}.{task_id}",
            "Sans objet",
            f"{title}\nPourquoi cette étape ne s’applique-t-elle pas ici ?",
            lambda why: self.change(
                dossier_id,
                f"Sans objet : « {title} »",
                partial(transitions.skip, task=task_id, why=why, on=self.workspace.today()),
            ),
            check=_needed("Indiquez pourquoi : la raison reste au dossier."),
        )

    def note_task(self, dossier_id: UUID, task_id: str) -> None:
        """Write the note of a task."""
        dossier = self.workspace.repository.get(dossier_id)
        state = self.state_of(dossier, task_id)
        self.ask(
            f"note.{dossier_id}.{task_id}",
            "Note",
            state.task.title,
            lambda note: self.change(
                dossier_id,
                f"Note de « {state.task.title} »",
                partial(transitions.write_task_note, task=task_id, before=state.note, note=note),
            ),
            value=state.note,
            check=lambda note: note_refusal(state.task, note) or None,
            long=True,
        )

    def arrange_task(self, dossier_id: UUID, task_id: str) -> None:
        """Change who is in charge of a task, and its due date."""
        from ..widgets.fields import Field
        from ..widgets.form_dialog import FormDialog

        dossier = self.workspace.repository.get(dossier_id)
        state = self.state_of(dossier, task_id)
        title = state.task.title
        due = state.record.due
        fields = [
            Field("assignee", "Responsable",
                  hint="tuteur, informatique, RH, équipe, stagiaire, OFQJ, ou un nom"),
            Field("due", "Autre échéance", placeholder="échéance proposée",
                  hint="Par exemple 22 janvier 2027. Vide : l’échéance que propose telestage."),
        ]  # fmt: skip

        def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
            from ..dossier.typed import parse_date

            try:
                day = parse_date(typed["due"]) if typed["due"].strip() else None
            except ValueError as error:
                return {"due": str(error)}
            assignee = typed["assignee"].strip()
            saved = self.change(
                dossier_id,
                f"Responsable et échéance : « {title} »",
                partial(
                    transitions.edit_task,
                    task=task_id,
                    due=day,
                    assignee="" if assignee == state.task.assignee else assignee,
                ),
            )
            return {} if saved else {"": ""}

        values = {"assignee": state.assignee, "due": due.isoformat() if due else ""}
        name = f"arrange.{dossier_id}.{task_id}"
        keep = partial(self.workspace.drafts.keep_form, name)
        values |= self.workspace.drafts.form(name)
        self.app.push_screen(
            FormDialog("Qui et quand", fields, values, submit, question=title, keep=keep)
        )


def _no_proof(task: Task, note: str) -> str | None:
    if not note.strip():
        return "Cette étape demande une preuve : qui, quand, où est le document."
    return note_refusal(task, note) or None


def _needed(reason: str) -> Callable[[str], str | None]:
    return lambda text: None if text.strip() else reason
