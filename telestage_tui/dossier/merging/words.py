"""What is compared, in French: the names of the fields, and values in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from ...wording import (
    EXEMPTION_WORDS,
    FORM_WORDS,
    MEETING_WORDS,
    PERMIT_WORDS,
    SIGN_WORDS,
    TASK_WORDS,
    TRANSFER_KINDS,
)
from ..accesses import Access
from ..base import Frozen
from ..evaluations import Evaluation, OwnAnswer, Rating
from ..fiche.fields import SECTIONS
from ..field_words import FIELD_WORDS, NOTHING, simple_words
from ..french import clock_time, lower_first, plain_date, short_date
from ..meetings import IndicatorLevel, Meeting, Minute, Slot
from ..people import Candidate
from ..records import Note, TaskRecord, Transfer
from ..stage import Waiver
from ..work_plan import Deliverable, PeriodPlan
from .shape import Path, Unit, units_of

Titles = Mapping[str, str]
"""The French titles of what the programme defines, by identifier."""

_OWN_WORDS: dict[str, dict[str, str]] = {
    "Dossier": {
        "programme": "Programme suivi",
        "agreed": "Termes à la première signature",
        "waivers": "Dérogations",
        "tasks": "Étapes",
        "accesses": "Accès",
        "meetings": "Rencontres",
        "evaluations": "Évaluations",
        "transfers": "Fichiers",
        "notes": "Notes",
        "candidates": "Candidatures",
        "started_on": "Début et clôture du stage",
        "retention_until": "Conservation jusqu’au",
    },
    "Stage": {
        "start": "Dates du stage",
    },
    "Terms": {
        "monthly_pay": "gratification",
    },
    "ProgrammeRef": {
        "id": "programme",
        "version": "version",
    },
    "Convention": {
        "ofqj": "Signature : OFQJ",
        "intern": "Signature : stagiaire",
        "host": "Signature : organisation",
    },
    "Intern": {
        "region": "Jours fériés de stagiaire",
        "absences": "Absences de stagiaire",
    },
    "Workplace": {
        "name": "Organisation",
        "region": "Jours fériés de l’organisation",
    },
    "Host": {
        "region": "Jours fériés de l’organisation",
    },
    "ClosedPeriod": {
        "first": "du",
        "last": "au",
        "label": "motif",
    },
    "MeetingRoom": {
        "link": "Lien des rencontres",
    },
    "Candidate": {
        "interviewed_on": "entretien le",
        "chosen": "choix",
    },
    "Waiver": {
        "accepted": "valeur acceptée",
    },
    "Access": {
        "kind": "type",
        "withdraw_by": "retrait prévu",
        "given_on": "remise et retrait",
    },
    "Meeting": {
        "slot": "date et heure",
        "duration": "durée (min)",
        "deviations": "pourquoi là",
        "moved_from": "déplacée du",
    },
    "Slot": {
        "day": "le",
        "at": "à",
    },
    "Record": {
        "minutes": "points",
    },
    "Minute": {
        "text": "compte rendu",
    },
    "Evaluation": {
        "ratings": "critères",
        "overall": "appréciation générale",
        "overall_why": "pourquoi cette appréciation",
        "would_host_again": "accueil à refaire",
        "discussed_on": "discutée le",
    },
    "OwnAnswer": {
        "text": "réponse",
    },
    "InternWord": {
        "agrees": "d’accord",
    },
    "Letter": {
        "left_out": "Lettre : phrases ôtées",
        "put_in": "Lettre : phrases ajoutées",
        "release": "Lettre : prête",
    },
    "Transfer": {
        "item": "nom",
        "to": "à qui, et quand",
        "done_on": "repris le",
    },
    "WorkPlan": {
        "deliverables": "Livrables",
        "periods": "Périodes",
        "training": "Formation",
        "next_steps": "Suites du stage",
    },
    "Deliverable": {
        "delivered_on": "livraison",
    },
    "PeriodPlan": {
        "tasks": "tâches",
    },
    "Note": {
        "on": "date",
    },
}
"""The names of fields that say more, beside the record that has them, than `FIELD_WORDS` does."""
_VALUES: dict[tuple[str, str], Mapping[str, str]] = {
    ("Meeting", "status"): MEETING_WORDS,
    ("Meeting", "cancelled_by"): {"plan": "le calendrier"},
    ("TaskRecord", "choice"): TASK_WORDS,
    ("Transfer", "kind"): TRANSFER_KINDS,
    ("Onsite", "exemption"): EXEMPTION_WORDS,
    ("Onsite", "sign_in"): SIGN_WORDS,
    ("FormRecord", "state"): FORM_WORDS,
    ("PermitStep", "state"): PERMIT_WORDS,
}


def field_word(model: type[Frozen], path: Path) -> str:
    """The name of the field at the end of a path.

    Args:
        model: The record that has it.
        path: From the dossier, or the organisation.
    """
    return known_word(model, path) or path[-1].replace("_", " ")


def known_word(model: type[Frozen], path: Path) -> str:
    """The French name of the field at the end of a path; empty when nobody gave it one."""
    attributes = tuple(part for part in path if not part.startswith("["))
    word = _OWN_WORDS.get(model.__name__, {}).get(path[-1]) or _asked().get(attributes)
    return word or FIELD_WORDS.get(path[-1], "")


@cache
def _asked() -> dict[Path, str]:
    """The labels of the forms, by the path of their field."""
    return {
        (*section.attribute.split("."), field.attribute): field.label
        for section in SECTIONS
        for field in reversed(section.fields)
        if field.label and not section.many
    }


_RECORDS: Mapping[type[Frozen], tuple[str, str]] = {
    Access: ("Accès ", "name"),
    Candidate: ("Candidature ", "name"),
    Deliverable: ("Livrable ", "name"),
    IndicatorLevel: ("", "id"),
    Minute: ("", "item"),
    OwnAnswer: ("", "question"),
    PeriodPlan: ("Période ", "period"),
    Rating: ("", "criterion"),
    TaskRecord: ("Étape ", "task"),
    Transfer: ("Fichier ", "item"),
    Waiver: ("Dérogation ", "rule"),
}
"""What the records of a list are called, before their name or the title of what they name."""
_FREE = (Access, Candidate, Deliverable, Transfer)
"""Those of them that people name, in words that are no identifiers of the programme."""


def naming_field(record: Frozen) -> str:
    """The field that `record_words` names a record of a list by; empty for one it does not name."""
    if isinstance(record, Meeting | Evaluation):
        return "kind"
    if isinstance(record, Note):
        return "on"
    return _RECORDS.get(type(record), ("", ""))[1]


def record_words(record: Frozen, titles: Titles) -> str:
    """What one record of a list is called: « Accès Messagerie », « Rencontre du 19 janvier »."""
    match record:
        case Meeting():
            return f"{titles.get(record.kind, 'Rencontre')} du {short_date(record.slot.day)}"
        case Evaluation():
            return titles.get(record.kind, record.kind)
        case Note():
            return f"Note du {short_date(record.on)}"
    noun, attribute = _RECORDS.get(type(record), ("", ""))
    if not attribute:
        return type(record).__name__
    name = str(getattr(record, attribute))
    return f"{noun}{_quoted(name if isinstance(record, _FREE) else titles.get(name, name))}"


def _quoted(text: str) -> str:
    return f"« {text} »"


def known_values(model: type[Frozen], field: str) -> Mapping[str, str]:
    """The French words of the values of a field that has codes of our own; else none."""
    return _VALUES.get((model.__name__, field), {})


def unit_words(model: type[Frozen], path: Path, unit: Unit, value: object, titles: Titles) -> str:
    """The value of a unit in words.

    Args:
        model: The record that has it.
        path: Of the unit.
        unit: Its fields.
        value: See `shape.value_of`.
        titles: Of what the programme defines.
    """
    if not isinstance(value, dict):
        return said(value, titles, known_values(model, unit[0]))
    parts = []
    for name in unit:
        text = said(value[name], titles, known_values(model, name))
        if text != NOTHING:
            word = field_word(model, (*path[:-1], name))
            parts.append(text if name == unit[0] else f"{lower_first(word)} {text}")
    return "; ".join(parts) or NOTHING


def said(value: object, titles: Titles, words: Mapping[str, str] | None = None) -> str:
    """A value in words; « rien » when it is empty."""
    simple = simple_words(value)
    if simple is not None:
        return simple
    match value:
        case datetime():
            return f"{plain_date(value.date())}, {clock_time(value.time())} UTC"
        case str():
            return (words or {}).get(value) or titles.get(value, value)
        case Slot():
            return f"{plain_date(value.day)} à {clock_time(value.at)} ({value.zone})"
        case tuple():
            return "; ".join(said(item, titles) for item in value)
        case Frozen():
            return _whole(value, titles)
    return str(value)


def _whole(record: Frozen, titles: Titles) -> str:
    """Every field of a record that says something."""
    parts = []
    for unit in units_of(type(record)):
        for name in unit:
            text = said(getattr(record, name), titles, known_values(type(record), name))
            if text != NOTHING:
                word = field_word(type(record), (name,))
                parts.append(f"{lower_first(word)} {text}")
    return ", ".join(parts) or NOTHING
