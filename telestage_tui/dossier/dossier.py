"""The dossier: everything recorded about one télé-stage."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from .accesses import Access, NothingElse
from .agreement import PaidMonth, PointRecord, WeekPresence
from .base import Day, Frozen
from .contacts import Contacts
from .course import EarlyEnd, Interruption
from .errors import Refused
from .evaluations import Evaluation, EvaluationKind
from .exports import Audience, Export
from .letters import Letter
from .meetings import Meeting, MeetingRule
from .onsite import Identity, Onsite
from .people import ERASED_NAME, Candidate, Host, Intern, Tutor
from .posting import Posting
from .records import HistoryEntry, Note, Reopening, TaskRecord, Transfer
from .stage import Amendment, Convention, Stage, Terms, Waiver
from .stationery import OwnStationery
from .text import Name, fold
from .work_plan import Deliverable, WorkPlan

Status = Literal["preparation", "started", "closed"]


class ProgrammeRef(Frozen):
    """The programme and version a dossier was opened with, which never change."""

    id: Name
    version: Name


def check_birth(born: date | None, start: date | None) -> None:
    """Check that the intern was born before the stage starts, when both days are known.

    Raises:
        ValueError: with a French sentence.
    """
    if born and start and born >= start:
        raise ValueError("La naissance doit précéder le début du stage.")


class Dossier(Frozen):
    """One télé-stage. Progress, phase and lateness are computed from it, never stored."""

    id: UUID
    version: Annotated[int, Field(ge=0)] = 0
    """Raised by the store at each change; 0 before the first save."""
    programme: ProgrammeRef
    created_at: AwareDatetime
    """UTC instant."""
    former: UUID | None = None
    """The dossier of the télé-stage that this stage on site follows; it may be erased since."""
    stage: Stage
    intern: Intern
    host: Host
    tutor: Tutor = Tutor.model_construct()
    meeting_rule: MeetingRule = MeetingRule.model_construct()
    contacts: Contacts = Contacts.model_construct()
    """Whom to write to instead of the contacts of the organisation; see `organisation.contact`."""
    stationery: OwnStationery = OwnStationery.model_construct()
    posting: Posting = Posting.model_construct()
    """What the offer says beside the stage it offers."""
    candidates: tuple[Candidate, ...] = ()
    """In the order of the tutor's preference."""
    convention: Convention = Convention.model_construct()
    agreed: Terms | None = None
    """The terms at the first signature; None before it, or when an older file did not keep them."""
    amendments: tuple[Amendment, ...] = ()
    """The avenants to the convention, the oldest first."""
    convention_points: tuple[PointRecord, ...] = ()
    """What was said of what the convention must contain."""
    payments: tuple[PaidMonth, ...] = ()
    """The gratification paid, by month of the stage."""
    presence: tuple[WeekPresence, ...] = ()
    """What was missed, by week; a week without a record is one of which nobody said anything."""
    waivers: tuple[Waiver, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    accesses: tuple[Access, ...] = ()
    nothing_else: NothingElse | None = None
    """That no other access was found, and who says so."""
    meetings: tuple[Meeting, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    letter: Letter = Letter.model_construct()
    transfers: tuple[Transfer, ...] = ()
    work_plan: WorkPlan = WorkPlan.model_construct()
    onsite: Onsite = Onsite.model_construct()
    """What may follow in Québec."""
    identity: Identity = Identity.model_construct()
    """What IRCC asks of the intern's identity: never in the history, nor in an ordinary export."""
    notes: tuple[Note, ...] = ()
    history: tuple[HistoryEntry, ...] = ()
    started_on: Day | None = None
    """The day the stage was marked *commencé*."""
    interruptions: tuple[Interruption, ...] = ()
    """The days on which the stage stopped, the oldest first."""
    ended_early: EarlyEnd | None = None
    """Set when the stage ended before its time, or never began."""
    closed_on: Day | None = None
    reopenings: tuple[Reopening, ...] = ()
    """Each time it was opened again once closed, the oldest first."""
    retention_until: Day | None = None
    """Last day the dossier is kept, as the tutor chose; None to follow the programme."""
    exports: tuple[Export, ...] = ()
    """What was put in calendars, one for each audience; an undo takes nothing out of them."""

    @model_validator(mode="after")
    def _born_before_start(self) -> Self:
        check_birth(self.intern.born, self.stage.start)
        return self

    @property
    def status(self) -> Status:
        """In preparation, started or closed."""
        if self.closed_on:
            return "closed"
        return "started" if self.started_on else "preparation"

    @property
    def terms(self) -> Terms:
        """What a convention would commit to as the stage is now."""
        return Terms.of(self.stage, self.tutor.full_name)

    @property
    def keeps_agreed(self) -> bool:
        """Whether the stage has the terms agreed; nothing is agreed before a signature."""
        return self.agreed is None or self.agreed.allow(self.terms)

    @property
    def is_interrupted(self) -> bool:
        """Whether the stage stops, or is to, without a day on which it is taken up again."""
        return any(each.last is None for each in self.interruptions)

    def is_stopped_on(self, day: date) -> bool:
        """Whether the stage is interrupted on that host-local date."""
        return any(each.covers(day) for each in self.interruptions)

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """The deliverables that the stage names, then those that only the work plan has."""
        return self.work_plan.deliverables_of(self.stage.deliverables)

    def deliverable(self, name: str) -> Deliverable:
        """The deliverable of that name.

        Raises:
            Refused: when the dossier no longer has it.
        """
        for deliverable in self.deliverables:
            if deliverable.name == name:
                return deliverable
        raise Refused("Ce livrable n’est plus dans le dossier : il a changé de nom entre-temps.")

    @property
    def other_candidates(self) -> tuple[Candidate, ...]:
        """The candidates who are not the intern, and whose name is still kept."""
        intern = fold(self.intern.full_name)
        return tuple(
            each
            for each in self.candidates
            if not each.chosen and not each.is_erased and fold(each.name) != intern
        )

    @property
    def former_candidates(self) -> frozenset[str]:
        """The names that only the history still keeps of candidates who are not the intern."""
        present = {ERASED_NAME, *(each.name for each in self.candidates)}
        intern = fold(self.intern.full_name)
        names = (name for line in self.history for name in line.names_in("candidates"))
        return frozenset(name for name in names if name not in present and fold(name) != intern)

    @property
    def open_accesses(self) -> tuple[Access, ...]:
        """The accesses given and not withdrawn."""
        return tuple(access for access in self.accesses if access.is_open)

    @property
    def without_identity(self) -> Self:
        """The dossier as it is given away, unless its identity data are asked for."""
        return self.evolve(identity=Identity()) if self.identity != Identity() else self

    def task(self, task_id: str) -> TaskRecord:
        """The record of a task, blank when there is none."""
        records = (record for record in self.tasks if record.task == task_id)
        return next(records, TaskRecord(task=task_id))

    def meeting(self, meeting_id: UUID) -> Meeting:
        """The meeting of that id.

        Raises:
            Refused: when the dossier no longer has it.
        """
        for meeting in self.meetings:
            if meeting.id == meeting_id:
                return meeting
        raise Refused("Cette rencontre n’est plus dans le dossier.")

    def export_to(self, audience: Audience) -> Export:
        """What was ever put in that calendar, blank when nothing was."""
        exports = (export for export in self.exports if export.audience == audience)
        return next(exports, Export(audience=audience))

    @property
    def export_sequence(self) -> int:
        """The SEQUENCE of what has none of its own, the series and the tasks, in a calendar file.

        The version grows with every change, and goes down only when a backup is restored.
        """
        return max((self.version, *(export.sequence for export in self.exports)))

    def access(self, access_id: UUID) -> Access:
        """The access of that id.

        Raises:
            Refused: when the dossier no longer has it.
        """
        for access in self.accesses:
            if access.id == access_id:
                return access
        raise Refused("Cet accès n’est plus dans le dossier : il a été supprimé entre-temps.")

    def transfer(self, transfer_id: UUID) -> Transfer:
        """The transfer of that id.

        Raises:
            Refused: when the dossier no longer has it.
        """
        for transfer in self.transfers:
            if transfer.id == transfer_id:
                return transfer
        raise Refused("Ce fichier n’est plus dans le dossier : il a été supprimé entre-temps.")

    def evaluation(self, kind: EvaluationKind) -> Evaluation:
        """The evaluation of that kind, blank when none was begun."""
        evaluations = (each for each in self.evaluations if each.kind == kind)
        return next(evaluations, Evaluation(kind=kind))
