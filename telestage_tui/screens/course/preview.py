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
from ...planning.course.together import undone_apart
from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog, sign_line

Previews = tuple[Preview, ...]
"""What a change of course would do to a dossier, then to those changed with it."""


class CourseDialog(PreviewDialog[Previews]):
    """Shows what would move; closes with it when that is to be done.

    Args:
        previews: What would move in this dossier, then in those changed with it.
        choosing: The same with the accesses suspended, or given back, or not.
    """

    DEFAULT_CSS = "CourseDialog > .dialog { width: 96; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Le faire", key_display="⏎"),
        Binding("s", "accesses", "Suspendre ou rétablir les accès", show=False),
    ]

    def __init__(self, previews: Previews, choosing: Callable[[Preview], Preview]) -> None:
        super().__init__("Aperçu du changement")
        self._shown, *self._others = previews
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
        yield from self._lines_of(self._shown)
        for other in self._others:
            yield Content("")
            name = other.before.intern.full_name
            yield Content.styled(typeset(f"{name} : {sentence(other.label)}"), "bold")
            yield from self._lines_of(other)
        if self._others:
            yield Content("")
            yield Content(typeset(undone_apart(len(self._others) + 1)))

    def _lines_of(self, shown: Preview) -> Iterator[Content]:
        for group in self._groups():
            title = GROUP_TITLES[group]
            members = [each for each in shown.lines if each.group == group]
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

    def agreed(self) -> Previews:
        return (self._shown, *self._others)

    def action_accesses(self) -> None:
        """Suspend the accesses with the stage, or give them back with it, or not."""
        if self._shown.proposed:
            self._shown = self._choosing(self._shown)
            self.show_again()


def _access_words(shown: Preview) -> str:
    """What the key does to the accesses, after what is shown now."""
    if isinstance(shown.request, Interrupted):
        return "Les laisser ouverts" if shown.moves_accesses else "Suspendre les accès"
    return "Ne pas les rétablir" if shown.moves_accesses else "Rétablir les accès"
