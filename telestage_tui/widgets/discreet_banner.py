"""The line of a discreet session: what is masked, that nothing is kept, how it ends."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from ..dossier.text import typeset

_NARROW = "MODE DISCRET · noms et notes masqués · rien ne s’enregistre · F10 quitte"
_WORDS = "MODE DISCRET · noms, courriels et notes masqués · rien ne s’enregistre · F10 quitte"
_WIDE = 88
"""Columns from which the whole sentence has room."""


class DiscreetBanner(Static):
    """Says that people and notes are masked, for as long as the session lasts."""

    DEFAULT_CSS = """
    DiscreetBanner {
        height: 1;
        padding: 0 1;
        background: $warning;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """
    ALLOW_SELECT = False

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        words = _WORDS if self.size.width >= _WIDE else _NARROW
        self.update(Content(typeset(words)))
