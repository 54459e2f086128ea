"""Exporting meetings to a calendar file, from the screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..documents.calendar import TaskForm
from ..documents.files import CalendarChoices, write_calendar
from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError
from ..store.errors import french_cause
from ..widgets.fields import Field
from ..widgets.form_dialog import FormDialog
from .base import WorkScreen

FOLDER_PREFERENCE = "export-folder"
"""Under what name the last folder is remembered."""
_TASKS: dict[str, TaskForm | None] = {"": None, "todo": "todo", "events": "events"}
_FIELDS = (
    Field("folder", "Répertoire", hint="Le fichier .ics y est écrit, prêt à importer."),
    Field("purpose", "Pour", "choice",
          (("publish", "votre propre agenda"), ("invite", "inviter le ou la stagiaire"),
           ("cancel", "retirer les rencontres")),
          "Une invitation demande les deux adresses de courriel."),
    Field("form", "Suivis", "choice",
          (("single", "une entrée par rencontre"), ("series", "une série")),
          "Une entrée par rencontre est lue sans erreur par tous les agendas."),
    Field("tasks", "Étapes", "choice",
          (("", "non"), ("todo", "en tâches"), ("events", "en journées")),
          "Les étapes à échéance, pour les agendas qui les montrent."),
)  # fmt: skip


def export_dialog(screen: WorkScreen, dossiers: Sequence[Dossier]) -> FormDialog:
    """Asks where and how, and writes one file for these dossiers.

    Args:
        screen: The screen that asks; it tells where the file is.
        dossiers: Whose meetings.
    """
    workspace = screen.workspace

    def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
        choices = CalendarChoices(
            series=typed["form"] == "series",
            invite=typed["purpose"] == "invite",
            cancel=typed["purpose"] == "cancel",
            tasks=_TASKS[typed["tasks"]],
        )
        try:
            path = write_calendar(
                Path(typed["folder"].strip() or "."),
                dossiers,
                workspace.programme,
                workspace.clock.now(),
                choices,
            )
        except TelestageError as error:
            return {"purpose": str(error)}
        except OSError as error:
            return {"folder": f"{french_cause(error)}."}
        workspace.drafts.keep_text(FOLDER_PREFERENCE, typed["folder"])
        screen.tell(f"Écrit : {path}")
        return {}

    def saved() -> Mapping[str, str]:
        return {"folder": workspace.drafts.text(FOLDER_PREFERENCE) or "~"}

    question = "Réimporté plus tard, le fichier met à jour les rencontres qui ont bougé."
    return FormDialog("Exporter vers un agenda", _FIELDS, saved, submit, question=question)
