"""Where a file is, and what a tool that synchronises left beside it: told from names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from ..dossier.text import fold

_DATE = r"\d{4}-\d\d-\d\d[^)]*"
_CONFLICT_ENDS = (
    r"-[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*",  # OneDrive: the name of the other computer
    rf" \((?:.* )?(?:[Cc]onflicted copy|[Cc]opie en conflit)(?: de .*)?(?: {_DATE})?\)",
    r" \((?:.*)?(?:[Cc]opie conflictuelle|[Cc]onflict|[Cc]onflit)[^)]*\)",
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # Nextcloud, ownCloud
    r" ?\[(?:Conflict|Conflit)[^\]]*\]",  # Google Drive
    r" ?\(\d{1,2}\)",  # Google Drive, for a second file of one name
    r" \d{1,2}",  # iCloud Drive
)
"""What tools write between the name of a file and its extension, in English or in French, when they
keep two versions: OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive, iCloud Drive."""
_TOOLS = (
    (re.compile(r"onedrive(?:\b.*)?"), "OneDrive"),
    (re.compile(r"dropbox(?:\b.*)?"), "Dropbox"),
    (re.compile(r"google ?drive(?:\b.*)?|mon drive|my drive|drivefs"), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"), "iCloud Drive"),
    (re.compile(r"(?:next|own)cloud\d?"), "Nextcloud"),
    (re.compile(r"synology ?drive|cloudstation"), "Synology Drive"),
    (re.compile(r"(?:pcloud|kdrive|box(?: sync|-box)?|sharepoint|syncthing)"), "synchronisation"),
)
"""The name of a folder that a tool keeps the same on several computers, folded, and the tool."""
_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables of Windows that hold the folder, whatever it is called."""
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|webdav|davfs\d?|ncpfs|9p|ceph|glusterfs|"
    r"(?:fuse\.|macfuse|osxfuse)(?:sshfs|rclone|davfs|gvfsd-fuse|curlftpfs)?"
)
"""File systems that another machine serves."""
_ESCAPE = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r"^.+? on (/.*) \((\w+)[,)].*$", re.MULTILINE)


class PlaceFacts(NamedTuple):
    """What the machine says of the places of files.

    Attributes:
        environ: The variables of the environment.
        mounts: For each mount point, the type of its file system.
        remote_drives: The letters of Windows drives that are on another machine: `Z:`.
        syncthing: Folders that Syncthing marks as its own.
    """

    environ: Mapping[str, str] = {}
    mounts: Mapping[str, str] = {}
    remote_drives: frozenset[str] = frozenset()
    syncthing: frozenset[str] = frozenset()


def conflict_copies(name: str, neighbours: Iterable[str]) -> tuple[str, ...]:
    """The files that a tool which synchronises made of another version of one.

    Args:
        name: Of the file, without its directory.
        neighbours: The names in its directory.
    """
    stem, dot, extension = name.rpartition(".")
    ends = "|".join(_CONFLICT_ENDS)
    parts = re.escape(stem or name), re.escape(f"{dot}{extension}" if stem else "")
    pattern = re.compile(rf"{parts[0]}(?:{ends}){parts[1]}")
    # Syncthing marks a copy after the extension where the name has none that it knows.
    return tuple(sorted(each for each in neighbours if each != name and pattern.fullmatch(each)))


def sync_tool(path: PurePath, facts: PlaceFacts) -> str:
    """The tool that keeps the folder of a file on several computers; empty when none is known.

    Args:
        path: The file, its symbolic links followed.
        facts: What the machine says.
    """
    for variable in _ONEDRIVE:
        root = facts.environ.get(variable)
        if root and _is_under(path, type(path)(root)):
            return "OneDrive"
    if any(_is_under(path, type(path)(folder)) for folder in facts.syncthing):
        return "Syncthing"
    for part in path.parent.parts:
        for pattern, tool in _TOOLS:
            if pattern.fullmatch(fold(part)):
                return tool
    if "cloudstorage" in map(fold, path.parent.parts):
        return "synchronisation"
    return ""


def is_remote(path: PurePath, facts: PlaceFacts) -> bool:
    """Whether a file is on another machine, reached by the network.

    Args:
        path: The file, its symbolic links followed.
        facts: What the machine says.
    """
    if path.drive.startswith("\\\\") or path.drive.upper() in facts.remote_drives:
        return True
    points = [point for point in facts.mounts if _is_under(path, type(path)(point))]
    nearest = max(points, key=len, default=None)
    return nearest is not None and _NETWORK.fullmatch(facts.mounts[nearest]) is not None


def place_sentence(path: PurePath, facts: PlaceFacts) -> str:
    """What to know of the place of a file; empty where there is nothing to say."""
    advice = (
        "Ne travaillez que sur un ordinateur à la fois; pour passer un dossier à quelqu’un, "
        "« telestage export ID paquet » et I le font sans mêler deux versions."
    )
    if tool := sync_tool(path, facts):
        by = "un outil de synchronisation" if tool == "synchronisation" else tool
        return f"Le fichier des dossiers est dans un répertoire que {by} copie ailleurs. {advice}"
    if is_remote(path, facts):
        return (
            "Le fichier des dossiers est sur un répertoire du réseau, où deux programmes ne se "
            f"voient pas toujours écrire. {advice}"
        )
    return ""


def linux_mounts(text: str) -> dict[str, str]:
    """The type of each mount point, from the text of /proc/mounts."""
    rows = (line.split() for line in text.splitlines())
    return {_unescaped(row[1]): row[2] for row in rows if len(row) > 2}


def mac_mounts(text: str) -> dict[str, str]:
    """The type of each mount point, from what the `mount` command of macOS prints."""
    return dict(_MAC_MOUNT.findall(text))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 8)), text)


def _is_under(path: PurePath, folder: PurePath) -> bool:
    """Whether a path is in a folder, as its system compares names."""
    return folder.is_absolute() and folder in path.parents
