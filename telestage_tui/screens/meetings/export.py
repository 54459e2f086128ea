"""Exporting meetings to calendar files, from the screens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from ...clocks.meeting_times import host_day
from ...clocks.zones import local
from ...documents.files import export_calendar
from ...documents.ics.choices import CalendarChoices, Purpose
from ...documents.ics.export import dossiers_of_tutor
from ...dossier.changes import TAKEN_OFF, Change
from ...dossier.changes.exports import is_outdated
from ...dossier.deeds import tell
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, TelestageError
from ...dossier.exports import Audience, TaskForm
from ...dossier.french import de, short_date
from ...dossier.meetings import Meeting
from ...dossier.os_errors import french_cause
from ...store.file_errors import SaveFailed, UnusablePath
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ..base import WorkScreen
from ..where import folder_of, keep_folder, refusal, usual_folder, where_fields
from ..written import WrittenDialog

_QUESTION = (
    "Pour vous, un fichier à importer; pour votre stagiaire, un fichier par rencontre, "
    "à joindre à un courriel."
)
_FIELDS = (
    FormField(
        "purpose",
        "Pour",
        "choice",
        (
            ("publish", "mettre dans votre agenda"),
            ("withdraw", "retirer de votre agenda"),
            ("invite", "inviter votre stagiaire"),
            ("uninvite", "annuler l’invitation"),
        ),
        "Une invitation demande les deux adresses de courriel.",
    ),
    FormField(
        "form",
        "Suivis",
        "choice",
        (("single", "une entrée par rencontre"), ("series", "une série")),
        "Le fichier retire de l’agenda l’autre forme, si elle y est.",
    ),
    FormField(
        "tasks",
        "Étapes",
        "choice",
        (("", "non"), ("todo", "en tâches"), ("events", "en journées")),
        "Les étapes à échéance, pour les agendas qui les montrent.",
    ),
)


def export_dialog(screen: WorkScreen, dossier: Dossier, meeting: Meeting | None) -> FormDialog:
    """The dialog that asks which meetings, what for and where, then writes the files.

    Args:
        screen: The screen that opens it, and says where the files are.
        dossier: The dossier in view.
        meeting: The meeting in view, which may be exported alone; None without one.
    """
    workspace = screen.workspace

    def save(owner: Dossier, change: Change) -> Dossier:
        return workspace.repository.change(owner.id, change)

    def submit(values: Values) -> bool:
        choices = CalendarChoices(
            cast(Purpose, values["purpose"]),
            series=values["form"] == "series",
            tasks=cast("TaskForm | None", values["tasks"]),
            only=meeting.id if meeting and values["scope"] == "one" else None,
        )
        try:
            current = workspace.repository.get(dossier.id)
            others = workspace.repository.dossiers() if values["scope"] == "tutor" else ()
            export = export_calendar(
                folder_of(values),
                dossiers_of_tutor(current, others) or [current],
                workspace.programme,
                workspace.clock.now(),
                choices,
                save,
            )
        except (UnusablePath, SaveFailed) as error:
            raise refusal(values, str(error)) from None
        except TelestageError as error:
            raise InvalidInput.at("purpose", str(error)) from None
        except OSError as error:
            raise refusal(values, f"{french_cause(error)}.") from None
        keep_folder(workspace.preferences, values)
        if choices.takes_off:
            screen.say_saved(tell(TAKEN_OFF))
        written = WrittenDialog(export.paths, export.advice)
        screen.app.call_later(screen.app.push_screen, written)
        return True

    return FormDialog(
        "Exporter vers un agenda",
        (_scope(dossier, meeting), *_FIELDS, *where_fields(screen.app)),
        lambda: usual_folder(workspace.preferences),
        submit,
        workspace.today,
        question=" ".join((*_outdated(dossier, workspace.clock.now()), _QUESTION)),
        send_word="Écrire",
    )


def _outdated(dossier: Dossier, now: datetime) -> Iterator[str]:
    """What is said when the plan is no longer the one that a calendar was given."""
    first_name = dossier.intern.first_name
    calendars: tuple[tuple[Audience, str, str], ...] = (
        ("tutor", "l’exportation", "votre agenda"),
        ("intern", "les invitations", f"l’agenda {de(first_name)}"),
    )
    for audience, what, whose in calendars:
        since = dossier.export_to(audience).at
        if since and is_outdated(dossier, audience, now):
            day = short_date(local(since, dossier.host.zone).date())
            yield f"Le plan a changé depuis {what} du {day} : {whose} n’est plus à jour."


def _scope(dossier: Dossier, meeting: Meeting | None) -> FormField:
    one: tuple[tuple[str, str], ...] = ()
    if meeting is not None:
        day = short_date(host_day(meeting, dossier.host.zone))
        one = (("one", f"celle du {day}"),)
    choices = (("all", "toutes celles du dossier"), *one, ("tutor", "celles de tous vos dossiers"))
    return FormField(
        "scope", "Rencontres", "choice", choices, "Tous vos dossiers : ceux qui ne sont pas clos."
    )
