"""The content of *Suite au Québec* (`onsite.toml`): the portal's forms, its steps, the rules.

Each fact has a source, the day it was read and how sure it is. The tutorial [003] is of 2018.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from ..dossier.base import Day, Frozen
from ..dossier.text import Line, Link, Name, Prose
from .errors import UnknownId
from .provenance import Confidence, Provenance

FieldKind = Literal[
    "text", "prose", "flag", "choice", "date", "number", "amount", "link", "phone", "email",
    "postal_code", "business_number", "noc", "passport",
]  # fmt: skip
"""How the value of a field is read; see `portal_formats`."""


class PortalField(Frozen):
    """A field of the portal, or a fact of ours that one of them is made of."""

    id: Name
    form: Name
    label: Name
    """As the portal says it."""
    kind: FieldKind = "text"
    required: bool = False
    """As the portal says: « (requis) »."""
    greyed: bool = False
    """Whether the portal fills it in itself, from the registration."""
    ours: bool = False
    """Whether the portal does not ask it: another field, or a rule, needs it."""
    identity: bool = False
    """Whether it is about the intern's identity, kept apart."""
    fills: Name | None = None
    """Where its value comes from in the dossier; a name of `portal_sources.SOURCES`."""
    same_as: Name | None = None
    """Another field that has the same value."""
    proposes: Line = ""
    """What the tutorial, or this program, proposes."""
    choices: tuple[Name, ...] = ()
    asks: Name
    """Who can give it: an assignee of the programme."""
    hint: Line = ""
    since: Line = ""
    """What changed since the tutorial."""
    check: Line = ""
    """With whom to check what is proposed; empty when it is not in doubt."""


class PortalForm(Frozen):
    """One form of the portal."""

    id: Name
    title: Name
    offer: bool = True
    """Whether it is one of the four of the offer, which have a state."""
    note: Line = ""


class PortalFact(Provenance):
    """A value of the programme or of the portal, with what is known of it."""

    value: Annotated[float, Field(allow_inf_nan=False)]
    unit: Name
    words: Name
    """The sentence that says it; it may quote `$value`."""
    seen_on: Day
    confidence: Confidence

    @property
    def sentence(self) -> str:
        """What it says, its value included."""
        from ..dossier.french import number  # not for start-up

        return self.words.replace("$value", number(self.value))


class Formats(Frozen):
    """What the portal accepts."""

    business_digits: int
    neq_digits: int
    neq_starts: tuple[Name, ...]
    """The first two digits of a NEQ [Registraire des entreprises]."""
    noc_digits: int
    noc_former_digits: int
    noc_since: Day
    """First day of the present edition."""
    noc_last_teer: int
    """TEER categories go from 0 to that one: the second digit of a code."""
    offer_letter: Annotated[str, Field(pattern=r"^[A-Z]$")]
    offer_digits: int
    remote_title: Name
    """What begins the title of the offer of a télé-stage, and not that of the job on site."""
    user_shortest: int
    user_longest: int
    user_most_digits: int


class Question(Frozen):
    """The question that comes before everything else."""

    text: Name
    link: Link
    answers: dict[Literal["none", "offer", "fee"], Name]
    """The words of each answer."""
    hint: Line = ""


class Declaration(Frozen):
    """What the employer declares on signing."""

    text: Prose


class Step(Frozen):
    """What to have at hand for a step of the portal, by the identifier of its task."""

    task: Name
    at_hand: tuple[Name, ...]
    since: Line = ""
    """What changed since the tutorial."""


class SignInWay(Frozen):
    """A way to sign in, in words."""

    title: Name
    note: Line = ""


class OnsiteContent(Frozen):
    """`onsite.toml`."""

    source: Name
    seen_on: Day
    confidence: Confidence
    """Of the labels and of what is required."""
    question: Question
    formats: Formats
    forms: Annotated[tuple[PortalForm, ...], Field(min_length=1)]
    fields: Annotated[tuple[PortalField, ...], Field(min_length=1)]
    facts: dict[Name, PortalFact]
    steps: tuple[Step, ...]
    declarations: tuple[Declaration, ...]
    signs_in: dict[Literal["gckey", "partner"], SignInWay]
    never_kept: Prose
    """What this program refuses to keep."""
    withdrawal: Prose
    """How an offer is withdrawn."""
    programme: Name = "surplace"
    """The programme that the dossier of the on-site stage follows, by its identifier."""

    @model_validator(mode="after")
    def _consistent(self) -> OnsiteContent:
        forms, ids = {form.id for form in self.forms}, [field.id for field in self.fields]
        if len(set(ids)) != len(ids):
            raise ValueError("deux champs ont le même identifiant.")
        for field in self.fields:
            if field.form not in forms:
                raise ValueError(f"{field.id} : formulaire « {field.form} » inconnu.")
            if field.same_as and field.same_as not in ids:
                raise ValueError(f"{field.id} : champ « {field.same_as} » inconnu.")
            if field.kind == "choice" and not field.choices:
                raise ValueError(f"{field.id} : un choix demande « choices ».")
        for name in FACTS:
            if name not in self.facts:
                raise ValueError(f"il manque « facts.{name} ».")
        return self

    def form(self, name: str) -> PortalForm:
        """The form of that identifier.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        return _named("formulaire", name, self.forms)

    def field(self, name: str) -> PortalField:
        """The field of that identifier.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        return _named("champ", name, self.fields)

    def fields_of(self, form: str) -> tuple[PortalField, ...]:
        """The fields of a form, in the order of the portal."""
        return tuple(each for each in self.fields if each.form == form)

    def step(self, task: str) -> Step | None:
        """What to have at hand for a task; None for one that is no step of the portal."""
        return next((each for each in self.steps if each.task == task), None)

    def span(self, fact: str) -> timedelta:
        """A fact that is a span of time."""
        value = self.facts[fact]
        return timedelta(**{_SPANS[value.unit]: value.value})

    def is_old(self, fact: str, today: date) -> bool:
        """Whether a fact was read more than a year before."""
        return (today - self.facts[fact].seen_on).days > _A_YEAR


FACTS = (
    "pay-window", "idle", "retry", "fee", "monthly-pay", "shortest", "longest", "passport",
    "youngest", "oldest", "days-a-week", "months-a-year", "weeks-a-year",
)  # fmt: skip
"""The facts that the sheet, the rules and the timers read."""
_SPANS = {"heures": "hours", "minutes": "minutes", "heure": "hours"}
_A_YEAR = 366
_Named = TypeVar("_Named", PortalForm, PortalField)


def _named(noun: str, name: str, among: Iterable[_Named]) -> _Named:
    by_id = {each.id: each for each in among}
    if name not in by_id:
        raise UnknownId(noun, name, by_id)
    return by_id[name]
