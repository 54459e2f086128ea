"""The copies of tools that synchronise, and the places they copy, on the three systems."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from telestage_tui.store.neighbours import (
    PlaceFacts,
    conflict_copies,
    is_remote,
    linux_mounts,
    mac_mounts,
    place_sentence,
    sync_tool,
)
from telestage_tui.store.surroundings import conflict_paths, place_facts

COPIES = (
    "telestage-DESKTOP-4F2K1.json",
    "telestage-PORTABLE.json",
    "telestage-PORTABLE-2.json",
    "telestage (conflicted copy 2027-01-11).json",
    "telestage (Marie's conflicted copy 2027-01-11).json",
    "telestage (Marie Tremblay’s conflicted copy 2027-01-11).json",
    "telestage (Copie en conflit de Marie 2027-01-11).json",
    "telestage (copie en conflit 2027-01-11).json",
    "telestage (Copie conflictuelle de POSTE-12 2027-01-11).json",
    "telestage (conflicted copy 2027-01-11 153000).json",
    "telestage.sync-conflict-20270111-153000-ABC2DEF.json",
    "telestage.sync-conflict-20270111-153000.json",
    "telestage_conflict-20270111-153000.json",
    "telestage[Conflict].json",
    "telestage [Conflit 1].json",
    "telestage (1).json",
    "telestage 2.json",
)
OTHERS = (
    "telestage.json",
    "telestage.json.brouillons.json",
    "telestage.json.preferences.json",
    "telestage.json.lock",
    ".telestage.json.0123456789abcdef.tmp",
    "telestage.illisible-1.json",
    "telestage-2027.json",
    "telestage-hiver.json",
    "telestage (1).telestage",
    "autre-DESKTOP.json",
    "conflit.json",
    "lea-5f0c2a52.json",
)


@pytest.mark.parametrize("name", COPIES)
def test_the_copy_of_each_tool_is_known(name: str) -> None:
    assert conflict_copies("telestage.json", [name]) == (name,)


@pytest.mark.parametrize("name", OTHERS)
def test_another_file_is_no_copy(name: str) -> None:
    assert conflict_copies("telestage.json", [name]) == ()


def test_a_name_with_signs_or_without_extension_is_read_as_it_is() -> None:
    assert conflict_copies("a+b (x).json", ["a+b (x) (1).json", "aab x (1).json"]) == (
        "a+b (x) (1).json",
    )
    assert conflict_copies("dossiers", ["dossiers-PORTABLE", "dossiers.json"]) == (
        "dossiers-PORTABLE",
    )


def test_they_are_found_beside_the_file(tmp_path: Path) -> None:
    for name in (COPIES[0], OTHERS[0], OTHERS[1]):
        (tmp_path / name).write_text("")
    (tmp_path / COPIES[3]).mkdir()
    assert conflict_paths(tmp_path / "telestage.json") == (tmp_path / COPIES[0],)
    assert conflict_paths(tmp_path / "absent" / "telestage.json") == ()


WINDOWS, POSIX = PureWindowsPath, PurePosixPath
TOOLS: dict[PurePath, str] = {
    WINDOWS(r"C:\Users\Marie\OneDrive - Atelier Boréal\telestage.json"): "OneDrive",
    WINDOWS(r"C:\Users\Marie\OneDrive\Documents\telestage.json"): "OneDrive",
    WINDOWS(r"D:\Dropbox (Atelier)\telestage.json"): "Dropbox",
    WINDOWS(r"G:\Mon Drive\telestage.json"): "Google Drive",
    WINDOWS(r"C:\Users\Marie\iCloudDrive\telestage.json"): "iCloud Drive",
    POSIX("/Users/marie/Library/CloudStorage/OneDrive-Atelier/telestage.json"): "OneDrive",
    POSIX("/Users/marie/Library/CloudStorage/GoogleDrive-m@x.org/a.json"): "Google Drive",
    POSIX("/Users/marie/Library/CloudStorage/Autre/telestage.json"): "synchronisation",
    POSIX("/Users/marie/Library/Mobile Documents/com~apple~CloudDocs/a.json"): "iCloud Drive",
    POSIX("/home/marie/Nextcloud/telestage.json"): "Nextcloud",
    POSIX("/home/marie/Dropbox/stages/telestage.json"): "Dropbox",
    POSIX("/home/marie/.local/share/telestage/telestage.json"): "",
    POSIX("/home/dropboxer/telestage.json"): "",
    WINDOWS(r"C:\Users\Marie\AppData\Local\telestage\telestage.json"): "",
}


@pytest.mark.parametrize("path", TOOLS, ids=str)
def test_the_folder_of_each_tool_is_known(path: PurePath) -> None:
    assert sync_tool(path, PlaceFacts()) == TOOLS[path]


def test_the_machine_tells_what_names_do_not() -> None:
    facts = PlaceFacts({"OneDriveCommercial": r"C:\Travail"}, syncthing=frozenset({"/srv/commun"}))
    assert sync_tool(WINDOWS(r"C:\Travail\a\telestage.json"), facts) == "OneDrive"
    assert sync_tool(POSIX("/srv/commun/a/telestage.json"), facts) == "Syncthing"
    assert sync_tool(POSIX("/srv/communs/telestage.json"), facts) == ""


PROC_MOUNTS = r"""/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
srv:/stages /mnt/Mes\040stages nfs4 rw 0 0
//srv/rh /mnt/rh cifs rw 0 0
marie@srv: /home/marie/srv fuse.sshfs rw 0 0
/dev/sdb1 /mnt/rh/disque ext4 rw 0 0
"""
MAC_MOUNTS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//marie@srv/Stages on /Volumes/Mes stages (smbfs, nodev, nosuid, mounted by marie)
srv:/rh on /Volumes/rh (nfs, nodev)
"""
LINUX = PlaceFacts(mounts=linux_mounts(PROC_MOUNTS))
MAC = PlaceFacts(mounts=mac_mounts(MAC_MOUNTS))
DRIVES = PlaceFacts(remote_drives=frozenset({"Z:"}))
REMOTE: list[tuple[PurePath, PlaceFacts, bool]] = [
    (POSIX("/mnt/Mes stages/telestage.json"), LINUX, True),
    (POSIX("/mnt/rh/a/telestage.json"), LINUX, True),
    (POSIX("/mnt/rh/disque/telestage.json"), LINUX, False),
    (POSIX("/home/marie/srv/telestage.json"), LINUX, True),
    (POSIX("/home/marie/telestage.json"), LINUX, False),
    (POSIX("/Volumes/Mes stages/telestage.json"), MAC, True),
    (POSIX("/Volumes/rh/telestage.json"), MAC, True),
    (POSIX("/Users/marie/telestage.json"), MAC, False),
    (WINDOWS(r"\\srv\stages\telestage.json"), PlaceFacts(), True),
    (WINDOWS(r"z:\telestage.json"), DRIVES, True),
    (WINDOWS(r"C:\telestage.json"), DRIVES, False),
]


@pytest.mark.parametrize(("path", "facts", "remote"), REMOTE)
def test_a_folder_of_the_network_is_known(path: PurePath, facts: PlaceFacts, remote: bool) -> None:
    assert is_remote(path, facts) == remote
    assert bool(place_sentence(path, facts)) == remote


def test_this_machine_answers(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    facts = place_facts(tmp_path / "stages" / "telestage.json")
    assert sync_tool(tmp_path / "stages" / "telestage.json", facts) == "Syncthing"
    assert "Syncthing" in place_sentence(tmp_path / "telestage.json", facts)
