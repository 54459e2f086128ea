"""The actions on a task, for every screen that shows some: tick, skip, note, assign, date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from ...clocks.meeting_times import host_day
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.french import weekday_date
from ...dossier.meetings import Meeting
from ...dossier.records import TaskRecord
from ...programme import agreement
from ...programme.progress import TaskState, note_refusal, task_states
from ...programme.tasks import Task
from ..base import WorkScreen
from ..written import Offer


class TaskActions(WorkScreen):
    """A screen on which tasks are carried out."""

    def state_of(self, dossier: Dossier, task_id: str) -> TaskState:
        """The state of one task today."""
        programme = self.workspace.programme(dossier)
        states = task_states(dossier, programme, self.workspace.today())
        return next(state for state in states if state.task.id == task_id)

    def _record(self, dossier_id: UUID, task_id: str) -> TaskRecord:
        """The record of a task, as the repository has it now."""
        return self.workspace.repository.get(dossier_id).task(task_id)

    def offer_to_tick(self, dossier: Dossier, tasks: Sequence[str], when: str = "") -> Offer | None:
        """To tick the first of some tasks that is not done; None when they all are.

        Args:
            dossier: Of which dossier.
            tasks: Their identifiers; those that the programme has not are passed over.
            when: When it may be ticked, in French, after a comma; empty for at once.
        """
        programme = self.workspace.programme(dossier)
        for task in filter(programme.has_task, tasks):
            if not self.state_of(dossier, task).resolved:
                words = f"cocher « {programme.task(task).title} »"
                tick = partial(self.toggle_task, dossier.id, task)
                return Offer(f"{words}, {when}" if when else words, tick)
        return None

    def write_task(self, dossier_id: UUID, task_id: str, begin: str) -> None:
        """Write the text that a task waits for, its note or its proof, with a beginning."""
        state = self.state_of(self.workspace.repository.get(dossier_id), task_id)
        if state.task.opens == "note" or state.resolved:
            self.note_task(dossier_id, task_id, begin)
        else:
            self.toggle_task(dossier_id, task_id, begin)

    def toggle_task(self, dossier_id: UUID, task_id: str, begin: str = "") -> None:
        """Tick a task, or put it back to do; a required one (◆) asks for its proof first.

        The meeting that it is about follows, see `agreement`.

        Args:
            dossier_id: Of which dossier.
            task_id: Which task.
            begin: The beginning of the proof, when it was typed already.
        """
        dossier = self.workspace.repository.get(dossier_id)
        if self.says_closed(dossier):
            return
        state = self.state_of(dossier, task_id)
        programme = self.workspace.programme(dossier)
        today, now = self.workspace.today(), self.workspace.clock.now()
        if state.derived:
            self.tell(
                f"« {state.task.title} » est faite, d’après le dossier : elle ne se décoche pas "
                "ici. Corrigez ce qui la montre faite (Entrée y mène)."
            )
            return
        if state.resolved:
            change = agreement.untick(dossier, state.task, programme, on=today)
            self.change(dossier_id, change)
            return
        agreement.check_its_day_has_come(dossier, state.task, now)
        if state.needs_proof:
            meeting = agreement.planned_meeting(dossier, state.task)
            hint = (
                f"La rencontre du {_day(dossier, meeting)} sera notée tenue, ce qui suffit. "
                "Une note? (facultatif)"
                if meeting
                else programme.help(task_id).proof
            )
            self.ask(
                f"proof.{dossier_id}.{task_id}",
                "Rencontre tenue" if meeting else "Quelle preuve?",
                f"{state.task.title}\n{hint}",
                lambda proof: self.change(
                    dossier_id,
                    agreement.prove(dossier, state.task, programme, on=today, now=now, proof=proof),
                ),
                saved=lambda: self._record(dossier_id, task_id).note,
                check=partial(_proof_refusal, state.task, is_needed=meeting is None),
                unkept=partial(_is_secret, state.task),
                begin=begin,
            )
            return
        change = agreement.tick(dossier, state.task, programme, on=today, now=now)
        self.change(dossier_id, change)

    def skip_task(self, dossier_id: UUID, task_id: str) -> None:
        """Mark a task *sans objet*, with a reason; its meeting, still planned, is cancelled."""
        dossier = self.workspace.repository.get(dossier_id)
        if self.says_closed(dossier):
            return
        task, programme = self.state_of(dossier, task_id).task, self.workspace.programme(dossier)
        agreement.check_was_not_held(dossier, task)
        question = "Pourquoi cette étape ne s’applique-t-elle pas ici?"
        if meeting := agreement.planned_meeting(dossier, task):
            question += f" La rencontre du {_day(dossier, meeting)} sera annulée."
        self.ask(
            f"skip.{dossier_id}.{task_id}",
            "Sans objet",
            f"{task.title}\n{question}",
            lambda why: self.change(
                dossier_id,
                agreement.skip(dossier, task, programme, why=why, on=self.workspace.today()),
            ),
            saved=lambda: self._record(dossier_id, task_id).reason,
            check=partial(_reason_refusal, task),
            unkept=partial(_is_secret, task),
        )

    def note_task(self, dossier_id: UUID, task_id: str, begin: str = "") -> None:
        """Write the note of a task; `begin` is what was typed of it already."""
        dossier = self.workspace.repository.get(dossier_id)
        if self.says_closed(dossier):
            return
        state = self.state_of(dossier, task_id)
        self.ask(
            f"note.{dossier_id}.{task_id}",
            "Note",
            state.task.title,
            lambda note: self.change(dossier_id, changes.edit_task(state.task, note=note)),
            saved=lambda: self._record(dossier_id, task_id).note,
            check=lambda note: note_refusal(state.task, note) or None,
            unkept=partial(_is_secret, state.task),
            kind="prose",
            begin=begin,
        )

    def arrange_task(self, dossier_id: UUID, task_id: str) -> None:
        """Change who is in charge of a task, and its due date."""
        from ...widgets.fields import FormField

        dossier = self.workspace.repository.get(dossier_id)
        if self.says_closed(dossier):
            return
        task = self.state_of(dossier, task_id).task
        assignees = ", ".join(self.workspace.programme(dossier).assignees)
        fields = [
            FormField("assignee", "Responsable", hint=f"{assignees}, ou un nom"),
            FormField("due", "Autre échéance", "planned", placeholder="échéance proposée",
                  hint="Par exemple 22 janvier, ou lundi. Vide : l’échéance que propose "
                       "telestage."),
        ]  # fmt: skip

        def current_values() -> Mapping[str, object]:
            record = self._record(dossier_id, task_id)
            return {"assignee": record.assignee or task.assignee, "due": record.due}

        def submit(values: Mapping[str, Any]) -> Dossier | None:
            assignee = values["assignee"].strip()
            change = changes.edit_task(
                task, due=values["due"], assignee="" if assignee == task.assignee else assignee
            )
            return self.change(dossier_id, change)

        name = f"arrange.{dossier_id}.{task_id}"
        self.ask_form(name, "Qui et quand", fields, current_values, submit, question=task.title)


def _day(dossier: Dossier, meeting: Meeting) -> str:
    return weekday_date(host_day(meeting, dossier.host.zone))


def _proof_refusal(task: Task, note: str, *, is_needed: bool) -> str | None:
    if is_needed and not note.strip():
        return "Cette étape demande une preuve : qui, quand, où est le document."
    return note_refusal(task, note) or None


def _reason_refusal(task: Task, why: str) -> str | None:
    if not why.strip():
        return "Indiquez pourquoi : la raison reste au dossier."
    return note_refusal(task, why) or None


def _is_secret(task: Task, text: str) -> bool:
    return bool(note_refusal(task, text))
