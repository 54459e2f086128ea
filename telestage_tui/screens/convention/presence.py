"""Asking what was missed of a week, from the page of the convention or from a meeting."""

from __future__ import annotations

from datetime import date
from typing import get_args

from ...clocks.weeks import monday_of
from ...dossier import changes
from ...dossier.agreement import MissedUnit
from ...dossier.french import plain_date
from ...planning.presence import presence_of
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ..dossier_screen import DossierScreen

_UNITS: dict[MissedUnit, str] = {"hours": "heures", "days": "jours"}
_FIELDS = (
    FormField("missed", "Manqué", "number", hint="0 ou vide quand rien n’a été manqué."),
    FormField("unit", "En", "choice", tuple((unit, _UNITS[unit]) for unit in get_args(MissedUnit))),
    FormField("note", "Remarque", hint="Pourquoi, si c’est utile; aucun détail de santé."),
)


def ask_presence(screen: DossierScreen, day: date) -> None:
    """Ask what was missed of the week of a day (local to the host), and save it."""
    if screen.says_closed(screen.dossier):
        return
    week = monday_of(day)

    def saved() -> Values:
        record = next((each for each in screen.dossier.presence if each.week == week), None)
        return dict(record) if record else {"missed": None, "unit": "hours", "note": ""}

    def submit(values: Values) -> bool:
        presence = presence_of(
            screen.dossier,
            week,
            values["missed"] or 0,
            values["unit"],
            values["note"] or "",
            today=screen.workspace.today(),
        )
        return screen.save(changes.note_presence(presence)) is not None

    screen.ask_form(
        f"presence.{screen.dossier_id}.{week}",
        f"Présence, semaine du {plain_date(week)}",
        _FIELDS,
        saved,
        submit,
    )
