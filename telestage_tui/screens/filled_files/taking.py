"""Taking back a file that was filled in: which one, what would change, then one change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...documents.sheets.changes_shown import KEPT, FileImport
from ...documents.sheets.importing import file_import, read_filled
from ...documents.travel.arrivals import Arrivals
from ...documents.travel.taking import keep_arrivals, read_arrivals
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...store.parcels import LARGEST_PARCEL, is_parcel
from ...store.paths import read_typed
from ...store.surroundings import conflict_paths
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ..base import WorkScreen
from .arrivals import ArrivalsDialog, Chosen, taken_sentence

T = TypeVar("T")
_FIELDS = (FormField("path", "Fichier", required=True),)
_QUESTION = (
    "Un classeur .xlsx, une autoévaluation .txt, ou un paquet .telestage venu d’un autre "
    "ordinateur, par exemple ~/auto.txt. Ce qui changerait est d’abord montré."
)
_COPY = "Proposée : la copie qu’un outil de synchronisation a laissée à côté du fichier. "
_READING = "Lecture du fichier…"


class TakeDialog(FormDialog):
    """Asks for the file; reads it while the keyboard is free.

    Args:
        screen: The screen that opens it, and saves.
        dossier: The dossier in view, to which a filled file must come back; None for any.
    """

    def __init__(self, screen: WorkScreen, dossier: Dossier | None = None) -> None:
        self._screen = screen
        self._dossier = dossier
        self._reads = False
        copies = conflict_paths(screen.workspace.path)
        self._words = f"{_COPY if copies else ''}{_QUESTION}"
        super().__init__(
            "Reprendre un fichier",
            _FIELDS,
            lambda: {"path": str(copies[-1])} if copies else {},
            self._start,
            screen.workspace.today,
            question=self._words,
            draft=screen.workspace.drafts.of("filled.import"),
            send_word="Lire le fichier",
        )

    def _start(self, values: Values) -> bool:
        """Start reading; the dialog stays until it is done."""
        if not self._reads:
            self._reads = True
            self.query_one(".question", Paragraph).update(_READING)
            self._read(values["path"].strip())
        return False

    @work
    async def _read(self, path: str) -> None:
        workspace = self._screen.workspace
        try:
            data = await asyncio.to_thread(read_typed, path, LARGEST_PARCEL + 1)
            if is_parcel(data):
                found = await asyncio.to_thread(read_arrivals, workspace, data, Path(path))
                self._show(ArrivalsDialog(found), partial(self._chosen, found))
                return
            filled = await asyncio.to_thread(read_filled, data)
            workspace.repository.refresh()  # what another program has just written counts too
            current = workspace.repository.get(
                self._dossier.id if self._dossier else filled.dossier
            )
            proposal = await asyncio.to_thread(
                file_import, filled, current, workspace.programme,
                workspace.clock.now(), workspace.today(),
            )  # fmt: skip
        except TelestageError as error:
            self._reads = False
            if is_open(self):
                self.query_one(".question", Paragraph).update(self._words)
                self.form.refuse({"path": str(error)})
            return
        self._show(FilePreview(proposal), self._agreed)

    def _show(self, dialog: Dialog[T], use: Callable[[T | None], None]) -> None:
        """Put the preview in the place of this dialog."""
        if is_open(self):
            self.form.keep()
            self.close(True)
            app = self._screen.app
            app.call_later(app.push_screen, dialog, use)

    def _agreed(self, proposal: FileImport | None) -> None:
        if proposal is not None:
            self._screen.change(proposal.dossier.id, proposal.change())

    def _chosen(self, found: Arrivals, chosen: Chosen | None) -> None:
        """Keep what was chosen of a file of dossiers; say so on the page."""
        if chosen is None or not chosen.numbers:
            return
        try:
            keep_arrivals(self._screen.workspace, found, *chosen)
        except TelestageError as error:
            self._screen.report(error, title="Rien n’a été enregistré")
        else:
            self._screen.say_saved(taken_sentence(len(chosen.numbers)))
        self._screen.reload()


class FilePreview(Dialog[FileImport]):
    """Shows what would change; closes with the import when it is agreed to."""

    DEFAULT_CSS = "FilePreview > .dialog { width: 78; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "apply", "Appliquer", key_display="F2"),
    ]

    def __init__(self, proposal: FileImport) -> None:
        super().__init__("Ce que dit le fichier")
        self._import = proposal

    def body(self) -> ComposeResult:
        """What changes, what the dossier keeps, and what else there is to know."""
        yield Paragraph(Content("\n").join(self._lines()))

    def keys(self) -> list[DialogKey]:
        """To apply it, if there is anything to apply."""
        apply = [("F2", "Appliquer", "apply")] if self._import.steps else []
        return [*apply, ("Échap", "Ne rien changer", "leave")]

    def _lines(self) -> Iterator[Content]:
        yield Content(self._import.heading)
        for sign, text in self._import.lines():
            line = Content(f"{sign} {text}")
            yield line.stylize("$text-warning") if sign == KEPT else line
        for note in self._import.notes:
            yield Content.styled(note, "$text-muted")

    def action_apply(self) -> None:
        """Close with the import."""
        if self._import.steps:
            self.close(self._import)
