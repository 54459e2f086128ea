"""Exported files, written whole in a directory, and the advice on what to do with them.

What a calendar is given is noted in the dossier before the file is written: see `dossier.exports`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..dossier.changes import EXPORTED, INVITED, TAKEN_OFF, Change, note_export
from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.french import count_in_letters, upper_first
from ..dossier.people import Tutor
from ..programme.programme import Programme
from ..store.errors import StoreError
from ..store.file_errors import UnusablePath
from ..store.files import replace_file, sweep_dead
from ..store.paths import user_path
from .ics.choices import CalendarChoices
from .ics.export import CalendarFile, calendar_files
from .ics.recall import former_senders, recall_files
from .ics.selection import select

_OPENING: dict[bool, str] = {
    False: "Dans Outlook : Fichier > Ouvrir et exporter > Importer/Exporter, puis « Importer un "
    "fichier iCalendar (.ics) ». Ailleurs, ouvrez le fichier, ou cherchez « Importer » dans les "
    "réglages de l’agenda.",
    True: "Dans Outlook : Nouveau message, puis Joindre un fichier; un fichier par courriel.",
}
"""What to do with files to import, and with files to mail."""
_MOST_OF_A_NAME = 999
"""Files of one name, numbered, in a directory."""
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

    What an interrupted export left there is removed: it holds personal data that nobody would find.

    Raises:
        UnusablePath: when the directory cannot be one.
        SaveFailed: when the file cannot be written.
        OSError: when the directory cannot be made.
    """
    path = usable_directory(folder) / name
    replace_file(path, [content])
    sweep_dead(path.parent, path)
    return path


def write_new_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole under a name that nothing has there: a number follows one that is taken.

    Raises:
        Refused: when there are too many files of that name.
        UnusablePath: when the directory cannot be one.
        SaveFailed: when the file cannot be written.
        OSError: when the directory cannot be made.
    """
    first = usable_directory(folder) / name

    def refuse_taken(path: Path, _new: Path | None = None) -> None:
        if os.path.lexists(path):
            raise FileExistsError

    for rank in range(1, _MOST_OF_A_NAME + 1):
        path = first if rank == 1 else first.with_stem(f"{first.stem}-{rank}")
        with suppress(FileExistsError):
            refuse_taken(path)
            replace_file(path, [content], ready=partial(refuse_taken, path))
            sweep_dead(path.parent, path)
            return path
    raise Refused(f"Il y a déjà trop de fichiers « {name} » : choisissez un autre répertoire.")


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
        choices: What is written, and for what.
        save: Keeps the note of each export in its dossier.

    Returns:
        The files, and what to do with them; a warning first when an export could not be noted.

    Raises:
        Refused: see `calendar_files`; nothing is then changed.
        UnusablePath: when the directory cannot be one; nothing is then changed.
        OSError: when the directory cannot be made; nothing is then changed.
        StoreError: when meetings are taken off and that cannot be kept, or when a file cannot be
            written.
    """
    calendar_files(dossiers, programme_of, now, choices)  # refused before anything is changed
    usable_directory(folder)
    former = former_senders(dossiers, now) if choices.is_mailed else ()
    files, warnings = noted_calendar(dossiers, programme_of, now, choices, save)
    paths = tuple(write_file(folder, file.name, file.content) for file in files)
    advice = (*_recalling(former), *_advice(files, choices, dossiers))
    return Exported(paths, (*warnings, *advice))


def noted_calendar(
    dossiers: Sequence[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
    save: Save,
) -> tuple[tuple[CalendarFile, ...], list[str]]:
    """The calendar files of these dossiers, once it is noted in them that they are made.

    Args:
        dossiers: Of one tutor, when there are several.
        programme_of: The programme a dossier follows.
        now: UTC instant at which the files are made.
        choices: What is written, and for what.
        save: Keeps the note of each export in its dossier.

    Returns:
        The files, and French sentences: the exports that could not be noted.

    Raises:
        Refused: see `calendar_files`, with which one makes sure beforehand.
        StoreError: when meetings are taken off and that cannot be kept.
    """
    warnings: list[str] = []
    noted: list[Dossier] = []
    recalls = recall_files(dossiers, programme_of, now, choices)
    for dossier in dossiers:
        change = _note(now, choices)
        try:
            noted.append(save(dossier, change))
        except StoreError as error:
            if choices.takes_off:
                raise
            # What is written is right all the same: a file that nobody can note is still of use.
            noted.append(change.apply(dossier))
            warnings.append(f"L’exportation n’a pas pu être notée dans le dossier : {error}")
    recalled = {file.name for file in recalls}
    files = calendar_files(noted, programme_of, now, choices)
    # What the former tutor takes back needs no other cancellation.
    return (*recalls, *(each for each in files if each.name not in recalled)), warnings


def _note(now: datetime, choices: CalendarChoices) -> Change:
    """The change by which a dossier knows of a file; its choices are made when it is kept."""
    what = {"publish": EXPORTED, "invite": INVITED}.get(choices.purpose, TAKEN_OFF)
    return note_export(
        what,
        choices.audience,
        now,
        lambda latest: select(latest, now, choices).writing(latest, choices),
    )


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
    yield _OPENING[choices.is_mailed]


def _recalling(former: Sequence[Tutor]) -> Iterator[str]:
    """What comes first when another tutor had sent the invitations."""
    for each in former:
        name = each.full_name or each.email
        yield (
            f"Envoyez d’abord les annulations de ce que {name} avait envoyé, depuis {each.email} "
            "si possible : un agenda n’accepte pas une autre adresse."
        )


def _posting(methods: Counter[str | None], dossiers: Sequence[Dossier]) -> str:
    """« Trois invitations : joignez chaque fichier à un courriel à lea@example.org. »"""
    counts = " et ".join(
        count_in_letters(methods[method], noun, feminine=True)
        for method, noun in (("REQUEST", "invitation"), ("CANCEL", "annulation"))
        if methods[method]
    )
    to = {dossier.intern.email for dossier in dossiers}
    whom = to.pop() if len(to) == 1 else "la personne qu’il concerne"
    which = "chaque fichier" if methods.total() > 1 else "le fichier"
    return f"{upper_first(counts)} : joignez {which} à un courriel à {whom}."


def usable_directory(folder: Path) -> Path:
    """A directory to write in, made when it is missing.

    Raises:
        UnusablePath: when it cannot be one.
        OSError: when it cannot be made.
    """
    folder = user_path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnusablePath(folder, "les droits d’accès ne permettent pas d’y écrire")
    return folder
