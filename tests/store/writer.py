"""A program that writes until it is killed, and the one that kills it.

    python -m tests.store.writer race FILE COUNT NAME    write COUNT notes signed NAME
    python -m tests.store.writer kill FILE KILLS SEED    kill KILLS writers, prints what was lost

A writer opens, changes, imports and erases dossiers, and acknowledges each thing on a pipe once it
has returned. After every kill the file must be readable, and what was acknowledged must be in it.
"""

from __future__ import annotations

import itertools
import os
import random
import select
import signal
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, NoReturn
from uuid import UUID

import filelock  # noqa: F401 — once here, rather than in every writer that is forked

from telestage_tui.dossier.deeds import deed
from telestage_tui.store.errors import StoreError
from telestage_tui.store.files import leftovers
from telestage_tui.store.outcomes import Incoming
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.store.support import NOW, Clock, blank, noting, open_file

DOSSIERS = 3
"""The dossiers that every writer changes, and that none erases."""
_SHARED = {blank(number).id for number in range(DOSSIERS)}
_OTHERS = 4
"""Dossiers opened and imported, at the most: one of them is then erased."""
_LONGEST = 0.03
"""Seconds a writer may live after its first deed: a few writes."""
_DAY = date(2032, 6, 1)


class Acknowledged(NamedTuple):
    """What the writers said they had done.

    Attributes:
        notes: The sentences of the changes.
        brought: The identifiers of the dossiers opened or imported.
        erased: Those of the dossiers erased.
    """

    notes: set[str]
    brought: set[str]
    erased: set[str]

    def add(self, line: str) -> None:
        """Take in one line of a writer."""
        kind, _, what = line.partition(" ")
        {"change": self.notes, "erase": self.erased}.get(kind, self.brought).add(what)

    def missing(self, repository: TinyRepository) -> set[str]:
        """What the file does not have of it."""
        dossiers = repository.dossiers()
        ids = {str(each.id) for each in dossiers}
        brought = {id for id in self.brought - ids if not repository.is_erased(UUID(id))}
        notes = self.notes - {entry.sentence for each in dossiers for entry in each.history}
        return notes | brought | (self.erased & ids)


def race(path: Path, count: int, name: str) -> None:
    """Write notes, one change each, to the same dossiers as everybody, each in its turn.

    A change costs as much as its dossier is long: a thousand in one would take minutes, which say
    nothing of the lock.
    """
    repository = open_file(path, lock_timeout=120)
    ids = sorted(repository.stamps())
    for number in range(count):
        repository.change(ids[number % len(ids)], noting(f"{name}{number}"))


def kill(path: Path, kills: int, seed: int) -> str:
    """Kill writers one after the other at random moments; returns one line of figures."""
    chance = random.Random(seed)
    acknowledged = Acknowledged(set(), set(), set())
    lost: set[str] = set()
    unreadable = interrupted = unfinished = 0
    for generation in range(kills):
        rank = seed * 1_000_000 + generation
        for line in _write_until_killed(path, rank, generation, chance.uniform(0, _LONGEST)):
            acknowledged.add(line)
        interrupted += bool(leftovers(path.parent, path.name))
        try:
            repository = open_file(path)
            lost |= acknowledged.missing(repository)
            unfinished += repository.unfinished_erasures > 0
        except StoreError:
            unreadable += 1
    deeds = sum(map(len, acknowledged))
    return (
        f"kills={kills} interrupted={interrupted} unfinished={unfinished} acknowledged={deeds} "
        f"lost={len(lost)} unreadable={unreadable}"
    )


def _write_until_killed(path: Path, rank: int, generation: int, seconds: float) -> list[str]:
    """What a writer acknowledged before it was killed."""
    source, sink = os.pipe()
    writer = os.fork()
    if not writer:
        _write(path, rank, generation, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        first = pipe.readline()
        select.select([], [], [], seconds)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        output = first + pipe.read()
    return [line.decode() for line in output.splitlines() if line]


def _write(path: Path, rank: int, generation: int, sink: int) -> NoReturn:
    """Do one thing after the other and acknowledge each, until killed.

    The hour is later for each generation, so that old copies are removed as they are in real use.
    """
    repository = TinyRepository(path, Clock(NOW + timedelta(hours=7 * generation)))
    chance = random.Random(rank)
    for number in itertools.count():
        label = f"{rank}.{number}"
        others = sorted(repository.stamps().keys() - _SHARED)
        os.write(sink, f"{_do(repository, chance, label, others)}\n".encode())
    raise AssertionError


def _do(repository: TinyRepository, chance: random.Random, label: str, others: list[UUID]) -> str:
    """Do one thing; returns the line that acknowledges it."""
    if len(others) >= _OTHERS:
        id = chance.choice(others)
        repository.erase(id, on=_DAY)
        return f"erase {id}"
    new = blank(chance.getrandbits(96) + DOSSIERS)
    match chance.choice(("create", "import", "change", "change", "change")):
        case "create":
            repository.add(new)
            return f"create {new.id}"
        case "import":
            repository.bring_in([Incoming(new, None, deed("dossier.brought_in"))])
            return f"import {new.id}"
        case _:
            id = blank(chance.randrange(DOSSIERS)).id
            repository.change(id, noting(label, label))
            return f"change {label}"


if __name__ == "__main__":
    command, file, number, extra = sys.argv[1:]
    if command == "race":
        race(Path(file), int(number), extra)
    else:
        sys.stdout.write(kill(Path(file), int(number), int(extra)))
