"""What comes from another file is kept in one write, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.dossier.deeds import deed
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Workplace
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.outcomes import Incoming
from tests.store.support import blank, noting, open_file

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
