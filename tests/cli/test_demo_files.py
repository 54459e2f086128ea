"""Demonstrations that are kept: in a file of one's own, one for each person of a room."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from pathlib import Path
from subprocess import run

import pytest

from telestage_tui.demo.keeping import copy_paths, remove_copies, write_copies
from telestage_tui.dossier.errors import Refused
from telestage_tui.store.preferences import Preferences

from ..waiting import PATIENCE
from .conftest import DURING, Telestage


def written(telestage: Telestage, number: int, folder: Path) -> list[str]:
    """The commands that open the demonstrations just written."""
    said = telestage.ok("demo", "--copies", str(number), str(folder)).splitlines()
    assert "Pour ouvrir :" in said[0]
    return said[1:]


def test_each_person_of_the_room_has_a_file_and_the_command_that_opens_it(
    telestage: Telestage, tmp_path: Path
) -> None:
    folder = tmp_path / "la salle d’à côté"
    commands = written(telestage, 12, folder)

    names = [f"demonstration-{rank:02}.json" for rank in range(1, 13)]
    assert sorted(path.name for path in folder.iterdir()) == names
    _, *arguments = shlex.split(commands[11])
    assert arguments == ["demo", "--keep", str(folder / names[11])]
    assert "Dossiers (5)" in telestage.ok(*arguments)
    assert "Dossiers (5)" in telestage.ok(*arguments)


def test_no_copy_is_written_where_one_is_already(telestage: Telestage, tmp_path: Path) -> None:
    own = tmp_path / "demonstration-02.json"
    own.write_text("à moi")

    refusal = telestage.refusal("demo", "--copies", "3", str(tmp_path))

    assert "« demonstration-02.json »" in refusal
    assert own.read_text() == "à moi"
    assert [path.name for path in tmp_path.glob("demonstration*")] == [own.name]


@pytest.mark.parametrize("number", ["0", "-1", "1000", "douze", "1.5"])
def test_a_number_of_copies_that_cannot_be_is_refused_in_french(
    telestage: Telestage, tmp_path: Path, number: str
) -> None:
    refusal = telestage.refusal("demo", "--copies", number, str(tmp_path / "salle"), code=2)

    assert f"« {number} » ne convient pas; il faut un nombre entier, de 1 à 99." in refusal
    assert not (tmp_path / "salle").exists()


def test_a_folder_that_cannot_be_written_is_said(telestage: Telestage, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")

    assert "« " in telestage.refusal("demo", "--copies", "2", str(tmp_path / "fichier"))


def test_copies_and_keep_do_not_go_together(telestage: Telestage, tmp_path: Path) -> None:
    file = str(tmp_path / "d.json")
    refusal = telestage.refusal("demo", "--keep", file, "--copies", "2", str(tmp_path), code=2)
    assert "--copies n’ouvre rien" in refusal


def test_a_kept_demonstration_is_found_as_it_was_left(telestage: Telestage, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    telestage.ok("demo", "--today", DURING, "--keep", str(file))
    before = file.read_bytes()

    telestage.today = "2027-05-03T09:00"
    said = telestage.ok("demo", "--keep", str(file))

    assert file.read_bytes() == before
    assert Preferences(file).text("demo.clock").startswith("2027-02-10T15:42")
    assert "10 février" in said


def test_a_file_that_is_no_demonstration_is_left_alone(
    telestage: Telestage, tmp_path: Path
) -> None:
    telestage.new()
    before = telestage.db.read_bytes()
    nothing = tmp_path / "vide.json"
    nothing.write_text("{}")

    assert "n’est pas le fichier d’une" in telestage.refusal("demo", "--keep", str(telestage.db))
    assert telestage.db.read_bytes() == before
    assert "ne peut pas être lu" in telestage.refusal("demo", "--keep", str(nothing))
    assert nothing.read_text() == "{}"
    assert "n’existe pas" in telestage.refusal("demo", "--keep", str(tmp_path / "la" / "d.json"))


def test_own_dossiers_among_invented_ones_are_no_demonstration(
    telestage: Telestage, tmp_path: Path
) -> None:
    file = tmp_path / "demonstration-01.json"
    written(telestage, 1, tmp_path)
    mixed = Telestage(file)
    mixed.new()
    assert "n’est pas le fichier d’une" in telestage.refusal("demo", "--keep", str(file))


def test_a_dossier_opened_in_a_kept_demonstration_stays_in_it(
    telestage: Telestage, tmp_path: Path
) -> None:
    file = tmp_path / "demo.json"
    telestage.ok("demo", "--keep", str(file))
    Telestage(file).new()
    assert "Dossiers (6)" in telestage.ok("demo", "--keep", str(file))


def test_the_backups_of_a_lost_file_are_not_taken_for_a_demonstration(
    telestage: Telestage,
) -> None:
    telestage.new()
    telestage.ok("backup", "create")
    telestage.db.unlink()

    refusal = telestage.refusal("demo", "--keep", str(telestage.db))
    assert "Il reste des sauvegardes" in refusal
    assert not telestage.db.exists()


@pytest.mark.parametrize(
    "command", ["pay x 13", "pay x a", "undo x --line 0", "close x --leaving -1"]
)
def test_no_number_is_refused_in_english(telestage: Telestage, command: str) -> None:
    assert "il faut un nombre entier" in telestage.refusal(*command.split(), code=2)


def test_copies_that_are_interrupted_leave_nothing(tmp_path: Path) -> None:
    paths = copy_paths(tmp_path / "salle", 3)
    begun: list[Path] = []
    write_copies(paths, b"{}", begun)
    half = paths[2].with_name(f".{paths[2].name}.0123456789abcdef.tmp")
    half.write_bytes(b"{")
    own = paths[0].with_name("autre.json")
    own.write_text("à moi")

    remove_copies(begun)

    assert [path.name for path in own.parent.iterdir()] == [own.name]


def test_a_copy_that_somebody_else_writes_meanwhile_is_theirs(tmp_path: Path) -> None:
    paths = copy_paths(tmp_path, 3)
    paths[1].write_text("à moi")
    with pytest.raises(Refused):
        write_copies(paths, b"{}", [])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        (paths[1].name, "à moi")
    ]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.skipif(os.name == "nt", reason="no such signals")
def test_a_signal_while_copies_are_written_undoes_them(tmp_path: Path, name: str) -> None:
    """The signal comes from between two copies, where only a busy disk would have it come."""
    script = f"""
import os, signal
from pathlib import Path
from telestage_tui.cli.signals import leave_quietly, undone_at_endings
from telestage_tui.demo.keeping import copy_paths, remove_copies, write_copies

def two_paths_then_a_signal():
    yield from paths[:2]
    os.kill(os.getpid(), signal.{name})
    yield paths[2]

leave_quietly()
paths, begun = copy_paths(Path({str(tmp_path)!r}), 3), []
with undone_at_endings(lambda: remove_copies(begun)):
    write_copies(two_paths_then_a_signal(), b"{{}}", begun)
"""
    ended = run([sys.executable, "-c", script], check=False, capture_output=True, timeout=PATIENCE)
    assert ended.returncode == 128 + getattr(signal, name)
    assert ended.stderr == b""
    assert not list(tmp_path.iterdir())
