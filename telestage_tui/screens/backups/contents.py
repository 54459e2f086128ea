"""What a backup holds, one dossier of it put back, and the second folder of the backups."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...dossier.errors import TelestageError
from ...dossier.french import count, plain_date
from ...store.backup import Backup
from ...store.backup_contents import HeldDossier
from ...widgets.dialogs import Choose, Confirm
from ...widgets.row_list import RowList
from ...wording import COMPARISON_SIGNS, COMPARISON_WORDS
from ..base import WorkScreen

IN_A_BROWSER = (
    "Dans un navigateur, le second répertoire ne se choisit pas : ce serait un répertoire du "
    "serveur."
)


class ContentsKeys(WorkScreen):
    """A page with a list of backups, which are looked into."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "contents", "Voir le contenu",
                tooltip="Ce que la sauvegarde contient, comparé à maintenant"),
        Binding("d", "second_folder", "Second répertoire", show=False,
                tooltip="Où chaque sauvegarde est faite aussi"),
    ]  # fmt: skip

    def action_contents(self) -> None:
        """Show what the selected backup holds; choosing a dossier offers to put it back."""
        backup = self.query_one("#backups", RowList).key
        if not isinstance(backup, Backup) or not backup.readable:
            self.tell("Choisissez une sauvegarde lisible, pour en voir le contenu.")
            return
        try:
            held = self.workspace.recovery.compare(backup.name)
        except TelestageError as error:
            self.report(error)
            return
        choices: list[tuple[Hashable, str]] = [(each, held_line(each)) for each in held]
        if not choices:
            self.tell("Cette sauvegarde n’a aucun dossier, et le fichier non plus.")
            return

        def offer(chosen: Hashable | None) -> None:
            if isinstance(chosen, HeldDossier):
                self._offer(backup, chosen)

        question = "Choisir un dossier le remet, lui seul, comme dans cette sauvegarde."
        self.app.push_screen(Choose("Contenu de la sauvegarde", question, choices), offer)

    def _offer(self, backup: Backup, held: HeldDossier) -> None:
        if held.comparison in ("same", "added"):
            self.tell(
                f"Rien à remettre : ce dossier est {COMPARISON_WORDS[held.comparison]}. "
                f"{held_facts(held)}"
            )
            return

        def restore_if(agreed: bool | None) -> None:
            if not agreed:
                return
            try:
                self.workspace.recovery.restore_dossier(backup.name, held.id)
            except TelestageError as error:
                self.report(error)
            else:
                self.say_saved(f"Dossier remis : {held.intern}")
            self.reload()

        question = (
            f"Remettre ce seul dossier comme dans la sauvegarde : {held.intern}? Les autres "
            f"restent. u défait ce changement.\n{held_facts(held)}"
        )
        self.app.push_screen(Confirm("Remettre un dossier", question, yes="Oui"), restore_if)

    def action_second_folder(self) -> None:
        """Choose the folder where each backup is made a second time; not in a browser."""
        if self.app.is_web:
            self.tell(IN_A_BROWSER)
            return
        self.ask(
            "backups.folder",
            "Second répertoire",
            "Un répertoire qui existe, sur une clé, un autre disque ou un volume chiffré : chaque "
            "sauvegarde y est faite aussi. Vide : aucun.",
            self._choose_folder,
            saved=lambda: self.workspace.second_folder() or "",
        )

    def _choose_folder(self, typed: str) -> bool:
        try:
            self.workspace.choose_second_folder(typed.strip())
        except TelestageError as error:
            self.report(error)
            return False
        self.say_saved("Second répertoire choisi" if typed.strip() else "Aucun second répertoire")
        self.reload()
        return True


def held_line(held: HeldDossier) -> str:
    """One dossier of a backup: who, and what became of it since."""
    words = COMPARISON_WORDS[held.comparison]
    return f"{COMPARISON_SIGNS[held.comparison]} {held.name} · {words}"


def held_facts(held: HeldDossier) -> str:
    """The stage, and how much a backup has of it: « 14 rencontres, 2 notes »."""
    days = (
        f"du {plain_date(held.start)} au {plain_date(held.end)}, "
        if held.start and held.end
        else ""
    )
    counts = f"{count(held.meetings, 'rencontre')}, {count(held.notes, 'note')}"
    where = "Ici" if held.comparison == "added" else "Dans la sauvegarde"
    return f"{where} : {days}{counts}."
