"""The French names of what is chosen on a command line, accepted beside those of the program.

They are the words that the screens show, without what only agrees with a noun; where one word is
not enough, several are accepted.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..dossier.deeds.sentences import PARTS
from ..dossier.text import fold
from ..wording import (
    EXEMPTION_WORDS,
    FORM_WORDS,
    MEETING_WORDS,
    PARTY_WORDS,
    PERMIT_WORDS,
    SIGN_WORDS,
)

Words = Mapping[str, tuple[str, ...]]
"""The French names of each choice, the usual one first."""


def each_in(words: Mapping[str, str], more: Words | None = None) -> Words:
    """The word of each choice, then others that are accepted too."""
    others = more or {}
    return {choice: (word, *others.get(choice, ())) for choice, word in words.items()}


MEETING_STATES = each_in(
    MEETING_WORDS,
    {"planned": ("à venir",), "held": ("tenu",), "missed": ("manqué",), "cancelled": ("annulé",)},
)
ADDED: Words = {"call": ("appel",), "problem": ("problème",)}
MEETINGS: Words = {
    **ADDED,
    "prestart": ("avant-stage",),
    "welcome": ("accueil",),
    "checkin": ("suivi",),
    "midpoint": ("mi-stage",),
    "final": ("fin", "fin de stage"),
}
EVALUATIONS: Words = {
    "midpoint": ("mi-stage",),
    "final": ("fin", "fin de stage"),
    "self_midpoint": ("auto-mi-stage", "autoévaluation de mi-stage"),
    "self_final": ("auto-fin", "autoévaluation de fin de stage"),
}
LEVELS: Words = {
    "na": ("sans objet", "ne s’applique pas"),
    "unseen": ("non observé", "pas observé", "pas pu observer"),
}
HISTORY_PARTS = each_in(PARTS)
PARTIES = each_in(
    PARTY_WORDS, {"ofqj": (), "intern": ("le stagiaire", "la stagiaire"), "host": ("organisation",)}
)
UNITS: Words = {"hours": ("heures", "h"), "days": ("jours", "j")}
LANGUAGES: Words = {"fr": ("français",), "en": ("anglais",)}
TRANSFERS: Words = {"file": ("fichier",), "subject": ("sujet",)}
COURSES: Words = {
    "postpone": ("reporter",),
    "extend": ("prolonger",),
    "interrupt": ("interrompre",),
    "resume": ("reprendre",),
    "end-early": ("terminer", "terminer avant la fin prévue"),
    "never-begun": ("jamais-commencé",),
    "tutor": ("tuteur", "tutrice", "changer de tuteur"),
    "amend": ("avenant",),
}
EXPORTS: Words = {
    "self-evaluation-midpoint": ("autoévaluation-mi-stage",),
    "self-evaluation-final": ("autoévaluation-fin",),
    "all": ("tout",),
}
TASK_FORMS: Words = {"todo": ("tâches",), "events": ("événements", "journées")}
SIDES: Words = {"host": ("organisation", "structure"), "intern": ("stagiaire",)}
FICHE_SIDES: Words = {"structure": ("organisation",), "stagiaire": ()}
ANSWERS: Words = {"oui": ("o",), "non": ("n",)}
EXEMPTIONS = each_in(EXEMPTION_WORDS, {"offer": ("offre",), "fee": ("frais",)})
SIGN_INS = each_in(SIGN_WORDS, {"partner": ("partenaire",)})
FORM_STATES = each_in(FORM_WORDS, {"todo": ("à faire",), "started": ("commencé",)})
PAYMENTS: Words = {
    "start": ("commencer", "commencé"),
    "active": ("présent", "encore là"),
    "cancelled": ("annulé", "annuler"),
    "paid": ("payé",),
}
PERMITS = each_in(PERMIT_WORDS, {"biometrics": ("biométrie",)})


def choice_named(text: str, words: Words) -> str:
    """The choice of that French name, whatever its case and accents; else the text itself."""
    wanted = fold(text)
    return next((each for each, names in words.items() if wanted in map(fold, names)), text)


PAGES: Words = {
    "today": ("Aujourd’hui",),
    "dossier": ("Dossier",),
    "earlier": ("Faites avant telestage",),
    "new": (
        "Nouveau dossier",
        "nouveau",
    ),
    "organisation": (
        "Mon organisation",
        "organisation",
    ),
    "details": ("Informations",),
    "selection": (
        "Sélection",
        "candidatures",
    ),
    "meetings": ("Rencontres",),
    "meeting": ("Rencontre",),
    "evaluations": ("Évaluations",),
    "evaluation": ("Évaluation",),
    "accesses": ("Accès",),
    "withdrawals": (
        "Retraits",
        "journée des retraits",
    ),
    "transfers": ("Passation",),
    "convention": ("Convention",),
    "work-plan": ("Plan de travail",),
    "papers": ("Documents",),
    "timeline": ("Frise",),
    "messages": (
        "Messages à envoyer",
        "messages",
    ),
    "letter": (
        "Lettre de recommandation",
        "lettre",
    ),
    "history": (
        "Notes et historique",
        "historique",
        "notes",
        "journal",
    ),
    "departures": (
        "Écarts au programme",
        "écarts",
    ),
    "course": (
        "Changement de cours",
        "avenant",
    ),
    "onsite": ("Suite au Québec",),
    "portal-sheet": ("Fiche IRCC",),
    "closing": (
        "Clore le stage",
        "clôture",
    ),
    "calendar": ("Calendrier",),
    "guide": ("Guide",),
    "facts": ("D’où ça vient",),
    "backups": ("Sauvegardes",),
}
"""The pages, by what their title bars say."""
HANDOUTS: Words = {
    "keys": ("touches", "carte des touches"),
    "checklist": ("liste", "liste de vérification"),
    "guide": ("guide", "sujets du guide"),
}
