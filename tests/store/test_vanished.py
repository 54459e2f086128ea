"""A disk unplugged while the program runs, and what interrupted exports leave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest

from telestage_tui.documents.files import write_file
from telestage_tui.store.check import inspect
from telestage_tui.store.drafts import Drafts
from telestage_tui.store.errors import AmbiguousId
from telestage_tui.store.file_errors import VanishedFolder
from tests.store.support import blank, noting, open_file

TEMPORARY = ".lea-rencontres.ics.0123456789abcdef.tmp"


@pytest.fixture
def on_a_key(tmp_path: Path) -> Path:
    """A file in the directory of a disk."""
    key = tmp_path / "cle"
    key.mkdir()
    return key / "telestage.json"


def test_drafts_do_not_make_the_folder_of_an_unplugged_key_again(on_a_key: Path) -> None:
    drafts, heard = Drafts(on_a_key), list[str]()
    drafts.listen(heard.append)
    on_a_key.parent.rmdir()

    drafts.keep_text("note.lea", "Bonjour")

    assert not on_a_key.parent.exists()
    assert drafts.text("note.lea") == "Bonjour"
    assert [said for said in heard if "Rebranchez" in said] == heard != []

    on_a_key.parent.mkdir()
    drafts.keep_text("note.lea", "Bonjour Léa")
    assert Drafts(on_a_key).text("note.lea") == "Bonjour Léa"


@pytest.mark.parametrize("way", ["change", "rescue", "begin_anew", "add"])
def test_no_way_of_writing_makes_that_folder_again(on_a_key: Path, way: str) -> None:
    repository = open_file(on_a_key)
    dossier = repository.add(blank())
    shutil.rmtree(on_a_key.parent)

    ways: dict[str, Callable[[], object]] = {
        "change": lambda: repository.change(dossier.id, noting("Bonjour")),
        "add": lambda: repository.add(blank(1)),
        "rescue": repository.rescue,
        "begin_anew": repository.begin_anew,
    }
    with pytest.raises(VanishedFolder, match="débranché"):
        ways[way]()

    assert not on_a_key.parent.exists()


def test_a_folder_never_seen_is_made_at_the_first_save(tmp_path: Path) -> None:
    path = tmp_path / "nouveau" / "telestage.json"
    open_file(path).add(blank())
    assert path.is_file()


@pytest.mark.parametrize(
    ("number", "named", "said"), [(2, 2, ""), (11, 11, ""), (14, 10, "4 autres")]
)
def test_an_ambiguous_beginning_names_the_first_ones_only(
    number: int, named: int, said: str
) -> None:
    error = AmbiguousId("0", tuple((UUID(int=n, version=4), f"Léa {n}") for n in range(number)))
    assert str(error).count("\n  0000") == named
    assert ("… et" in str(error)) is bool(said)
    assert said in str(error)


@pytest.mark.parametrize(("age", "left"), [(7200, False), (60, True)])
def test_an_export_sweeps_what_an_interrupted_one_left(
    tmp_path: Path, age: int, left: bool
) -> None:
    leftover = tmp_path / TEMPORARY
    leftover.write_bytes(b"BEGIN:VCALENDAR")
    written = write_file(tmp_path, "paul.csv", b"x")
    moment = written.stat().st_mtime - age
    os.utime(leftover, (moment, moment))

    write_file(tmp_path, "paul.csv", b"x")

    assert leftover.exists() is left


def test_check_names_what_an_interrupted_export_left(on_a_key: Path) -> None:
    open_file(on_a_key).add(blank())
    on_a_key.with_name(TEMPORARY).write_bytes(b"x")
    (remark,) = inspect(on_a_key).remarks
    assert "exportation" in remark


AS_AN_ORDINARY_ACCOUNT = """
import os, sys
from pathlib import Path
from telestage_tui.store.check import inspect
inspect(Path(sys.argv[1]))
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(*inspect(Path(sys.argv[1])).problems, sep="\\n")
"""
"""Nothing stops root: it becomes nobody, once all the code was read."""


@pytest.mark.skipif(os.name == "nt", reason="rights are not in these bits")
@pytest.mark.parametrize("mode", [0o000, 0o500])
def test_check_says_that_no_backup_can_be_made_in_a_closed_folder(mode: int) -> None:
    with TemporaryDirectory() as folder:  # that of pytest is closed to other accounts
        path = Path(folder) / "telestage.json"
        open_file(path).add(blank())
        backups = path.with_name("telestage.json.backups")
        backups.mkdir(exist_ok=True)
        if os.geteuid() == 0:
            for each in (path.parent, path, backups):
                os.chown(each, 65534, 65534)
        backups.chmod(mode)
        done = subprocess.run(
            [sys.executable, "-c", AS_AN_ORDINARY_ACCOUNT, str(path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        backups.chmod(0o700)
    assert "Aucune sauvegarde ne peut se faire" in done.stdout, done.stderr
