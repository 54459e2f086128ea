"""The two actions on files filled in without the program, for the pages that offer them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ...dossier.dossier import Dossier
from ..base import WorkScreen
from ..dossier_screen import DossierScreen

IN_A_BROWSER = (
    "Dans un navigateur, un fichier rempli ne se reprend pas : son chemin serait celui d’un "
    "fichier du serveur. La commande « telestage import » le fait, sur l’ordinateur où sont les "
    "dossiers."
)


TAKE_FILE = Binding(
    "I",
    "take_filled",
    "Reprendre un fichier…",
    show=False,
    tooltip="Reprendre un paquet, un classeur ou une autoévaluation, après un aperçu",
)


class FilledFileActions(DossierScreen):
    """A page of a dossier from which a workbook or a self-evaluation is written, and taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("X", "write_blank", "Écrire un fichier à remplir…", show=False,
                tooltip="Écrire le classeur, ou l’autoévaluation, à remplir sans telestage"),
        TAKE_FILE,
    ]  # fmt: skip

    def action_write_blank(self) -> None:
        """Write a file that is filled in without the program."""
        from .writing import WriteDialog  # not for start-up

        self.app.push_screen(WriteDialog(self, self.dossier))

    def action_take_filled(self) -> None:
        """Take a file in, once its preview is agreed to."""
        take_file(self, self.dossier)


def take_file(screen: WorkScreen, dossier: Dossier | None = None) -> None:
    """Ask for a file, of that dossier if it was filled in, and take it in after a preview."""
    from .taking import TakeDialog  # not for start-up

    if screen.app.is_web:
        screen.tell(IN_A_BROWSER)
    elif not screen.says_discreet():
        screen.app.push_screen(TakeDialog(screen, dossier))
