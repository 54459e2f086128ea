"""From a story to events: on which day, under which label, which transition was made.

The labels are those that the screens write in the history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid5

from ..dossier import transitions
from ..dossier.dossier import Dossier
from ..dossier.fiche import Fiche
from ..dossier.french import short_date
from ..dossier.journal import Note, Transfer
from ..dossier.meetings import Meeting, Slot
from ..dossier.transitions import Transition
from ..planning.opening import describe
from ..planning.view import end_of, host_day
from ..programme.journey import start
from ..programme.loader import Programme
from .story import Story, Told

_NOTES_TAKEN = timedelta(minutes=10)
"""After a meeting, until it is recorded."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing the tutor did.

    Attributes:
        day: Host-local date.
        label: French, for the history.
        transition: What it changed.
        at: UTC instant, when it follows from a meeting.
    """

    day: date
    label: str
    transition: Transition
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to turn a story into events.

    Attributes:
        opened: The dossier on the day it was opened, its meetings planned.
        fiche: The whole fiche, which was completed later.
        story: What happened since.
        programme: The programme of the dossier.
        today: The tutor's local date.
    """

    opened: Dossier
    fiche: Fiche
    story: Story
    programme: Programme
    today: date

    def events(self) -> Iterator[Event]:
        """Every event; those of a same day are in the order of a day's work."""
        yield from self._stage()
        yield from self._accesses()
        yield from self._tasks()
        yield from self._recorded()
        yield from self._moved()
        yield from self._evaluations()
        yield from self._written()

    # --- the stage and its tasks ------------------------------------------------------------------

    def _stage(self) -> Iterator[Event]:
        story = self.story
        yield Event(story.described, "Informations modifiées", partial(describe, fiche=self.fiche))
        for waiver in story.waivers:
            waive = partial(
                transitions.waive,
                rule=waiver.rule,
                field=waiver.field,
                reason=waiver.reason,
                on=waiver.on,
            )
            yield Event(waiver.on, "Dérogation enregistrée", waive)
        if story.started:
            begin = partial(start, programme=self.programme, today=story.started)
            yield Event(story.started, "Stage commencé", begin)

    def _tasks(self) -> Iterator[Event]:
        for done in self.story.ticked:
            tick = partial(transitions.tick, task=done.task, on=done.on, note=done.note)
            yield Event(done.on, f"{self._title(done.task)} faite", tick)
        for left in self.story.skipped:
            skip = partial(transitions.skip, task=left.task, on=left.on, why=left.why)
            yield Event(left.on, f"{self._title(left.task)} sans objet", skip)
        for edited in self.story.edited:
            changes = edited.model_dump(exclude={"task", "on"}, exclude_none=True)
            edit = partial(transitions.edit_task, task=edited.task, **changes)
            title = self._title(edited.task)
            label = f"Note de {title}" if edited.note else f"{title} : responsable et échéance"
            yield Event(edited.on, label, edit)

    def _title(self, task_id: str) -> str:
        return f"« {self.programme.task(task_id).title} »"

    # --- the accesses -----------------------------------------------------------------------------

    def _accesses(self) -> Iterator[Event]:
        ids = {access.name: access.id for access in self.opened.accesses}
        for each in self.story.accesses:
            access, name = ids[each.name], f"Accès « {each.name} »"
            if each.given:
                grant = partial(transitions.grant, access=access, on=each.given)
                yield Event(each.given, f"{name} remis", grant)
            if each.explained:
                explain = partial(transitions.explain, access=access, on=each.explained)
                yield Event(each.explained, f"{name} expliqué", explain)
            if each.withdrawn:
                withdraw = partial(
                    transitions.withdraw,
                    access=access,
                    on=each.withdrawn,
                    by=each.by,
                    checks=each.checks,
                )
                yield Event(each.withdrawn, f"{name} retiré", withdraw)

    # --- the meetings -----------------------------------------------------------------------------

    def _recorded(self) -> Iterator[Event]:
        elsewhere = {moved.kind for moved in self.story.moved}
        past = [m for m in self.opened.meetings if self._day(m) < self.today]
        special = [m for m in past if m.kind != "checkin" and m.kind not in elsewhere]
        checkins = [m for m in past if m.kind == "checkin"]
        known = checkins[: len(checkins) - self.story.unrecorded]
        yield from self._outcomes(special, [self.story.meetings[m.kind] for m in special])
        yield from self._outcomes(known, self.story.checkins)

    def _outcomes(self, meetings: Sequence[Meeting], told: Sequence[Told]) -> Iterator[Event]:
        indicators = tuple(each.id for each in self.programme.meetings.indicators)
        for meeting, outcome in zip(meetings, told, strict=False):
            record = partial(
                transitions.record_meeting,
                meeting=meeting.id,
                status="missed" if outcome.missed else "held",
                record=outcome.record(indicators),
                reason=outcome.missed,
            )
            word = "manquée" if outcome.missed else "tenue"
            at = end_of(meeting) + _NOTES_TAKEN
            yield Event(self._day(meeting), f"{self._name(meeting)} : {word}", record, at)

    def _moved(self) -> Iterator[Event]:
        for moved in self.story.moved:
            meeting = next(m for m in self.opened.meetings if m.kind == moved.kind)
            move = partial(
                transitions.move_meeting,
                meeting=meeting.id,
                to=Slot(day=moved.to, at=moved.at, zone=meeting.slot.zone),
                reason=moved.reason,
            )
            yield Event(moved.on, f"{self._name(meeting)} : déplacée", move)

    def _day(self, meeting: Meeting) -> date:
        return host_day(meeting, self.opened.host.zone)

    def _name(self, meeting: Meeting) -> str:
        title = self.programme.meeting_rules.title(meeting.kind)
        return f"{title} du {short_date(self._day(meeting))}"

    # --- what is written along the way ------------------------------------------------------------

    def _evaluations(self) -> Iterator[Event]:
        for filled in self.story.evaluations:
            title = self.programme.evaluation.form(filled.form.kind).title
            said = "déclarée complète" if filled.form.completed_on else "appréciations notées"
            keep = partial(transitions.put_evaluation, evaluation=filled.form)
            yield Event(filled.on, f"{title} : {said}", keep)

    def _written(self) -> Iterator[Event]:
        for number, each in enumerate(self.story.transfers, 1):
            transfer = Transfer(
                id=uuid5(self.opened.id, f"transfer-{number}"), item=each.item, to=each.to
            )
            add = partial(transitions.put_transfer, transfer=transfer)
            yield Event(each.on, f"Transfert de « {each.item} » noté", add)
            if each.done_on:
                done = transfer.evolve(done_on=each.done_on)
                finish = partial(transitions.put_transfer, transfer=done)
                yield Event(each.done_on, f"« {each.item} » transféré", finish)
        for number, written in enumerate(self.story.notes, 1):
            note = Note(
                id=uuid5(self.opened.id, f"note-{number}"), on=written.on, text=written.text
            )
            yield Event(written.on, "Note ajoutée", partial(transitions.add_note, note=note))
