"""What moving a dossier to another version of the programme changes, before anything does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.dossier import ProgrammeRef
from ...programme.moving import MoveLine
from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog, sign_line


class MoveDialog(PreviewDialog[bool]):
    """Shows what would change; closes with a yes when it is agreed to, else with None.

    Args:
        after: The version the dossier would follow.
        lines: What comes, goes, changes and stays.
    """

    DEFAULT_CSS = "MoveDialog > .dialog { width: 96; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Le faire", key_display="⏎"),
    ]

    def __init__(self, after: ProgrammeRef, lines: Sequence[MoveLine]) -> None:
        super().__init__(f"Passer à {after.id} {after.version}")
        self._lines = lines

    def keys(self) -> list[DialogKey]:
        return [
            ("⏎", "Le faire", "apply"),
            ("↑ ↓", "Défiler", "scroll_box(1)"),
            ("Échap", "Ne rien changer", "leave"),
        ]

    def lines(self) -> Iterator[Content]:
        for each in self._lines:
            yield sign_line(each.sign, each.text)

    def agreed(self) -> bool:
        return True
