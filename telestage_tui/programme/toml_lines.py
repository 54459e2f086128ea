"""On which line of a TOML file each key and each entry is, for the problems of a content."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

Path = tuple[str | int, ...]
"""Keys, and places in lists from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRINGS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_BARE = re.compile(r"[^,\]}\n#]+")
_SPACE = re.compile(r"[ \t]*")


class _Scanner:
    """Reads a document that is valid TOML already, and keeps where each thing begins."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._lengths: dict[Path, int] = {}
        """How many tables each list of tables has so far."""
        self.lines: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._source):
            if self._source[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self.lines

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        if match is None:
            return ""
        self._at = match.end()
        return match[0]

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self._starts, at))

    def _header(self) -> Path:
        start = self._at
        is_list = self._source.startswith("[[", start)
        self._at += 2 if is_list else 1
        *parents, last = self._dotted()
        self._at += 2 if is_list else 1
        path: Path = ()
        for name in parents:
            path = self._latest((*path, name))
            self._note(path, start)
        path = (*path, last)
        self._note(path, start)
        if is_list:
            self._lengths[path] = self._lengths.get(path, 0) + 1
        path = self._latest(path)
        self._note(path, start)
        return path

    def _latest(self, path: Path) -> Path:
        length = self._lengths.get(path)
        return (*path, length - 1) if length else path

    def _dotted(self) -> list[str]:
        parts = []
        while True:
            self._skip(_SPACE)
            key = self._skip(_KEY)
            parts.append(tomllib.loads(f"name = {key}")["name"] if key[:1] in "\"'" else key)
            self._skip(_SPACE)
            if not self._source.startswith(".", self._at):
                return parts
            self._at += 1

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for name in self._dotted():
            path = (*path, name)
            self._note(path, start)
        self._at += 1  # the sign =
        self._skip(_SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        match self._source[self._at : self._at + 1]:
            case "[":
                self._several("]", path)
            case "{":
                self._several("}", path)
            case '"' | "'":
                self._skip(_STRINGS)
            case _:
                self._skip(_BARE)

    def _several(self, closing: str, path: Path) -> None:
        """The items of a list or the pairs of a table written on the spot."""
        self._at += 1
        number = 0
        while True:
            self._skip(_BLANK)
            if self._source.startswith(closing, self._at):
                self._at += 1
                return
            if closing == "]":
                self._note((*path, number), self._at)
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
            self._skip(_BLANK)
            if self._source.startswith(",", self._at):
                self._at += 1


def lines_of(source: str, table: dict[str, Any]) -> list[tuple[tuple[str, ...], int]]:
    """The line of each key and entry of a document, from 1, in the order of the document.

    Args:
        source: A valid TOML document.
        table: What it holds.

    Returns:
        Paths of keys, where an entry of a list goes by its name, else by `[2]`, its place
        from 1; an entry met twice is there twice.
    """
    return [(tuple(_named(path, table)), line) for path, line in _Scanner(source).scan().items()]


def _named(path: Path, table: Any) -> Iterator[str]:
    for part in path:
        table = table[part]
        if isinstance(part, str):
            yield part
        else:
            yield entry_name(table) or f"[{part + 1}]"


def entry_name(entry: Any) -> str:
    """What an entry of a list goes by: its `id`, its `name` or its `kind`; empty for none."""
    if not isinstance(entry, dict):
        return ""
    names = (entry.get(key) for key in ("id", "name", "kind"))
    return next((name for name in names if name and isinstance(name, str)), "")


def names_of(field: str, table: Any) -> tuple[str, ...]:
    """The names on the way to a field: `tasks[2].due.days` is `tasks`, `bef-team`, `due`, `days`.

    Args:
        field: Its path, where an entry of a list goes by its place from 1, or by its name.
        table: What the places are counted in.
    """
    names = []
    for part in re.findall(r"\[\d+\]|[^.\[\]]+", field):
        name = part
        if part[0] == "[" and isinstance(table, list) and int(part[1:-1]) <= len(table):
            table = table[int(part[1:-1]) - 1]
            name = entry_name(table) or part
        else:
            table = table.get(part) if isinstance(table, dict) else None
        names.append(name)
    return tuple(names)


def best_line(lines: Sequence[tuple[tuple[str, ...], int]], field: Sequence[str]) -> int:
    """The line of a field, or of the nearest thing around it; 0 when nothing of it is there.

    That of the last one, when a name is there twice.

    Args:
        lines: Those of a document.
        field: Names on the way to the field, the last one its own; some may be left out at the
            beginning and in between.
    """
    for end in range(len(field), 0, -1):
        wanted = field[:end]
        if matches := [path for path, _ in lines if _in_order(wanted, path)]:
            nearest = min(matches, key=len)
            return max(line for path, line in lines if path == nearest)
    return 0


def _in_order(wanted: Sequence[str], path: Sequence[str]) -> bool:
    """Whether a path ends with the last name wanted, and passes by the others on its way."""
    rest = iter(path)
    return path[-1] == wanted[-1] and all(name in rest for name in wanted)
