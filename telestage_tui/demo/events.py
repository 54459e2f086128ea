"""The events of a story: the changes of the dossier, each with its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid5

from ..clocks.meeting_times import end_of, host_day
from ..dossier import changes
from ..dossier.changes import Change
from ..dossier.deeds import deed
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.fiche.model import Fiche
from ..dossier.meetings import Meeting, Slot
from ..dossier.records import Transfer
from ..dossier.stage import Waiver
from ..dossier.work_plan import Deliverable
from ..programme.gratification import pay_months
from ..programme.meeting_names import name_deed
from ..programme.programme import Programme
from ..programme.progress import start
from ..programme.rules import value_words
from .story import Outcome, PlanHistory, Story

_RECORDING_DELAY = timedelta(minutes=10)
"""Time from the end of a meeting until it is recorded."""


@dataclass(frozen=True, slots=True)
class Event:
    """A change that the tutor made.

    Attributes:
        day: Host-local date.
        change: The change.
        at: UTC instant, when it follows from a meeting.
    """

    day: date
    change: Change
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryEvents:
    """The events of a story.

    Attributes:
        dossier: The dossier on the day it was opened, its meetings planned.
        fiche: The whole fiche, completed later.
        story: The story since then.
        programme: The programme of the dossier.
        today: The tutor's local date.
    """

    dossier: Dossier
    fiche: Fiche
    story: Story
    programme: Programme
    today: date

    def events(self) -> Iterator[Event]:
        """Every event; those of one day are in the order in which a tutor works."""
        yield from self._stage()
        yield from self._accesses()
        yield from self._tasks()
        yield from self._meetings()
        yield from self._moves()
        yield from self._evaluations()
        yield from self._transfers_and_notes()
        if self.story.plan:
            yield from self._plan(self.story.plan)

    # --- the stage and its tasks ------------------------------------------------------------------

    def _stage(self) -> Iterator[Event]:
        story = self.story
        yield Event(story.described, changes.describe(self.fiche, on=story.described))
        for waiver in story.waivers:
            yield Event(waiver.on, self._waive(waiver))
        if story.started:
            yield Event(story.started, start(self.programme, story.started))
            yield from self._pay()

    def _pay(self) -> Iterator[Event]:
        """Each month paid the day after it ends, while the stage lasts."""
        for month in pay_months(self.dossier):
            day = month.last and month.last + ONE_DAY
            if day and month.due and day < self.today and day <= self.dossier.stage.end:
                paid = changes.pay_month(month.rank, month.due, paid_on=day, on=day)
                yield Event(day, paid)

    def _waive(self, waiver: Waiver) -> Change:
        """The dérogation, which accepts the value that the dossier has by then."""
        rule = self.programme.rule(waiver.rule)

        def accept(value: str) -> Change:
            return changes.waive(
                rule, waiver.field, reason=waiver.reason, on=waiver.on, accepted=value
            )

        def apply(dossier: Dossier) -> Dossier:
            return accept(value_words(dossier, rule, waiver.on)).apply(dossier)

        return accept("")._replace(apply=apply)

    def _tasks(self) -> Iterator[Event]:
        task = self.programme.task
        for tick in self.story.ticked:
            yield Event(tick.on, changes.tick(task(tick.task), on=tick.on, note=tick.note))
        for skip in self.story.skipped:
            yield Event(skip.on, changes.skip(task(skip.task), on=skip.on, why=skip.why))
        for edit in self.story.edited:
            edits = edit.model_dump(exclude={"task", "on"}, exclude_none=True)
            yield Event(edit.on, changes.edit_task(task(edit.task), **edits))

    # --- the accesses -----------------------------------------------------------------------------

    def _accesses(self) -> Iterator[Event]:
        accesses = {access.name: access for access in self.dossier.accesses}
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

    def _meetings(self) -> Iterator[Event]:
        elsewhere = {move.kind for move in self.story.moved}
        past = [m for m in self.dossier.meetings if self._day(m) < self.today]
        special = [m for m in past if m.kind != "checkin" and m.kind not in elsewhere]
        checkins = [m for m in past if m.kind == "checkin"]
        recorded_checkins = checkins[: len(checkins) - self.story.unrecorded]
        yield from self._outcomes(special, [self.story.meetings[m.kind] for m in special])
        yield from self._outcomes(recorded_checkins, self.story.checkins)

    def _outcomes(
        self, meetings: Sequence[Meeting], outcomes: Sequence[Outcome]
    ) -> Iterator[Event]:
        for meeting, outcome in zip(meetings, outcomes, strict=False):
            at = end_of(meeting) + _RECORDING_DELAY
            yield Event(self._day(meeting), self._recording(meeting, outcome), at)

    def _recording(self, meeting: Meeting, outcome: Outcome) -> Change:
        record = outcome.record()
        return changes.record_meeting(
            meeting.id,
            name_deed(self.dossier, meeting, self.programme),
            status="missed" if outcome.missed else "held",
            on=meeting.slot.day,
            write=lambda _: record,
            reason=outcome.missed,
        )

    def _moves(self) -> Iterator[Event]:
        for move in self.story.moved:
            meeting = next(m for m in self.dossier.meetings if m.kind == move.kind)
            slot = Slot(day=move.to, at=move.at, zone=meeting.slot.zone)
            name = name_deed(self.dossier, meeting, self.programme)
            change = changes.move_meeting(meeting.id, name, to=slot, reason=move.reason)
            yield Event(move.on, change)

    def _day(self, meeting: Meeting) -> date:
        return host_day(meeting, self.dossier.host.zone)

    # --- evaluations, transfers, notes ------------------------------------------------------------

    def _evaluations(self) -> Iterator[Event]:
        for each in self.story.evaluations:
            title = self.programme.evaluation.form(each.form.kind).title
            code = "evaluation.completed" if each.form.completed_on else "evaluation.rated"
            change = changes.put_evaluation(each.form, deed(code, form=title))
            yield Event(each.on, change)

    def _transfers_and_notes(self) -> Iterator[Event]:
        for number, each in enumerate(self.story.transfers, 1):
            id = uuid5(self.dossier.id, f"transfer-{number}")
            transfer = Transfer(id=id, item=each.item, to=each.to)
            yield Event(each.on, changes.note_transfer(transfer, on=each.on))
            if each.done_on:
                yield Event(each.done_on, changes.finish_transfer(transfer, on=each.done_on))
        for number, note in enumerate(self.story.notes, 1):
            id = uuid5(self.dossier.id, f"note-{number}")
            yield Event(note.on, changes.add_note(id, on=note.on, text=note.text))

    # --- the work plan ----------------------------------------------------------------------------

    def _plan(self, plan: PlanHistory) -> Iterator[Event]:
        titles = {each.id: each.title.fr for each in self.programme.work_plan.periods}
        for period in plan.periods:
            title = titles[period.period]
            yield Event(plan.on, changes.write_period(period, title=title))
        yield Event(plan.on, changes.write_training(plan.training))
        yield Event(plan.on, changes.write_next_steps(plan.next_steps))
        for each in plan.deliverables:
            deliverable = Deliverable(name=each.name, due=each.due)
            yield Event(plan.on, changes.edit_deliverable(each.name, deliverable, on=plan.on))
            if each.delivered:
                yield Event(each.delivered, changes.deliver(deliverable, on=each.delivered))
                deliverable = deliverable.evolve(delivered_on=each.delivered)
            if each.accepted:
                yield Event(
                    each.accepted, changes.accept_deliverable(deliverable, on=each.accepted)
                )
