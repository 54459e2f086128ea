"""One durable change, against a raw write of the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from time import perf_counter

from telestage_tui.dossier.changes import edit_task
from telestage_tui.programme.loader import load_programme
from telestage_tui.store.tinydb_repository import TinyRepository

from .figures import Figure, ms
from .settings import COUNTS, TODAY
from .workbench import Workbench

_CHANGES = 40
_MOST = {1000: 25.0}
"""Milliseconds."""
_NOW = datetime.combine(TODAY, time(15), tzinfo=UTC)


def measure(bench: Workbench) -> Iterator[Figure]:
    """Change a dossier and write the bytes, by turns, for each size of file."""
    for count in COUNTS:
        changes, writes = _times(bench.file(count))
        yield Figure(
            f"One durable change, dossiers: {count:,}",
            ms(changes),
            "ms",
            reference=ms(writes),
            most=_MOST.get(count),
        )


def _times(path: Path) -> tuple[list[float], list[float]]:
    repository = TinyRepository(path, lambda: _NOW)
    ids = [dossier.id for dossier in repository.dossiers() if not dossier.closed_on]
    task = load_programme().task("bef-workplan")
    changes, writes = [], []
    for number in range(-1, _CHANGES):
        note = edit_task(task, note=f"Relu, version {number}.")
        change_start = perf_counter()
        repository.change(ids[number % len(ids)], note)
        change_end = perf_counter()
        data = path.read_bytes()
        write_start = perf_counter()
        _write(path.with_suffix(".raw"), data)
        write_end = perf_counter()
        if number >= 0:  # the first change of a day makes the backup of the day
            changes.append(change_end - change_start)
            writes.append(write_end - write_start)
    repository.close()
    return changes, writes


def _write(path: Path, data: bytes) -> None:
    """The least that makes a whole file durable."""
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
