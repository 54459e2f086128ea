"""The logo at the head of documents, checked as it is typed and as it is used.

Only its path is kept, and the file may change or go meanwhile: a document then has no logo, and
says so.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from ..dossier.errors import FieldProblem
from ..dossier.text import quoted
from ..store.errors import StoreError
from ..store.paths import user_path
from ..store.served import is_served

LARGEST_LOGO = 5_000_000
"""Bytes; a picture at the head of a page needs far fewer."""
NOT_IN_A_BROWSER = (
    "Dans un navigateur, un logo ne se choisit pas : ce serait un fichier du serveur."
)
LOGO_FIELD = "documents.logo"
"""Its field in a fiche and in the forms."""
_HEAD = 4096
"""Bytes in which a drawing says that it is one, past its comments."""
_BINARY = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting: a named pipe may have no writer."""


class Logo(NamedTuple):
    """The picture at the head of a paper.

    Attributes:
        content: The whole file; None for no picture.
        notice: Why there is none where one was asked for, in French; empty otherwise.
    """

    content: bytes | None = None
    notice: str = ""


class _UnusableLogo(Exception):
    """Why a file is no logo, as the end of a French sentence about it."""


def read_logo(path: str) -> Logo:
    """The picture of that path, as it was typed; none for an empty one."""
    if not path:
        return Logo()
    try:
        return Logo(_read(path, LARGEST_LOGO))
    except _UnusableLogo as error:
        return Logo(notice=f"Le logo {quoted(path)} {error} : le document est sans logo.")


def logo_problems(path: str, kept: str = "") -> list[FieldProblem]:
    """Why a logo that was just typed cannot be one; nothing when it can.

    The one that was kept already is not looked at again: it may be gone since, which is no reason
    to refuse the change of another field.

    Args:
        path: As it was typed.
        kept: The one before.
    """
    path = path.strip()
    if path and path != kept:
        if is_served():
            return [FieldProblem(LOGO_FIELD, NOT_IN_A_BROWSER)]
        try:
            _read(path, _HEAD)
        except _UnusableLogo as error:
            return [FieldProblem(LOGO_FIELD, f"Ce logo {error}.")]
    return []


def _read(path: str, size: int) -> bytes:
    """So many bytes of a picture, at most.

    Raises:
        _UnusableLogo: when it is not a picture that a document can hold.
    """
    try:
        with open(os.open(user_path(Path(path)), _OPEN), "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _UnusableLogo("n’est pas un fichier ordinaire")
            if status.st_size > LARGEST_LOGO:
                raise _UnusableLogo("dépasse 5 Mo")
            content = file.read(size)
    except FileNotFoundError:
        raise _UnusableLogo("n’existe pas") from None
    except IsADirectoryError:
        raise _UnusableLogo("est un répertoire") from None
    except (OSError, StoreError):
        raise _UnusableLogo("ne se lit pas") from None
    if not _is_picture(content):
        raise _UnusableLogo("n’est pas une image PNG, JPEG, GIF, WebP ou SVG")
    return content


def _is_picture(content: bytes) -> bool:
    """Whether its first bytes are those of a picture that typst reads."""
    if content.startswith(_BINARY) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return True
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in head
