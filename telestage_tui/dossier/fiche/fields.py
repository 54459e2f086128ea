"""The fields of a fiche: its French words, and the model field each one fills.

Limits (required, longest, lowest…) are those of the models; this table only translates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..accesses import Resource
from ..base import Frozen
from ..meetings import MeetingRule
from ..people import (
    Candidate,
    ClosedPeriod,
    Host,
    Intern,
    Tutor,
)
from ..stage import Convention, Stage

Kind = Literal[
    "text", "public", "names", "date", "planned", "birth", "time", "number", "minutes", "hours",
    "flag", "choice", "host_region", "intern_region", "days", "periods",
]  # fmt: skip
"""How a value is written: `public` is a text in which a secret is refused; `planned` is a date
still to come and `birth` one written whole, which tells the year a person may leave out; `days` and
`periods` both add to the closed periods of a side."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the fiche, the model's attribute, how it is written."""

    name: str
    attribute: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Section:
    """One group of fields; `many` when it repeats (`[[candidats]]`).

    Attributes:
        name: Its name in the fiche.
        attribute: The field of `Fiche` it fills.
        model: What it describes.
    """

    name: str
    attribute: str
    model: type[Frozen]
    fields: tuple[Field, ...]
    many: bool = False

    def field(self, name: str) -> Field | None:
        """The field of that French name."""
        return next((field for field in self.fields if field.name == name), None)

    def word(self, attribute: str) -> str:
        """The French name of a model's attribute."""
        return next((field.name for field in self.fields if field.attribute == attribute), "")

    def is_required(self, field: Field) -> bool:
        """Whether the fiche cannot do without it."""
        return self.model.model_fields[field.attribute].is_required()


_CLOSED_DAYS = (
    Field("feries_chomes", "keeps_holidays", "flag"),
    Field("jours_fermes", "absences", "days"),
    Field("absences", "absences", "periods"),
)

PERIOD = Section(
    "absences",
    "absences",
    ClosedPeriod,
    (Field("debut", "first", "date"), Field("fin", "last", "date"), Field("motif", "label")),
)
SECTIONS = (
    Section(
        "stage",
        "stage",
        Stage,
        (
            Field("titre", "title"),
            Field("mandat", "mandate"),
            Field("livrables", "deliverables", "names"),
            Field("debut", "start", "planned"),
            Field("fin", "end", "planned"),
            Field("heures_par_semaine", "weekly_hours", "number"),
            Field("gratification_mensuelle", "monthly_pay", "number"),
            Field("financement", "financing", "choice"),
        ),
    ),
    Section(
        "stagiaire",
        "intern",
        Intern,
        (
            Field("prenom", "first_name"),
            Field("nom", "last_name"),
            Field("courriel", "email"),
            Field("naissance", "born", "birth"),
            Field("fuseau", "zone"),
            Field("region", "region", "intern_region"),
            Field("horaires", "hours", "hours"),
            Field("inscrit_france_travail", "jobseeker", "flag"),
            Field("etudes_en_cours", "student", "flag"),
            Field("equipement_fiable", "equipped", "flag"),
            *_CLOSED_DAYS,
        ),
    ),
    Section(
        "structure",
        "host",
        Host,
        (
            Field("nom", "name"),
            Field("ville", "city"),
            Field("fuseau", "zone"),
            Field("region", "region", "host_region"),
            Field("horaires", "hours", "hours"),
            Field("conge_paques", "easter", "choice"),
            *_CLOSED_DAYS,
        ),
    ),
    Section(
        "tuteur",
        "tutor",
        Tutor,
        (
            Field("prenom", "first_name"),
            Field("nom", "last_name"),
            Field("fonction", "title"),
            Field("courriel", "email"),
        ),
    ),
    Section(
        "rencontres",
        "meeting_rule",
        MeetingRule,
        (
            Field("jour", "weekday", "choice"),
            Field("heure", "at", "time"),
            Field("reference", "reference", "choice"),
            Field("duree", "duration", "minutes"),
            Field("lien", "link"),
        ),
    ),
    Section(
        "candidats",
        "candidates",
        Candidate,
        (
            Field("nom", "name"),
            Field("entretien", "interviewed_on", "date"),
            Field("retenu", "chosen", "flag"),
        ),
        many=True,
    ),
    Section(
        "convention",
        "convention",
        Convention,
        (
            Field("ofqj", "ofqj", "date"),
            Field("stagiaire", "intern", "date"),
            Field("structure", "host", "date"),
        ),
    ),
    Section(
        "ressources",
        "resources",
        Resource,
        (
            Field("nom", "name", "public"),
            Field("type", "kind", "choice"),
            Field("responsable", "manager", "public"),
            Field("compte", "account", "public"),
            Field("cout_mensuel", "monthly_cost", "number"),
            Field("note", "note", "public"),
            Field("retrait_prevu", "withdraw_by", "planned"),
        ),
        many=True,
    ),
)
REQUIRED = tuple(
    f"{section.name}.{field.name}"
    for section in SECTIONS
    if not section.many
    for field in section.fields
    if section.is_required(field)
)
"""The paths every fiche must fill: `stage.debut`, `stagiaire.prenom`…"""


def section_named(name: str) -> Section | None:
    """The section of that French name."""
    return next((section for section in SECTIONS if section.name == name), None)


def choices_of(section: Section, field: Field) -> tuple[str, ...]:
    """The values a choice field accepts, in the words of the fiche."""
    return tuple(_literals(section.model.model_fields[field.attribute].annotation))


def _literals(annotation: object) -> Iterator[str]:
    for argument in getattr(annotation, "__args__", ()):
        yield str(argument)
