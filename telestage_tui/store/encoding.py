"""The form of the file: plain JSON, one document per line, with a checksum.

    {"meta":{"1":{"format":"telestage","schema":1,"checksum":"…"}},
    "dossiers":{
    "0f9c…":{…},
    "5a21…":{…}
    }}

One document per line makes two versions comparable line by line, and lets a verified file be cut
into documents without parsing them. The checksum is a digest of the digests of the documents, so
that one change costs the digest of one document.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

FORMAT = "telestage"
META = "meta"
_META_ID = "1"
_HEADER = re.compile(
    rb'\{"meta":\{"1":\{"format":"telestage","schema":(\d{1,6}),"checksum":"[0-9a-f]{64}"\}\},\n'
)
_SIGN = b'"telestage"'
_LARGEST_HEAD = 4096
_LARGEST_FOREIGN = 1 << 24
"""Bytes; parsing takes twenty times as much memory: beyond, the head must say that it is ours."""
_TABLE_OPENS = b":{\n"
_TABLE_CLOSES = b"}"


class FormatError(ValueError):
    """The bytes are not a file of ours; the message is a French clause."""


class StoredDocument(Mapping[str, Any]):
    """A document as its bytes, parsed only when a field is read, and never changed.

    It cannot be updated in place, on purpose: memory must keep the old value until the new one is
    on disk.
    """

    __slots__ = ("digest", "doc_id", "raw")

    def __init__(self, value: Mapping[str, Any], doc_id: str) -> None:
        """Hold a document under an identifier; the arguments are those of TinyDB's documents."""
        self.raw: bytes = value.raw if isinstance(value, StoredDocument) else orjson.dumps(value)
        self.digest: bytes = (
            value.digest if isinstance(value, StoredDocument) else hashlib.sha256(self.raw).digest()
        )
        self.doc_id = doc_id

    @classmethod
    def from_bytes(cls, raw: bytes, doc_id: str) -> StoredDocument:
        """Hold bytes that are one JSON object, as `orjson` writes it."""
        document = cls.__new__(cls)
        document.raw, document.digest = raw, hashlib.sha256(raw).digest()
        document.doc_id = doc_id
        return document

    def parsed(self) -> dict[str, Any]:
        """A fresh copy of the content."""
        content: dict[str, Any] = orjson.loads(self.raw)
        return content

    def __getitem__(self, key: str) -> Any:
        return self.parsed()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.parsed())

    def __len__(self) -> int:
        return len(self.parsed())


Tables = dict[str, dict[str, StoredDocument]]


@dataclass(frozen=True)
class FileContent:
    """The whole content of a file; treated as immutable.

    Attributes:
        schema: Version of the form of the documents.
        tables: For each table, its documents by identifier.
    """

    schema: int
    tables: Tables = field(default_factory=dict)

    @cached_property
    def checksum(self) -> str:
        """Hexadecimal digest of everything but the white space between documents."""
        whole = hashlib.sha256(f"{FORMAT} {self.schema}".encode())
        for name, documents in self.tables.items():
            whole.update(b"\n" + orjson.dumps(name))
            whole.update(b"".join(orjson.dumps(id) + doc.digest for id, doc in documents.items()))
        return whole.hexdigest()


def encode(content: FileContent) -> Iterator[bytes]:
    """The bytes of the file, in pieces."""
    meta = {"format": FORMAT, "schema": content.schema, "checksum": content.checksum}
    yield orjson.dumps({META: {_META_ID: meta}})[:-1]
    for name, documents in content.tables.items():
        yield b",\n" + orjson.dumps(name) + b":{"
        separator = b"\n"
        for doc_id, document in documents.items():
            yield separator + orjson.dumps(doc_id) + b":"
            yield document.raw
            separator = b",\n"
        yield b"\n}"
    yield b"}\n"


def decode(data: bytes) -> FileContent:
    """Read a file back, and verify it.

    A file that another program laid out otherwise is accepted when its content is unchanged.

    Raises:
        FormatError: when it is not a file of ours, or was damaged.
    """
    if not data:
        raise FormatError("il est vide")
    content = _cut(data)
    # Accepted without parsing when writing it again would give these very bytes, checksum included.
    if content is not None and _is_written_as(content, data):
        return content
    if len(data) > _LARGEST_FOREIGN and _SIGN not in data[:_LARGEST_HEAD]:
        raise FormatError("ce n’est pas un fichier de telestage")
    return _parse(data)


def _cut(data: bytes) -> FileContent | None:
    header = _HEADER.match(data)
    if header is None:
        return None
    tables: Tables = {}
    documents: dict[str, StoredDocument] = {}
    lines = io.BytesIO(data)
    lines.seek(header.end())
    for line in lines:
        if line.endswith(_TABLE_OPENS):
            documents = tables.setdefault(_name(line[: -len(_TABLE_OPENS)]), {})
        elif not line.startswith(_TABLE_CLOSES):
            key, _, raw = line.rstrip(b",\n").partition(b":")
            doc_id = _name(key)
            documents[doc_id] = StoredDocument.from_bytes(raw, doc_id)
    return FileContent(int(header[1]), tables)


def _name(literal: bytes) -> str:
    # A name with escapes comes out wrong here; `_is_written_as` then refuses the whole cut.
    return literal[1:-1].decode(errors="replace")


def _is_written_as(content: FileContent, data: bytes) -> bool:
    position = 0
    for piece in encode(content):
        if not data.startswith(piece, position):
            return False
        position += len(piece)
    return position == len(data)


def _parse(data: bytes) -> FileContent:
    try:
        whole = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise FormatError("son contenu est tronqué ou abîmé, ou n’est pas du JSON") from None
    meta = _member(_member(whole, META), _META_ID)
    schema, checksum = meta.get("schema"), meta.get("checksum")
    if meta.get("format") != FORMAT or type(schema) is not int:
        raise FormatError("ce n’est pas un fichier de telestage")
    tables = {
        name: {doc_id: _document(doc_id, value) for doc_id, value in documents.items()}
        for name, documents in whole.items()
        if name != META and isinstance(documents, dict)
    }
    content = FileContent(schema, tables)
    if content.checksum != checksum or len(tables) != len(whole) - 1:
        raise FormatError(
            "sa somme de contrôle ne correspond pas, il a été abîmé ou modifié à la main"
        )
    return content


def _member(value: object, key: str) -> dict[str, Any]:
    member = value.get(key) if isinstance(value, dict) else None
    return member if isinstance(member, dict) else {}


def _document(doc_id: str, value: object) -> StoredDocument:
    if not isinstance(value, dict):
        raise FormatError("ce n’est pas un fichier de telestage")
    return StoredDocument(value, doc_id)
