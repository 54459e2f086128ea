"""Whether a file may be replaced: it is still the one that was read, and ours to change."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .errors import ConflictError
from .file_errors import SaveFailed, UnreadableFile
from .files import Signature, signature_of

_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
READ_ONLY = "il est en lecture seule"
OF_ANOTHER = "il appartient à un autre compte, qui n’y aurait plus accès"


def known_signature(path: Path) -> Signature | None:
    """The signature of a file; None when there is none, or when it cannot be read."""
    try:
        return signature_of(path)
    except UnreadableFile:
        return None


def refuse_another(path: Path, expected: Signature | None) -> None:
    """Refuse to replace a file that another program has put there meanwhile.

    Args:
        path: The file.
        expected: Its `known_signature` when it was last looked at.

    Raises:
        ConflictError: when it is no longer that one.
    """
    if known_signature(path) != expected:
        raise ConflictError(
            "Un autre programme vient de remplacer le fichier des dossiers. Rien n’a été "
            "enregistré : relisez-le, puis refaites votre changement."
        )


def refuse_not_ours(path: Path, new: Path) -> None:
    """Refuse to replace a file that is read-only, or whose owner would lose it.

    Args:
        path: The file.
        new: What would take its place; its owner is the one the file would have.

    Raises:
        SaveFailed: when it is not ours to replace.
        OSError: when the new file cannot be looked at.
    """
    if reason := not_ours(path, new.stat().st_uid):
        raise SaveFailed(path, reason)


def not_ours(path: Path, owner: int) -> str:
    """Why a file is not to be replaced, as a French clause; empty when it may be.

    The system asks for no right on a file that is replaced: one made read-only would change, and
    that of someone else would become ours, closed to its owner.

    Args:
        path: The file, which need not exist.
        owner: The account that would own the new one.
    """
    try:
        status = path.stat()
    except OSError:
        return ""
    if os.name != "nt" and status.st_uid != owner:
        return OF_ANOTHER
    writable = status.st_mode & _ANY_WRITE and os.access(path, os.W_OK)
    return "" if writable else READ_ONLY
