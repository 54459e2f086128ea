"""What a change of course would move, shown before anything does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.text import typeset
from ...planning.course.course import Preview
from ...planning.course.preview import GROUP_TITLES, CourseSign
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.paragraph import Paragraph

_STYLES: Mapping[CourseSign, str] = {
    "→": "",
    "+": "$text-success",
    "–": "$text-error",
    "=": "$text-muted",
    "!": "$text-warning",
}


class CourseDialog(Dialog[bool]):
    """Shows what would move; closes with True when that is to be done."""

    DEFAULT_CSS = "CourseDialog > .dialog { width: 96; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f2,ctrl+s,o", "apply", "Le faire", key_display="⏎"),
    ]

    def __init__(self, shown: Preview) -> None:
        super().__init__("Aperçu du changement")
        self._shown = shown

    def body(self) -> ComposeResult:
        yield Paragraph(Content("\n").join(self._lines()))

    def keys(self) -> list[DialogKey]:
        return [
            ("⏎", "Le faire", "apply"),
            ("↑ ↓", "Défiler", "scroll_box(1)"),
            ("Échap", "Ne rien changer", "leave"),
        ]

    def _lines(self) -> Iterator[Content]:
        yield Content.styled(typeset(f"{self._shown.label}."), "bold")
        for group, title in GROUP_TITLES.items():
            members = [each for each in self._shown.lines if each.group == group]
            if members:
                yield Content("")
                number = sum(each.sign != "=" for each in members)
                yield Content.styled(f"{title} ({number})", "bold $text-primary")
            for each in members:
                text = typeset(f"{each.sign} {each.text}")
                yield Content.styled(text, _STYLES[each.sign])

    def action_apply(self) -> None:
        """Close with a yes."""
        self.close(True)
