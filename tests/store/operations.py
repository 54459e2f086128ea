"""What is done to a file of dossiers, each thing in one call, to be tried under every fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from telestage_tui.dossier.deeds import deed
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Candidate, Intern
from telestage_tui.store.backup_names import copies_directory, names_in
from telestage_tui.store.backups import Backups
from telestage_tui.store.errors import StoreError
from telestage_tui.store.outcomes import Erasure, Incoming
from telestage_tui.store.parcels import package, read_parcel
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.store.support import Clock, blank, notes, noting, open_file

KEPT, GONE, OTHERS, NEW, ARRIVED = (blank(number).id for number in range(5))
"""The dossier that is changed, the one that goes, the one of another program; those to come."""
ACKNOWLEDGED = "note acquise"
"""A note that the file acknowledged before any fault."""
DAY = date(2032, 6, 1)
NAMES = (b"Zo\xc3\xa9line", b"Quesnel-Tremblay", b"zoeline@example.org", b"Ysoline")
"""The bytes that no file may have after the erasure: names of the intern and of a candidate."""
State = dict[UUID, tuple[str, ...]]
"""The notes of each dossier."""


def prepare(path: Path) -> None:
    """A file of three dossiers with two copies, and a package from elsewhere beside it."""
    clock = Clock()
    clock.advance(days=-1)
    repository = open_file(path)
    for dossier in (blank(0), zoeline(), blank(2)):
        repository.add(dossier)
    backups = Backups(path, clock)
    backups.create()
    repository.change(KEPT, noting(ACKNOWLEDGED))
    repository.change(GONE, noting("Zoéline a appelé"))
    clock.advance(minutes=5)
    backups.create()
    parcel_of(path).write_bytes(package(blank(4)))


def zoeline() -> Dossier:
    """The dossier to erase."""
    intern = Intern(first_name="Zoéline", last_name="Quesnel-Tremblay", email="zoeline@example.org")
    return blank(1, intern=intern, candidates=(Candidate(name="Ysoline Morel"),))


def parcel_of(path: Path) -> Path:
    """The package to be imported."""
    return path.with_name("arrivée.telestage")


def oldest_copy(path: Path) -> Path:
    """The copy that is restored: it has the three dossiers, without their notes."""
    return copies_directory(path) / names_in(copies_directory(path))[-1].text


def another(folder: Path, number: object) -> Path:
    """A file of its own, as the one that was prepared in a folder."""
    target = folder.with_name(f"{folder.name}-{number}")
    shutil.copytree(folder, target)
    return target / "telestage.json"


def _create(path: Path, clock: Clock, patience: float) -> Dossier:
    return _opened(path, clock, patience).add(blank(3))


def _change(path: Path, clock: Clock, patience: float) -> Dossier:
    return _opened(path, clock, patience).change(KEPT, noting("note nouvelle"))


def _delete(path: Path, clock: Clock, patience: float) -> None:
    _opened(path, clock, patience).remove(GONE)


def _back_up(path: Path, clock: Clock, patience: float) -> Path:
    return Backups(path, clock, lock_timeout=patience).create().path


def _restore(path: Path, clock: Clock, patience: float) -> Path | None:
    return Backups(path, clock, lock_timeout=patience).restore(oldest_copy(path).name)


def _erase(path: Path, clock: Clock, patience: float) -> Erasure:
    return _opened(path, clock, patience).erase(GONE, on=DAY)


def _import(path: Path, clock: Clock, patience: float) -> tuple[Dossier, ...]:
    parcel = read_parcel(parcel_of(path).read_bytes(), parcel_of(path))
    incoming = [Incoming(each, None, deed("dossier.brought_in")) for each in parcel.dossiers]
    return _opened(path, clock, patience).bring_in(incoming)


def _opened(path: Path, clock: Clock, patience: float) -> TinyRepository:
    return TinyRepository(path, clock, lock_timeout=patience)


class Operation(NamedTuple):
    """One thing that is done to a file.

    Attributes:
        act: Does it, at the hour of a clock, waiting some seconds for the lock; that it returns
            acknowledges it.
        source: What it reads beside the file; None when it reads nothing else.
        replaces: Whether what the file holds goes: a copy of it must then be left.
    """

    act: Callable[[Path, Clock, float], object]
    source: Callable[[Path], Path] | None = None
    replaces: bool = False


OPERATIONS = {
    "create": Operation(_create),
    "change": Operation(_change),
    "delete": Operation(_delete, replaces=True),
    "backup": Operation(_back_up),
    "restore": Operation(_restore, oldest_copy, replaces=True),
    "erase": Operation(_erase, oldest_copy, replaces=True),
    "import": Operation(_import, parcel_of, replaces=True),
}


def state_of(path: Path) -> State:
    """What a file says, read as another program would."""
    return {each.id: tuple(notes(each)) for each in open_file(path).dossiers()}


def kept_anywhere(path: Path, id: UUID = KEPT) -> set[str]:
    """The notes of a dossier in the file, as far as it can be read, and in its copies."""
    found: set[str] = set()
    folder = copies_directory(path)
    for file in (path, *(folder / name.text for name in names_in(folder))):
        try:
            found |= set(state_of(file).get(id, ()))
        except StoreError:
            continue
    return found


def files_with_names(folder: Path, names: tuple[bytes, ...] = NAMES) -> list[str]:
    """The files under a directory that have one of the names, in their name or their bytes."""
    return [
        str(file.relative_to(folder))
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and any(name in file.read_bytes() or name in str(file).encode() for name in names)
    ]
