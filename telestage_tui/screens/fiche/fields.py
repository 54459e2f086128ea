"""The questions of a dossier's form: each field of the fiche with its label and its advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from ...clocks.zones import HOST_ZONES, INTERN_ZONES, zone_label
from ...dossier.fiche import Fiche
from ...dossier.fiche.fields import SECTIONS
from ...dossier.hours import WEEKDAYS
from ...dossier.parsing import number_text
from ...dossier.people import DEFAULT_HOST_HOURS, DEFAULT_INTERN_HOURS, ClosedPeriod
from ...dossier.regions import INTERN_REGIONS
from ...widgets.field_readings import (
    amount,
    clock_hour,
    closed_days,
    coming_date,
    length,
    near_date,
    whole_date,
)
from ...widgets.fields import YES_NO, FormField, FormSection

_PLANNED = "Par exemple 11 janvier, 2027-01-11 ou 11/01/2027 (jour/mois/année)."
_NEAR = "Par exemple 11 janvier, hier, ou 11/01/2027 (jour/mois/année)."
_HOURS = "Heure locale, par exemple 9 h à 17 h, ou 9 h à 12 h et 13 h à 17 h."
_ABSENCES = "Une par ligne : 5 mars, ou du 1er au 5 mars 2027 : congé."
_HOLIDAYS = (("oui", "chômés"), ("non", "travaillés"))


def _zones(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, zone_label(name)) for name in names)


def _words(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple((value, value) for value in values)


ESSENTIALS = FormSection(
    "L’essentiel",
    (
        FormField("stagiaire.prenom", "Stagiaire : prénom *"),
        FormField("stagiaire.nom", "Stagiaire : nom *"),
        FormField("structure.nom", "Votre structure d’accueil *"),
        FormField("stage.debut", "Premier jour *", hint=_PLANNED, reading=coming_date),
        FormField("stage.fin", "Dernier jour *", hint=_PLANNED, reading=coming_date),
    ),
)
MISSION = FormSection(
    "Stage",
    (
        FormField("stage.titre", "Titre de l’offre", placeholder="TELESTAGE – …"),
        FormField(
            "stage.mandat", "Mandat", "prose", hint="Ce qui est confié, en quelques phrases."
        ),
        FormField(
            "stage.livrables",
            "Livrables",
            "prose",
            hint="Un par ligne. Une bonne mission en nomme trois, faisables d’ici la fin.",
        ),
        FormField("stage.heures_par_semaine", "Heures par semaine", reading=amount),
        FormField(
            "stage.gratification_mensuelle",
            "Gratification ($ par mois)",
            hint="Dollars canadiens. Vide si elle n’est pas encore convenue.",
            reading=amount,
        ),
        FormField(
            "stage.financement",
            "Financement",
            "choice",
            _words("inconnu", "ARE", "RFPE demandée", "RFPE validée", "aucun"),
        ),
    ),
)
INTERN = FormSection(
    "Stagiaire",
    (
        FormField("stagiaire.courriel", "Courriel", placeholder="nom@exemple.org"),
        FormField(
            "stagiaire.naissance",
            "Date de naissance",
            reading=whole_date,
            hint="Avec l’année, par exemple 17 mai 2003 ou 17/05/2003 (jour/mois/année).",
        ),
        FormField(
            "stagiaire.inscrit_france_travail", "Inscription France Travail", "choice", YES_NO
        ),
        FormField("stagiaire.etudes_en_cours", "Études en cours", "choice", YES_NO),
        FormField(
            "stagiaire.equipement_fiable",
            "Équipement fiable",
            "choice",
            YES_NO,
            "Un ordinateur et une connexion rapide et stable.",
        ),
        FormField("stagiaire.fuseau", "Fuseau", "choice", _zones(INTERN_ZONES)),
        FormField("stagiaire.horaires", "Horaires", hint=_HOURS),
        FormField("stagiaire.region", "Jours fériés", "choice", tuple(INTERN_REGIONS.items())),
        FormField("stagiaire.feries_chomes", "Ces jours fériés sont", "choice", _HOLIDAYS),
        FormField(
            "stagiaire.absences", "Absences prévues", "prose", hint=_ABSENCES, reading=closed_days
        ),
    ),
)
HOST = FormSection(
    "Structure",
    (
        FormField("structure.ville", "Ville"),
        FormField("structure.fuseau", "Fuseau", "choice", _zones(HOST_ZONES)),
        FormField("structure.horaires", "Horaires", hint=_HOURS),
        FormField(
            "structure.conge_paques",
            "Congé de Pâques",
            "choice",
            (("lundi", "lundi de Pâques"), ("vendredi", "Vendredi saint")),
        ),
        FormField("structure.feries_chomes", "Les jours fériés sont", "choice", _HOLIDAYS),
        FormField(
            "structure.absences", "Jours de fermeture", "prose", hint=_ABSENCES, reading=closed_days
        ),
        FormField("tuteur.prenom", "Vous : prénom"),
        FormField("tuteur.nom", "Vous : nom"),
        FormField("tuteur.fonction", "Vous : fonction"),
        FormField("tuteur.courriel", "Vous : courriel", placeholder="nom@exemple.com"),
    ),
)
MEETINGS = FormSection(
    "Rencontres",
    (
        FormField(
            "rencontres.jour",
            "Jour",
            "choice",
            _words(*WEEKDAYS[:5]),
            "Du mardi au jeudi, les jours fériés sont plus rares.",
        ),
        FormField(
            "rencontres.heure",
            "Heure",
            placeholder="première heure commune",
            hint="Par exemple 9 h 30, sur l’horloge choisie ci-dessous.",
            reading=clock_hour,
        ),
        FormField(
            "rencontres.reference",
            "Horloge fixe",
            "choice",
            (("structure", "celle de la structure"), ("stagiaire", "celle du ou de la stagiaire")),
            "Aux changements d’heure, cette horloge garde la même heure ; l’autre se décale.",
        ),
        FormField("rencontres.duree", "Durée, en minutes", reading=length),
        FormField("rencontres.lien", "Lien de la visioconférence", placeholder="https://…"),
    ),
)
CONVENTION = FormSection(
    "Convention",
    (
        FormField("convention.ofqj", "Signature : OFQJ", hint=_NEAR, reading=near_date),
        FormField("convention.stagiaire", "Signature : stagiaire", hint=_NEAR, reading=near_date),
        FormField("convention.structure", "Signature : structure", hint=_NEAR, reading=near_date),
    ),
)
USUAL_CANDIDATES = 4
"""How many there is room for from the beginning."""
_CANDIDATE = re.compile(r"candidats\[(\d+)\]")
DEFAULTS: Mapping[str, str] = {
    "stage.heures_par_semaine": "35",
    "stagiaire.horaires": str(DEFAULT_INTERN_HOURS),
    "structure.horaires": str(DEFAULT_HOST_HOURS),
    "rencontres.jour": "mardi",
    "rencontres.duree": "30",
}


def form_over(texts: Mapping[str, str]) -> tuple[FormSection, ...]:
    """The parts of the form, with room for every candidate in these texts and one more."""
    named = (_CANDIDATE.match(name) for name, text in texts.items() if text)
    last = max((int(match[1]) for match in named if match), default=0)
    candidates = _candidates(max(USUAL_CANDIDATES, last + 1))
    return ESSENTIALS, MISSION, INTERN, HOST, MEETINGS, candidates, CONVENTION


def _candidates(rows: int) -> FormSection:
    return FormSection(
        "Entretiens",
        tuple(
            field
            for rank in range(1, rows + 1)
            for field in (
                FormField(
                    f"candidats[{rank}].nom",
                    f"Candidature {rank}",
                    placeholder="prénom et nom",
                    hint="Gardez une solution de rechange en cas de désistement.",
                ),
                FormField(
                    f"candidats[{rank}].entretien", "  entretien le", hint=_NEAR, reading=near_date
                ),
                FormField(
                    f"candidats[{rank}].retenu",
                    "  personne retenue",
                    "choice",
                    (("", "non"), ("oui", "oui")),
                ),
            )
        ),
    )


def texts_of(fiche: Fiche) -> dict[str, str]:
    """A fiche as a person would have typed it, by path."""
    return dict(_texts(fiche))


def _texts(fiche: Fiche) -> Iterator[tuple[str, str]]:
    for section in SECTIONS:
        described = getattr(fiche, section.attribute)
        models = enumerate(described, 1) if section.many else ((0, described),)
        for rank, model in models:
            name = f"{section.name}[{rank}]" if rank else section.name
            for field in section.fields:
                if field.kind == "days":  # « absences » says the same days, with their reason
                    continue
                # The choice is among lists of holidays: each region is shown by the one it keeps.
                listed = field.kind in ("host_region", "intern_region")
                attribute = "holiday_region" if listed else field.attribute
                yield f"{name}.{field.name}", _text(getattr(model, attribute))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float():
            return number_text(value)
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case ClosedPeriod(first=first, last=last, label=label):
            days = f"{first}" if first == last else f"{first} au {last}"
            return f"{days} : {label}" if label else days
        case tuple():
            return "\n".join(map(_text, value))
        case _:
            return str(value)
