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
    "text",
    "public",
    "names",
    "date",
    "planned",
    "birth",
    "time",
    "number",
    "minutes",
    "hours",
    "flag",
    "choice",
    "access_kind",
    "host_region",
    "intern_region",
    "days",
    "periods",
]
"""How a value is written: `public` is a text in which a secret is refused; `planned` is a date
still to come and `birth` one written whole, which tells the year a person may leave out; `days` and
`periods` both add to the closed periods of a side; the programme knows the values of an
`access_kind`, see `open_dossier`."""


@dataclass(frozen=True, slots=True)
class FicheField:
    """One field: its name in the fiche, the model's attribute, how it is written."""

    name: str
    attribute: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class FicheSection:
    """One group of fields; `many` when it repeats (`[[candidats]]`).

    Attributes:
        name: Its name in the fiche.
        attribute: The field of `Fiche` it fills.
        model: What it describes.
    """

    name: str
    attribute: str
    model: type[Frozen]
    fields: tuple[FicheField, ...]
    many: bool = False

    def field(self, name: str) -> FicheField | None:
        """The field of that French name."""
        return next((field for field in self.fields if field.name == name), None)

    def word(self, attribute: str) -> str:
        """The French name of a model's attribute."""
        return next((field.name for field in self.fields if field.attribute == attribute), "")

    def is_required(self, field: FicheField) -> bool:
        """Whether the fiche cannot do without it."""
        return self.model.model_fields[field.attribute].is_required()


_CLOSED_DAYS = (
    FicheField("feries_chomes", "keeps_holidays", "flag"),
    FicheField("jours_fermes", "absences", "days"),
    FicheField("absences", "absences", "periods"),
)

PERIOD = FicheSection(
    "absences",
    "absences",
    ClosedPeriod,
    (
        FicheField("debut", "first", "date"),
        FicheField("fin", "last", "date"),
        FicheField("motif", "label"),
    ),
)
SECTIONS = (
    FicheSection(
        "stage",
        "stage",
        Stage,
        (
            FicheField("titre", "title"),
            FicheField("mandat", "mandate"),
            FicheField("livrables", "deliverables", "names"),
            FicheField("debut", "start", "planned"),
            FicheField("fin", "end", "planned"),
            FicheField("heures_par_semaine", "weekly_hours", "number"),
            FicheField("gratification_mensuelle", "monthly_pay", "number"),
            FicheField("financement", "financing", "choice"),
        ),
    ),
    FicheSection(
        "stagiaire",
        "intern",
        Intern,
        (
            FicheField("prenom", "first_name"),
            FicheField("nom", "last_name"),
            FicheField("courriel", "email"),
            FicheField("naissance", "born", "birth"),
            FicheField("fuseau", "zone"),
            FicheField("region", "region", "intern_region"),
            FicheField("horaires", "hours", "hours"),
            FicheField("inscrit_france_travail", "jobseeker", "flag"),
            FicheField("etudes_en_cours", "student", "flag"),
            FicheField("equipement_fiable", "equipped", "flag"),
            *_CLOSED_DAYS,
        ),
    ),
    FicheSection(
        "structure",
        "host",
        Host,
        (
            FicheField("nom", "name"),
            FicheField("ville", "city"),
            FicheField("fuseau", "zone"),
            FicheField("region", "region", "host_region"),
            FicheField("horaires", "hours", "hours"),
            FicheField("conge_paques", "easter", "choice"),
            *_CLOSED_DAYS,
        ),
    ),
    FicheSection(
        "tuteur",
        "tutor",
        Tutor,
        (
            FicheField("prenom", "first_name"),
            FicheField("nom", "last_name"),
            FicheField("fonction", "title"),
            FicheField("courriel", "email"),
        ),
    ),
    FicheSection(
        "rencontres",
        "meeting_rule",
        MeetingRule,
        (
            FicheField("jour", "weekday", "choice"),
            FicheField("heure", "at", "time"),
            FicheField("reference", "reference", "choice"),
            FicheField("duree", "duration", "minutes"),
            FicheField("lien", "link"),
        ),
    ),
    FicheSection(
        "candidats",
        "candidates",
        Candidate,
        (
            FicheField("nom", "name"),
            FicheField("entretien", "interviewed_on", "date"),
            FicheField("retenu", "chosen", "flag"),
        ),
        many=True,
    ),
    FicheSection(
        "convention",
        "convention",
        Convention,
        (
            FicheField("ofqj", "ofqj", "date"),
            FicheField("stagiaire", "intern", "date"),
            FicheField("structure", "host", "date"),
        ),
    ),
    FicheSection(
        "ressources",
        "resources",
        Resource,
        (
            FicheField("nom", "name", "public"),
            FicheField("type", "kind", "access_kind"),
            FicheField("responsable", "manager", "public"),
            FicheField("compte", "account", "public"),
            FicheField("cout_mensuel", "monthly_cost", "number"),
            FicheField("note", "note", "public"),
            FicheField("retrait_prevu", "withdraw_by", "planned"),
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


def section_named(name: str) -> FicheSection | None:
    """The section of that French name."""
    return next((section for section in SECTIONS if section.name == name), None)


def choices_of(section: FicheSection, field: FicheField) -> tuple[str, ...]:
    """The values a choice field accepts, in the words of the fiche."""
    return tuple(_literals(section.model.model_fields[field.attribute].annotation))


def _literals(annotation: object) -> Iterator[str]:
    for argument in getattr(annotation, "__args__", ()):
        yield str(argument)
