"""A small file beside the dossiers, for drafts and preferences: its loss stops no work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson

from .aside import set_aside
from .file_errors import UnreadableFile
from .files import read_file, real_path, replace_file, sweep
from .lock import file_lock, remember_folder

SIDE_FILE_LOCK_TIMEOUT = 0.2
"""Seconds; short, since someone is typing and the next write can include this one."""
_MOST_ASIDE = 9
"""Damaged files set aside at the most; past this number something else is wrong."""
_INDENTED = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE

SideFileContent = dict[str, Any]


class SideFile:
    """One JSON object in a file of its own, written with the same care as the dossiers.

    Args:
        path: The file; a symbolic link stands for the file it leads to.
        former: Where older versions kept it; read, never changed, until there is a file at `path`.
    """

    def __init__(self, path: Path, former: Path | None = None) -> None:
        self.path = real_path(path)
        remember_folder(self.path)
        self._former = former

    def read(self) -> SideFileContent:
        """The content; empty when there is no file, or none that can be read."""
        return self._content() or {}

    def update(self, change: Callable[[SideFileContent], Mapping[str, Any]]) -> SideFileContent:
        """Change the present content, even if another program has just written it.

        A file that cannot be read is given another name first.

        Args:
            change: From the present content to the new one.

        Returns:
            What is now on disk.

        Raises:
            StoreError: when the file is as it was before.
        """
        with file_lock(self.path, SIDE_FILE_LOCK_TIMEOUT):
            sweep(self.path.parent, self.path.name)
            present = self._content()
            if present is None:
                set_aside(self.path, map(str, range(1, _MOST_ASIDE + 1)))
            content = dict(change(present or {}))
            replace_file(self.path, [orjson.dumps(content, option=_INDENTED)])
            return content

    def _content(self) -> SideFileContent | None:
        """The content, empty when there is no file, None when there is one that is not ours."""
        try:
            file = read_file(self.path)
        except UnreadableFile:
            return None
        return self._former_content() if file is None else _object_in(file[0])

    def _former_content(self) -> SideFileContent:
        try:
            file = read_file(self._former) if self._former else None
        except UnreadableFile:
            return {}
        return (_object_in(file[0]) if file else None) or {}


def _object_in(data: bytes) -> SideFileContent | None:
    """The JSON object that some bytes are, or None."""
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError:
        return None
    return content if isinstance(content, dict) else None
