"""The start-up part of a programme: what is done, when, and by which rules (`programme.toml`).

Every launch reads what is here; the long texts are in `texts`, read when first shown.
"""

from string import Formatter
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from ..dossier.base import Frozen
from ..dossier.meetings import MeetingKind, Minutes
from ..dossier.text import Line, Link, Name
from .provenance import Confidence, Moment, Provenance, ReadingDay
from .stage_kind import StageKind

REQUIRED_PHASES = ("selection", "before", "during", "midpoint", "end")
"""The phases that `current_phase` and the demonstration need, in order; there may be others."""
FIRST_STARTED_PHASE = "during"
"""The first phase of a stage marked *commencé*; the earlier ones prepare it."""
LAST_PHASE = "end"
"""The phase in which only closing the dossier remains."""
DEFAULT_ASSIGNEE = "tuteur"
"""The person in charge of a task that names nobody."""
Anchor = Literal["start", "end", "midpoint", "week", "checkins", "onsite"]
"""What a due date is counted from; `week` recurs during the stage, `checkins` follows them, and
`onsite` is the first day aimed at in Québec."""
Opens = Literal[
    "details", "meetings", "meeting:prestart", "meeting:welcome", "meeting:checkin",
    "meeting:midpoint", "meeting:final", "evaluation:midpoint", "evaluation:final", "accesses",
    "transfers", "work-plan", "selection", "papers", "notes", "close", "note", "none", "convention",
]  # fmt: skip
"""The screen where the task is done. `meeting:checkin` is the first check-in; `papers`, the papers
that the task asks for (see `papers.toml`); `note`, the note of the task itself; `none`, a task done
elsewhere and only ticked here."""
CheckName = Literal[
    "age", "months", "between", "is", "prefix", "before_start", "agreed", "settled"
]  # fmt: skip
"""`agreed`: the same as at the first signature, see `Terms`; `settled`: a financing that waits for
no answer, see `Financing`."""

PARAMETERS: dict[CheckName, frozenset[str]] = {
    "age": frozenset({"minimum", "maximum"}),
    "months": frozenset({"minimum", "maximum"}),
    "between": frozenset(),
    "is": frozenset({"expected"}),
    "prefix": frozenset({"prefix"}),
    "before_start": frozenset(),
    "agreed": frozenset(),
    "settled": frozenset(),
}
"""The parameters that each check requires."""
FURTHEST = 3660
"""Days from an anchor, at the most: ten years, so that every date exists."""
Amount = Annotated[float, Field(allow_inf_nan=False)]
PROPOSED = "proposed"
"""Tag of the source of what this program suggests itself."""
PLACEHOLDERS = frozenset({"value", "minimum", "maximum", "start", "agreed", "intern", "of_intern"})
"""What the sentences of a rule may quote."""


class Source(Frozen):
    """Where a fact comes from."""

    title: Name
    """Its real one, when it has one."""
    author: Line = ""
    date: Line = ""
    """In French, as precise as it is known: « mai 2023 »."""
    year: int | None = None
    """In place of `date`."""
    address: Link = ""
    note: Line = ""
    valid_from: Moment = ""
    """Since when what it says holds, when that is not known fact by fact."""
    seen_on: ReadingDay = None
    """The day it was last read."""
    confidence: Confidence = "to-check"
    """How sure what it says is, when that is not known fact by fact."""

    @property
    def name(self) -> str:
        """Author and title: « OFQJ, Guide du télé-stage »."""
        return f"{self.author}, {self.title}" if self.author else self.title

    @property
    def citation(self) -> str:
        """All that is known of it, to find it again."""
        when = self.date or (str(self.year) if self.year else "")
        parts = [", ".join(filter(None, (self.name, when))), self.address, self.note.rstrip(".")]
        return ". ".join(filter(None, parts))


class Due(Frozen):
    """A day counted from an anchor of the stage."""

    anchor: Anchor
    days: Annotated[int, Field(ge=-FURTHEST, le=FURTHEST)] = 0
    """Calendar days, negative before the anchor."""
    source: Name = PROPOSED
    """Tag of the source of that day, often another than that of the task."""

    @property
    def recurs(self) -> bool:
        """Whether the anchor is no day of its own: it comes back along the stage."""
        return self.anchor in ("week", "checkins")


class Phase(Frozen):
    """One stretch of the journey."""

    id: Name
    title: Name
    short: Name
    """Title for narrow places."""
    begins: Due | None = None
    """From when a started stage is in this phase; None when it follows from the tasks alone."""
    over: Due | None = None
    """From when it is over, whatever is left to do in it; None when it lasts until the closing."""
    opened_by: Literal["onsite"] | None = None
    """What a dossier must have for the phase to be there: an on-site stage that both sides want."""

    @model_validator(mode="after")
    def _begins_on_a_day(self) -> Self:
        if self.begins and self.begins.recurs:
            raise ValueError("une phase commence d’après « start », « midpoint » ou « end ».")
        if self.over and self.over.recurs:
            raise ValueError("une phase se termine d’après « start », « midpoint » ou « end ».")
        return self


