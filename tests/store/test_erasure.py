"""Erasing a dossier: nothing of it is left anywhere, and nothing brings it back."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.people import Candidate, Intern
from telestage_tui.store.backups import Backups
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.encoding import decode
from telestage_tui.store.erasure_errors import ErasedDossier, ErasureUnfinished
from telestage_tui.store.errors import StoreError, UnknownDossier
from telestage_tui.store.preferences import Preferences
from tests.store.operations import DAY, files_with_names, zoeline
from tests.store.support import Clock, blank, notes, noting, open_file

OTHER = 7


def fill(path: Path, copies: int = 3) -> UUID:
    """A file with two dossiers, copies, drafts and everything else that may hold the names."""
    clock = Clock()
    repository = open_file(path)
    dossier = repository.add(zoeline())
    repository.add(blank(OTHER))
    backups = Backups(path, clock)
    for number in range(copies):
        clock.advance(hours=2)
        repository.change(dossier.id, noting(f"Zoéline note {number}"))
        backups.create()
    drafts = Drafts(path)
    drafts.keep_text(f"note.{dossier.id}.bef-offer", "Quesnel-Tremblay a appelé")
    drafts.keep_form(f"details.{UUID(int=OTHER, version=4)}", {"note": "Un texte à garder"})
    Preferences(path).keep("folder", "~/stages/Zoéline Quesnel-Tremblay")
    Preferences(path).keep("theme", "clair")
    whole = path.read_bytes()
    path.with_name(f".{path.name}.{'0' * 16}.tmp").write_bytes(whole)
    path.with_name(".lea.pdf.0123456789abcdef.tmp").write_bytes(whole)
    path.with_name("telestage.illisible-20270101.json").write_bytes(whole[:-40])
    path.with_name("telestage (copie en conflit).json").write_bytes(whole)
    (backups.directory / "20270101T000000Z-manuelle.json").write_bytes(whole[:-40])
    (backups.directory / f".x.json.{'1' * 16}.tmp").write_bytes(whole)
    return dossier.id


def test_nothing_of_an_erased_dossier_is_left_anywhere(path: Path) -> None:
    id = fill(path)
    repository = open_file(path)
    copies = len(Backups(path, Clock()).list())
    assert len(files_with_names(path.parent)) > 8

    erasure = repository.erase(id, on=DAY)

    assert files_with_names(path.parent) == []
    assert erasure.copies >= 4
    content = decode(path.read_bytes())
    assert content.tables["tombstones"][str(id)].parsed() == {"on": "2032-06-01"}
    assert repository.is_erased(id)
    assert repository.unfinished_erasures == 0
    assert [each.id for each in repository.dossiers()] == [UUID(int=OTHER, version=4)]
    assert Drafts(path).form(f"details.{UUID(int=OTHER, version=4)}")
    assert Preferences(path).text("theme") == "clair"
    # The damaged copy had the names and nothing else could be read of it; the others stay.
    assert len(Backups(path, Clock()).list()) == copies
    assert all(each.readable for each in Backups(path, Clock()).list())


def test_no_copy_that_comes_back_brings_the_dossier_back(path: Path, tmp_path: Path) -> None:
    id = fill(path)
    backups = Backups(path, Clock())
    old = backups.list()[-2]
    kept = old.path.read_bytes()
    open_file(path).erase(id, on=DAY)
    old.path.write_bytes(kept)

    backups.restore(old.name)

    assert files_with_names(path.parent) == []
    with pytest.raises(UnknownDossier):
        open_file(path).get(id)


def test_a_copy_put_back_after_the_file_is_lost_does_not_bring_it_back(path: Path) -> None:
    id = fill(path)
    open_file(path).erase(id, on=DAY)
    path.unlink()
    backups = Backups(path, Clock())

    backups.restore(backups.list()[0].name)

    assert open_file(path).is_erased(id)
    assert files_with_names(path.parent) == []


def test_an_import_of_an_erased_dossier_is_refused(path: Path) -> None:
    id = fill(path)
    repository = open_file(path)
    repository.erase(id, on=DAY)

    with pytest.raises(ErasedDossier, match="effacé"):
        repository.add(zoeline())


def test_another_program_that_had_it_in_memory_keeps_no_copy_of_it(path: Path) -> None:
    id = fill(path)
    other = open_file(path)
    other.change(id, noting("Zoéline, vue d’ailleurs"))

    open_file(path).erase(id, on=DAY)
    other.refresh()
    other.change(UUID(int=OTHER, version=4), noting("Bonjour"))

    assert other.next_undo is not None
    assert files_with_names(path.parent) == []


def test_a_file_put_back_by_a_synchronising_tool_is_buried_again(path: Path) -> None:
    id = fill(path)
    before = path.read_bytes()
    repository = open_file(path)
    repository.erase(id, on=DAY)
    path.write_bytes(before)

    repository.refresh()
    assert [each.id for each in repository.dossiers()] == [UUID(int=OTHER, version=4)]
    repository.change(UUID(int=OTHER, version=4), noting("Bonjour"))
    repository.finish_erasures()

    assert files_with_names(path.parent) == []


def test_undo_never_brings_it_back(path: Path) -> None:
    repository = open_file(path)
    repository.add(blank(OTHER))
    dossier = repository.add(zoeline())
    repository.remove(dossier.id)

    repository.erase(dossier.id, on=DAY)

    assert repository.next_undo is not None
    assert repository.next_undo.id == UUID(int=OTHER, version=4)
    assert files_with_names(path.parent) == []


def test_a_dossier_removed_before_is_erased_from_the_copies(path: Path) -> None:
    id = fill(path)
    repository = open_file(path)
    repository.remove(id)
    assert files_with_names(path.parent) != []

    assert repository.find_held(str(id)) == id
    repository.erase(id, on=DAY)

    assert files_with_names(path.parent) == []


def test_another_dossier_that_names_the_intern_is_said_and_left(path: Path) -> None:
    id = fill(path)
    repository = open_file(path)
    other = UUID(int=OTHER, version=4)
    repository.change(other, noting("Comme Zoéline Quesnel-Tremblay"))

    assert repository.erase(id, on=DAY).named_in == (other,)
    assert notes(repository.get(other)) == ["Comme Zoéline Quesnel-Tremblay"]


def test_the_names_of_the_candidates_are_erased_alone_and_stay_so(path: Path) -> None:
    id = fill(path)
    backups = Backups(path, Clock())
    old = backups.list()[-2]
    kept = old.path.read_bytes()
    repository = open_file(path)

    repository.erase_candidates(id, on=DAY)

    names = (b"Ysoline",)
    assert repository.get(id).candidates[0].is_erased
    assert repository.unfinished_erasures == 0
    damaged = [
        each
        for each in files_with_names(path.parent, names)
        if "illisible" not in each and "20270101T" not in each
    ]
    assert damaged == []
    old.path.write_bytes(kept)
    backups.restore(old.name)
    assert path.read_bytes().count(b"Ysoline") == 0
    assert old.path.read_bytes().count(b"Ysoline") == 0
    with pytest.raises(Refused, match="aucune candidature"):
        open_file(path).erase_candidates(id, on=DAY)


def test_a_candidate_written_in_after_the_erasure_stays(path: Path) -> None:
    id = fill(path)
    repository = open_file(path)
    repository.erase_candidates(id, on=DAY)
    late = Change(said("Ajout"), lambda each: each.evolve(candidates=(Candidate(name="Maud Roy"),)))
    repository.change(id, late)
    copy = Backups(path, Clock()).create()

    assert repository.finish_erasures() == 0
    Backups(path, Clock()).restore(copy.name)

    assert open_file(path).get(id).candidates[0].name == "Maud Roy"


def test_nothing_to_erase_is_refused(path: Path) -> None:
    repository = open_file(path)
    repository.add(blank(OTHER))
    with pytest.raises(UnknownDossier):
        repository.erase(UUID(int=99, version=4), on=DAY)


def test_a_copy_that_cannot_be_rewritten_is_said_and_taken_up_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = fill(path)
    real_replace = os.replace

    def replace(source: str, target: Path) -> None:
        if target.parent.name.endswith(".backups") and "manuelle" in target.name:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        real_replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(ErasureUnfinished, match="pas encore dans toutes ses copies"):
            open_file(path).erase(id, on=DAY)

    repository = open_file(path)
    assert repository.unfinished_erasures == 1
    repository.finish_erasures()
    assert repository.unfinished_erasures == 0
    assert files_with_names(path.parent) == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["note", "copy", "erase", "restore", "remove", "undo"])))
def test_once_erased_it_never_comes_back(tmp_path_factory: Any, steps: list[str]) -> None:
    """Whatever is done before and after, in any order."""
    path = tmp_path_factory.mktemp("file") / "telestage.json"
    id, repository, backups = fill(path, copies=1), open_file(path), Backups(path, Clock())
    is_gone = False
    for step in steps:
        with suppress(StoreError):  # a refusal is an answer too
            match step:
                case "note":
                    repository.change(id, noting("Zoéline"))
                case "copy":
                    backups.create()
                case "erase":
                    repository.erase(id, on=DAY)
                    is_gone = True
                case "restore":
                    readable = [each for each in backups.list() if each.readable]
                    backups.restore(readable[-1].name)
                    repository.refresh()
                case "remove":
                    repository.remove(id)
                case "undo":
                    repository.undo()
        if is_gone:
            assert files_with_names(path.parent) == []
            assert id not in repository.stamps()
    assert any(each.id.int != id.int for each in repository.dossiers()) or not is_gone


def replacing_candidates(*names: str) -> Change:
    """The change that puts these candidates in the place of those there are."""
    candidates = tuple(Candidate(name=name) for name in names)
    return Change(said("Candidatures corrigées"), lambda each: each.evolve(candidates=candidates))


def test_what_the_history_kept_of_the_names_goes_with_them(path: Path) -> None:
    """The history has each field before and after: in the file, a copy and a version aside."""
    key = path.parent.parent / "clé"
    key.mkdir()
    backups = Backups(path, Clock(), second=lambda: key)
    repository = open_file(path, backups=backups)
    id = repository.add(zoeline()).id
    repository.change(id, replacing_candidates("Ysoline Morel", "Wandrille Côté"))
    repository.change(id, replacing_candidates("Ysoline Morel-Côté"))
    backups.create()
    path.with_name("telestage-PORTABLE.json").write_bytes(path.read_bytes())
    path.with_name("telestage.illisible-20270101.json").write_bytes(path.read_bytes())
    names = (b"Ysoline", b"Wandrille")
    assert len(files_with_names(path.parent.parent, names)) >= 5

    repository.erase_candidates(id, on=DAY)

    assert files_with_names(path.parent.parent, names) == []
    assert repository.unfinished_erasures == 0


def test_the_names_that_only_the_history_keeps_can_be_erased(path: Path) -> None:
    repository = open_file(path)
    id = repository.add(zoeline()).id
    dossier = repository.change(id, replacing_candidates())
    assert dossier.other_candidates == ()
    assert dossier.former_candidates == {"Ysoline Morel"}

    repository.erase_candidates(id, on=DAY)

    assert repository.get(id).former_candidates == frozenset()
    assert files_with_names(path.parent, (b"Ysoline",)) == []


@pytest.mark.parametrize("name", ["telestage-PORTABLE.json", "telestage (1).json"])
def test_a_version_that_a_synchronising_tool_kept_is_rewritten(path: Path, name: str) -> None:
    """Not every tool writes « conflict » in its name."""
    id = fill(path, copies=1)
    path.with_name(name).write_bytes(path.read_bytes())
    path.with_name(f"{name}.lock").touch()

    open_file(path).erase(id, on=DAY)

    assert files_with_names(path.parent) == []
    assert UUID(int=OTHER, version=4) in open_file(path.with_name(name)).stamps()


def test_a_second_folder_loses_the_dossier_too(path: Path) -> None:
    key = path.parent.parent / "clé"
    key.mkdir()
    id = fill(path, copies=1)
    backups = Backups(path, Clock(), second=lambda: key)
    copy = backups.create()
    assert backups.second.directory is not None
    damaged = backups.second.directory / "20270101T000000Z-manuelle.json"
    damaged.write_bytes(copy.path.read_bytes()[:-40])

    open_file(path, backups=backups).erase(id, on=DAY)

    assert files_with_names(path.parent.parent) == []
    assert not damaged.exists()


def test_the_former_name_of_the_intern_leads_to_what_is_about_them(path: Path) -> None:
    """Corrected since: only the history still tells whose drafts these are."""
    repository = open_file(path)
    id = repository.add(zoeline()).id
    corrected = Intern(first_name="Zoé", last_name="Tremblay", email="zoe@example.org")
    repository.change(id, Change(said("Nom corrigé"), lambda each: each.evolve(intern=corrected)))
    Preferences(path).keep("folder", "~/stages/Zoéline Quesnel-Tremblay")
    Preferences(path).keep("other", "Zoé Tremblay")
    Drafts(path).keep_text("message.libre", "Écrire à zoeline@example.org")

    repository.erase(id, on=DAY)

    assert files_with_names(path.parent, ("Zoé".encode(), b"zoeline", b"zoe@")) == []


def test_how_to_reach_a_candidate_goes_with_the_name_and_so_does_a_former_intern(
    path: Path,
) -> None:
    id = fill(path)
    repository = open_file(path)
    maud = Candidate(name="Maud Roy", phone="06 11 22 33 44", email="maud@example.org",
                     notes="À l’aise.", gave_up_on=DAY)  # fmt: skip
    former = repository.get(id).intern.evolve(first_name="Maud", last_name="Roy")
    repository.change(id, Change(said("Avant"), lambda d: d.evolve(intern=former)))
    heir = former.evolve(first_name="Zoé", last_name="Ly")
    repository.change(
        id, Change(said("Après"), lambda d: d.evolve(intern=heir, candidates=(maud,)))
    )
    repository.erase_candidates(id, on=DAY)
    data = path.read_bytes()
    for text in ("Maud", "06 11 22 33 44", "maud@example.org", "À l’aise"):
        assert text.encode() not in data
    assert repository.get(id).candidates[0].gave_up_on == DAY
