"""Where what is written goes: a directory that one names; in a browser, among its downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from textual.app import App

from ..dossier.errors import InvalidInput, Refused, TelestageError
from ..store.preferences import Preferences

if TYPE_CHECKING:
    from ..widgets.fields import FormField

FOLDER = "folder"
"""The field of a form that asks where; a form in a browser has none."""
FOLDER_PREFERENCE = "export-folder"
"""The name of the preference that keeps the last folder."""
ARCHIVE = "telestage.zip"
"""Several files come in one: a browser asks before it takes a second download."""


def where_fields(app: App[Any], hint: str = "Où écrire.") -> tuple[FormField, ...]:
    """What a form asks; nothing in a browser, where a directory would be one of the server."""
    from ..widgets.fields import FormField  # not for start-up

    return () if app.is_web else (FormField(FOLDER, "Répertoire", hint=hint),)


def usual_folder(preferences: Preferences) -> dict[str, str]:
    """What the form proposes."""
    return {FOLDER: preferences.text(FOLDER_PREFERENCE) or "~"}


def folder_of(values: Mapping[str, Any]) -> Path:
    """The directory that was typed; one of passage where none was asked for."""
    typed: str | None = values.get(FOLDER)
    return Path(_of_passage().name) if typed is None else Path(typed.strip() or ".")


def keep_folder(preferences: Preferences, values: Mapping[str, Any]) -> None:
    """Propose next time the directory that was typed, if any."""
    if FOLDER in values:
        preferences.keep(FOLDER_PREFERENCE, str(values[FOLDER]).strip() or ".")


def refusal(values: Mapping[str, Any], reason: str) -> TelestageError:
    """Why nothing was written, for the field that asks where; else for the page."""
    return InvalidInput.at(FOLDER, reason) if FOLDER in values else Refused(reason)


@cache
def _of_passage() -> TemporaryDirectory[str]:
    """A directory of this program alone, removed when it ends."""
    return TemporaryDirectory(prefix="telestage-export-", ignore_cleanup_errors=True)


def download(app: App[Any], paths: Sequence[Path]) -> str:
    """Have the browser take files that were just written; they leave this machine.

    Returns:
        The name under which it gets them.
    """
    content = BytesIO()
    if len(paths) == 1:
        name = paths[0].name
        content.write(paths[0].read_bytes())
    else:
        name = ARCHIVE
        with ZipFile(content, "w", ZIP_DEFLATED) as archive:
            for path in paths:
                archive.write(path, path.name)
    for path in paths:
        path.unlink(missing_ok=True)
    content.seek(0)
    app.deliver_binary(content, save_filename=name)
    return name
