"""A change of a field in French: which field, what it was, what it became."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from ..wording import (
    EXEMPTION_WORDS,
    FORM_WORDS,
    MEETING_WORDS,
    PERMIT_WORDS,
    SIGN_WORDS,
    TASK_WORDS,
)
from .differences import FieldChange
from .french import clock_time, number, plain_date
from .text import clean_line

FIELD_WORDS: dict[str, str] = {
    "programme": "programme", "version": "version",
    "stage": "stage", "intern": "stagiaire", "host": "organisation", "tutor": "vous",
    "title": "titre", "mandate": "mandat", "deliverables": "livrables", "start": "début",
    "end": "fin", "weekly_hours": "heures par semaine", "monthly_pay": "gratification mensuelle",
    "financing": "financement", "financing_asked_on": "financement demandé le",
    "financing_validated_on": "financement validé le",
    "financing_refused_on": "financement refusé le", "allowance_until": "ARE versée jusqu’au",
    "first_name": "prénom", "last_name": "nom", "email": "courriel",
    "born": "naissance", "zone": "fuseau", "region": "région", "hours": "heures de travail",
    "jobseeker": "recherche d’emploi", "student": "études", "equipped": "équipement",
    "keeps_holidays": "jours fériés gardés", "absences": "absences", "first": "premier jour",
    "last": "dernier jour", "label": "libellé", "name": "nom", "city": "ville",
    "easter": "congé de Pâques", "phone": "téléphone", "meeting_rule": "règle des rencontres",
    "weekday": "jour", "at": "heure", "reference": "horloge fixe", "duration": "durée",
    "link": "lien", "contacts": "contacts", "ofqj": "OFQJ", "emails": "courriels",
    "hr": "ressources humaines", "it": "informatique", "team": "équipe",
    "stationery": "papier des documents", "logo": "logo", "paper": "format",
    "candidates": "candidatures", "interviewed_on": "entrevue le", "chosen": "choix",
    "runner_up": "second choix",
    "convention": "convention", "agreed": "conditions signées", "waivers": "dérogations",
    "rule": "règle", "field": "champ", "reason": "raison", "on": "le", "accepted": "accepté",
    "tasks": "étapes", "task": "étape", "choice": "état", "note": "note",
    "assignee": "responsable", "due": "échéance", "accesses": "accès", "kind": "sorte",
    "manager": "responsable", "account": "compte", "monthly_cost": "coût par mois",
    "withdraw_by": "à retirer au plus tard", "given_on": "remis le", "explained_on": "expliqué le",
    "withdrawn_on": "retiré le", "withdrawn_by": "retiré par", "checks": "vérifications",
    "given_hour": "heure de la remise", "given_by": "remis par",
    "explained_hour": "heure de l’explication", "explained_by": "expliqué par",
    "suspensions": "suspensions", "since": "depuis le", "until": "jusqu’au",
    "asked_on": "demandé le", "withdrawn_hour": "heure du retrait",
    "verified_on": "constaté le", "verified_by": "constaté par", "verified_how": "ce qui a été vu",
    "nothing_else": "rien d’autre trouvé", "hour": "heure", "by": "par",
    "amendments": "avenants", "about": "objet", "signed": "signatures", "terms": "conditions",
    "replaced": "conditions d’avant",
    "interruptions": "interruptions", "suspends": "suspend les accès",
    "with_stage": "avec le stage", "ended_early": "fin avant terme",
    "planned_end": "fin prévue", "done": "ce qui a été fait", "never_begun": "jamais commencé",
    "usual_accesses": "accès habituels", "moot": "sans objet",
    "meetings": "rencontres", "slot": "moment", "day": "jour", "status": "état",
    "rule_day": "jour de la règle", "objective": "objet", "deviations": "écarts",
    "reading": "lecture des horloges", "edition": "édition des fuseaux", "other": "autre horloge",
    "moved_from": "déplacée depuis", "move_reason": "raison du déplacement",
    "cancelled_by": "annulée par", "record": "compte rendu", "minutes": "ordre du jour",
    "item": "point", "text": "texte", "indicators": "indicateurs", "level": "niveau",
    "notes": "notes", "evaluations": "évaluations", "ratings": "appréciations",
    "criterion": "critère", "applicable": "s’applique", "observed": "observé",
    "comment": "commentaire", "overall": "appréciation globale",
    "overall_why": "raison de l’appréciation", "goals_reached": "objectifs atteints",
    "strengths": "points forts", "to_improve": "à améliorer",
    "supervision_hours": "heures d’encadrement", "training_sufficient": "formation suffisante",
    "would_host_again": "accueillir de nouveau", "attestation_given": "attestation remise",
    "answers": "réponses", "question": "question", "discussed_on": "présentée le",
    "completed_on": "complète le", "intern_word": "mot du ou de la stagiaire",
    "read_on": "lue le", "agrees": "accord", "reopenings": "réouvertures", "letter": "lettre",
    "left_out": "phrases laissées", "put_in": "phrases ajoutées", "release": "approbation",
    "mark": "empreinte", "transfers": "transferts", "to": "repris par", "done_on": "fait le",
    "where": "où", "begun_on": "commencé le",
    "work_plan": "plan de travail", "delivered_on": "livré le", "accepted_on": "accepté le",
    "periods": "périodes", "period": "période", "expectations": "attentes",
    "training": "formation", "next_steps": "suite du projet", "started_on": "commencé le",
    "closed_on": "clos le", "retention_until": "à conserver jusqu’au", "room": "salle",
    "onsite": "suite au Québec", "identity": "identité", "former": "dossier du télé-stage",
    "exemption": "dispense", "sign_in": "connexion au portail",
    "primary_user": "utilisateur principal", "value": "valeur", "forms": "formulaires du portail",
    "form": "formulaire", "state": "état", "payment": "paiement", "started": "page ouverte",
    "active": "encore sur la page",
    "cancelled": "annulé", "paid_on": "payé le", "offer": "offre d’emploi", "number": "numéro",
    "permit": "permis", "kept_for": "gardée parce que",
    "convention_points": "points de la convention", "point": "point",
    "payments": "gratification versée", "month": "mois", "amount": "montant",
    "presence": "présence", "week": "semaine", "missed": "manqué", "unit": "unité",
    "posting": "offre de stage", "field_of_study": "formation visée",
    "added_value": "valeur ajoutée", "feasibility": "ce qui tient dans la durée",
    "declined": "non retenue", "decided_on": "décidé le", "gave_up_on": "désistement le",
}  # fmt: skip
"""The words of each field of a dossier and of Mon organisation, by its name."""

NOTHING = "rien"
"""What an empty value is called."""
SEALED = "à lire sur la page Évaluations"
"""Instead of what a self-evaluation says: it is compared only once one has answered oneself."""
_STATE_WORDS = MEETING_WORDS | TASK_WORDS
_ONSITE_WORDS: dict[str, dict[str, str]] = {
    "exemption": EXEMPTION_WORDS,
    "sign_in": SIGN_WORDS,
    "state": FORM_WORDS | PERMIT_WORDS,
}
"""The words of the codes of what follows in Québec, by field."""
_NAMED_BY_THE_DEED = ("field", "form")
"""Fields whose identifier is of the programme: the line above says it in words."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ChangeWords(NamedTuple):
    """A change of a field, in French.

    Attributes:
        field: « accès, retiré le ».
        before: What it was.
        after: What it became.
    """

    field: str
    before: str
    after: str

    @property
    def line(self) -> str:
        """« accès, retiré le : rien → 2 mars 2027 »."""
        return f"{self.field} : {self.before} → {self.after}"


