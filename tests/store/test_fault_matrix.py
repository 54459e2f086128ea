"""Every fault under every operation: nothing is lost, and nothing goes wrong in silence.

After each, the file is the old one or the new one, what was acknowledged is there, and the user was
told in French of what was not done.
"""

from __future__ import annotations

import errno
import itertools
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from telestage_tui.dossier.errors import TelestageError
from telestage_tui.store.backup_names import copies_directory
from telestage_tui.store.backups import Backups
from telestage_tui.store.errors import StoreError
from telestage_tui.store.file_errors import FileLocked
from telestage_tui.store.files import leftovers
from telestage_tui.store.lock import LOCK_TIMEOUT
from tests.store.faults import DAMAGES, Refusals, flipped, is_killed, writing_elsewhere
from tests.store.operations import (
    ACKNOWLEDGED,
    OPERATIONS,
    OTHERS,
    Operation,
    State,
    another,
    files_with_names,
    kept_anywhere,
    oldest_copy,
    prepare,
    state_of,
)
from tests.store.support import Clock, memory_folder, noting, open_file

REFUSALS = {
    "ENOSPC": ("write", errno.ENOSPC),
    "EIO at write": ("write", errno.EIO),
    "EIO at fsync": ("fsync", errno.EIO),
    "EIO at rename": ("rename", errno.EIO),
    "EIO at directory fsync": ("directory fsync", errno.EIO),
    "read-only disk": ("open", errno.EROFS),
}
OTHER_FAULTS = ("SIGKILL", "read-only file", "lock held", "two writers", "clock set back")
FAULTS = (
    *REFUSALS,
    *OTHER_FAULTS,
    *(f"{damage}, {place}" for damage in DAMAGES for place in ("file", "source")),
)
IMPOSSIBLE = {
    (f"{damage}, source", operation): "it reads no other file than the one of the dossiers"
    for damage in DAMAGES
    for operation in ("create", "change", "delete", "backup")
}
"""The cells that no test can have, and why."""
_ENGLISH = re.compile(
    r"Errno|Traceback|[Nn]o such|[Pp]ermission|[Ii]nput/output|[Rr]ead-only|space"
)
_MOST_STEPS = 150


