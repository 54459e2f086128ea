"""A whole stage replayed press by press, with the changes that a good tutor makes each week.

The changes are those of the story `end` and of its sequel, which says the steps too. Each goes
through the repository on the day it was made, as a user's does; the stage is closed by the rules of
the programme, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from ..clocks.clock import MovableClock
from ..clocks.zones import wall_instant
from ..dossier.base import Day, Frozen
from ..dossier.text import Name
from ..programme.closing import close
from ..workspace import Workspace
from .builder import REPLAY, read_story, tell
from .events import Event
from .sequel import with_sequel

_EVENING = time(16, 45)
"""Wall time at the host at which the clock stops after a press."""


class Step(Frozen):
    """A press of the replay: some days of a stage."""

    until: Day
    """The last of its days."""
    place: Name
    """The page on which it is seen."""
    item: Name | None = None
    """What the page begins on."""
    says: Name
    """What a good tutor does in these days, in two lines."""
    closes: bool = False
    """Whether the stage is then closed."""


class Press(NamedTuple):
    """A step with its changes.

    Attributes:
        step: What is said and shown.
        events: The changes with their UTC instants, in the order of time.
        end: UTC instant at which the clock stops.
    """

    step: Step
    events: tuple[tuple[datetime, Event], ...]
    end: datetime


class Replay:
    """A stage that is replayed in the file of a demonstration, from an empty file on.

    Args:
        workspace: Of a demonstration; what its file has is put back by `leave`.
        clock: Its clock, which follows the stage.
    """

    def __init__(self, workspace: Workspace, clock: MovableClock) -> None:
        story = with_sequel(read_story("end.toml"), read_story("end-sequel.toml"))
        steps = story.pop("steps")
        telling = tell(REPLAY, story, clock.today(), until=date.max)
        self._opening = telling.opening
        self._workspace, self._clock = workspace, clock
        self._before, self._began = workspace.content(), clock.now()
        self.presses = tuple(
            _presses(
                tuple(Step.model_validate(telling.calendar.read(each)) for each in steps),
                telling.events,
                telling.opening.host.zone,
            )
        )
        self.position = 0
        """How many presses were made."""
        workspace.put_content(None)
        workspace.repository.begin_anew()
        self._files = [workspace.content()]
        """The file before each press made, then the file as it is."""
        self.put_back()

    @property
    def dossier_id(self) -> UUID:
        """The dossier of the stage."""
        return self._opening.id

    @property
    def step(self) -> Step | None:
        """The last step made; None before the first press."""
        return self.presses[self.position - 1].step if self.position else None

    @property
    def is_over(self) -> bool:
        """Whether the last press was made."""
        return self.position == len(self.presses)

    @property
    def _stop(self) -> datetime:
        """UTC instant at which the clock is after the last press."""
        return self.presses[self.position - 1].end if self.position else self._opening.created_at

    def put_back(self) -> bool:
        """Put the file and the clock back as the last press left them.

        Returns:
            Whether the file had changed since.

        Raises:
            StoreError: when it cannot be written.
        """
        changed = self._workspace.content() != self._files[-1]
        self._workspace.put_content(self._files[-1])
        self._clock.move_to(self._stop)
        return changed

    def forward(self) -> None:
        """Make the next press: its changes, each on its day, then the closing where it is due.

        Raises:
            Refused: when the programme refuses one of them; the file is then as it was before.
            StoreError: when the file cannot be written, likewise.
        """
        press = self.presses[self.position]
        try:
            self._play(press)
        except Exception:
            self.put_back()
            raise
        self._files.append(self._workspace.content())
        self.position += 1
        self._clock.move_to(press.end)

    def _play(self, press: Press) -> None:
        repository, id = self._workspace.repository, self._opening.id
        if not self.position:
            self._clock.move_to(self._opening.created_at)
            repository.add(self._opening)
        for at, event in press.events:
            self._clock.move_to(at)
            repository.change(id, event.change)
        if press.step.closes:
            self._clock.move_to(press.end)
            dossier = repository.get(id)
            programme = self._workspace.programme(dossier)
            now, today = self._clock.now(), self._clock.today()
            repository.change(id, close(dossier, programme, now, today))

    def back(self) -> None:
        """Take the last press back: the file is again as it was before it, to the byte.

        Raises:
            StoreError: when it cannot be written.
        """
        self._files.pop()
        self.position -= 1
        self.put_back()

    def leave(self) -> None:
        """Put back the file and the clock of before the replay.

        Raises:
            StoreError: when it cannot be written.
        """
        self._workspace.put_content(self._before)
        self._clock.move_to(self._began)


def _presses(
    steps: tuple[Step, ...], events: tuple[tuple[datetime, Event], ...], zone_name: str
) -> Iterator[Press]:
    """The steps with their events: those since the step before, up to the end of its last day."""
    start = 0
    for step in steps:
        evening = wall_instant(step.until, _EVENING, zone_name)
        stop = start
        while stop < len(events) and events[stop][0] <= evening:
            stop += 1
        yield Press(step, events[start:stop], evening)
        start = stop
