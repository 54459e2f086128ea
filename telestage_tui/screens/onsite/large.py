"""One value alone, in large letters, to be read beside the browser."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ...programme.portal_sheet import Row
from ...widgets.key_bar import KeyBar
from ...widgets.large_text import large_lines
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_on_top
from .copying import Copying

_MOST = 60
"""Signs of a value that is drawn large; a longer one is a text to be read."""


_BLANK = {
    True: "Manquant : Échap, puis Entrée sur ce champ pour le noter.",
    False: "Rien à saisir ici.",
}
"""What is shown of an empty field, by whether the portal asks for it."""


class LargeValue(ModalScreen[str]):
    """Shows one field at a time over the whole terminal; closes with the one in view.

    Args:
        copying: The fields in the order of the portal, and how they are copied.
        field_id: The one to begin on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,z", "leave", "Retour à la fiche", key_display="Échap"),
        Binding("k", "copy", "Copier, puis la suivante"),
        Binding("down,right,space", "step(1)", "Suivante", key_display="↓"),
        Binding("up,left", "step(-1)", "Précédente", key_display="↑"),
    ]
    DEFAULT_CSS = """
    LargeValue {
        background: $background;
        & #label { height: auto; padding: 1 2 0 2; text-style: bold; color: $text-primary; }
        & #box { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        & #large { width: auto; height: auto; color: $text-accent; }
        & #exact { height: auto; margin-top: 1; text-style: bold; }
        & #remark { height: auto; padding: 0 2; color: $text-muted; }
    }
    """

    def __init__(self, copying: Copying, field_id: str) -> None:
        super().__init__()
        self._copying = copying
        self._field_id = field_id

    def compose(self) -> ComposeResult:
        yield Paragraph("", id="label")
        with VerticalScroll(id="box", can_focus=False):
            yield Static("", id="large", markup=False)
            yield Paragraph("", id="exact")
        yield Paragraph("", id="remark")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def on_resize(self) -> None:
        """Break the lines again."""
        self._show()

    @property
    def _row(self) -> Row:
        return self._copying.row(self._field_id)

    def _show(self) -> None:
        row, remark = self._row, ""
        value = self._copying.shown(row)
        width = max(20, self.app.size.width - 6)
        large = large_lines(value, width) if 0 < len(value) <= _MOST else None
        self.query_one("#label", Paragraph).update(Content(row.field.label))
        self.query_one("#large", Static).update(Content("\n".join(large or ())))
        self.query_one("#large").display = bool(large)
        self.query_one("#exact", Paragraph).update(Content(value or _BLANK[row.state == "missing"]))
        remark = row.problem if self._copying.identity else row.masked_problem
        self.query_one("#remark", Paragraph).update(Content(remark or row.origin))

    def keep(self) -> None:
        """Nothing is typed here."""

    def reload(self) -> None:
        """Show what another program wrote."""
        self._show()

    def action_leave(self) -> None:
        """Go back to the sheet, on the field in view."""
        if is_on_top(self):
            self.dismiss(self._field_id)

    def action_step(self, way: int) -> None:
        """Show the next field to type, or the one before."""
        self._field_id = self._copying.beside(self._field_id, way)
        self._show()

    def action_copy(self) -> None:
        """Copy the value, then show the next one."""
        self.notify(self._copying.copy(self.app, self._row))
        self.action_step(1)
