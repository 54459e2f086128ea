"""A dossier on its way to another computer, and any other file of dossiers given to be merged.

A package is a file of dossiers with one dossier in it: the same form, the same checksum, the same
schema and migrations. A backup, a conflict copy and the file of a colleague are read the same way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError
from ..dossier.organisation import Organisation
from .encoding import FileContent, encode
from .file_errors import UnreadableFile
from .loading import ORGANISATION_ID, document_of, dossier_of, organisation_of, read_content
from .migrations import DOSSIERS, MIGRATIONS, ORGANISATION, Migration, latest_schema
from .record_errors import UnreadableDossier
from .shown_paths import place
from .writer_mark import marked

EXTENSION = "telestage"
"""Of a package; what it holds tells what it is, whatever it is called."""
LARGEST_PARCEL = 1 << 26
"""Bytes: thousands of dossiers; reading takes several times as much memory."""
_MARK = b"\xef\xbb\xbf"


class UnreadableParcel(TelestageError):
    """What was given is no file of dossiers, or cannot be read safely; nothing was taken."""


class Parcel(NamedTuple):
    """The content of a file given to be merged.

    Attributes:
        dossiers: Those that can be read.
        unreadable: Why each of the others cannot.
        organisation: What it says of the organisation; blank in a package.
    """

    dossiers: tuple[Dossier, ...]
    unreadable: tuple[UnreadableDossier, ...]
    organisation: Organisation


def package(dossier: Dossier, *, identity: bool = False) -> bytes:
    """The file of one dossier, to be taken in elsewhere.

    Args:
        dossier: The dossier.
        identity: Whether the identity data are asked for; they stay here otherwise.
    """
    document = document_of(dossier if identity else dossier.without_identity)
    content = FileContent(latest_schema(), marked({DOSSIERS: {document.doc_id: document}}))
    return b"".join(encode(content))


def whole_file(dossiers: Iterable[Dossier], organisation: Organisation) -> bytes:
    """The file of these dossiers, as they are: their versions and their histories stay."""
    documents = [document_of(dossier) for dossier in dossiers]
    record = document_of(organisation)
    tables = {
        DOSSIERS: {document.doc_id: document for document in documents},
        ORGANISATION: {ORGANISATION_ID: record},
    }
    return b"".join(encode(FileContent(latest_schema(), marked(tables))))


def is_parcel(data: bytes) -> bool:
    """Whether some bytes are to be read as a file of dossiers: they begin as JSON does."""
    return data.removeprefix(_MARK).lstrip()[:1] in (b"{", b"[")


def read_parcel(data: bytes, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Parcel:
    """Read a package, or any other file of dossiers; nothing of it is trusted.

    Args:
        data: Its bytes, one more than `LARGEST_PARCEL` at the most.
        path: What it is called, for a refusal.
        migrations: From each schema to the next.

    Raises:
        UnreadableParcel: when it is none, is damaged, or is too large.
        NewerVersion: when a newer version wrote it.
    """
    if len(data) > LARGEST_PARCEL:
        most = LARGEST_PARCEL >> 20
        raise UnreadableParcel(
            f"{place(path)} dépasse {most} Mo : ce n’est pas un fichier de telestage."
        )
    data = data.removeprefix(_MARK).strip()
    _check_json(data, path)
    try:
        content, _ = read_content(data + b"\n", path, migrations)
    except UnreadableFile as error:
        raise _refusal(path, error.reason) from error
    dossiers: list[Dossier] = []
    unreadable: list[UnreadableDossier] = []
    for document in content.tables.get(DOSSIERS, {}).values():
        try:
            dossiers.append(dossier_of(document))
        except UnreadableDossier as error:
            unreadable.append(error)
    organisation = organisation_of(content.tables.get(ORGANISATION, {}).get(ORGANISATION_ID))
    return Parcel(tuple(dossiers), tuple(unreadable), organisation)


def _check_json(data: bytes, path: Path) -> None:
    """Check what a hand or another program may have made of the JSON.

    Raises:
        UnreadableParcel: when a key is there twice, which each reader settles its own way; when it
            is the export for other programs, which has no checksum; or when it is no JSON.
    """
    try:
        whole = json.loads(data, object_pairs_hook=_once)
    except _TwiceError as error:
        raise _refusal(path, f"la clé « {error} » y est deux fois au même endroit") from error
    except (ValueError, RecursionError) as error:
        raise _refusal(path, "son contenu est tronqué ou abîmé, ou n’est pas du JSON") from error
    if isinstance(whole, dict) and {"id", "programme", "intern"} <= whole.keys():
        raise UnreadableParcel(
            f"{place(path)} est l’export JSON d’un dossier, fait pour d’autres programmes : rien "
            "ne dit s’il a été modifié. Pour emporter le dossier, faites plutôt "
            "« telestage export ID paquet »."
        )


def _refusal(path: Path, reason: str) -> UnreadableParcel:
    return UnreadableParcel(f"{place(path)} ne peut pas être lu : {reason}. Rien n’a été repris.")


class _TwiceError(Exception):
    """A key is twice in one object; the message is the key."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise _TwiceError(key[:60].encode("utf-8", "replace").decode())
        content[key] = value
    return content
