"""Where the files of a programme are, and how they are read: packaged, or an organisation's own.

A folder holds the files of one programme, or several versions side by side (`<id>/<version>/`). A
file an organisation does not have is the packaged one. A file of its own replaces the packaged one
whole, unless it says `extends = true`: then it is laid over it, entry by entry. In
`programme.toml`, `extends = "2026.1"` lays a whole version over another one of the organisation.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from ..dossier.base import Frozen
from ..dossier.errors import FieldProblem, problems_of
from ..dossier.os_errors import french_cause
from ..dossier.toml_reading import Fault, UnreadableToml, read_toml
from .amounts import Amounts, filled, unquotable
from .errors import ContentError, problem
from .toml_lines import best_line, entry_name, lines_of, names_of

PACKAGED = Path(__file__).parent / "content"
START_UP = "programme.toml"
LARGEST_CONTENT_FILE = 2_000_000
"""Largest content file read: far over any real one."""

EXTENDS = "extends"
"""The key of a file that is laid over the one below."""
_WRONG_EXTENDS = (
    "écrivez true pour compléter notre fichier, ou rien pour le remplacer; dans programme.toml, "
    "aussi la version à compléter, entre guillemets."
)
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
        lenient: Whether unknown keys are left out rather than refused, to see what else is wrong.
    """

    folder: Path
    fallback: ContentFiles | None = None
    lenient: bool = False

    def names(self) -> set[str]:
        """The names of the folders these files come from."""
        return {self.folder.name} | (self.fallback.names() if self.fallback else set())

    @property
    def packaged(self) -> ContentFiles:
        """Those of them that came with telestage."""
        return self.fallback.packaged if self.fallback else self

    def own_path(self, name: str) -> Path | None:
        """Where an organisation has that file; None when it has none of its own."""
        if self.fallback is None:
            return None
        path = self.folder / name
        return path if os.path.lexists(path) else self.fallback.own_path(name)

    def validated(self, name: str, model: type[_Model], amounts: Amounts | None = None) -> _Model:
        """The content of a file, as its model.

        Args:
            name: Of the file.
            model: Of its content.
            amounts: What its texts quote; None to leave them as they are written.

        Raises:
            ContentError: when it is missing, unreadable, quotes an unknown amount, names an entry
                twice, or is refused by the model; every problem is listed, with its line.
        """
        table = self.table(name)
        problems = [] if self.lenient else self._doubles(name)
        try:
            if amounts is not None:
                table = filled(table, amounts)
            content = self._model_of(table, model)
        except ValidationError as error:
            problems += [self.problem(name, _field(p.field), p.message) for p in problems_of(error)]
        except ValueError:
            problems += [self.problem(name, *each) for each in unquotable(table, amounts or {})]
        if problems:
            raise ContentError(problems)
        return content

    def _model_of(self, table: _Table, model: type[_Model]) -> _Model:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            unknown = [e["loc"] for e in error.errors() if e["type"] == "extra_forbidden"]
            if not self.lenient or not unknown:
                raise
            return model.model_validate(_without(table, unknown))

    def _doubles(self, name: str) -> list[FieldProblem]:
        """The entries named twice in a file laid over another, where one would hide the other."""
        path = self.own_path(name)
        if path is None or not self.extends(name):
            return []
        return [
            self.problem(name, field, f"l’identifiant « {entry} » est employé {times} fois.")
            for field, entry, times in _named_twice(_read(path))
        ]

    def extends(self, name: str) -> bool:
        """Whether the file an organisation has is laid over another one.

        Raises:
            ContentError: when it is unreadable.
        """
        path = self.own_path(name)
        return path is not None and bool(_read(path).get(EXTENDS))

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
        extends = table.pop(EXTENDS, False)
        if not (isinstance(extends, bool) or (name == START_UP and isinstance(extends, str))):
            raise ContentError([self.problem(name, EXTENDS, _WRONG_EXTENDS)])
        if extends and self.fallback is not None:
            return _laid_over(self.fallback.table(name), table)
        return table

    def problem(self, name: str, field: str, message: str) -> FieldProblem:
        """A problem of a file, with the line of its field or of what is around it.

        Args:
            name: Of the file.
            field: `tasks[2].due.days`, or `bef-team.due`: the names on the way to it.
            message: French.
        """
        path = self.own_path(name) or self.packaged.folder / name
        try:
            table = read_toml(path.read_bytes(), LARGEST_CONTENT_FILE)
            names = names_of(field, table if field == EXTENDS else self.table(name))
            line = best_line(lines_of(path.read_text("utf-8-sig"), table), names)
        except (OSError, UnreadableToml, ContentError):
            line = 0  # said of the file as a whole
        else:
            if table.get(EXTENDS):  # the places of a list are counted with what is below
                field = ".".join(names).replace(".[", "[")
        return problem(name, ", ".join(filter(None, (f"ligne {line}" if line else "", field))),
                       message)  # fmt: skip


def versions(root: Path, programme_id: str) -> list[Path]:
    """The folders of the versions of a programme, newest first."""
    if programme_id in ("", ".", "..") or "/" in programme_id or "\\" in programme_id:
        return []
    folder = root / programme_id
    folders = [path.parent for path in folder.glob(f"*/{START_UP}")] if folder.is_dir() else []
    return sorted(folders, key=lambda path: version_key(path.name), reverse=True)


def base_version(path: Path) -> str:
    """The version that a `programme.toml` completes: `2026.1`, or `atelier/2026.1`.

    Empty when it completes ours, or none; an unreadable file is refused when its content is asked.
    """
    try:
        extends = _read(path).get(EXTENDS)
    except ContentError:
        return ""
    return extends if isinstance(extends, str) else ""


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
    """Tables merged key by key, lists of entries merged by name, the rest replaced."""
    merged = dict(base)
    for key, value in own.items():
        below = base.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = _laid_over(below, value)
        elif below is not None and has_entries(below) and has_entries(value):
            entries = {entry_name(entry): entry for entry in below}
            for entry in value:
                name = entry_name(entry)
                entries[name] = _laid_over(entries.get(name, {}), entry)
            merged[key] = list(entries.values())
        else:
            merged[key] = value
    return merged


def has_entries(value: Any) -> bool:
    """Whether a value is a list of entries that each have a name."""
    return isinstance(value, list) and all(entry_name(entry) for entry in value)


def _named_twice(value: Any, field: str = "") -> Iterator[tuple[str, str, int]]:
    """The entries of the same name in one list: where, the name, and how many times."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _named_twice(below, f"{field}.{key}" if field else key)
    elif isinstance(value, list) and value and has_entries(value):
        for name, times in Counter(map(entry_name, value)).items():
            if times > 1:
                yield f"{field}.{name}", name, times
        for entry in value:
            yield from _named_twice(entry, f"{field}.{entry_name(entry)}")


def _without(table: _Table, places: Iterable[tuple[int | str, ...]]) -> _Table:
    """A table without what is at some places."""
    copy = deepcopy(table)
    for *way, last in places:
        inner: Any = copy
        for part in way:
            inner = inner[part]
        inner.pop(last, None)
    return copy


def _field(path: str) -> str:
    return "" if path == "fiche" else path  # a problem of the whole file has no field
