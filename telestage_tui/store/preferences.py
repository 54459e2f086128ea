"""Small preferences of whoever uses the file, beside it: the theme, the view of the calendar.

They are no drafts: no number of drafts pushes them out, and a file of drafts that is lost takes
none with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..dossier.text import clean_prose
from .errors import StoreError
from .files import real_path
from .side_file import SideFile

_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
"""The beginning of the identifier of a dossier or a part of it, which names a draft."""
LONGEST = 4_000
"""Characters of a preference, as long as any path."""


class Preferences:
    """Short texts by name.

    A write that fails is no error: the preference lasts until the program ends.

    Args:
        path: The file of the dossiers; the preferences of `telestage.json` are kept beside it, in
            `telestage.json.preferences.json`. Nothing is read before the first use.

    Attributes:
        file: The file of the dossiers.
    """

    def __init__(self, path: Path) -> None:
        self.file = path = real_path(path)
        # Older versions kept them among the drafts.
        former = path.with_name(f"{path.name}.brouillons.json")
        self._file = SideFile(path.with_name(f"{path.name}.preferences.json"), former)
        self._texts: dict[str, str] | None = None

    @property
    def path(self) -> Path:
        """The side file."""
        return self._file.path

    def text(self, name: str) -> str:
        """The preference of that name, or an empty text."""
        return self._all().get(name, "")

    def keep(self, name: str, text: str) -> None:
        """Keep a preference; an empty text forgets it."""
        if text == self.text(name):
            return
        self._all()[name] = text
        try:
            self._texts = _texts(self._file.update(self._with_mine(name, text)))
        except StoreError:
            return

    def _with_mine(self, name: str, text: str) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
        def change(content: Mapping[str, Any]) -> Mapping[str, Any]:
            texts = {**_texts(content), name: text}
            return {key: value for key, value in texts.items() if value}

        return change

    def _all(self) -> dict[str, str]:
        if self._texts is None:
            self._texts = _texts(self._file.read())
        return self._texts


def _texts(content: Mapping[str, Any]) -> dict[str, str]:
    """The well-formed preferences of the file, without the drafts among which they once were."""
    return {
        name: clean_prose(text)
        for name, text in content.items()
        if isinstance(text, str) and len(text) <= LONGEST and not _IDENTIFIER.search(name)
    }
