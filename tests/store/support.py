"""Helpers of the tests of the store: a clock, dossiers, and a repository on a file."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from telestage_tui.dossier.changes import Change, add_note
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Intern
from telestage_tui.store.encoding import FileContent, StoredDocument, decode, encode
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.factories import START, make_dossier, part_id

_MEMORY = Path("/dev/shm")
NOW = datetime(2027, 2, 10, 15, 42, tzinfo=UTC)


def memory_folder() -> TemporaryDirectory[str]:
    """A directory in memory, where the system has one: for what needs no disk that waits.

    What a disk makes of an `fsync` is then no part of the test.
    """
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    return TemporaryDirectory(dir=place, prefix="telestage-")


class Clock:
    """A clock that moves only by `advance`."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **units: float) -> None:
        self.now += timedelta(**units)


def blank(number: int = 0, **overrides: Any) -> Dossier:
    """A small dossier; another number makes another one."""
    fields: dict[str, Any] = {
        "id": UUID(int=number, version=4),
        "version": 0,
        "intern": Intern(first_name="Léa", last_name=f"Nguyễn {number}"),
        "tasks": (),
        "accesses": (),
        "meetings": (),
        "evaluations": (),
        "transfers": (),
        "notes": (),
        "history": (),
        "started_on": None,
    }
    return make_dossier(**(fields | overrides))


def noting(text: str, label: str = "Note ajoutée") -> Change:
    """The change that adds a note."""
    return add_note(part_id(text), on=START, text=text)._replace(deed=said(label))


def notes(dossier: Dossier) -> list[str]:
    """The texts of the notes."""
    return [note.text for note in dossier.notes]


def open_file(path: Path, **options: Any) -> TinyRepository:
    """A new repository on a file, with nothing read yet."""
    return TinyRepository(path, Clock(), **options)


def filled(path: Path, count: int = 1) -> tuple[TinyRepository, tuple[Dossier, ...]]:
    """A repository on a new file with small dossiers in it, and these."""
    repository = open_file(path)
    return repository, tuple(repository.add(blank(number)) for number in range(count))


def spoil(path: Path, dossier: Dossier) -> bytes:
    """Make one dossier of a file invalid, with a sound checksum; returns its bytes."""
    content = decode(path.read_bytes())
    document = content.tables["dossiers"][str(dossier.id)].parsed()
    document["stage"]["weekly_hours"] = "beaucoup"
    invalid = StoredDocument(document, str(dossier.id))
    dossiers = content.tables["dossiers"] | {invalid.doc_id: invalid}
    path.write_bytes(b"".join(encode(FileContent(content.schema, {"dossiers": dossiers}))))
    return invalid.raw
