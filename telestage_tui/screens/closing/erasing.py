"""Erasing a dossier for good, from the page of the closing, once its name is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ...dossier.errors import TelestageError
from ...dossier.text import fold
from ...store.erasure_errors import ErasureUnfinished
from ..erasing_names import ErasesNames
from ..navigation import Removed


class ErasingKeys(ErasesNames):
    """A page of a dossier from which it is erased."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("E", "erase", "Effacer pour de bon", show=False,
                tooltip="Le dossier, ses brouillons et ce qu’en gardent les sauvegardes"),
    ]  # fmt: skip

    def action_erase(self) -> None:
        """Erase the dossier, once the name of the intern is typed; nothing brings it back."""
        name = self.dossier.intern.full_name

        def refusal(typed: str) -> str | None:
            same = fold(typed.strip()) == fold(name)
            return None if same else f"Pour effacer, tapez ce nom en entier : {name}"

        self.ask(
            f"erase.{self.dossier_id}",
            "Effacer pour de bon",
            "Le dossier sort du fichier, de chaque sauvegarde et des brouillons. Rien ne le ramène "
            "ensuite : ni une sauvegarde, ni un import, ni u. Effacez aussi ce que vous en avez "
            "exporté : documents, agendas, courriels.\n"
            f"Pour confirmer, tapez le nom : {name}",
            lambda _typed: self._erase(),
            check=refusal,
            unkept=lambda _typed: True,
            send_word="Effacer",
        )

    def _erase(self) -> bool:
        dossier_id = self.dossier_id
        try:
            erasure = self.workspace.erase(dossier_id)
        except ErasureUnfinished as error:
            self.post_message(Removed(dossier_id, str(error)))
            return True
        except TelestageError as error:
            self.report(error)
            return False
        still = (
            " Un autre dossier nomme encore cette personne." if len(erasure.named_in) == 1
            else " D’autres dossiers nomment encore cette personne." if erasure.named_in
            else ""
        )  # fmt: skip
        self.post_message(Removed(dossier_id, f"Dossier effacé pour de bon.{still}"))
        return True
