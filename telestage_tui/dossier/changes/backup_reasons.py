"""Why backups are made: on request, as time passes, or before what cannot be undone."""

from __future__ import annotations

BACKUP_REASONS: dict[str, str] = {
    "quotidienne": "de chaque jour",
    "horaire": "de chaque heure",
    "session": "en quittant",
    "manuelle": "à votre demande",
    "migration": "avant une mise à jour",
    "restauration": "avant une restauration",
    "suppression": "avant une suppression",
    "import": "avant un import",
    "remplacement": "avant un remplacement",
    "effacement": "avant un effacement",
}
"""The words on screen for each reason, by its spelling in file names (letters and hyphens)."""

KEPT_BY_AGE = frozenset(
    {
        "quotidienne",
        "migration",
        "restauration",
        "suppression",
        "import",
        "remplacement",
        "effacement",
    }
)
"""Reasons whose copies no number of later ones pushes out: what is lost may be found much later."""


def reason_in_words(reason: str) -> str:
    """The words for a reason; the reason itself when it comes from a newer version."""
    return BACKUP_REASONS.get(reason, reason)