def words_of(change: FieldChange) -> ChangeWords:
    """A change of a field in French; what a self-evaluation says is not shown."""
    steps = [step for step in change.path if "=" not in step]
    field = ", ".join(FIELD_WORDS.get(step, step) for step in steps)
    if change.path[0] == "evaluations" and any(s.startswith("kind=self_") for s in change.path):
        return ChangeWords(field, SEALED, SEALED)
    if change.path[0] == "onsite":
        before, after = (_onsite(each, steps[-1]) for each in (change.before, change.after))
        return ChangeWords(field, value_words(before), value_words(after))
    return ChangeWords(field, value_words(change.before), value_words(change.after))


def _onsite(value: Any, field: str) -> Any:
    """A JSON value of what follows in Québec, its codes in words."""
    if isinstance(value, dict):
        return {
            name: _onsite(each, name)
            for name, each in value.items()
            if name not in _NAMED_BY_THE_DEED
        }
    if isinstance(value, list):
        return [_onsite(each, field) for each in value]
    return _ONSITE_WORDS.get(field, {}).get(value, value) if isinstance(value, str) else value


def simple_words(value: object) -> str | None:
    """An empty value, a yes or no, a number, a day or an hour, in French; None for what is not."""
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return "oui" if value else "non"
        case int() | float():
            return number(value)
        case date() if not isinstance(value, datetime):
            return plain_date(value)
        case time():
            return clock_time(value)
    return None


def value_words(value: Any) -> str:
    """A JSON value in French, on one line."""
    words = simple_words(value)
    if words is not None:
        return words
    if isinstance(value, dict):
        pairs = [
            f"{FIELD_WORDS.get(name, name)} {value_words(each)}"
            for name, each in value.items()
            if each not in (None, "", [], {}) and not _is_identifier(each)
        ]
        return ", ".join(pairs) or NOTHING
    if isinstance(value, list):
        return "; ".join(map(value_words, value))
    return _text_words(value)


def _text_words(text: str) -> str:
    if _DAY.fullmatch(text):
        return plain_date(date.fromisoformat(text))
    if _TIME.fullmatch(text):
        return clock_time(time.fromisoformat(text))
    return clean_line(_STATE_WORDS.get(text, text)) or NOTHING


def _is_identifier(value: Any) -> bool:
    return isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None


def put_back_words(changes: Iterable[FieldChange], *, redo: bool) -> Iterator[str]:
    """What undoing a change would put back, field by field: what is there → what comes back.

    Args:
        changes: Those of the line of the history.
        redo: Whether it is undone, and would be made again.
    """
    for words in map(words_of, changes):
        yield words.line if redo else f"{words.field} : {words.after} → {words.before}"
