"""The screen that opens in place of Aujourd'hui when the file cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from ...dossier.errors import TelestageError
from ...dossier.french import count
from ...store.backup import Backup
from ...store.file_errors import MissingFile, NewerVersion
from ...store.shown_paths import shown
from ...widgets.dialogs import Confirm
from ...widgets.key_bar import KeyBar
from ...widgets.lists import ChoiceList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, heading, hint
from ...widgets.title_bar import TitleBar
from ...workspace import Workspace
from .screen import backup_row, moment, with_dossiers

_ONE_DOSSIER = "Un seul dossier se remet ensuite, dans Sauvegardes (b, puis v)."
"""One dossier is put back among others: there is no file yet to put it in."""


class Way(StrEnum):
    """The ways out that are not a backup; each is the key of its row."""

    RESCUE = "rescue"
    RETRY = "retry"
    EMPTY = "empty"
    QUIT = "quit"
    GO_ON = "go on"


class RecoveryScreen(Screen[bool]):
    """Says what happened to the file, and offers the ways out.

    Closes with True once the repository can be read, and with False when the user would rather
    quit; nothing has been written then.

    Args:
        workspace: What the screens work with.
        error: Why the file cannot be read: an `UnreadableFile`, which a `MissingFile` is too, or a
            `NewerVersion`.
    """

    HELP = """Le fichier des dossiers n’a pas pu être lu. telestage n’y a pas touché, et n’écrira \
rien avant que vous ayez choisi quoi faire.

