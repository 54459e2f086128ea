"""What comes from another file is kept in one write, or not at all."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.dossier.deeds import deed
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Workplace
from telestage_tui.store.errors import ConflictError, SaveFailed
from telestage_tui.store.repository import Incoming
from tests.store.support import blank, noting, open_file

from .failing import CODES, STEPS, fail

CITY = Organisation(host=Workplace(city="Matane"))


def three(path: Path) -> list[Incoming]:
    """One dossier to change and two new ones, beside a file that has the first."""
    repository = open_file(path)
    seen = repository.add(blank())
    changed = seen.evolve(host=seen.host.evolve(city="Matane"))
    return [
        Incoming(changed, seen, deed("dossier.merged", differences=1)),
        *(Incoming(blank(number), None, deed("dossier.brought_in")) for number in (1, 2)),
    ]


def test_all_of_it_is_kept_after_a_backup(path: Path) -> None:
    incoming = three(path)
    repository = open_file(path)
    repository.bring_in(incoming, (CITY, Organisation()))
    fresh = open_file(path)
    assert {each.id for each in fresh.dossiers()} == {blank(n).id for n in range(3)}
    assert fresh.get(blank().id).host.city == "Matane"
    assert fresh.get(blank().id).history[-1].sentence.startswith("1\u00a0différence reprise")
    assert fresh.organisation().host.city == "Matane"
    copies = [each.name for each in (path.parent / f"{path.name}.backups").iterdir()]
    assert any("import" in name for name in copies)


def test_each_dossier_can_be_undone(path: Path) -> None:
    incoming = three(path)
    repository = open_file(path)
    repository.bring_in(incoming)
    for _ in incoming:
        repository.undo()
    assert [each.id for each in open_file(path).dossiers()] == [blank().id]
    assert open_file(path).get(blank().id).host.city == blank().host.city


def test_a_dossier_that_changed_meanwhile_refuses_all(path: Path) -> None:
    incoming = three(path)
    open_file(path).change(blank().id, noting("Entre-temps"))
    before = path.read_bytes()
    with pytest.raises(ConflictError):
        open_file(path).bring_in(incoming)
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("step", STEPS)
def test_a_write_that_fails_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    incoming = three(path)
    before = path.read_bytes()
    repository = open_file(path)
    with monkeypatch.context() as patch:
        patch.setattr(repository, "_back_up", lambda _: None)
        fail(patch, step, code)
        with pytest.raises(SaveFailed):
            repository.bring_in(incoming, (CITY, Organisation()))
    assert path.read_bytes() == before
    assert len(repository.dossiers()) == 1


@pytest.mark.parametrize("moment", range(8))
def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(path: Path, moment: int) -> None:
    """Killed at each call to the disk in turn, backup included."""
    incoming = three(path)
    child = os.fork()
    if child == 0:
        _die_at(moment)
        open_file(path).bring_in(incoming, (CITY, Organisation()))
        os._exit(0)
    os.waitpid(child, 0)
    fresh = open_file(path)
    state = len(fresh.dossiers()), fresh.organisation().host.city
    assert state in {(1, ""), (3, "Matane")}


def _die_at(moment: int) -> None:
    """Have this process killed at the call of that rank to `fsync` or `replace`."""
    calls = 0

    def counted(real: Any) -> Any:
        def call(*args: Any) -> Any:
            nonlocal calls
            if calls == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            calls += 1
            return real(*args)

        return call

    os.fsync, os.replace = counted(os.fsync), counted(os.replace)
