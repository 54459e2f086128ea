"""What the history says of each transition: the same words wherever it was made.

A reason is part of its line: the field that holds it may be written again, the history is not.
"""

from __future__ import annotations

from datetime import date

from ..french import NBSP, short_date
from ..text import clean_line

REASON_MAX = 300
"""Longest reason a line repeats, in characters."""

OPENED = "Dossier ouvert"
DESCRIBED = "Informations modifiées"
REMOVED = "Dossier supprimé"
STARTED = "Stage commencé"
CLOSED = "Stage clos"
REOPENED = "Stage rouvert"
RETENTION_SET = "Date de conservation modifiée"
REPLANNED = "Rencontres replanifiées"
RESTORED = f"Sauvegarde restaurée{NBSP}: rencontres à exporter de nouveau"
NOTE_ADDED = "Note ajoutée"


# --- tasks ------------------------------------------------------------------------------------


def task_done(title: str) -> str:
    """« Faite : « Publier l’offre » »."""
    return f"Faite{NBSP}: {_named(title)}"


def task_undone(title: str) -> str:
    """« Remise à faire : « Publier l’offre » »."""
    return f"Remise à faire{NBSP}: {_named(title)}"


def task_skipped(title: str, why: str) -> str:
    """« Sans objet : « Publier l’offre » (candidature spontanée) »."""
    return f"Sans objet{NBSP}: {_named(title)}{_because(why)}"


def task_noted(title: str) -> str:
    """« Note de « Publier l’offre » »."""
    return f"Note de {_named(title)}"


def task_arranged(title: str) -> str:
    """« Responsable et échéance : « Publier l’offre » »."""
    return f"Responsable et échéance{NBSP}: {_named(title)}"


# --- the stage ----------------------------------------------------------------------------------


def waived(title: str, reason: str) -> str:
    """« Dérogation enregistrée : Âge (accord de l’OFQJ) »; the title is that of the rule."""
    return f"Dérogation enregistrée{NBSP}: {clean_line(title)}{_because(reason)}"


def unwaived(title: str) -> str:
    """« Dérogation retirée : Âge »."""
    return f"Dérogation retirée{NBSP}: {clean_line(title)}"


# --- meetings -----------------------------------------------------------------------------------


def meeting_name(title: str, day: date) -> str:
    """« Rencontre de suivi du mar. 2 mars »; the title is that of its kind, the day the host’s."""
    return f"{clean_line(title)} du {short_date(day)}"


def meeting_recorded(name: str, outcome: str, reason: str = "") -> str:
    """« Rencontre de suivi du mar. 2 mars : manquée (panne de courant) »."""
    return f"{name}{NBSP}: {outcome}{_because(reason)}"


def meeting_moved(name: str, reason: str = "") -> str:
    """« Rencontre de suivi du mar. 2 mars : déplacée (formation) »; the day is the one it was."""
    return meeting_recorded(name, "déplacée", reason)


# --- accesses -----------------------------------------------------------------------------------


def access_noted(name: str) -> str:
    """« Accès « VPN » noté »."""
    return f"Accès {_named(name)} noté"


def access_changed(name: str) -> str:
    """« Accès « VPN » modifié »."""
    return f"Accès {_named(name)} modifié"


def access_given(name: str) -> str:
    """« Accès « VPN » remis »."""
    return f"Accès {_named(name)} remis"


def access_explained(name: str) -> str:
    """« Accès « VPN » expliqué »."""
    return f"Accès {_named(name)} expliqué"


def access_withdrawn(name: str, by: str = "") -> str:
    """« Accès « VPN » retiré (Soutien informatique) »."""
    return f"Accès {_named(name)} retiré{_because(by)}"


def withdrawal_checked(name: str) -> str:
    """« Retrait de « VPN » : vérifications notées »."""
    return f"Retrait de {_named(name)}{NBSP}: vérifications notées"


def access_reopened(name: str) -> str:
    """« Accès « VPN » rouvert »."""
    return f"Accès {_named(name)} rouvert"


def access_removed(name: str) -> str:
    """« Accès « VPN » supprimé »."""
    return f"Accès {_named(name)} supprimé"


# --- transfers ----------------------------------------------------------------------------------


def transfer_noted(item: str) -> str:
    """« Transfert de « Maquettes » noté »."""
    return f"Transfert de {_named(item)} noté"


def transfer_changed(item: str) -> str:
    """« Transfert de « Maquettes » modifié »."""
    return f"Transfert de {_named(item)} modifié"


def transfer_done(item: str) -> str:
    """« « Maquettes » transféré »."""
    return f"{_named(item)} transféré"


def transfer_undone(item: str) -> str:
    """« « Maquettes » à transférer »."""
    return f"{_named(item)} à transférer"


def transfer_removed(item: str) -> str:
    """« Transfert de « Maquettes » supprimé »."""
    return f"Transfert de {_named(item)} supprimé"


def _named(text: str) -> str:
    return f"«{NBSP}{_cut(text)}{NBSP}»"


def _because(reason: str) -> str:
    said = _cut(reason)
    return f" ({said})" if said else ""


def _cut(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= REASON_MAX else f"{line[: REASON_MAX - 1].rstrip()}…"
