"""From a story to events: on which day which change was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid5

from ..clocks.meeting_times import end_of, host_day
from ..dossier import changes
from ..dossier.changes import Change
from ..dossier.dossier import Dossier
from ..dossier.fiche.model import Fiche
from ..dossier.meetings import Meeting, Slot
from ..dossier.records import Transfer
from ..dossier.stage import Waiver
from ..planning.meeting_view import name_of
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
        change: What was done.
        at: UTC instant, when it follows from a meeting.
    """

    day: date
    change: Change
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
        yield Event(story.described, changes.describe(self.fiche))
        for waiver in story.waivers:
            yield Event(waiver.on, self._waived(waiver))
        if story.started:
            yield Event(story.started, start(self.programme, story.started))

    def _waived(self, waiver: Waiver) -> Change:
        """The dérogation, which accepts the value that the dossier has by then."""
        rule = self.programme.rule(waiver.rule)

        def accept(value: str) -> Change:
            return changes.waive(
                rule, waiver.field, reason=waiver.reason, on=waiver.on, accepted=value
            )

        def waived(dossier: Dossier) -> Dossier:
            return accept(value_words(dossier, rule)).apply(dossier)

        return accept("")._replace(apply=waived)

    def _tasks(self) -> Iterator[Event]:
        task = self.programme.task
        for done in self.story.ticked:
            yield Event(done.on, changes.tick(task(done.task), on=done.on, note=done.note))
        for left in self.story.skipped:
            yield Event(left.on, changes.skip(task(left.task), on=left.on, why=left.why))
        for edited in self.story.edited:
            edits = edited.model_dump(exclude={"task", "on"}, exclude_none=True)
            yield Event(edited.on, changes.edit_task(task(edited.task), **edits))

    # --- the accesses -----------------------------------------------------------------------------

    def _accesses(self) -> Iterator[Event]:
        accesses = {access.name: access for access in self.opened.accesses}
        for each in self.story.accesses:
            access, day = accesses[each.name], each.withdrawn
            if each.given:
                yield Event(each.given, changes.grant(access, on=each.given))
            if each.explained:
                yield Event(each.explained, changes.explain(access, on=each.explained))
            if day:
                withdrawal = changes.withdraw(
                    access, on=day, today=day, by=each.by, checks=each.checks
                )
                yield Event(day, withdrawal)

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
        for meeting, outcome in zip(meetings, told, strict=False):
            at = end_of(meeting) + _NOTES_TAKEN
            yield Event(self._day(meeting), self._recording(meeting, outcome), at)

    def _recording(self, meeting: Meeting, outcome: Told) -> Change:
        record = outcome.record()
        return changes.record_meeting(
            meeting.id,
            name_of(self.opened, meeting, self.programme),
            status="missed" if outcome.missed else "held",
            on=self._day(meeting),
            write=lambda _: record,
            reason=outcome.missed,
        )

    def _moved(self) -> Iterator[Event]:
        for moved in self.story.moved:
            meeting = next(m for m in self.opened.meetings if m.kind == moved.kind)
            slot = Slot(day=moved.to, at=moved.at, zone=meeting.slot.zone)
            name = name_of(self.opened, meeting, self.programme)
            move = changes.move_meeting(meeting.id, name, to=slot, reason=moved.reason)
            yield Event(moved.on, move)

    def _day(self, meeting: Meeting) -> date:
        return host_day(meeting, self.opened.host.zone)

    # --- what is written along the way ------------------------------------------------------------

    def _evaluations(self) -> Iterator[Event]:
        for filled in self.story.evaluations:
            title = self.programme.evaluation.form(filled.form.kind).title
            what = "déclarée complète" if filled.form.completed_on else "appréciations notées"
            change = changes.put_evaluation(filled.form, title=title, what=what)
            yield Event(filled.on, change)

    def _written(self) -> Iterator[Event]:
        for number, each in enumerate(self.story.transfers, 1):
            id = uuid5(self.opened.id, f"transfer-{number}")
            transfer = Transfer(id=id, item=each.item, to=each.to)
            yield Event(each.on, changes.note_transfer(transfer, on=each.on))
            if each.done_on:
                yield Event(each.done_on, changes.finish_transfer(transfer, on=each.done_on))
        for number, written in enumerate(self.story.notes, 1):
            note = uuid5(self.opened.id, f"note-{number}")
            yield Event(written.on, changes.add_note(note, on=written.on, text=written.text))