class Setting:
    """The files that one operation is tried on, each a copy of the same.

    Attributes:
        operation: What is tried.
        old: What the file says before.
        new: What it says after it, without a fault.
        messages: What the user was told of each refusal.
    """

    def __init__(self, folder: Path, operation: Operation, prepared: Path) -> None:
        self._folder = folder / "fichier"
        self.operation = operation
        shutil.copytree(prepared, self._folder)
        self.old = state_of(self._folder / "telestage.json")
        self._number = itertools.count()
        self.messages: list[str] = []
        path = self.file()
        self.operation.act(path, Clock(), LOCK_TIMEOUT)
        self.new = state_of(path)

    def file(self) -> Path:
        """Another file, as it is before."""
        return another(self._folder, next(self._number))

    def attempt(
        self, path: Path, clock: Clock | None = None, patience: float = LOCK_TIMEOUT
    ) -> TelestageError | None:
        """Try the operation; returns what the user is told when it is refused."""
        try:
            self.operation.act(path, clock or Clock(), patience)
        except TelestageError as error:
            self.messages.append(str(error))
            return error
        return None

    def check(self, path: Path, error: TelestageError | None, before: bytes) -> None:
        """Check the three promises once the fault is over, and that work goes on."""
        state = state_of(path)
        if error is None:
            assert state == self.new
        elif isinstance(error, StoreError) and error.may_have_written:
            assert state in (self.old, self.new)
        else:
            assert path.read_bytes() == before
        self.check_nothing_lost(path, state)
        self.check_what_follows(path)

    def check_nothing_lost(self, path: Path, state: State) -> None:
        """Check that what was acknowledged is in the file, or in a copy when it was replaced."""
        assert ACKNOWLEDGED in kept_anywhere(path)
        if not (self.operation.replaces and state == self.new):
            assert self.old.keys() <= state.keys()
        assert all(each.readable for each in Backups(path, Clock()).list())

    def check_what_follows(self, path: Path) -> None:
        """Check that the next change is kept, that nothing is left over, and what was erased is."""
        repository = open_file(path)
        after = repository.change(OTHERS, noting("ensuite"))
        assert open_file(path).get(OTHERS) == after
        assert leftovers(path.parent) == ()
        if self.operation is OPERATIONS["erase"] and len(state_of(path)) == len(self.new):
            repository.finish_erasures()
            assert repository.unfinished_erasures == 0
            assert files_with_names(path.parent) == []


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they are before any fault, made once."""
    folder = tmp_path_factory.mktemp("prepared") / "fichier"
    prepare(folder / "telestage.json")
    return folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """A directory in memory: a program is refused, or killed, wherever its files are."""
    with memory_folder() as directory:
        yield Path(directory)


def _refused(setting: Setting, fault: str) -> None:
    """Each step of the operation refused in turn: alone, then with all that follow."""
    kind, code = REFUSALS[fault]
    strikes = 0
    for lasting in (True, False):
        for first in range(_MOST_STEPS):
            path, refusals = setting.file(), Refusals(kind, code, first, lasting=lasting)
            before = path.read_bytes()
            with refusals():
                error = setting.attempt(path)
            setting.check(path, error, before)
            if not refusals.has_struck:
                break
            strikes += 1
        else:
            raise AssertionError("an operation has too many steps")
    assert strikes, "nothing was refused"


def _killed(setting: Setting, _: str) -> None:
    states = []
    for step in range(_MOST_STEPS):
        path = setting.file()
        killed = is_killed(partial(setting.operation.act, path, Clock(), LOCK_TIMEOUT), step)
        state = state_of(path)
        states.append(state)
        assert state in ((setting.old, setting.new) if killed else (setting.new,)), step
        setting.check_nothing_lost(path, state)
        setting.check_what_follows(path)
        if not killed:
            break
    else:
        raise AssertionError("an operation has too many steps")
    assert len(states) > 3
    assert states[0] == setting.old


def _damaged(
    setting: Setting, fault: str, damages: Mapping[str, Callable[[bytes], list[bytes]]] = DAMAGES
) -> None:
    """A damaged file is left as it is, or set aside; a damaged source is not taken."""
    damage, _, place = fault.partition(", ")
    source = setting.operation.source
    sound = setting.file()
    target = sound if place == "file" or source is None else source(sound)
    relative = target.relative_to(sound.parent)
    for data in damages[damage](target.read_bytes()):
        path = setting.file()
        (path.parent / relative).write_bytes(data)
        before = path.read_bytes()
        error = setting.attempt(path)
        if error is not None:
            assert path.read_bytes() == before
        else:
            assert state_of(path) == setting.new
        assert ACKNOWLEDGED in kept_anywhere(path)
        is_refusal_due = damage != "byte flipped" and data.strip() != _bytes(sound, relative)
        if place == "file" and is_refusal_due:
            _check_damage_is_said(setting, path, error, data)
        if setting.operation is OPERATIONS["erase"] and error is None:
            assert files_with_names(path.parent) == []


def _bytes(sound: Path, relative: Path) -> bytes:
    return (sound.parent / relative).read_bytes().strip()


def _check_damage_is_said(
    setting: Setting, path: Path, error: TelestageError | None, data: bytes
) -> None:
    """Check that a damaged file was refused; a restore alone replaces it, and sets it aside."""
    if setting.operation is OPERATIONS["restore"]:
        assert error is None
        assert data in [each.read_bytes() for each in path.parent.glob("*.illisible-*")]
    else:
        assert error is not None


def _read_only(setting: Setting, _: str) -> None:
    path = setting.file()
    before = path.read_bytes()
    path.chmod(0o444)
    error = setting.attempt(path)
    if setting.operation is OPERATIONS["backup"]:
        assert error is None  # it only reads the file
    else:
        assert "lecture seule" in str(error)
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o444
    path.chmod(0o600)
    setting.check(path, error, before)


def _locked(setting: Setting, _: str) -> None:
    path = setting.file()
    before = path.read_bytes()
    with FileLock(f"{path}.lock"):
        error = setting.attempt(path, patience=0.01)
    assert isinstance(error, FileLocked)
    setting.check(path, error, before)


def _two_writers(setting: Setting, _: str) -> None:
    path = setting.file()
    with writing_elsewhere(path, 8) as acknowledged:
        error = setting.attempt(path)
    assert error is None
    assert len(acknowledged) == 8
    state = state_of(path)
    assert _without_others(state) == _without_others(setting.new)
    if setting.operation is OPERATIONS["restore"]:
        assert set(acknowledged) <= kept_anywhere(path, OTHERS)
    else:
        assert [each for each in state[OTHERS] if "ailleurs" in each] == acknowledged
    setting.check_nothing_lost(path, _without_others(state) | {OTHERS: setting.new[OTHERS]})


def _without_others(state: State) -> State:
    return {id: notes for id, notes in state.items() if id != OTHERS}


def _clock_back(setting: Setting, _: str) -> None:
    """Every copy is dated in the future; the one just made is not taken for an old one."""
    path = setting.file()
    clock = Clock()
    clock.advance(days=-800)
    error = setting.attempt(path, clock)
    assert error is None
    if setting.operation is not OPERATIONS["create"]:
        assert any(each.taken_at <= clock() for each in Backups(path, Clock()).list())
    assert oldest_copy(path).parent == copies_directory(path)
    setting.check(path, error, b"")


CHECKS: dict[str, Callable[[Setting, str], None]] = {
    **dict.fromkeys(REFUSALS, _refused),
    "SIGKILL": _killed,
    "read-only file": _read_only,
    "lock held": _locked,
    "two writers": _two_writers,
    "clock set back": _clock_back,
}
CELLS = [cell for cell in itertools.product(FAULTS, OPERATIONS) if cell not in IMPOSSIBLE]
NAMES_OF_CELLS = [f"{operation} under {fault}" for fault, operation in CELLS]


@pytest.mark.parametrize(("fault", "operation"), CELLS, ids=NAMES_OF_CELLS)
def test_nothing_is_lost_and_nothing_is_silent(
    folder: Path, prepared: Path, fault: str, operation: str
) -> None:
    setting = Setting(folder, OPERATIONS[operation], prepared)
    CHECKS.get(fault, _damaged)(setting, fault)
    _check_messages(setting)


FLIPS = [cell for cell in CELLS if cell[0].startswith("byte flipped")]
NAMES_OF_FLIPS = [f"{operation} under {fault}" for fault, operation in FLIPS]


@pytest.mark.torture
@pytest.mark.parametrize(("fault", "operation"), FLIPS, ids=NAMES_OF_FLIPS)
def test_5000_flipped_bytes_are_found(
    folder: Path, prepared: Path, fault: str, operation: str
) -> None:
    """As many for each operation, in its file or in what it reads beside."""
    setting = Setting(folder, OPERATIONS[operation], prepared)
    _damaged(setting, fault, {"byte flipped": partial(flipped, seed=2, count=5000 // len(FLIPS))})
    _check_messages(setting)


def _check_messages(setting: Setting) -> None:
    assert [each for each in setting.messages if _ENGLISH.search(each) or each[-1] != "."] == []