class Assignee(Frozen):
    """Someone who may be in charge of a task; the identifier is shown as it is."""

    id: Name


class Task(Frozen):
    """One thing to do."""

    id: Name
    phase: Name
    title: Name
    due: Due
    source: Name
    """Tag of the programme's sources (`000`, `proposed`…)."""
    assignee: Name = DEFAULT_ASSIGNEE
    """Person in charge by default."""
    required: bool = False
    """◆: the stage cannot be closed without it, and a tick by hand needs a proof."""
    opens: Opens = "none"
    fields: tuple[Name, ...] = ()
    """Where one begins there: in the `details`, the first still empty of these fields of the fiche
    (`stagiaire.naissance`, `candidats[2].nom`); in an evaluation, a row of the form."""
    evidence: Name | None = None
    """Name of the evidence (see `evidence`) by which the dossier itself shows it done."""
    after: tuple[Name, ...] = ()
    """Identifiers of the tasks of the programme that come before: it is neither due nor late while
    one of them is to do, unless the tutor gave it a date."""


class SpecialMeeting(Frozen):
    """A kind of meeting that is held once."""

    title: Name
    short: Name
    """Title for columns."""
    duration: Minutes
    """Shortened where the hours that both work are fewer."""
    source: Name
    """Of its day and its duration."""


class AddedMeeting(SpecialMeeting):
    """A kind of meeting that is held outside the plan, whenever there is a need."""


class CountedMeeting(SpecialMeeting):
    """A meeting whose day is counted back from the first or the last day of the stage."""

    days_before: Annotated[int, Field(ge=0, le=28)]
    """Calendar days before the first day of the stage, or weekdays before the last one."""


class CheckIns(Frozen):
    """The meetings that recur: often at first, then every week."""

    title: Name
    short: Name
    """Title for columns."""
    first: tuple[Annotated[int, Field(ge=1, le=20)], ...]
    """Working days after the welcome, for those that come before the weekly ones."""
    source: Name

    @field_validator("first")
    @classmethod
    def _in_order(cls, first: tuple[int, ...]) -> tuple[int, ...]:
        if list(first) != sorted(set(first)):
            raise ValueError("les jours vont en croissant, chacun une fois.")
        return first


class MeetingRules(Frozen):
    """When the meetings of a stage are, and how long they last; agendas are in `texts`."""

    prestart: CountedMeeting
    welcome: SpecialMeeting
    checkin: CheckIns
    midpoint: SpecialMeeting
    final: CountedMeeting
    call: AddedMeeting = AddedMeeting(
        title="Appel hors calendrier", short="Appel", duration=15, source=PROPOSED
    )
    """A programme may word the meetings outside the plan otherwise; the first ones do not."""
    problem: AddedMeeting = AddedMeeting(
        title="Rencontre pour un problème", short="Problème", duration=30, source=PROPOSED
    )

    def title(self, kind: MeetingKind) -> str:
        """What a kind of meeting is called: « Rencontre de suivi »."""
        return self._of(kind).title

    def short(self, kind: MeetingKind) -> str:
        """Its shorter title for columns: « Suivi »."""
        return self._of(kind).short

    def _of(self, kind: MeetingKind) -> SpecialMeeting | CheckIns:
        meeting: SpecialMeeting | CheckIns = getattr(self, kind)
        return meeting


