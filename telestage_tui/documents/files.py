"""Files that go out: what they are called, and writing them whole in the chosen directory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ..dossier.dossier import Dossier
from ..programme.loader import Programme
from ..store.files import replace_file
from .calendar import TaskForm, calendar_of
from .names import file_name, slug


@dataclass(frozen=True, slots=True)
class CalendarChoices:
    """What a calendar file is for; see `calendar_of`.

    Attributes:
        series: Weekly check-ins as one recurring event.
        invite: Invite the intern.
        cancel: Take the meetings off the calendar.
        tasks: Write the tasks too, in that form.
        only: Write that meeting alone.
    """

    series: bool = False
    invite: bool = False
    cancel: bool = False
    tasks: TaskForm | None = None
    only: UUID | None = None


def write_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a file whole, or not at all; the directory is made when it is missing.

    Raises:
        OSError: when it cannot be written.
    """
    folder = folder.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    replace_file(path, [content])
    return path


def write_calendar(
    folder: Path,
    dossiers: Sequence[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
) -> Path:
    """Write one calendar file for these dossiers, named after the intern, or after the tutor.

    Args:
        folder: Where.
        dossiers: Of one tutor, when there are several.
        programme_of: The programme a dossier follows.
        now: UTC instant at which the file is made.
        choices: What the file is for.

    Raises:
        Refused: see `calendar_of`.
        OSError: when it cannot be written.
    """
    content = calendar_of(
        dossiers,
        programme_of,
        now=now,
        series=choices.series,
        invite=choices.invite,
        cancel=choices.cancel,
        tasks=choices.tasks,
        only=choices.only,
    )
    if len(dossiers) == 1:
        name = file_name(dossiers[0], "ics")
    else:
        name = f"rencontres-{slug(dossiers[0].tutor.full_name) or 'telestage'}.ics"
    return write_file(folder, name, content)
