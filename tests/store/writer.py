"""A program that writes until it is killed, and the one that kills it.

    python -m tests.store.writer race FILE COUNT NAME    write COUNT notes signed NAME
    python -m tests.store.writer kill FILE KILLS SEED    kill KILLS writers, prints what was lost

A writer acknowledges each change on a pipe once it has returned. What was acknowledged must be in
the file, and the file must be readable, after every kill.
"""

from __future__ import annotations

import itertools
import os
import random
import select
import signal
import sys
from pathlib import Path
from typing import NoReturn

import filelock  # noqa: F401 — once here, rather than in every writer that is forked

from telestage_tui.store.errors import StoreError
from telestage_tui.store.files import leftovers
from tests.store.support import blank, noting, open_file

DOSSIERS = 3
_LONGEST = 0.02
"""Seconds a writer may live after its first change: a few writes."""


def race(path: Path, count: int, name: str) -> None:
    """Write notes, one change each, to the same dossier as everybody."""
    repository = open_file(path, lock_timeout=60)
    for number in range(count):
        repository.change(blank().id, noting(f"{name}{number}"))


def kill(path: Path, kills: int, seed: int) -> str:
    """Kill writers one after the other at random moments; returns one line of figures."""
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    lost: set[str] = set()
    unreadable = interrupted = 0
    for generation in range(kills):
        acknowledged |= _write_until_killed(path, generation, chance.uniform(0, _LONGEST))
        interrupted += bool(leftovers(path.parent, path.name))
        try:
            dossiers = open_file(path).dossiers()
        except StoreError:
            unreadable += 1
        else:
            lost |= acknowledged - {entry.sentence for d in dossiers for entry in d.history}
    return (
        f"kills={kills} interrupted={interrupted} acknowledged={len(acknowledged)} "
        f"lost={len(lost)} unreadable={unreadable}"
    )


def _write_until_killed(path: Path, generation: int, seconds: float) -> set[str]:
    """The labels of the changes that a writer acknowledged before it was killed."""
    source, sink = os.pipe()
    writer = os.fork()
    if not writer:
        _write(path, generation, sink)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        first = pipe.readline()
        select.select([], [], [], seconds)
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        output = first + pipe.read()
    return {line.decode() for line in output.splitlines(keepends=False) if line}


def _write(path: Path, generation: int, sink: int) -> NoReturn:
    """Change and acknowledge, until killed."""
    repository = open_file(path)
    chance = random.Random(generation)
    for number in itertools.count():
        label = f"{generation}.{number}"
        repository.change(blank(chance.randrange(DOSSIERS)).id, noting(label, label))
        os.write(sink, f"{label}\n".encode())
    raise AssertionError


if __name__ == "__main__":
    command, file, number, extra = sys.argv[1:]
    if command == "race":
        race(Path(file), int(number), extra)
    else:
        sys.stdout.write(kill(Path(file), int(number), int(extra)))
