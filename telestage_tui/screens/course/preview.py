"""What a change of course would move, shown before anything does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.french import sentence
from ...dossier.text import typeset
from ...planning.course.course import Preview
from ...planning.course.preview import GROUP_TITLES, CourseGroup
from ...planning.course.requests import Interrupted
from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog, sign_line


class CourseDialog(PreviewDialog[Preview]):
    """Shows what would move; closes with it when that is to be done.

    Args:
        shown: What would move.
        choosing: The same with the accesses suspended, or given back, or not.
    """

    DEFAULT_CSS = "CourseDialog > .dialog { width: 96; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Le faire", key_display="⏎"),
        Binding("s", "accesses", "Suspendre ou rétablir les accès", show=False),
    ]

    def __init__(self, shown: Preview, choosing: Callable[[Preview], Preview]) -> None:
        super().__init__("Aperçu du changement")
        self._shown = shown
        self._choosing = choosing

    def keys(self) -> list[DialogKey]:
        accesses = [("s", _access_words(self._shown), "accesses")] if self._shown.proposed else []
        return [
            ("⏎", "Le faire", "apply"),
            *accesses,
            ("↑ ↓", "Défiler", "scroll_box(1)"),
            ("Échap", "Ne rien changer", "leave"),
        ]

    def lines(self) -> Iterator[Content]:
        yield Content.styled(typeset(sentence(self._shown.label)), "bold")
        for group in self._groups():
            title = GROUP_TITLES[group]
            members = [each for each in self._shown.lines if each.group == group]
            if members:
                yield Content("")
                number = sum(each.sign != "=" for each in members)
                yield Content.styled(f"{title} ({number})", "bold $text-primary")
            for each in members:
                yield sign_line(each.sign, each.text)

    def _groups(self) -> Iterator[CourseGroup]:
        """What is told of; accesses come before what may not fit, where a key is about them."""
        about_accesses = bool(self._shown.proposed)
        if about_accesses:
            yield from ("stage", "access")
        yield from (
            each for each in GROUP_TITLES if not (about_accesses and each in ("stage", "access"))
        )

    def agreed(self) -> Preview:
        return self._shown

    def action_accesses(self) -> None:
        """Suspend the accesses with the stage, or give them back with it, or not."""
        if self._shown.proposed:
            self._shown = self._choosing(self._shown)
            self.show_again()


def _access_words(shown: Preview) -> str:
    """What the key does to the accesses, after what is shown now."""
    if isinstance(shown.request, Interrupted):
        return "Laisser les accès ouverts" if shown.moves_accesses else "Suspendre les accès"
    return "Laisser les accès suspendus" if shown.moves_accesses else "Rétablir les accès"
