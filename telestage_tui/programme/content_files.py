"""Where the files of a programme are, and how they are read: packaged, or an organisation's own.

A folder holds the files of one programme, or several versions side by side (`<id>/<version>/`). A
file an organisation does not have is the packaged one. A file of its own replaces the packaged one
whole, unless it says `extends = true`: then it is laid over it, entry by entry.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from ..dossier.base import Frozen
from ..dossier.errors import problems_of
from ..dossier.os_errors import french_cause
from ..dossier.toml_reading import Fault, UnreadableToml, read_toml
from .amounts import Amounts, filled
from .errors import ContentError, problem

PACKAGED = Path(__file__).parent / "content"
START_UP = "programme.toml"
LARGEST_CONTENT_FILE = 2_000_000
"""Largest content file read: far over any real one."""

_FAULTS: dict[Fault, str] = {
    "size": "fichier trop gros (plus de 2 Mo).",
    "encoding": "le fichier n’est pas en UTF-8.",
    "depth": "ce n’est pas du TOML valide : trop de niveaux imbriqués.",
    "number": "un nombre est trop long pour être lu.",
}
"""What is said of a file that cannot be read; a fault of syntax is said with its place."""

_Model = TypeVar("_Model", bound=Frozen)
_Table = dict[str, Any]


class ContentFiles(NamedTuple):
    """The files of one version of a programme.

    Attributes:
        folder: Where they are.
        fallback: Where those it does not have, or extends, are read; None for none.
    """

    folder: Path
    fallback: ContentFiles | None = None

    def names(self) -> set[str]:
        """The names of the folders these files come from."""
        return {self.folder.name} | (self.fallback.names() if self.fallback else set())

    def validated(self, name: str, model: type[_Model], amounts: Amounts | None = None) -> _Model:
        """The content of a file, as its model.

        Args:
            name: Of the file.
            model: Of its content.
            amounts: What its texts quote; None to leave them as they are written.

        Raises:
            ContentError: when it is missing, unreadable, quotes an unknown amount, or is refused by
                the model.
        """
        table = self.table(name)
        try:
            return model.model_validate(table if amounts is None else filled(table, amounts))
        except ValidationError as error:
            raise ContentError(
                [problem(name, _field(p.field), p.message) for p in problems_of(error)]
            ) from None
        except ValueError as error:
            raise ContentError([problem(name, "", str(error))]) from None

    def table(self, name: str) -> _Table:
        """The content of a file, as TOML gives it.

        Raises:
            ContentError: when it is missing or unreadable.
        """
        path = self.folder / name
        if not os.path.lexists(path):
            if self.fallback is None:
                raise ContentError([problem(str(path), "", "fichier introuvable.")])
            return self.fallback.table(name)
        table = _read(path)
        extends = table.pop("extends", False)
        if extends is True and self.fallback is not None:
            return _laid_over(self.fallback.table(name), table)
        return table


def versions(root: Path, programme_id: str) -> list[Path]:
    """The folders of the versions of a programme, newest first."""
    if programme_id in ("", ".", "..") or "/" in programme_id or "\\" in programme_id:
        return []
    folder = root / programme_id
    folders = [path.parent for path in folder.glob(f"*/{START_UP}")] if folder.is_dir() else []
    return sorted(folders, key=lambda path: version_key(path.name), reverse=True)


def version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Orders versions part by part: `2026.10` comes after `2026.2`."""
    parts = version.split(".")
    return tuple((1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts)


def _read(path: Path) -> _Table:
    try:
        # Non-blocking, or a named pipe in place of the file would hang the program.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))  # noqa: TRY301 — as a socket
            return read_toml(file.read(LARGEST_CONTENT_FILE + 1), LARGEST_CONTENT_FILE)
    except FileNotFoundError:
        message = "ce lien symbolique ne mène nulle part."
    except OSError as error:
        message = f"fichier illisible : {french_cause(error)}."
    except UnreadableToml as error:
        place = f"ligne {error.line}, colonne {error.column}" if error.line else "fin du fichier"
        message = _FAULTS.get(error.fault, f"ce n’est pas du TOML valide ({place}).")
    raise ContentError([problem(str(path), "", message)])


def _laid_over(base: _Table, own: _Table) -> _Table:
    """Tables merged key by key, lists of entries merged by `id` or `kind`, the rest replaced."""
    merged = dict(base)
    for key, value in own.items():
        below = base.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = _laid_over(below, value)
        elif below is not None and _has_entries(below) and _has_entries(value):
            entries = {_entry_id(entry): entry for entry in below}
            for entry in value:
                name = _entry_id(entry)
                entries[name] = _laid_over(entries.get(name, {}), entry)
            merged[key] = list(entries.values())
        else:
            merged[key] = value
    return merged


def _has_entries(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry, dict) and _entry_id(entry) for entry in value
    )


def _entry_id(entry: _Table) -> str:
    name = entry.get("id") or entry.get("kind")
    return name if isinstance(name, str) else ""


def _field(path: str) -> str:
    return "" if path == "fiche" else path  # a problem of the whole file has no field
