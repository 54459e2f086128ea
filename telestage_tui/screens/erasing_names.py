"""Erasing the names of the candidates who were not chosen, from the pages that show them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ..dossier.errors import TelestageError
from ..dossier.french import leading_count
from ..widgets.dialogs import Confirm
from .dossier_screen import DossierScreen


class ErasesNames(DossierScreen):
    """A page of a dossier from which these names are erased."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("N", "erase_candidates", "Effacer les noms des candidatures", show=False,
                tooltip="Les candidatures non retenues, dans les sauvegardes aussi"),
    ]  # fmt: skip

    def action_erase_candidates(self) -> None:
        """Erase the names of the candidates who were not chosen, once that is confirmed."""
        number = len(self.dossier.other_candidates) + len(self.dossier.former_candidates)
        if not number:
            self.tell("Ce dossier ne garde le nom d’aucune candidature non retenue.")
            return

        def erase_if(agreed: bool | None) -> None:
            if not agreed:
                return
            try:
                self.workspace.erase_candidates(self.dossier_id)
            except TelestageError as error:
                self.report(error)
            else:
                self.say_saved("Noms effacés, des sauvegardes aussi")
            self.reload()

        names = leading_count(number, "nom sera effacé", "noms seront effacés")
        question = (
            f"{names} du dossier, des sauvegardes et des brouillons, avec téléphone, courriel et "
            "notes; la date de chaque entretien reste. Rien ne ramène ces noms, u non plus."
        )
        yes = "Oui, effacer"
        self.app.push_screen(Confirm("Candidatures non retenues", question, yes=yes), erase_if)
