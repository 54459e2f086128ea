"""Exported files, written whole in a directory, and the advice on what to do with them.

A calendar that takes meetings off changes the dossier, which is saved before the file is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..dossier.changes import Change, take_off_calendars
from ..dossier.dossier import Dossier
from ..dossier.french import count
from ..programme.programme import Programme
from ..store.files import replace_file
from ..store.paths import user_path
from .ics.choices import CalendarChoices
from .ics.export import CalendarFile, calendar_files

Save = Callable[[Dossier, Change], Dossier]
"""Saves a change of a dossier; returns the dossier as saved."""


class Exported(NamedTuple):
    """The result of an export.

    Attributes:
        paths: The files.
        advice: French sentences: what to do with them.
    """

    paths: tuple[Path, ...]
    advice: tuple[str, ...]


def write_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole, or not at all; the directory is made when it is missing.

    Raises:
        UnusablePath: when the directory cannot be one.
        SaveFailed: when the file cannot be written.
        OSError: when the directory cannot be made.
    """
    path = _directory(folder) / name
    replace_file(path, [content])
    return path


def export_calendar(
    folder: Path,
    dossiers: Sequence[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
    save: Save,
) -> Exported:
    """Write the calendar files of these dossiers.

    Args:
        folder: Where.
        dossiers: Of one tutor, when there are several.
        programme_of: The programme a dossier follows.
        now: UTC instant at which the files are made.
        choices: The content and the purpose.
        save: Saves the change of a dossier whose meetings are taken off.

    Raises:
        Refused: see `calendar_files`; nothing is then changed.
        UnusablePath: when the directory cannot be one; nothing is then changed.
        OSError: when the directory cannot be made; nothing is then changed.
        StoreError: when that change cannot be saved, or a file cannot be written.
    """
    files = calendar_files(dossiers, programme_of, now, choices)
    _directory(folder)
    if choices.takes_off:
        dossiers = [_take_off(dossier, now, choices, save) for dossier in dossiers]
        files = calendar_files(dossiers, programme_of, now, choices)
    paths = tuple(write_file(folder, file.name, file.content) for file in files)
    return Exported(paths, tuple(_advice(files, choices, dossiers)))


def _take_off(dossier: Dossier, now: datetime, choices: CalendarChoices, save: Save) -> Dossier:
    meeting_ids = frozenset(
        meeting.id
        for meeting in dossier.meetings
        if choices.only in (None, meeting.id) and choices.concerns(meeting, now)
    )
    if not meeting_ids:
        return dossier
    return save(dossier, take_off_calendars(meeting_ids))


def _advice(
    files: Sequence[CalendarFile], choices: CalendarChoices, dossiers: Sequence[Dossier]
) -> Iterator[str]:
    if choices.is_mailed:
        yield _posting(Counter(file.method for file in files), dossiers)
    elif choices.takes_off:
        yield (
            "Importez ce fichier dans l’agenda qui a ces rencontres : il les en retire, ou les y "
            "marque annulées."
        )
    elif choices.series:
        yield (
            "Si cet agenda a déjà ces suivis un à un, retirez-les d’abord : la série s’y "
            "ajouterait."
        )


def _posting(methods: Counter[str | None], dossiers: Sequence[Dossier]) -> str:
    """« 3 invitations : joignez chaque fichier à un courriel à lea@example.org. »"""
    counts = " et ".join(
        count(methods[method], noun)
        for method, noun in (("REQUEST", "invitation"), ("CANCEL", "annulation"))
        if methods[method]
    )
    to = {dossier.intern.email for dossier in dossiers}
    whom = to.pop() if len(to) == 1 else "la personne qu’il concerne"
    which = "chaque fichier" if methods.total() > 1 else "le fichier"
    return f"{counts} : joignez {which} à un courriel à {whom}."


def _directory(folder: Path) -> Path:
    folder = user_path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
