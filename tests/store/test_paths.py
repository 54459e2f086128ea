"""Where files are, and the French refusal of a path that cannot be one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from telestage_tui.store.drafts import Drafts
from telestage_tui.store.file_errors import UnusablePath
from telestage_tui.store.paths import default_path, user_file, user_path
from telestage_tui.store.shown_paths import place, shown
from telestage_tui.store.side_file import SideFile
from tests.store.support import open_file


def test_the_default_place_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = default_path()
    assert place.name == "telestage.json"
    assert place.parent.name == "telestage"
    assert place.is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("~", "{home}"),
        ("~/lea.toml", "{home}/lea.toml"),
        ("lea.toml", "{here}/lea.toml"),
        ("été/Léa.toml", "{here}/été/Léa.toml"),
        ("/dev/null", "/dev/null"),
        ("a~b", "{here}/a~b"),
    ],
)
def test_a_path_is_made_whole(
    text: str, expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    whole = Path(expected.format(home=tmp_path / "home", here=tmp_path))
    assert user_path(text) == user_path(Path(text)) == whole


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("~personne-de-ce-nom/x", "ce compte n’existe pas"),
        ("a\0b", "caractère nul"),
        ("a\ud800b", "caractères illisibles"),
    ],
)
def test_what_cannot_be_a_path_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnusablePath, match=reason):
        user_path(text)


@pytest.mark.parametrize("text", ["/", "//", ".", "..", "~", "/.."])
def test_a_directory_is_no_file_of_dossiers(
    text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nor is it ever set aside to make room for one."""
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(UnusablePath, match="c’est un répertoire"):
        user_file(text)


def test_a_current_directory_that_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    directory = tmp_path / "parti"
    directory.mkdir()
    monkeypatch.chdir(directory)
    directory.rmdir()
    with pytest.raises(UnusablePath, match="n’existe plus"):
        user_path("lea.toml")


def test_a_link_that_goes_round_is_no_error_before_it_is_read(tmp_path: Path) -> None:
    loop = tmp_path / "boucle.json"
    loop.symlink_to(loop)
    assert user_file(loop) == loop
    assert open_file(loop).path.name == loop.name
    assert Drafts(loop).text("note.lea") == ""
    assert SideFile(loop).read() == {}


def test_a_name_in_another_encoding_is_shown_without_losing_a_letter() -> None:
    latin = Path(os.fsdecode(b"/tmp/caf\xe9/\x1b[31mL\xc3\xa9a.json"))
    assert shown(latin) == "/tmp/caf\ufffd/Léa.json"
    assert place(latin) == "« /tmp/caf\ufffd/Léa.json »"
    assert sys.getfilesystemencoding() == "utf-8"
