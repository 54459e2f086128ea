"""Asking the machine where a file is, and what is beside it; slow, for a thread of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from .files import real_path
from .neighbours import PlaceFacts, conflict_copies, linux_mounts, mac_mounts

_MARK = ".stfolder"
"""The folder by which Syncthing knows one of its own."""
_REMOTE_DRIVE = 4
"""What Windows answers for a drive of another machine."""
_PATIENCE = 2.0
"""Seconds a command of the system may take."""


def conflict_paths(path: Path) -> tuple[Path, ...]:
    """The versions of a file that a tool which synchronises kept beside it."""
    path = real_path(path)
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return ()
    return tuple(path.with_name(name) for name in conflict_copies(path.name, names))


def place_facts(path: Path) -> PlaceFacts:
    """What this machine says of the place of a file; nothing where it does not answer."""
    path = real_path(path)
    marked = frozenset(str(each) for each in path.parents if _exists(each / _MARK))
    return PlaceFacts(os.environ, _mounts(), _remote_drives(path), marked)


def _exists(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    return False


def _mounts() -> dict[str, str]:
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            done = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=_PATIENCE, check=False
            )
            return mac_mounts(done.stdout)
        return linux_mounts(Path("/proc/mounts").read_text(encoding="utf-8", errors="replace"))
    return {}


def _remote_drives(path: Path) -> frozenset[str]:
    if sys.platform == "win32" and path.drive:
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\") == _REMOTE_DRIVE:
            return frozenset({path.drive.upper()})
    return frozenset()
