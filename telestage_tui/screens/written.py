"""What is said once files are written: where they are, and what to do with them.

In a browser they are among its downloads.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ..dossier.french import leading_count
from ..store.shown_paths import shown
from ..widgets.dialog import Dialog, DialogKey
from ..widgets.paragraph import Paragraph
from .where import ARCHIVE, download

LANGUAGE_PREFERENCE = "paper-language"
"""The name of the preference that keeps the last language."""
LANGUAGES: tuple[tuple[str, str], ...] = (("fr", "français"), ("en", "anglais"))
"""The languages of what is written, to choose from."""


class Offer(NamedTuple):
    """What may be done next, with one key.

    Attributes:
        words: What it does, in French.
        act: Does it, once the dialog is closed.
    """

    words: str
    act: Callable[[], None]


class WrittenDialog(Dialog[None]):
    """Says where the files are, by their whole path, and what to do with them.

    In a browser, which takes them when the dialog opens, it names them only.

    Args:
        paths: The files.
        advice: French sentences.
        offer: What may be done next; None for nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "Retour", show=False),
        Binding("c", "copy", "Copier le chemin"),
        Binding("o", "open_folder", "Ouvrir le répertoire"),
        Binding("space", "accept", "Cocher l’étape", key_display="Espace"),
    ]

    def __init__(
        self, paths: Sequence[Path], advice: Sequence[str], offer: Offer | None = None
    ) -> None:
        super().__init__("Écrit")
        self._paths = tuple(path.absolute() for path in paths)
        self._advice = tuple(advice)
        self._offer = offer

    def on_mount(self) -> None:
        """Have the browser take the files."""
        if self.app.is_web:
            download(self.app, self._paths)

    def body(self) -> ComposeResult:
        if self.app.is_web:
            names = [each.name for each in self._paths]
            yield Paragraph("Dans les téléchargements de votre navigateur :", classes="question")
            yield Paragraph(ARCHIVE if len(names) > 1 else names[0], classes="path")
            if len(names) > 1:
                number = leading_count(len(names), "fichier")
                yield Paragraph(f"{number} dans cette archive.", classes="said")
        elif len(self._paths) > 1:
            folder = shown(self._paths[0].parent)
            number = leading_count(len(self._paths), "fichier")
            yield Paragraph(f"{number} dans :", classes="question")
            yield Paragraph(folder, classes="path")
        else:
            yield Paragraph(shown(self._paths[0]), classes="path")
        for sentence in self._advice:
            yield Paragraph(sentence, classes="said")
        if self._offer:
            yield Paragraph(f"Espace : {self._offer.words}", classes="said")

    def keys(self) -> list[DialogKey]:
        keys: list[DialogKey] = [("⏎", "Retour", "leave")]
        if not self.app.is_web:
            keys += [("c", "Copier le chemin", "copy"), ("o", "Répertoire", "open_folder")]
        return [*keys, ("Espace", "Cocher", "accept")] if self._offer else keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what there is to accept."""
        if action == "accept":
            return self._offer is not None
        if action in ("copy", "open_folder"):
            return not self.app.is_web
        return super().check_action(action, parameters)

    def action_copy(self) -> None:
        """Put the path in the clipboard of the terminal."""
        path = self._paths[0] if len(self._paths) == 1 else self._paths[0].parent
        self.app.copy_to_clipboard(str(path))
        self.notify("Chemin copié, si le terminal le permet.")

    def action_open_folder(self) -> None:
        """Show the folder in the file manager of the machine."""
        if not open_folder(self._paths[0].parent):
            self.notify("Aucun gestionnaire de fichiers ne s’ouvre ici : le chemin est ci-dessus.")

    def action_accept(self) -> None:
        """Close, then do what was offered."""
        if self._offer is not None:
            self.app.call_later(self._offer.act)
            self.close()


def open_folder(folder: Path) -> bool:
    """Show a folder in the file manager of the machine; False where there is none."""
    if sys.platform == "win32":
        with suppress(OSError):
            os.startfile(folder)  # noqa: S606 (a folder that we wrote in)
            return True
        return False
    command = "open" if sys.platform == "darwin" else "xdg-open"
    has_screen = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if not has_screen:
        return False
    try:
        subprocess.Popen(  # noqa: S603 (no shell, a folder that we wrote in)
            [command, folder], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return False
    return True
