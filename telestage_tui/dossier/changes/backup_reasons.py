"""Why backups are made: on request, each day, or before what cannot be undone."""

from __future__ import annotations

BACKUP_REASONS: dict[str, str] = {
    "quotidienne": "de chaque jour",
    "manuelle": "à votre demande",
    "migration": "avant une mise à jour",
    "restauration": "avant une restauration",
    "suppression": "avant une suppression",
    "import": "avant un import",
}
"""The words on screen for each reason, by its spelling in file names (letters and hyphens)."""


def reason_in_words(reason: str) -> str:
    """The words for a reason; the reason itself when it comes from a newer version."""
    return BACKUP_REASONS.get(reason, reason)
