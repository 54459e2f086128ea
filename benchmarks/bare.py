"""The reference: the least that Textual can show of a list, with a Header and a Footer."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header

from .settings import FIRST_NAMES, LAST_NAMES

_HEADINGS = ("", "Stagiaire", "Structure", "Phase", "Progrès", "Rencontre")


class BareApp(App[None]):
    """A table of six columns.

    Args:
        rows: How many it has.
    """

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        yield Header()
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*_HEADINGS)
        table.add_rows(
            (
                "!",
                f"{FIRST_NAMES[row % len(FIRST_NAMES)]} {LAST_NAMES[row % len(LAST_NAMES)]}",
                "Atelier Boréal",
                "Pendant",
                "✓✓●○○",
                "11 h / 17 h",
            )
            for row in range(self._rows)
        )


def main() -> None:
    """Open it; the number of rows is the first argument of the command line."""
    BareApp(int(sys.argv[1])).run()
