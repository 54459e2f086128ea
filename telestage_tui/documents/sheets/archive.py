"""What a file given as a workbook is, before anything in it is read.

An archive may unfold into thousands of times its size, and an XML part may define entities that do:
the sizes it declares are looked at first, and no part with definitions is accepted.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ...dossier.errors import TelestageError

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of a file that is read; a dossier of a year, full of notes, takes less than one million."""
_LARGEST_CONTENT = 64 * 1024 * 1024
"""Bytes of all the parts, unfolded."""
_MOST_PARTS = 500
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"
_BOOK = "xl/workbook.xml"
_OTHERS = {
    "content.xml": "un classeur OpenDocument : enregistrez-le au format Excel (.xlsx)",
    "word/document.xml": "un document Word",
    "ppt/presentation.xml": "une présentation",
    "xl/workbook.bin": "un classeur binaire : enregistrez-le au format Excel (.xlsx)",
}
"""What an archive is, by a part it has."""


class UnreadableFile(TelestageError):
    """The file is not one that telestage wrote, or cannot be read safely."""


def is_workbook(data: bytes) -> bool:
    """Whether a file is read as a workbook rather than as a text."""
    return data.startswith((_ZIP, _OLE))


def check_size(data: bytes, largest: int = LARGEST_FILE) -> None:
    """Check that a file is not too large to be one of ours.

    Args:
        data: The file.
        largest: Bytes, at the most.

    Raises:
        UnreadableFile: when it is.
    """
    if len(data) > largest:
        raise UnreadableFile(
            f"Ce fichier dépasse {largest // 1024 // 1024} Mo : ce n’est pas celui que "
            "telestage a écrit."
        )


def check_archive(data: bytes) -> None:
    """Check that a file is a workbook that can be unfolded and read.

    Raises:
        UnreadableFile: when it is none; the sentence says what it is.
    """
    check_size(data)
    if data.startswith(_OLE):
        raise UnreadableFile(
            "Ce classeur est protégé par un mot de passe, ou d’un ancien format (.xls) : "
            "enregistrez-le sans mot de passe, au format .xlsx."
        )
    try:
        with ZipFile(BytesIO(data)) as archive:
            _check_parts(archive, archive.infolist())
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFile("Ce classeur est abîmé : il ne s’ouvre pas.") from error


def _check_parts(archive: ZipFile, parts: list[ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if _BOOK not in names:
        kind = next((words for name, words in _OTHERS.items() if name in names), "")
        what = f", mais {kind}" if kind else ""
        raise UnreadableFile(f"Ce fichier n’est pas un classeur Excel (.xlsx){what}.")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile("Ce classeur est protégé par un mot de passe.")
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_CONTENT:
        raise UnreadableFile("Ce classeur est démesuré : ce n’est pas celui que telestage a écrit.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            content = archive.read(part).replace(b"\0", b"")  # in UTF-16, every other byte
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise UnreadableFile(
                    "Ce classeur contient des définitions qu’un tableur n’écrit pas : il n’est "
                    "pas lu."
                )
