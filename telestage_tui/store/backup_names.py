"""How the copies of a file are named, and where they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)-([a-z]+(?:-[a-z]+)*)(?:-(\d{1,9}))?\.json", re.ASCII)
"""A newer version may have reasons that this one does not know."""
_YEARS = range(1970, 2200)
"""Years a copy can be dated from; any other is not the name of a copy."""


class CopyName(NamedTuple):
    """The name of a copy, in parts that sort by age.

    Attributes:
        taken_at: UTC instant, to the second.
        rank: Among the copies of that second, from 1.
        reason: Why it was made, see `BACKUP_REASONS`.
        text: The file name itself.
    """

    taken_at: datetime
    rank: int
    reason: str
    text: str

    @classmethod
    def read(cls, text: str) -> CopyName | None:
        """The parts of a file name, or None when it is not that of a copy."""
        match = _NAME.fullmatch(text)
        if match is None or int(match[1][:4]) not in _YEARS:
            return None
        try:
            taken_at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:  # a day or an hour that no clock has
            return None
        return cls(taken_at, int(match[3] or 1), match[2], text)

    @classmethod
    def of(cls, taken_at: datetime, rank: int, reason: str) -> CopyName:
        """The name of a copy to be made.

        Args:
            taken_at: UTC instant, to the second.
            rank: Among the copies of that second, from 1.
            reason: Why it is made.
        """
        ordinal = "" if rank == 1 else f"-{rank}"
        return cls(taken_at, rank, reason, f"{taken_at.strftime(_STAMP)}-{reason}{ordinal}.json")


def copies_directory(path: Path) -> Path:
    """Where the copies of a file are: `<file>.backups` beside it."""
    return path.with_name(f"{path.name}.backups")


def names_in(directory: Path) -> tuple[CopyName, ...]:
    """The copies in a directory, the newest first; none when it cannot be read."""
    try:
        names = [CopyName.read(entry.name) for entry in directory.iterdir()]
    except OSError:
        return ()
    return tuple(sorted((name for name in names if name is not None), reverse=True))


def copies_beside(path: Path) -> int:
    """How many copies there are of a file, which need not exist.

    Args:
        path: The file, symbolic links followed.
    """
    return len(names_in(copies_directory(path)))
