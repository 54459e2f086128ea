"""The events of a story: the changes of the dossier, each with its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid5

from ..clocks.meeting_times import end_of, host_day
from ..clocks.weeks import monday_of
from ..clocks.zones import wall_instant
from ..dossier import changes
from ..dossier.changes import Change
from ..dossier.deeds import deed
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.fiche.model import Fiche
from ..dossier.meetings import Meeting, Slot
from ..dossier.people import Candidate, CandidateState
from ..dossier.records import Transfer
from ..dossier.stage import PARTIES, Waiver
from ..dossier.work_plan import Deliverable
from ..planning.presence import presence_of
from ..programme.completeness import complete
from ..programme.gratification import pay_months
from ..programme.meeting_names import name_deed
from ..programme.programme import Programme
from ..programme.progress import start
from ..programme.rules import value_words
from .story import ConventionHistory, Outcome, PlanHistory, SelectionHistory, Story

_EVENING = time(15, 30)
"""Wall time at the host of what is done at the end of a day."""
_TO_FRIDAY = timedelta(days=4)
"""From a Monday."""
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
        yield from self._agreement()
        yield from self._stage()
        yield from self._accesses()
        yield from self._tasks()
        yield from self._meetings()
        yield from self._moves()
        yield from self._evaluations()
        yield from self._transfers_and_notes()
        if self.story.plan:
            yield from self._plan(self.story.plan)

    # --- the selection and the convention ---------------------------------------------------------

    def _agreement(self) -> Iterator[Event]:
        told = self.story.selection
        if told is None:
            for candidate in self.fiche.candidates:
                yield Event(self.story.described, changes.add_candidate(candidate))
            yield from self._signatures(self.story.described)
            return
        yield Event(told.offered, changes.describe_offer(told.posting))
        yield from self._candidates(told)
        if self.story.convention:
            yield from self._points(self.story.convention)
        yield from self._signatures(told.offered)

    def _signatures(self, earliest: date) -> Iterator[Event]:
        """Each signature, noted on its day, or on the first day when the dossier was written."""
        for party in PARTIES:
            if day := getattr(self.fiche.convention, party):
                noted = max(day, earliest)
                yield Event(noted, changes.sign(party, day, on=noted))

    def _candidates(self, told: SelectionHistory) -> Iterator[Event]:
        for each in self.fiche.candidates:
            candidate = Candidate(name=each.name, phone=each.phone, email=each.email)
            yield Event(told.received, changes.add_candidate(candidate))
            if each.interviewed_on:
                heard = candidate.evolve(interviewed_on=each.interviewed_on, notes=each.notes)
                change = changes.edit_candidate(candidate, heard)
                yield Event(each.interviewed_on, change)
                candidate = heard
            state: CandidateState = "chosen" if each.chosen else "runner_up"
            change = changes.decide_candidate(candidate, state, on=told.decided)
            yield Event(told.decided, change)

    def _points(self, told: ConventionHistory) -> Iterator[Event]:
        for point in self.programme.convention.points:
            if why := told.moot.get(point.id):
                yield Event(told.on, changes.moot_point(point, why=why, on=told.on))
            else:
                yield Event(told.on, changes.tick_point(point, on=told.on))

    # --- the stage and its tasks ------------------------------------------------------------------

    def _stage(self) -> Iterator[Event]:
        story = self.story
        for waiver in story.waivers:
            yield Event(waiver.on, self._waive(waiver))
        if story.started:
            yield Event(story.started, start(self.programme, story.started))
            yield from self._pay()
            yield from self._presence()

    def _presence(self) -> Iterator[Event]:
        """What was missed of each week, noted on its Friday, or on the last day of the stage."""
        if not self.story.presence:
            return
        stage = self.dossier.stage
        missed = {monday_of(each.on): each for each in self.story.missed}
        for week in range(monday_of(stage.start).toordinal(), stage.end.toordinal() + 1, 7):
            monday = date.fromordinal(week)
            day = min(monday + _TO_FRIDAY, stage.end)
            gone = missed.get(monday)
            hours, note = (gone.hours, gone.note) if gone else (0, "")
            week_presence = presence_of(self.dossier, monday, hours, "hours", note, today=day)
            at = wall_instant(day, _EVENING, self.dossier.host.zone)
            yield Event(day, changes.note_presence(week_presence), at)

    def _pay(self) -> Iterator[Event]:
        """Each month paid the day after it ends."""
        for month in pay_months(self.dossier):
            day = month.last and month.last + ONE_DAY
            if day and month.due and day < self.today:
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
                yield Event(day, withdrawal, wall_instant(day, _EVENING, self.dossier.host.zone))
            if day and each.verified:
                seen = changes.verify_withdrawal(
                    access,
                    on=each.verified,
                    today=each.verified,
                    by=each.by,
                    how=self.programme.accesses.verification(access.kind),
                )
                yield Event(each.verified, seen)
        if search := self.story.searched:
            yield Event(search.on, changes.note_nothing_else(on=search.on, by=search.by))

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
            content, kind = self.programme.evaluation, each.form.kind
            title = content.form(kind).title
            rated = deed("evaluation.rated", form=title)
            draft = each.form.evolve(completed_on=None)
            if word := each.form.intern_word:  # the form is presented once it was read
                blank = draft.evolve(intern_word=None, discussed_on=None)
                yield Event(each.on, changes.put_evaluation(blank, rated))
                read = changes.note_intern_word(kind, word, title=title, on=word.read_on)
                yield Event(word.read_on, read)
            yield Event(each.on, changes.put_evaluation(draft, rated))
            if day := each.form.completed_on:
                yield Event(day, complete(content, kind, on=day))
        for reading in self.story.read:
            title, day = self.programme.evaluation.form(reading.form).title, reading.word.read_on
            read = changes.note_intern_word(reading.form, reading.word, title=title, on=day)
            yield Event(day, read)

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
