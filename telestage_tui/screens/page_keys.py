"""Keys that several pages have: over a text beside a list, over a form."""

from __future__ import annotations

from textual.binding import Binding, BindingType

SCROLL_KEYS: list[BindingType] = [
    Binding("shift+up,left_square_bracket", "scroll_text(-1)", "Remonter dans le texte",
            key_display="Maj+↑", show=False),
    Binding("shift+down,right_square_bracket", "scroll_text(1)", "Descendre dans le texte",
            key_display="Maj+↓", show=False),
]  # fmt: skip
"""For a text beside a list, since the plain arrows move in the list."""

FORM_KEYS: list[BindingType] = [
    Binding("f1,question_mark", "app.help", "Aide", key_display="F1"),
    Binding("slash,ctrl+p", "app.search", "Chercher", key_display="Ctrl+P", show=False),
    Binding("g,ctrl+g", "app.about('guide')", "Guide", key_display="Ctrl+G", show=False),
    Binding("V,ctrl+t", "app.about('facts')", "D’où ça vient", key_display="Ctrl+T", show=False),
]
"""For screens with a form, where the usual letters and signs are text."""
