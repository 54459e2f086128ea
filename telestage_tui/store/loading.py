"""From a path to verified content, and from a document to a dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from pydantic import ValidationError

from ..dossier.base import Frozen
from ..dossier.dossier import Dossier
from ..dossier.errors import InvalidInput, problems_of
from ..dossier.organisation import Organisation
from ..dossier.text import quoted
from .encoding import FileContent, FormatError, StoredDocument, decode
from .file_errors import NewerVersion, SaveFailed, UnreadableFile
from .files import Signature, read_file
from .migrations import (
    DOSSIERS,
    MIGRATIONS,
    ORGANISATION,
    Migration,
    MigrationFailed,
    latest_schema,
    migrate,
)
from .record_errors import (
    NewerDossier,
    NewerOrganisation,
    UnreadableDossier,
    UnreadableOrganisation,
)
from .tombstones import NAMELESS, TOMBSTONES
from .writer_mark import FORM, WRITER, writer_of

ORGANISATION_ID = "organisation"
"""The identifier of the only document of its table."""
DOSSIERS_IN_MEMORY = 128
"""The last dossiers read stay parsed, up to this number; one takes ten times its bytes."""
_TABLES = frozenset({WRITER, DOSSIERS, ORGANISATION, TOMBSTONES, NAMELESS})
"""The tables that this version writes."""
_UNKNOWN = frozenset({"extra_forbidden", "literal_error", "enum", "union_tag_invalid"})
"""What pydantic calls a field, or a code, that a model does not have."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Loaded(NamedTuple):
    """A verified file.

    Attributes:
        content: In the latest schema.
        schema: The one in the file.
        signature: Of the file when it was read.
        data: The bytes of the file.
    """

    content: FileContent
    schema: int
    signature: Signature
    data: bytes

    @property
    def dossiers(self) -> int:
        """How many dossiers it holds."""
        return len(self.content.tables.get(DOSSIERS, {}))


