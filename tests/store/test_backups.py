"""Backups: making, verifying, rotating and restoring them."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.store.backup_rotation import DAILY_FOR, LATEST, WEEKLY_FOR, worth_keeping
from telestage_tui.store.backups import Backups
from telestage_tui.store.errors import ConflictError, NothingToBackUp, UnknownBackup
from telestage_tui.store.file_errors import (
    BackupFailed,
    NewerVersion,
    OutcomeUnknown,
    SaveFailed,
    UnreadableFile,
)
from tests.factories import make_dossier
from tests.store.failing import fail
from tests.store.support import NOW, Clock, blank, filled, notes, noting, open_file


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backups(path: Path, clock: Clock) -> Backups:
    return Backups(path, clock)


def test_there_is_nothing_to_back_up_before_the_first_dossier(path: Path, backups: Backups) -> None:
    assert backups.list() == ()
    assert backups.create_daily() is None
    with pytest.raises(NothingToBackUp):
        backups.create()


def test_a_backup_is_the_file_and_says_what_it_holds(path: Path, backups: Backups) -> None:
    open_file(path).add(make_dossier())

    copy = backups.create()

    assert copy.path.read_bytes() == path.read_bytes()
    assert copy.path.parent == path.with_name("telestage.json.backups")
    assert copy.name == "20270210T154200Z-manuelle.json"
    assert (copy.taken_at, copy.size) == (NOW, path.stat().st_size)
    assert (copy.reason, copy.dossiers, copy.readable) == ("manuelle", 1, True)
    assert backups.list() == (copy,)


def test_backups_of_the_same_second_do_not_overwrite_each_other(
    path: Path, backups: Backups
) -> None:
    repository, (dossier,) = filled(path)
    first = backups.create()
    repository.change(dossier.id, noting("Bonjour"))
    second = backups.create()

    assert first.name != second.name
    assert notes(open_file(first.path).get(dossier.id)) == []
    assert notes(open_file(second.path).get(dossier.id)) == ["Bonjour"]


def test_any_number_of_backups_in_one_second_come_in_their_order(
    path: Path, backups: Backups, clock: Clock
) -> None:
    repository, (dossier,) = filled(path)
    names = []
    for number in range(120):
        repository.change(dossier.id, noting(str(number)))
        names.append(backups.create("import" if number % 3 else "manuelle").name)

    listing = [backup.name for backup in backups.list() if backup.reason != "quotidienne"]
    assert listing == names[::-1]
    clock.advance(seconds=1)
    assert backups.create().name == "20270210T154201Z-manuelle.json"
    assert backups.list()[0].name == "20270210T154201Z-manuelle.json"


@pytest.mark.parametrize(
    "name",
    [
        "20279999T999999Z-manuelle.json",
        "20270230T000000Z-manuelle.json",
        "00010101T000000Z-manuelle.json",
        "99991231T235959Z-manuelle.json",
        "٢٠٢٧٠٢١٠T000000Z-manuelle.json",
    ],
)
def test_a_name_that_no_clock_gives_is_no_backup(path: Path, backups: Backups, name: str) -> None:
    repository, (dossier,) = filled(path)
    backups.directory.mkdir()
    backups.directory.joinpath(name).touch()

    repository.change(dossier.id, noting("Bonjour"))

    assert repository.backup_failure is None
    assert [backup.reason for backup in backups.list()] == ["quotidienne"]
    with pytest.raises(UnknownBackup):
        backups.restore(name)


def test_backups_dated_by_a_clock_that_was_wrong_take_no_place(path: Path, clock: Clock) -> None:
    filled(path)
    clock.advance(days=2000)
    for _ in range(LATEST + 5):
        Backups(path, clock).create()
        clock.advance(days=1)
    clock.now = NOW
    for _ in range(LATEST + 5):
        Backups(path, clock).create()
        clock.advance(hours=1)

    past = [backup for backup in Backups(path, clock).list() if backup.taken_at <= clock.now]
    assert len(past) == LATEST


def test_a_restored_backup_takes_the_place_of_a_copied_file(path: Path, backups: Backups) -> None:
    repository, (dossier,) = filled(path)
    copy = backups.create()
    repository.change(dossier.id, noting("Bonjour"))
    before = path.read_bytes()

    assert backups.restore(copy.name) is None

    assert repository.refresh() is True
    assert repository.get(dossier.id) == dossier
    (copy_before,) = (each for each in backups.list() if each.reason == "restauration")
    assert copy_before.path.read_bytes() == before
    backups.restore(copy_before.name)
    assert path.read_bytes() == before


def test_after_a_restore_an_undo_takes_nothing_of_another_program(
    path: Path, backups: Backups
) -> None:
    """Versions go down: another program gives the same number to something else."""
    here, (dossier,) = filled(path)
    copy = backups.create()
    here.change(dossier.id, noting("d’ici", "D’ici"))
    backups.restore(copy.name)
    theirs = open_file(path).change(dossier.id, noting("d’ailleurs", "D’ailleurs"))
    assert theirs.version == 2

    with pytest.raises(ConflictError, match="Rien n’a été défait"):
        here.undo()

    assert open_file(path).get(dossier.id) == here.get(dossier.id) == theirs


def test_after_a_restore_the_same_version_is_not_the_same_dossier(
    path: Path, backups: Backups
) -> None:
    here, (dossier,) = filled(path)
    copy = backups.create()
    mine = here.change(dossier.id, noting("d’ici", "D’ici"))
    backups.restore(copy.name)
    theirs = open_file(path).change(dossier.id, noting("d’ailleurs", "D’ailleurs"))
    assert theirs.version == mine.version

    with pytest.raises(ConflictError):
        here.change(dossier.id, noting("corrigé", "Corrigé"), expected=mine)

    assert notes(open_file(path).get(dossier.id)) == ["d’ailleurs"]


def test_a_restore_of_the_very_state_leaves_the_undo(path: Path, backups: Backups) -> None:
    here, (dossier,) = filled(path)
    here.change(dossier.id, noting("d’ici", "D’ici"))
    copy = backups.create()
    open_file(path).change(dossier.id, noting("d’ailleurs", "D’ailleurs"))
    backups.restore(copy.name)

    undo = here.undo()

    assert undo is not None
    assert notes(here.get(dossier.id)) == []


def test_a_missing_file_is_restored(path: Path, backups: Backups) -> None:
    _, dossiers = filled(path, 2)
    copy = backups.create()
    path.unlink()

    backups.restore(copy.name)

    assert open_file(path).dossiers() == dossiers


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "../telestage.json",
        "/etc/passwd",
        "20270210T154200Z-manuelle.json/../../telestage.json",
        "20270210T154200Z-inconnue.json",
        "20270210T154200Z-manuelle.json\n",
        "20270211T000000Z-manuelle.json",
        "\x1b[31m",
    ],
)
def test_only_the_name_of_a_backup_is_accepted(path: Path, backups: Backups, name: str) -> None:
    filled(path)
    backups.create()
    before = path.read_bytes()
    with pytest.raises(UnknownBackup) as caught:
        backups.restore(name)
    assert "\x1b" not in str(caught.value)
    assert path.read_bytes() == before


def test_a_link_in_the_directory_is_no_backup(path: Path, backups: Backups) -> None:
    filled(path)
    copy = backups.create()
    other = copy.path.with_name("20270101T000000Z-manuelle.json")
    other.symlink_to(copy.path)
    with pytest.raises(UnknownBackup):
        backups.restore(other.name)


def test_a_damaged_backup_is_shown_as_such_and_not_restored(path: Path, backups: Backups) -> None:
    filled(path)
    copy = backups.create()
    copy.path.write_bytes(copy.path.read_bytes()[:-40])
    before = path.read_bytes()

    (damaged_copy,) = backups.list()
    assert (damaged_copy.readable, damaged_copy.dossiers) == (False, None)
    with pytest.raises(UnreadableFile):
        backups.restore(copy.name)
    assert path.read_bytes() == before


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_restore_that_fails_leaves_the_file_as_it_was(
    path: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    filled(path)
    copy = backups.create()
    path.write_bytes(b"?")
    with monkeypatch.context() as patch:
        fail(patch, step, errno.ENOSPC)
        with pytest.raises(SaveFailed, match="le disque est plein"):
            backups.restore(copy.name)
    assert path.read_bytes() == b"?"


def test_a_copy_that_does_not_read_back_is_no_backup(
    path: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that acknowledges and keeps something else."""
    filled(path)
    real_replace = os.replace

    def replace(source: Any, target: Any) -> None:
        Path(source).write_bytes(b"autre chose")
        real_replace(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(BackupFailed, match="dossiers n’a pas été touché"):
        backups.create()
    assert backups.list() == ()


@pytest.mark.parametrize("step", ["directory", "close", "read"])
def test_a_restore_that_is_not_confirmed_says_so(
    path: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    filled(path)
    copy = backups.create()
    path.write_bytes(b"?")
    with monkeypatch.context() as patch:
        fail(patch, step, errno.EIO)
        with pytest.raises(OutcomeUnknown, match="n’est pas confirmé"):
            backups.restore(copy.name)
    assert path.read_bytes() == copy.path.read_bytes()


@pytest.mark.parametrize("step", ["open", "fsync", "replace", "directory", "read"])
def test_a_backup_that_fails_is_not_said_of_the_dossiers(
    path: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Nothing was to be saved: the copy fails, and so does the removal that needs it."""
    repository, (dossier,) = filled(path)
    before = path.read_bytes()
    backups.directory.mkdir()
    with monkeypatch.context() as patch:
        fail(patch, step, errno.EIO)
        with pytest.raises(BackupFailed, match="dossiers n’a pas été touché") as caught:
            backups.create()
        with pytest.raises(BackupFailed):
            repository.remove(dossier.id)
    assert not caught.value.may_have_written
    assert path.read_bytes() == before


def test_a_file_of_a_newer_version_is_set_aside_by_a_restore(path: Path, backups: Backups) -> None:
    _, dossiers = filled(path)
    copy = backups.create()
    newer = open_file(path, migrations=[dict])
    newer.change(dossiers[0].id, noting("du futur"))
    future = path.read_bytes()

    with pytest.raises(NewerVersion, match="plus récente"):
        open_file(path).dossiers()
    aside = backups.restore(copy.name)

    assert aside is not None
    assert aside.read_bytes() == future
    assert open_file(path).dossiers() == dossiers


def test_one_backup_a_day_before_the_first_change(path: Path) -> None:
    clock = Clock()
    repository, (dossier,) = filled(path)
    for _ in range(3):
        fresh = type(repository)(path, clock)
        for _ in range(2):
            fresh.change(dossier.id, noting("Bonjour"))
        clock.advance(days=1)

    copies = Backups(path, clock).list()
    assert [copy.reason for copy in copies] == ["quotidienne"] * 3
    assert len({copy.taken_at.date() for copy in copies}) == 3


def test_the_day_is_the_one_of_the_clock(path: Path) -> None:
    """23 h in Québec is tomorrow in UTC: still one backup for the evening and the afternoon."""
    quebec = timezone(timedelta(hours=-5))
    clock = Clock(datetime(2027, 2, 10, 15, tzinfo=quebec))
    filled(path)
    backups = Backups(path, clock)
    assert backups.create_daily() is not None
    clock.advance(hours=8)
    assert Backups(path, clock).create_daily() is None
    clock.advance(hours=2)
    assert Backups(path, clock).create_daily() is not None


def test_old_backups_go_and_a_year_of_work_keeps_a_few(path: Path, clock: Clock) -> None:
    filled(path)
    for _ in range(100):
        Backups(path, clock).create_daily()
        clock.advance(days=1)

    copies = Backups(path, clock).list()
    assert 20 <= len(copies) <= LATEST + 14 + 13
    assert copies[0].taken_at == clock.now - timedelta(days=1)
    assert clock.now - copies[-1].taken_at >= timedelta(weeks=11)


def test_the_copies_of_a_newer_version_are_listed_and_left_to_it(path: Path, clock: Clock) -> None:
    filled(path)
    backups = Backups(path, clock)
    theirs = backups.create("avant-cloture")
    for _ in range(100):
        clock.advance(days=1)
        backups.create()

    assert backups.list()[-1] == theirs
    assert len(backups.list()) < 100


def test_a_change_that_asks_for_a_backup_is_kept_after_it(path: Path) -> None:
    repository, (dossier,) = filled(path)
    change = noting("Bonjour")._replace(backup="import")
    repository.change(dossier.id, change)

    [copy] = [each for each in Backups(path, Clock()).list() if each.reason == "import"]
    assert open_file(copy.path).get(dossier.id) == dossier


def test_a_change_is_not_kept_when_the_backup_it_asks_for_fails(path: Path) -> None:
    repository, (dossier,) = filled(path)
    Backups(path, Clock()).directory.write_text("no directory can be here")
    with pytest.raises(BackupFailed):
        repository.change(dossier.id, noting("Bonjour")._replace(backup="import"))
    assert repository.get(dossier.id) == dossier
    assert repository.change(dossier.id, noting("Bonjour")).version == 2


def test_damaged_copies_never_leave_one_without_a_readable_backup(path: Path, clock: Clock) -> None:
    filled(path)
    backups = Backups(path, clock)
    first = backups.create()
    for hour in range(LATEST + 2):  # they look newer than anything
        first.path.with_name(f"20280101T{hour:02d}0000Z-quotidienne.json").write_bytes(b"?")
    for _ in range(3):
        clock.advance(minutes=1)
        copy = backups.create()
        assert copy.name in [backup.name for backup in backups.list() if backup.readable]


def test_a_backup_just_made_stays_even_when_the_clock_went_back(path: Path, clock: Clock) -> None:
    filled(path)
    backups = Backups(path, clock)
    for _ in range(LATEST + 2):
        backups.create()
        clock.advance(minutes=1)
    clock.advance(hours=-2)
    copy = backups.create()
    assert copy.path.exists()


def test_thirteen_removals_leave_each_dossier_in_a_backup(path: Path, clock: Clock) -> None:
    _, dossiers = filled(path, 13)
    repository = type(open_file(path))(path, clock)
    for dossier in dossiers:
        clock.advance(minutes=1)
        repository.remove(dossier.id)
        repository.copy_at_end()
    for _ in range(LATEST + 5):
        clock.advance(minutes=1)
        Backups(path, clock).create()

    kept = [open_file(copy.path).dossiers() for copy in Backups(path, clock).list()]
    assert {d.id for dossiers in kept for d in dossiers} == {d.id for d in dossiers}
    assert {"quotidienne"} <= {copy.reason for copy in Backups(path, clock).list()}


def test_a_day_of_work_has_copies_of_its_own(path: Path, clock: Clock) -> None:
    repository = type(open_file(path))(path, clock)
    dossier = repository.add(blank())
    for hour in range(8):
        clock.advance(minutes=61)
        repository.change(dossier.id, noting(str(hour)))

    newest = Backups(path, clock).list()[0]
    assert newest.reason == "horaire"
    assert notes(open_file(newest.path).get(dossier.id)) == [str(hour) for hour in range(7)]


def test_the_end_of_a_session_with_changes_is_copied(path: Path, clock: Clock) -> None:
    for number in range(3):
        repository = type(open_file(path))(path, clock)
        repository.copy_at_end()
        repository.add(blank(number))
        repository.copy_at_end()
        clock.advance(minutes=5)

    (copy,) = Backups(path, clock).list()
    assert (copy.reason, copy.dossiers) == ("session", 3)


def test_a_copy_made_when_leaving_stays_when_the_next_has_lost_something(
    path: Path, clock: Clock
) -> None:
    repository = type(open_file(path))(path, clock)
    dossier = repository.add(blank())
    older = path.read_bytes()
    repository.change(dossier.id, noting("une"))
    repository.copy_at_end()
    path.write_bytes(older)
    clock.advance(minutes=5)
    Backups(path, clock).create()

    assert "session" in [copy.reason for copy in Backups(path, clock).list()]


def test_a_copy_dated_in_the_future_is_not_the_most_recent(path: Path, clock: Clock) -> None:
    filled(path)
    clock.advance(days=20_000)
    Backups(path, clock).create()
    clock.now = NOW
    Backups(path, clock).create()

    recent, ahead = Backups(path, clock).list()
    assert (recent.taken_at, recent.is_ahead, ahead.is_ahead) == (NOW, False, True)
    clock.advance(hours=2)
    assert Backups(path, clock).create_hourly() is not None


MOMENTS = st.lists(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 2, 10), timezones=st.just(UTC)), unique=True
)


@given(MOMENTS)
def test_rotation_keeps_the_last_ones_and_one_of_each_recent_day_and_week(
    moments: list[datetime],
) -> None:
    selection = worth_keeping(moments, NOW)

    assert selection <= set(moments)
    assert selection >= set(sorted(moments)[-LATEST:])
    for moment in moments:
        age = NOW - moment
        if age <= DAILY_FOR:
            assert any(other.date() == moment.date() for other in selection)
        if age <= WEEKLY_FOR:
            week = moment.date().isocalendar()[:2]
            assert any(other.date().isocalendar()[:2] == week for other in selection)
    assert len(selection) <= LATEST + 15 + 14


@given(MOMENTS)
def test_rotation_has_nothing_left_to_do_after_itself(moments: list[datetime]) -> None:
    selection = worth_keeping(moments, NOW)
    assert worth_keeping(selection, NOW) == selection
