"""Noting the value of a field of the sheet, checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable

from ...dossier import changes
from ...dossier.kinds import KindName
from ...dossier.secrets import looks_secret
from ...dossier.text import clean_prose
from ...programme.onsite import PortalField
from ...programme.portal_sheet import Row, check_answer
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ..dossier_screen import DossierScreen

_FLAGS = ("Oui", "Non")


def ask_field(screen: DossierScreen, row: Row) -> None:
    """Ask for the value of a field; blank, it is again what the dossier knows of it.

    Args:
        screen: The page over which it is asked.
        row: The field, and its present value.
    """
    field = row.field

    def present() -> str:
        kept = screen.dossier.identity if field.identity else screen.dossier.onsite
        answer = kept.answer(field.id)
        return answer.value if answer else row.value

    def submit(values: Values) -> object:
        text = clean_prose(values[field.id] or "")
        if text == clean_prose(row.value) and row.state != "typed":
            return True  # what the dossier knows of it already
        note = changes.answer_identity if field.identity else changes.answer_field
        return screen.save(note(field.id, field.label, text, on=screen.workspace.today()))

    asked = "exigé" if field.required else "facultatif"
    lines = [f"{field.label} ({asked})", *filter(None, (row.origin, field.hint, field.since))]
    screen.ask_form(
        f"onsite.field.{field.id}.{screen.dossier_id}",
        "Donnée d’identité" if field.identity else "Champ de la fiche",
        [
            FormField(
                field.id,
                "",
                _kind(field),
                _choices(field),
                unkept=_always if field.identity else looks_secret,
                reader=_reader(screen, field),
            )
        ],
        lambda: {field.id: present()},
        submit,
        question="\n".join(lines),
    )


def _reader(screen: DossierScreen, field: PortalField) -> Callable[[str], str]:
    """Reads a text as the portal wants it; says what is typed there."""

    def read(text: str) -> str:
        dossier, today = screen.dossier, screen.workspace.today()
        content = screen.workspace.programme(dossier).onsite
        reading = check_answer(field, text, on=today, dossier=dossier, content=content)
        return ", ".join(filter(None, (reading.value.split("\n")[0], reading.note)))

    return read


def _kind(field: PortalField) -> KindName:
    if field.kind == "prose":
        return "prose"
    return "choice" if field.kind in ("choice", "flag") else "text"


def _choices(field: PortalField) -> tuple[tuple[str, str], ...]:
    values = _FLAGS if field.kind == "flag" else field.choices
    return (("", "à noter"), *((each, each) for each in values)) if values else ()


def _always(_text: str) -> bool:
    return True
