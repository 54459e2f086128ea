"""Copying the values of the sheet one after the other, while the browser is beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.app import App

from ...programme.portal_sheet import Row, Sheet

NO_PASTE = "Si rien ne se colle, votre terminal ne le permet pas : z montre la valeur en grand."


@dataclass(frozen=True, slots=True)
class Copying:
    """The fields to type in the portal, in its order.

    Attributes:
        sheet: Reads the sheet as the dossier is now.
        identity: Whether the identity data are shown.
    """

    sheet: Callable[[], Sheet]
    identity: bool

    def row(self, field_id: str) -> Row:
        """The row of a field."""
        return self.sheet().row(field_id)

    def shown(self, row: Row) -> str:
        """The value of a row, masked as the page is."""
        return row.shown(identity=self.identity)

    def beside(self, field_id: str, way: int) -> str:
        """The next field to type, or the one before when `way` is -1; itself at the end."""
        ids = [field.id for field in self.sheet().content.fields]
        to_type = {row.field.id for row in self.sheet().rows if is_typed_there(row)}
        others = ids[ids.index(field_id) + 1 :] if way > 0 else ids[: ids.index(field_id)][::-1]
        return next((each for each in others if each in to_type), field_id)

    def copy(self, app: App[Any], row: Row) -> str:
        """Copy the value of a row; what is said of it, in French, never the value itself."""
        if row.state == "invalid":
            return f"« {row.field.label} » n’est pas copié : corrigez d’abord la valeur."
        if not row.value:
            return f"« {row.field.label} » est vide : rien à copier."
        app.copy_to_clipboard(row.value)
        return f"Copié : {row.field.label}. {NO_PASTE}"


def is_typed_there(row: Row) -> bool:
    """Whether a row is typed in the portal, which fills in the greyed ones itself."""
    return not (row.field.greyed or row.field.ours)
