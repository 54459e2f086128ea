"""From a story to events: on which day, under which label, which transition was made.

The labels are those that the screens and the commands write in the history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid5

from ..clocks.meeting_times import end_of, host_day
from ..dossier import changes
from ..dossier.changes import Transition, labels
from ..dossier.dossier import Dossier
from ..dossier.fiche import Fiche
from ..dossier.meetings import Meeting, Slot
from ..dossier.records import Note, Transfer
from ..dossier.stage import Waiver
from ..programme.programme import Programme
from ..programme.progress import start
from ..programme.rules import value_words
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
        describe = partial(changes.describe, fiche=self.fiche)
        yield Event(story.described, labels.DESCRIBED, describe)
        for waiver in story.waivers:
            label = labels.waived(self.programme.rule(waiver.rule).title, waiver.reason)
            yield Event(waiver.on, label, partial(self._waived, waiver=waiver))
        if story.started:
            begin = partial(start, programme=self.programme, today=story.started)
            yield Event(story.started, labels.STARTED, begin)

    def _waived(self, dossier: Dossier, *, waiver: Waiver) -> Dossier:
        return changes.waive(
            dossier,
            waiver.rule,
            waiver.field,
            reason=waiver.reason,
            on=waiver.on,
            accepted=value_words(dossier, self.programme.rule(waiver.rule)),
        )

    def _tasks(self) -> Iterator[Event]:
        for done in self.story.ticked:
            tick = partial(changes.tick, task=done.task, on=done.on, note=done.note)
            yield Event(done.on, labels.task_done(self._title(done.task)), tick)
        for left in self.story.skipped:
            skip = partial(changes.skip, task=left.task, on=left.on, why=left.why)
            yield Event(left.on, labels.task_skipped(self._title(left.task), left.why), skip)
        for edited in self.story.edited:
            edits = edited.model_dump(exclude={"task", "on"}, exclude_none=True)
            edit = partial(changes.edit_task, task=edited.task, **edits)
            title = self._title(edited.task)
            label = labels.task_noted if edited.note else labels.task_arranged
            yield Event(edited.on, label(title), edit)

    def _title(self, task_id: str) -> str:
        return self.programme.task(task_id).title

    # --- the accesses -----------------------------------------------------------------------------

    def _accesses(self) -> Iterator[Event]:
        ids = {access.name: access.id for access in self.opened.accesses}
        for each in self.story.accesses:
            access, name = ids[each.name], each.name
            if each.given:
                grant = partial(changes.grant, access=access, on=each.given)
                yield Event(each.given, labels.access_given(name), grant)
            if each.explained:
                explain = partial(changes.explain, access=access, on=each.explained)
                yield Event(each.explained, labels.access_explained(name), explain)
            if each.withdrawn:
                withdraw = partial(
                    changes.withdraw,
                    access=access,
                    on=each.withdrawn,
                    today=each.withdrawn,
                    by=each.by,
                    checks=each.checks,
                )
                yield Event(each.withdrawn, labels.access_withdrawn(name, each.by), withdraw)

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
                changes.record_meeting,
                meeting=meeting.id,
                status="missed" if outcome.missed else "held",
                on=self._day(meeting),
                record=outcome.record(indicators),
                reason=outcome.missed,
            )
            word = "manquée" if outcome.missed else "tenue"
            at = end_of(meeting) + _NOTES_TAKEN
            label = labels.meeting_recorded(self._name(meeting), word, outcome.missed)
            yield Event(self._day(meeting), label, record, at)

    def _moved(self) -> Iterator[Event]:
        for moved in self.story.moved:
            meeting = next(m for m in self.opened.meetings if m.kind == moved.kind)
            move = partial(
                changes.move_meeting,
                meeting=meeting.id,
                to=Slot(day=moved.to, at=moved.at, zone=meeting.slot.zone),
                reason=moved.reason,
            )
            label = labels.meeting_moved(self._name(meeting), moved.reason)
            yield Event(moved.on, label, move)

    def _day(self, meeting: Meeting) -> date:
        return host_day(meeting, self.opened.host.zone)

    def _name(self, meeting: Meeting) -> str:
        title = self.programme.meeting_rules.title(meeting.kind)
        return labels.meeting_name(title, self._day(meeting))

    # --- what is written along the way ------------------------------------------------------------

    def _evaluations(self) -> Iterator[Event]:
        for filled in self.story.evaluations:
            title = self.programme.evaluation.form(filled.form.kind).title
            said = "déclarée complète" if filled.form.completed_on else "appréciations notées"
            keep = partial(changes.put_evaluation, evaluation=filled.form)
            yield Event(filled.on, f"{title} : {said}", keep)

    def _written(self) -> Iterator[Event]:
        for number, each in enumerate(self.story.transfers, 1):
            transfer = Transfer(
                id=uuid5(self.opened.id, f"transfer-{number}"), item=each.item, to=each.to
            )
            add = partial(changes.put_transfer, transfer=transfer, on=each.on)
            yield Event(each.on, labels.transfer_noted(each.item), add)
            if each.done_on:
                done = transfer.evolve(done_on=each.done_on)
                finish = partial(changes.put_transfer, transfer=done, on=each.done_on)
                yield Event(each.done_on, labels.transfer_done(each.item), finish)
        for number, written in enumerate(self.story.notes, 1):
            note = Note(
                id=uuid5(self.opened.id, f"note-{number}"), on=written.on, text=written.text
            )
            yield Event(written.on, labels.NOTE_ADDED, partial(changes.add_note, note=note))
