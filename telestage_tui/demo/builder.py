"""Makes a dossier of each story: opens it, then changes it day after day, as a tutor would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from importlib import resources
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from ..clocks.closures import midpoint
from ..clocks.zones import wall_instant
from ..dossier.changes import OPENED
from ..dossier.dossier import Dossier
from ..dossier.fiche.model import Fiche
from ..dossier.fiche.read import read_sections
from ..dossier.records import HistoryEntry
from ..dossier.stage import Convention
from ..dossier.toml_reading import read_toml
from ..planning.open_dossier import open_dossier
from ..programme.content_files import LARGEST_CONTENT_FILE
from ..programme.loader import load_programme
from ..programme.phases import REQUIRED_PHASES
from ..programme.programme import Programme
from .days import Calendar
from .events import Event, StoryEvents
from .story import Story

STORIES = REQUIRED_PHASES
"""One story for each of these phases, named after it."""
REPLAY = "replay"
"""The name of the story that is replayed."""
_DEMO = UUID("7e1e57a6-de30-4000-8000-000000000000")
"""Namespace of the identifiers, the same in every demonstration."""
_MORNING = time(9, 10)
"""Wall time at the host of the first event of a day."""
_PACE = timedelta(minutes=23)
"""Time between two events of a day."""


def demo_dossiers(today: date) -> tuple[Dossier, ...]:
    """The dossiers of the demonstration, one in each phase; not saved yet, hence at version 0.

    Args:
        today: The tutor's local date.
    """
    return tuple(_dossier(name, today) for name in STORIES)


def story_id(name: str) -> UUID:
    """The identifier of the dossier of a story, the same in every demonstration."""
    return uuid5(_DEMO, name)


def is_invented(dossier: Dossier) -> bool:
    """Whether a dossier is of the demonstration, or of its replay."""
    return dossier.id in {story_id(name) for name in (*STORIES, REPLAY)}


class Telling(NamedTuple):
    """A story told on a day.

    Attributes:
        opening: The dossier on the day it was opened, its meetings planned.
        programme: The programme it follows.
        events: What happened since with its UTC instants, in the order of time.
        calendar: The days of the story.
    """

    opening: Dossier
    programme: Programme
    events: tuple[tuple[datetime, Event], ...]
    calendar: Calendar


def _dossier(name: str, today: date) -> Dossier:
    """The dossier of one story on that day."""
    telling = tell(name, read_story(f"{name}.toml"), today, until=today)
    return _apply(telling.events, telling.opening)


def tell(name: str, content: dict[str, Any], today: date, *, until: date) -> Telling:
    """Tell a story.

    Args:
        name: What the identifiers come from.
        content: The story, as its file has it.
        today: The day from which its days are counted.
        until: The day at which it stops: the meetings from then on are to come.
    """
    content = dict(content)
    sections = content.pop("fiche")
    calendar = Calendar.of(today, sections["stagiaire"]["region"])
    calendar = calendar.with_anchor("start", calendar.read(sections["stage"]["debut"]))
    calendar = calendar.with_anchor("end", calendar.read(sections["stage"]["fin"]))
    opening_day = calendar.read(content.pop("opened"))

    fiche = Fiche(**read_sections(calendar.read(sections)))
    programme = load_programme()
    dossier = open_dossier(
        # Candidates and signatures come later: on that day, there was only an offer.
        fiche.evolve(candidates=(), convention=Convention()),
        id=story_id(name),
        programme=programme,
        created_at=_moment(opening_day, 0, fiche.host.zone),
    )
    calendar = calendar.with_anchor("halfway", midpoint(dossier))
    story = Story.model_validate(calendar.read(content))
    events = StoryEvents(dossier, fiche, story, programme, until).events()
    timed = sorted(_with_instants(events, fiche.host.zone), key=itemgetter(0))
    return Telling(dossier, programme, tuple(timed), calendar)


def read_story(file_name: str) -> dict[str, Any]:
    """The content of a file of stories."""
    file = resources.files(__package__).joinpath("stories", file_name)
    return read_toml(file.read_bytes(), LARGEST_CONTENT_FILE)


def _with_instants(events: Iterable[Event], zone_name: str) -> Iterator[tuple[datetime, Event]]:
    """The events with their UTC instants; those of a day follow each other in the morning."""
    ranks: Counter[date] = Counter()
    for event in events:
        at = event.at
        if at is None:
            at = _moment(event.day, ranks[event.day], zone_name)
            ranks[event.day] += 1
        yield at, event


def _moment(day: date, rank: int, zone_name: str) -> datetime:
    return wall_instant(day, _MORNING, zone_name) + rank * _PACE


def _apply(events: Iterable[tuple[datetime, Event]], dossier: Dossier) -> Dossier:
    """The dossier after every event, in the order of time, each with its line of history."""
    history = [HistoryEntry(at=dossier.created_at, done=OPENED)]
    for at, event in events:
        dossier = event.change.apply(dossier)
        history.append(HistoryEntry(at=at, done=event.change.deed))
    return dossier.evolve(history=tuple(history))
