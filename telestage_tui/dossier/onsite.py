"""The on-site stage that may follow: who agrees, when, and what the IRCC portal is answered [003].

Identity data are apart, in `Identity`: they are kept out of the history and of what is given away,
and erased once IRCC has given the offer a number. No password, security question or answer is kept.
"""

from datetime import date, time
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, ValidationInfo, field_validator

from .base import Day, Frozen
from .french import plain_date
from .text import Line, Name, Prose
from .zone_names import ZoneName

Side = Literal["host", "intern"]
"""Who decides: both are needed [000]."""
SIDES: tuple[Side, ...] = get_args(Side)
FormState = Literal["todo", "started", "done"]
"""Of a form of the portal: *pas commencé*, *en cours*, *terminé* [003]."""
SignIn = Literal["gckey", "partner"]
"""How the portal is signed in to: a CléGC, or a sign-in partner [003]."""
Exemption = Literal["none", "offer", "fee"]
"""From what the employer is exempt: nothing, the offer itself, or the fee alone [003]."""
PermitState = Literal["asked", "biometrics", "accepted", "refused", "issued"]
"""Of the intern's work permit, in the usual order."""


class Decision(Frozen):
    """What one side decided of an on-site stage."""

    agrees: bool
    on: Day


class Answer(Frozen):
    """What was typed for a field of the sheet, which is read again each time it is shown."""

    field: Name
    """Identifier in `onsite.toml`."""
    value: Prose
    on: Day
    """The tutor's local date: a code of a former edition is valid for as long as it was current."""


class FormRecord(Frozen):
    """How far a form of the portal is filled in."""

    form: Name
    state: FormState


class Moment(Frozen):
    """When something happened, on the wall clock of whoever did it."""

    day: Day
    at: time
    zone: ZoneName


class Payment(Frozen):
    """The payment of the fee: when its page was reached, and what came of it."""

    started: Moment
    active: Moment | None = None
    """When something was last done on the page; None when only `started` is known."""
    cancelled: Moment | None = None
    paid_on: Day | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is neither paid nor cancelled."""
        return self.paid_on is None and self.cancelled is None


class Offer(Frozen):
    """The offer, once IRCC has given it a number."""

    number: Name
    on: Day
    withdrawn_on: Day | None = None


class PermitStep(Frozen):
    """A state of the permit, and since when."""

    state: PermitState
    on: Day


class Onsite(Frozen):
    """What follows in Québec; blank until somebody decides."""

    host: Decision | None = None
    intern: Decision | None = None
    start: Day | None = None
    """First day aimed at; None when it is not known."""
    end: Day | None = None
    """Last day aimed at, included."""
    monthly_pay: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """CAD a month; None when it is not agreed."""
    exemption: Exemption | None = None
    """The tutorial's first question; None until it is answered."""
    sign_in: SignIn | None = None
    primary_user: Line = ""
    """Who enrolled first, and gives PINs to the others."""
    answers: tuple[Answer, ...] = ()
    forms: tuple[FormRecord, ...] = ()
    payment: Payment | None = None
    offer: Offer | None = None
    permit: tuple[PermitStep, ...] = ()
    """The oldest first."""

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: date | None, info: ValidationInfo) -> date | None:
        start = info.data.get("start")
        if start and end and end <= start:
            raise ValueError(f"La fin doit suivre le début, le {plain_date(start)}.")
        return end

    @property
    def is_open(self) -> bool:
        """Whether both sides agree to it."""
        return all((each := self.decision(side)) and each.agrees for side in SIDES)

    def decision(self, side: Side) -> Decision | None:
        """What a side decided; None before it did."""
        return self.host if side == "host" else self.intern

    def form_state(self, form: str) -> FormState:
        """How far a form is filled in."""
        return next((each.state for each in self.forms if each.form == form), "todo")

    def answer(self, field: str) -> Answer | None:
        """What was typed for a field; None when nothing was."""
        return answer_of(self.answers, field)


class Identity(Frozen):
    """What the portal asks of the intern's identity, kept apart from everything else."""

    answers: tuple[Answer, ...] = ()
    kept_for: Line = ""
    """Why it is kept once the offer has a number; empty when it is not."""

    def answer(self, field: str) -> Answer | None:
        """What was typed for a field; None when nothing was."""
        return answer_of(self.answers, field)

    def with_answer(self, answer: Answer) -> Self:
        """The same, with an answer in place of the one for that field; a blank one is removed."""
        return self.evolve(answers=answered(self.answers, answer))


def answer_of(answers: tuple[Answer, ...], field: str) -> Answer | None:
    """The answer for a field; None when there is none."""
    return next((each for each in answers if each.field == field), None)


def answered(answers: tuple[Answer, ...], answer: Answer) -> tuple[Answer, ...]:
    """Answers with one in place of that for the same field; a blank one is removed."""
    others = tuple(each for each in answers if each.field != answer.field)
    return (*others, answer) if answer.value else others
