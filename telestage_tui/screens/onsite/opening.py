"""Opening the dossier of the stage on site from that of the télé-stage, shown first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier.changes import opened_onsite
from ...dossier.errors import TelestageError
from ...widgets.dialog import DialogKey
from ...widgets.preview_dialog import PreviewDialog, sign_line
from ...workspace.onsite import followers, opening_onsite
from ..dossier_screen import DossierScreen
from ..navigation import Go

if TYPE_CHECKING:
    from ...planning.onsite_dossier import Opening, OpeningLine

NOTHING_SAVED = "Rien n’a été enregistré"


class OpeningDialog(PreviewDialog[bool]):
    """Shows what the new dossier would carry; closes with a yes when it is to be opened.

    Args:
        lines: What is new, carried, left, and to know.
    """

    DEFAULT_CSS = "OpeningDialog > .dialog { width: 96; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "apply", "Ouvrir", key_display="⏎"),
    ]

    def __init__(self, lines: Sequence[OpeningLine]) -> None:
        super().__init__("Le dossier du stage au Québec")
        self._lines = lines

    def keys(self) -> list[DialogKey]:
        return [
            ("⏎", "L’ouvrir", "apply"),
            ("↑ ↓", "Défiler", "scroll_box(1)"),
            ("Échap", "Ne rien ouvrir", "leave"),
        ]

    def lines(self) -> Iterator[Content]:
        for each in self._lines:
            yield sign_line(each.sign, each.text)

    def agreed(self) -> bool:
        return True


class OnsiteOpening(DossierScreen):
    """A page of a dossier that opens the one of the stage on site."""

    def ask_opening(self) -> None:
        """Show what the new dossier would carry, then open it; go there when it is open already."""
        _, follower = followers(self.workspace, self.dossier)
        if follower is not None:
            self.post_message(Go("dossier", follower.id))
            return
        try:
            opening = opening_onsite(self.workspace, self.dossier)
        except TelestageError as error:
            self.report(error, title=NOTHING_SAVED)
            return

        def open_if(is_agreed: bool | None) -> None:
            if is_agreed:
                self._open(opening)

        self.app.push_screen(OpeningDialog(opening.lines), open_if)

    def _open(self, opening: Opening) -> None:
        """Keep the new dossier, unless another program opened it meanwhile, and go there."""
        repository = self.workspace.repository
        try:
            repository.refresh()
            again = opening_onsite(self.workspace, repository.get(opening.former.id))
            if again.lines != opening.lines:
                self.tell("Le dossier a changé entre-temps : revoyez l’aperçu.")
                self.reload()
                return
            dossier = repository.add(again.dossier, opened_onsite(again.former.stage))
        except TelestageError as error:
            self.report(error, title=NOTHING_SAVED)
            self.reload()
            return
        self.post_message(Go("dossier", dossier.id))