Quand il s’est abîmé pendant que telestage était ouvert, les dossiers sont encore en mémoire : les \
remettre est le plus sûr. Remettre, restaurer une sauvegarde ou repartir de zéro n’efface pas le \
fichier : il est gardé à côté, sous un autre nom."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Quitter")]
    DEFAULT_CSS = """
    RecoveryScreen {
        background: $surface;
        & #body { height: 1fr; }
        & #message { height: auto; max-height: 60%; padding: 1; }
        & #text { height: auto; }
    }
    """

    def __init__(self, workspace: Workspace, error: TelestageError) -> None:
        super().__init__()
        self._workspace = workspace
        self._error = error

    def compose(self) -> ComposeResult:
        yield TitleBar(self._heading())
        with Vertical(id="body"):
            with VerticalScroll(id="message", can_focus=False):
                yield Paragraph("", id="text")
            yield ChoiceList(id="ways")
        yield KeyBar()

    def on_mount(self) -> None:
        self._say_error()
        self.query_one(RowList).show(self._ways())

    def _say_error(self, failure: TelestageError | None = None) -> None:
        failures = [Content.styled(f"! {failure}", "bold $text-error")] if failure else []
        parts = [
            *failures,
            Content.styled(f"! {self._title()}", "bold $text-error"),
            Content(str(self._error)),
            Content("Rien n’a été modifié ni écrasé. Que voulez-vous faire?"),
        ]
        self.query_one(TitleBar).show(self._heading())
        self.query_one("#text", Paragraph).update(Content("\n\n").join(parts))

    @property
    def _is_missing(self) -> bool:
        return isinstance(self._error, MissingFile)

    @property
    def _is_newer(self) -> bool:
        return isinstance(self._error, NewerVersion)

    def _heading(self) -> str:
        if self._is_newer:
            return "Fichier trop récent"
        return "Fichier disparu" if self._is_missing else "Fichier illisible"

    def _title(self) -> str:
        if self._is_newer:
            return "Ce fichier demande une version plus récente de telestage"
        if self._is_missing:
            return "Le fichier de vos dossiers n’est plus là"
        return "Le fichier de vos dossiers ne peut pas être lu"

    def _ways(self) -> list[Row]:
        backups = self._workspace.backups.list()
        rows = [*self._memory(), heading(f"Restaurer une sauvegarde ({len(backups)})")]
        rows += map(backup_row, backups)
        rows.append(hint(_ONE_DOSSIER if backups else "Aucune sauvegarde à côté de ce fichier."))
        note = "" if self._is_missing else "; l’autre est gardé sous un autre nom"
        rows += [
            BLANK,
            heading("Ou bien"),
            _way(Way.RETRY, "Relire le fichier, une fois réparé ou débloqué"),
            _way(Way.EMPTY, f"Commencer avec un fichier vide{note}"),
            _way(Way.QUIT, "Quitter sans rien changer"),
        ]
        return rows

    def _memory(self) -> list[Row]:
        """The row that writes back what is in memory, when there is something.

        That is never older than a backup, unless another program wrote since.
        """
        total = self._workspace.repository.remembered
        if not total or self._is_newer:
            return []
        label = f"Remettre ce que telestage a en mémoire : {count(total, 'dossier')}"
        return [heading("Le plus sûr"), _way(Way.RESCUE, label), BLANK]

    # --- ways out -------------------------------------------------------------------------------

    @on(RowList.Chosen, "#ways")
    def _chosen(self, message: RowList.Chosen) -> None:
        match message.key:
            case Backup() as backup:
                self._offer(backup)
            case Way.RESCUE:
                self._ask(
                    "Remettre les dossiers en mémoire",
                    "Écrire les dossiers tels que telestage les a lus ou enregistrés en dernier?"
                    f"{self._aside_note()}",
                    "Oui, les remettre",
                    self._rescue,
                )
            case Way.RETRY:
                self._retry()
            case Way.EMPTY:
                self._ask(
                    "Commencer avec un fichier vide",
                    "telestage repartira sans aucun dossier. Les sauvegardes restent."
                    f"{self._aside_note()}",
                    "Oui, repartir de zéro",
                    self._start_empty,
                )
            case Way.GO_ON:
                self.dismiss(True)
            case Way.QUIT:
                self.action_leave()

    def action_leave(self) -> None:
        """Quit, with nothing written."""
        self.dismiss(False)

    def _offer(self, backup: Backup) -> None:
        if backup.refusal:
            self.notify(backup.refusal, severity="warning", markup=False)
            return
        self._ask(
            "Restaurer une sauvegarde",
            f"Reprendre à l’état du {moment(backup)}, {with_dossiers(backup)}?{self._aside_note()}",
            "Oui, restaurer",
            partial(self._restore, backup),
        )

    def _aside_note(self) -> str:
        if self._is_missing:
            return ""
        which = "trop récent" if self._is_newer else "illisible"
        return f"\n\nLe fichier {which} sera gardé à côté, sous un autre nom."

    def _ask(self, title: str, question: str, yes: str, act: Callable[[], None]) -> None:
        def act_if(answer: bool | None) -> None:
            if answer:
                act()

        self.app.push_screen(Confirm(title, question, yes=yes), act_if)

    def _retry(self) -> None:
        try:
            self._workspace.repository.refresh()
        except TelestageError as error:
            self._error = error
            self._say_error()
            self.query_one(RowList).show(self._ways())
            self.notify("Le fichier n’est toujours pas lisible.", severity="warning", markup=False)
        else:
            self.dismiss(True)

    def _restore(self, backup: Backup) -> None:
        restore = partial(self._workspace.recovery.restore, backup.name)
        self._act(restore, f"La sauvegarde du {moment(backup)} est en place.")

    def _rescue(self) -> None:
        self._act(self._workspace.repository.rescue, "Les dossiers sont remis.")

    def _start_empty(self) -> None:
        self._act(self._workspace.repository.begin_anew, "telestage repart avec un fichier vide.")

    def _act(self, act: Callable[[], Path | None], message: str) -> None:
        try:
            aside = act()
            self._workspace.repository.refresh()
        except TelestageError as error:
            self._say_error(error)
            self.query_one(RowList).show(self._ways())
        else:
            self._say_done(message, aside)

    def _say_done(self, message: str, aside: Path | None) -> None:
        parts = [Content.styled(f"✓ {message}", "bold $text-success")]
        if aside is not None:
            parts.append(Content(f"Le fichier d’avant est gardé ici :\n{shown(aside)}"))
        self.query_one(TitleBar).show("Fichier rétabli")
        self.query_one("#text", Paragraph).update(Content("\n\n").join(parts))
        self.query_one(RowList).show([_way(Way.GO_ON, "Continuer vers Aujourd’hui")])


def _way(key: Way, label: str) -> Row:
    return Row((Cell(label),), key)
