"""What opens in place of Aujourd'hui when the file cannot be read."""

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
from textual.widgets import Footer

from ..dossier.errors import TelestageError
from ..dossier.french import count
from ..store.backups import Backup
from ..store.errors import NewerSchema
from ..widgets.dialogs import Confirm
from ..widgets.paragraph import Paragraph
from ..widgets.row_list import BLANK, Cell, Row, RowList, heading, hint
from ..widgets.title_bar import TitleBar
from ..workspace.workspace import Workspace
from .backups import backup_row, moment


class Way(StrEnum):
    """A way out that is not a copy: the key of its row."""

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
        error: Why the file cannot be read: an `UnreadableFile`, or a `NewerSchema`.
    """

    HELP = """Le fichier des dossiers n’a pas pu être lu. telestage n’y a pas touché, et n’écrira \
rien avant que vous ayez choisi quoi faire.

Restaurer une sauvegarde ou commencer avec un fichier vide ne l’efface pas : il est gardé à côté, \
sous un autre nom."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Quitter")]
    DEFAULT_CSS = """
    RecoveryScreen {
        background: $surface;
        & #body { height: 1fr; }
        & #said { height: auto; max-height: 60%; padding: 1; }
        & #text { height: auto; }
    }
    """

    def __init__(self, workspace: Workspace, error: TelestageError) -> None:
        super().__init__()
        self._workspace = workspace
        self._error = error

    def compose(self) -> ComposeResult:
        """What happened, then the ways out."""
        yield TitleBar("Fichier illisible")
        with Vertical(id="body"):
            with VerticalScroll(id="said", can_focus=False):
                yield Paragraph("", id="text")
            yield RowList(id="ways")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Say what happened."""
        self._say_error()
        self.query_one(RowList).show(self._ways())

    def _say_error(self, failure: TelestageError | None = None) -> None:
        newer = isinstance(self._error, NewerSchema)
        title = "Ce fichier demande une version plus récente de telestage" if newer else (
            "Le fichier de vos dossiers ne peut pas être lu"
        )  # fmt: skip
        failed = [Content.styled(f"! {failure}", "bold $text-error")] if failure else []
        parts = [
            *failed,
            Content.styled(f"! {title}", "bold $text-error"),
            Content(str(self._error)),
            Content("Rien n’a été modifié ni écrasé. Que voulez-vous faire ?"),
        ]
        self.query_one("#text", Paragraph).update(Content("\n\n").join(parts))

    def _ways(self) -> list[Row]:
        backups = self._workspace.backups.list()
        rows = [heading(f"Restaurer une sauvegarde ({len(backups)})"), *map(backup_row, backups)]
        if not backups:
            rows.append(hint("Aucune sauvegarde à côté de ce fichier."))
        rows += [BLANK, heading("Ou bien")]
        rows += [
            _way(Way.RETRY, "Relire le fichier, une fois réparé ou débloqué"),
            _way(Way.EMPTY, "Commencer avec un fichier vide ; l’autre est gardé sous un autre nom"),
            _way(Way.QUIT, "Quitter sans rien changer"),
        ]
        return rows

    # --- ways out -------------------------------------------------------------------------------

    @on(RowList.Chosen, "#ways")
    def _chosen(self, message: RowList.Chosen) -> None:
        match message.key:
            case Backup() as backup:
                self._offer(backup)
            case Way.RETRY:
                self._retry()
            case Way.EMPTY:
                self._ask(
                    "Commencer avec un fichier vide",
                    "Le fichier illisible sera gardé à côté, sous un autre nom, et telestage "
                    "repartira sans aucun dossier. Ses sauvegardes restent.",
                    "Oui, repartir de zéro",
                    self._start_empty,
                )
            case Way.GO_ON:
                self.dismiss(True)
            case Way.QUIT:
                self.action_leave()

    def action_leave(self) -> None:
        """Quit; nothing was written."""
        self.dismiss(False)

    def _offer(self, backup: Backup) -> None:
        if not backup.readable:
            self.notify("Cette sauvegarde est illisible elle aussi : choisissez-en une autre.",
                        severity="warning", markup=False)  # fmt: skip
            return
        self._ask(
            "Restaurer une sauvegarde",
            f"Reprendre à l’état du {moment(backup)}, avec "
            f"{count(backup.dossiers or 0, 'dossier')} ?\n\n"
            "Le fichier illisible sera gardé à côté, sous un autre nom.",
            "Oui, restaurer",
            partial(self._restore, backup),
        )

    def _ask(self, title: str, question: str, yes: str, act: Callable[[], None]) -> None:
        def answered(agreed: bool | None) -> None:
            if agreed:
                act()

        self.app.push_screen(Confirm(title, question, yes=yes), answered)

    def _retry(self) -> None:
        try:
            self._read()
        except TelestageError as error:
            self._error = error
            self._say_error()
            self.query_one(RowList).show(self._ways())
            self.notify("Le fichier n’est toujours pas lisible.", severity="warning", markup=False)
        else:
            self.dismiss(True)

    def _restore(self, backup: Backup) -> None:
        restore = partial(self._workspace.backups.restore, backup.name)
        self._act(restore, f"La sauvegarde du {moment(backup)} est en place.")

    def _start_empty(self) -> None:
        self._act(self._set_aside, "telestage repart avec un fichier vide.")

    def _set_aside(self) -> Path | None:
        # A file that vanished leaves nothing to put aside.
        return self._workspace.backups.set_aside() if self._workspace.path.exists() else None

    def _act(self, act: Callable[[], Path | None], done: str) -> None:
        try:
            aside = act()
            self._read()
        except TelestageError as error:
            self._say_error(error)
            self.query_one(RowList).show(self._ways())
        else:
            self._say_done(done, aside)

    def _read(self) -> None:
        """Read the file as if for the first time.

        Raises:
            TelestageError: when it still cannot be read.
        """
        repository = self._workspace.repository
        repository.close()
        repository.refresh()
        repository.dossiers()

    def _say_done(self, done: str, aside: Path | None) -> None:
        said = [Content.styled(f"✓ {done}", "bold $text-success")]
        if aside is not None:
            said.append(Content(f"Le fichier d’avant est gardé ici :\n{aside}"))
        self.query_one(TitleBar).show("Fichier rétabli")
        self.query_one("#text", Paragraph).update(Content("\n\n").join(said))
        self.query_one(RowList).show([_way(Way.GO_ON, "Continuer vers Aujourd’hui")])


def _way(key: Way, label: str) -> Row:
    return Row((Cell(label),), key)
