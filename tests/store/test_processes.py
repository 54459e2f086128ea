"""Several real programs on one file, and programs killed in the middle of a write."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from telestage_tui.store.backups import Backups
from telestage_tui.store.encoding import decode
from telestage_tui.store.erasure import holders
from telestage_tui.store.files import leftovers
from tests.store.support import Clock, blank, filled, notes, noting, open_file
from tests.store.writer import DOSSIERS


def _start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_programs_changing_at_once_lose_nothing(path: Path) -> None:
    repository, dossiers = filled(path, 2)

    programs = [_start("race", path, 60, name) for name in "ab"]
    for number in range(20):
        repository.change(dossiers[number % 2].id, noting(f"c{number}"))
    assert [program.wait() for program in programs] == [0, 0]

    after = open_file(path).dossiers()
    texts = [f"{name}{n}" for name, many in (("a", 60), ("b", 60), ("c", 20)) for n in range(many)]
    assert sorted(text for each in after for text in notes(each)) == sorted(texts)
    assert sum(each.version - 1 for each in after) == len(texts)


def test_threads_of_one_program_lose_nothing(path: Path) -> None:
    repository, (dossier,) = filled(path)

    def write(name: str) -> None:
        for number in range(15):
            repository.change(dossier.id, noting(f"{name}{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(notes(open_file(path).get(dossier.id))) == 45


def _kill(path: Path, kills: int, seed: int) -> dict[str, int]:
    filled(path, DOSSIERS)
    output, _ = _start("kill", path, kills, seed).communicate()
    return {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", output)}


def test_120_kills_lose_no_acknowledged_change(path: Path) -> None:
    figures = _kill(path, kills=120, seed=1)

    assert figures["lost"] == figures["unreadable"] == 0
    assert figures["kills"] == 120
    assert figures["interrupted"] > 0, "no kill fell in the middle of a write"
    assert figures["acknowledged"] >= 120
    repository = open_file(path)
    repository.change(blank().id, noting("après les coups"))
    assert leftovers(path.parent) == ()


@pytest.mark.torture
@pytest.mark.parametrize("first", range(100, 120, 5))
def test_10000_kills_lose_no_acknowledged_change(tmp_path: Path, first: int) -> None:
    """Five times 500 kills on a file of their own, in each of four tests."""
    unfinished = 0
    for seed in range(first, first + 5):
        folder = tmp_path / str(seed)
        folder.mkdir()
        path = folder / "telestage.json"
        figures = _kill(path, kills=500, seed=seed)

        assert figures["lost"] == figures["unreadable"] == 0
        assert figures["acknowledged"] >= 500
        assert figures["interrupted"] > 0
        unfinished += figures["unfinished"]
        repository = open_file(path)
        repository.finish_erasures()
        assert repository.unfinished_erasures == 0
        assert tuple(holders(path, Backups(path, Clock()).folders, decode(path.read_bytes()))) == ()
    # Of 500 kills, sometimes none does.
    assert unfinished > 0, "no kill fell in the middle of an erasure"


@pytest.mark.torture
def test_four_programs_of_250_changes_lose_nothing(path: Path) -> None:
    filled(path, 8)

    programs = [_start("race", path, 250, name) for name in "abcd"]

    assert [program.wait() for program in programs] == [0] * 4
    after = open_file(path).dossiers()
    assert sorted(text for each in after for text in notes(each)) == sorted(
        f"{name}{n}" for name in "abcd" for n in range(250)
    )