def load(path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Loaded | None:
    """Read and verify a file, or None when there is none; nothing is written.

    Raises:
        UnreadableFile: when it is damaged, or not ours.
        NewerVersion: when a newer version wrote it.
    """
    file = read_file(path)
    if file is None:
        return None
    data, signature = file
    content, schema = read_content(data, path, migrations)
    return Loaded(content, schema, signature, data)


def read_content(
    data: bytes, path: Path, migrations: Sequence[Migration] = MIGRATIONS
) -> tuple[FileContent, int]:
    """The content of a file in the latest schema, and the schema in which it is.

    Args:
        data: The bytes of the file.
        path: What the file is called, for a refusal.
        migrations: From each schema to the next.

    Raises:
        UnreadableFile: when it is damaged, or not ours.
        NewerVersion: when a newer version wrote it.
    """
    latest = latest_schema(migrations)
    try:
        content = decode(data)
        if content.schema > latest:
            raise _newer(content, path, latest)
        if content.schema < 1:
            raise UnreadableFile(path, f"le schéma {content.schema} n’a jamais existé")
        _check_ids(content, path)
        migrated = migrate(content, migrations)
    except (FormatError, MigrationFailed) as error:
        raise UnreadableFile(path, str(error)) from error
    if writer_of(content).is_newer and not is_understood(migrated):
        raise _newer(content, path, latest)
    return migrated, content.schema


def _newer(content: FileContent, path: Path, latest: int) -> NewerVersion:
    """The refusal of a content that this version does not understand."""
    version, form = writer_of(content)
    return NewerVersion(path, content.schema, form, f"{latest}.{FORM}", version)


def is_understood(content: FileContent) -> bool:
    """Whether this version can read all of a content of its own schema."""
    if not content.tables.keys() <= _TABLES:
        return False
    try:
        for document in content.tables.get(DOSSIERS, {}).values():
            dossier_of(document)
        organisation_of(content.tables.get(ORGANISATION, {}).get(ORGANISATION_ID))
    except (UnreadableDossier, UnreadableOrganisation):
        return False
    return True


def dossier_of(document: StoredDocument) -> Dossier:
    """The validated dossier of a document.

    Raises:
        NewerDossier: when the document has something that only a newer version can have written.
        UnreadableDossier: when the document is no dossier, or is kept under another's identifier.
    """
    try:
        dossier = _dossier_from(document.raw)
    except ValidationError as error:
        intern = _intern_of(document)
        if field := _unknown_part(error):
            raise NewerDossier(document.doc_id, intern, field) from error
        reason = str(problems_of(error)[0]).rstrip(".")
        raise UnreadableDossier(document.doc_id, intern, reason) from error
    if str(dossier.id) != document.doc_id:
        reason = "il porte un autre identifiant"
        raise UnreadableDossier(document.doc_id, dossier.intern.full_name, reason)
    return dossier


@lru_cache(maxsize=DOSSIERS_IN_MEMORY)
def _dossier_from(raw: bytes) -> Dossier:
    return Dossier.model_validate_json(raw)


def organisation_of(document: StoredDocument | None) -> Organisation:
    """The validated organisation of its document; blank when there is none.

    Raises:
        NewerOrganisation: when it has something that only a newer version can have written.
        UnreadableOrganisation: when the document is no organisation.
    """
    if document is None:
        return Organisation()
    try:
        return Organisation.model_validate_json(document.raw)
    except ValidationError as error:
        if field := _unknown_part(error):
            raise NewerOrganisation(field) from error
        raise UnreadableOrganisation(str(problems_of(error)[0]).rstrip(".")) from error


def _unknown_part(error: ValidationError) -> str:
    """What a record has that this version does not know, when nothing else is wrong with it.

    The checksum of the file says that it is as a telestage wrote it, and this version writes no
    record that it cannot read: a newer one did. Where something else is wrong, nothing says so.
    """
    problems = error.errors(include_url=False)
    if not all(problem["type"] in _UNKNOWN for problem in problems):
        return ""
    return ".".join(map(str, problems[0]["loc"]))


def _intern_of(document: StoredDocument) -> str:
    """The name in a document that is no dossier, as far as there is one."""
    try:
        content = orjson.loads(document.raw)
    except orjson.JSONDecodeError:
        return ""
    intern = content.get("intern") if isinstance(content, dict) else None
    if not isinstance(intern, dict):
        return ""
    names = (intern.get("first_name"), intern.get("last_name"))
    return " ".join(name for name in names if isinstance(name, str))


def document_of(record: Dossier | Organisation) -> StoredDocument:
    """The document to keep of a dossier, or of the organisation.

    A field that is empty by default and is empty is not written, which saves a fifth of the bytes.
    Any other value is written, default or not, so that a later default changes no old file.
    """
    whole = record.model_dump(mode="json")
    own = record.model_dump(mode="json", exclude_defaults=True)
    doc_id = str(record.id) if isinstance(record, Dossier) else ORGANISATION_ID
    return StoredDocument(_without_empty(whole, own), doc_id)


def checked_document_of(record: Dossier | Organisation, path: Path) -> StoredDocument:
    """The document to keep of a record, proven to read back as that record.

    A record built without the validators could be written and never be read again.

    Args:
        record: What is to be kept.
        path: The file, for the refusal.

    Raises:
        InvalidInput: when a field is not valid.
        SaveFailed: when a value cannot be written, or would read otherwise.
    """
    try:
        document = document_of(record)
        faithful = _record_of(document, record) == record
    except ValidationError as error:
        raise InvalidInput(problems_of(error)) from error
    except (TypeError, ValueError) as error:
        raise SaveFailed(path, "une valeur ne peut pas être écrite") from error
    if not faithful:
        raise SaveFailed(path, "une valeur ne se relirait pas à l’identique")
    return document


def _record_of(document: StoredDocument, record: Dossier | Organisation) -> Frozen:
    """The record that a document reads as, of the same sort as the other."""
    if isinstance(record, Dossier):
        return _dossier_from(document.raw)
    return Organisation.model_validate_json(document.raw)


def _without_empty(whole: Any, own: Any) -> Any:
    """A value without its empty fields, except those of `own`: the value without its defaults."""
    if isinstance(whole, dict):
        return {
            name: _without_empty(value, own[name]) if name in own else value
            for name, value in whole.items()
            if name in own or not _is_empty(value)
        }
    if isinstance(whole, list):
        return [_without_empty(*pair) for pair in zip(whole, own, strict=True)]
    return whole


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_empty, value.values()))
    return value is None or value in ("", [])


def _check_ids(content: FileContent, path: Path) -> None:
    for doc_id in content.tables.get(DOSSIERS, {}):
        if not _UUID.fullmatch(doc_id):
            raise UnreadableFile(path, f"l’identifiant {quoted(doc_id)} n’en est pas un")
