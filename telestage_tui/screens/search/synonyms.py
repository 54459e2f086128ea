"""Other words by which people look for what a key does."""

from __future__ import annotations

SYNONYMS = {
    "create": "sauvegarder copie", "export": "calendrier ics Outlook Google inviter invitations",
    "miss": "absente absent", "move": "reporter changer date heure", "undo": "annuler revenir",
    "redo": "rétablir", "close_stage": "fermer terminer clôture", "fiche": "importer",
    "absences": "importer congés vacances ics", "new": "créer ajouter", "remove": "effacer",
    "replan": "replanification", "waive": "dérogation", "word": "lue accord désaccord signature",
    "take_filled": "importer paquet fusionner conflit copie ordinateur classeur",
    "copy": "presse-papiers recopier", "about('facts')": "provenance source date confiance",
    "go('selection')": "offre candidats candidatures entretiens choix désistement Chronos",
    "go('convention')": "signature signer avenant versement ARE RFFT absence heures faites",
    "go('onsite')": "IRCC portail permis passeport offre CléGC CNP sur place fiche",
    "go('course')": "avenant report prolonger interrompre",
}  # fmt: skip
"""By action; they are searched, and not shown."""