class Rule(Provenance):
    """One rule of the télé-stage, checked on one field of the dossier."""

    id: Name
    field: Name
    """In the words of the fiche (`stagiaire.naissance`)."""
    title: Name
    """May quote `{minimum}` and `{maximum}`."""
    check: CheckName
    minimum: Amount | None = None
    maximum: Amount | None = None
    """Bounds, both included; years, months, hours or CAD according to the check."""
    expected: bool | None = None
    presumed: bool = False
    """Whether the rule counts as respected while the value is not known: it is then not asked."""
    prefix: Line = ""
    message: Name
    """French template; see `PLACEHOLDERS`."""
    missing: Line = ""
    """French template for a value that is not known; a plain sentence is made when it is empty."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for parameter in sorted(PARAMETERS[self.check]):
            if getattr(self, parameter) in (None, ""):
                raise ValueError(f"la vérification « {self.check} » demande « {parameter} ».")
        for name in ("message", "missing"):
            _check_placeholders(name, getattr(self, name))
        return self


class SourcedAmount(Provenance):
    """An amount that no rule bounds, with where it comes from and what it is about."""

    value: Amount
    title: Line = ""
    tasks: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    pages: tuple[Name, ...] = ()


def _check_placeholders(name: str, template: str) -> None:
    """Refuse a template that could not be filled.

    Raises:
        ValueError: with a French sentence.
    """
    try:
        fields = [part[1:] for part in Formatter().parse(template) if part[1] is not None]
    except ValueError:
        raise ValueError(f"{name} : accolades mal fermées.") from None
    for field, form, conversion in fields:
        if field not in PLACEHOLDERS:
            raise ValueError(f"{name} : « {{{field}}} » ne peut pas être cité.")
        if form or conversion:  # the values are words, to which no format applies
            raise ValueError(f"{name} : écrivez « {{{field}}} » sans rien de plus.")


class CandidateRetention(Frozen):
    """How long the names of the candidates who were not chosen are kept by default."""

    months: Annotated[int, Field(ge=0, le=1200)] = 3
    """After the first day of the stage."""
    most: Annotated[int, Field(ge=0, le=1200)] = 24
    """Months after the last interview, at the most."""
    reason: Line = ""
    limits: Line = ""
    source: Name = PROPOSED


class Retention(Frozen):
    """How long a closed dossier is kept by default."""

    years: Annotated[int, Field(ge=0, le=100)]
    """After the last day of the stage."""
    source: Name
    reason: Line = ""
    limits: Line = ""
    candidates: CandidateRetention = CandidateRetention.model_construct()


class Folding(Frozen):
    """When the home screen folds away what is left of a phase."""

    days: Annotated[int, Field(ge=0, le=FURTHEST)] = 42
    """After the end of the phase: it is then long over."""
    source: Name = PROPOSED


PressingWeight = Literal["rest", "required", "signature", "alert"]
"""How much a missing signature presses, the lightest first."""


class Reminder(Provenance):
    """From how many days before the first one a signature that is missing weighs that much."""

    days: Annotated[int, Field(ge=0, le=FURTHEST)]
    weight: PressingWeight
    source: Name = PROPOSED


class ShortEnding(Frozen):
    """What is left to do of a stage that ends before its time."""

    tasks: tuple[Name, ...] = ()
    """The tasks that remain; the others still to do become *sans objet*. Without any, those of the
    last phase that fill no evaluation."""
    meetings: tuple[MeetingKind, ...] = ("prestart", "welcome", "checkin", "final")
    """The kinds of meetings still planned."""
    source: Name = PROPOSED


class Withdrawal(Due):
    """The last day to withdraw an access that has none of its own, and how long it may take.

    A critical access lets somebody in: it is withdrawn in hours, the others in working days.
    """

    anchor: Anchor = "end"
    critical_kinds: tuple[Name, ...] = ()
    """The kinds of accesses that are critical."""
    critical_hours: Annotated[int, Field(ge=1, le=24 * FURTHEST)] = 24
    """Hours to withdraw a critical one, from the end of the intern's last day."""
    working_days: Annotated[int, Field(ge=0, le=FURTHEST)] = 5
    """Working days of the host to withdraw another one."""
    proposed_days: Annotated[int, Field(ge=0, le=FURTHEST)] = 14
    """Days before it from which the day of the withdrawals is proposed."""
    suspended_days: Annotated[int, Field(ge=1, le=FURTHEST)] = 30
    """Days of absence of the intern from which accesses are suspended."""

    @model_validator(mode="after")
    def _is_a_day(self) -> Self:
        if self.recurs:
            raise ValueError("un accès se retire d’après « start », « midpoint » ou « end ».")
        return self


class Without(Frozen):
    """What a programme does not take from the one it completes; texts may still name it."""

    phases: tuple[Name, ...] = ()
    """With their tasks."""
    tasks: tuple[Name, ...] = ()
    rules: tuple[Name, ...] = ()


class Core(Frozen):
    """The whole of `programme.toml`."""

    id: Name
    version: Name
    title: Name
    stage: StageKind = StageKind.model_construct()
    amounts: dict[Name, Amount | SourcedAmount] = Field(default_factory=dict)
    """What texts quote and evidence checks, besides the bounds of the rules; a bare number is a
    proposal of whoever wrote the content."""
    retention: Retention
    withdrawal: Withdrawal = Withdrawal.model_construct()
    reminders: tuple[Reminder, ...] = ()
    """Of the signatures of the convention."""
    folding: Folding = Folding.model_construct()
    without: Without = Without.model_construct()
    short_ending: ShortEnding = ShortEnding.model_construct()
    sources: dict[str, Source]
    phases: tuple[Phase, ...]
    assignees: tuple[Assignee, ...] = ()
    tasks: tuple[Task, ...]
    meetings: MeetingRules
    rules: tuple[Rule, ...]
