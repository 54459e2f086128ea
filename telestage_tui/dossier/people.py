"""The people and the organisation of a télé-stage."""

from datetime import date
from typing import Literal, Self

from pydantic import ValidationInfo, field_validator

from .base import Day, Frozen
from .hours import Hours, WorkHours
from .regions import DEFAULT_HOST_REGION, DEFAULT_INTERN_REGION, canonical_region
from .text import Email, Line, Name, Prose, fold
from .zone_names import DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE, ZoneName

Side = Literal["structure", "stagiaire"]
"""One of the two sides, each with its clock; the words are those of the fiche."""
EasterChoice = Literal["vendredi", "lundi"]
"""Which Easter day a Québec employer gives: Good Friday or Easter Monday."""
DEFAULT_EASTER: EasterChoice = "lundi"

DEFAULT_HOST_HOURS = WorkHours.parse("09:00-17:00")
DEFAULT_INTERN_HOURS = WorkHours.parse("09:00-18:00")
"""Both on the local clock of their side."""


class ClosedPeriod(Frozen):
    """Days on which one side does not work, both ends included (local dates)."""

    first: Day
    last: Day
    label: Line = ""

    @field_validator("last")
    @classmethod
    def _ordered(cls, last: date, info: ValidationInfo) -> date:
        if (first := info.data.get("first")) and last < first:
            raise ValueError("La dernière journée précède la première.")
        return last

    def covers(self, day: date) -> bool:
        """Whether that local date is closed."""
        return self.first <= day <= self.last


class Intern(Frozen):
    """The stagiaire, in France. `None` means: not known yet."""

    first_name: Name
    last_name: Name
    email: Email = ""
    born: Day | None = None
    zone: ZoneName = DEFAULT_INTERN_ZONE
    region: Line = DEFAULT_INTERN_REGION
    """Region of the public holidays: `FR`, or a subdivision as `FR-57`; see `regions`."""
    hours: Hours = DEFAULT_INTERN_HOURS
    """Local working hours."""
    jobseeker: bool | None = None
    """Registered with France Travail [000]."""
    student: bool | None = None
    """Still studying, which the télé-stage is not for [000]."""
    equipped: bool | None = None
    """Has a computer and a reliable connection [000]."""
    keeps_holidays: bool = True
    """Whether the public holidays of the region are avoided when planning."""
    absences: tuple[ClosedPeriod, ...] = ()

    @property
    def full_name(self) -> str:
        """First and last name, as written."""
        return f"{self.first_name} {self.last_name}"

    @property
    def holiday_region(self) -> str:
        """The code of the list of public holidays of the region."""
        return canonical_region(self.region, DEFAULT_INTERN_REGION)


class Workplace(Frozen):
    """Where an organisation works, in Québec."""

    name: Line = ""
    city: Line = ""
    zone: ZoneName = DEFAULT_HOST_ZONE
    region: Line = DEFAULT_HOST_REGION
    hours: Hours = DEFAULT_HOST_HOURS
    """Local working hours."""
    easter: EasterChoice = DEFAULT_EASTER
    keeps_holidays: bool = True
    """Whether the public holidays of the region are avoided when planning."""
    absences: tuple[ClosedPeriod, ...] = ()
    """Days the host, or the tutor, does not work."""

    @property
    def holiday_region(self) -> str:
        """The code of the list of public holidays of the region."""
        return canonical_region(self.region, DEFAULT_HOST_REGION)


class Host(Workplace):
    """The structure d'accueil of a dossier, which has a name."""

    name: Name


class Tutor(Frozen):
    """The tuteur or tutrice: the user of this program."""

    first_name: Line = ""
    last_name: Line = ""
    title: Line = ""
    email: Email = ""
    phone: Line = ""

    @property
    def full_name(self) -> str:
        """First and last name, or an empty text."""
        return f"{self.first_name} {self.last_name}".strip()


ERASED_NAME = "Nom effacé"
"""In place of the name of a candidate, once it is erased: the interview stays a proof."""


CandidateState = Literal["open", "chosen", "runner_up", "declined", "gave_up"]
"""Where a candidate stands; `open` before anything is decided."""


class Candidate(Frozen):
    """A candidate of the phone interviews [000]; their rank is their place in the dossier."""

    name: Name
    interviewed_on: Day | None = None
    chosen: bool = False
    runner_up: bool = False
    """The one who stays if the chosen one withdraws."""
    declined: bool = False
    """Not chosen, and decided so."""
    decided_on: Day | None = None
    """The day they were chosen, made the runner-up or not chosen."""
    gave_up_on: Day | None = None
    """The day they withdrew."""
    phone: Line = ""
    email: Email = ""
    notes: Prose = ""
    """What the tutor keeps of the interview."""

    @field_validator("runner_up")
    @classmethod
    def _is_another(cls, runner_up: bool, info: ValidationInfo) -> bool:
        if runner_up and info.data.get("chosen"):
            raise ValueError("La personne retenue ne peut pas être aussi le second choix.")
        return runner_up

    @field_validator("declined")
    @classmethod
    def _is_no_choice(cls, declined: bool, info: ValidationInfo) -> bool:
        if declined and (info.data.get("chosen") or info.data.get("runner_up")):
            raise ValueError("Cette personne est retenue ou second choix : elle n’est pas écartée.")
        return declined

    @field_validator("gave_up_on")
    @classmethod
    def _stands_no_more(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day and any(info.data.get(name) for name in ("chosen", "runner_up", "declined")):
            raise ValueError("Cette personne s’est désistée : elle n’est plus un choix.")
        return day

    @property
    def state(self) -> CandidateState:
        """Where they stand."""
        if self.gave_up_on:
            return "gave_up"
        if self.chosen:
            return "chosen"
        if self.runner_up:
            return "runner_up"
        return "declined" if self.declined else "open"

    @property
    def state_on(self) -> date | None:
        """Since when; None when the day was not noted."""
        return self.gave_up_on or self.decided_on

    @property
    def is_erased(self) -> bool:
        """Whether the name is no longer kept."""
        return self.name == ERASED_NAME

    @property
    def erased(self) -> Self:
        """The same with the days of their interview and of what became of it, and nothing else."""
        return self.evolve(name=ERASED_NAME, phone="", email="", notes="")


def same_tutor(one: Tutor, other: Tutor) -> bool:
    """Whether two dossiers may have the same tutor: nothing that both say of them differs.

    A tutor left blank is whoever uses the program, who tutors the other dossiers too. Two e-mail
    addresses decide; without them, the first names and the last names that are given on both sides,
    whatever their case and accents.
    """
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    names = ((one.first_name, other.first_name), (one.last_name, other.last_name))
    return all(fold(mine) == fold(theirs) for mine, theirs in names if mine and theirs)
