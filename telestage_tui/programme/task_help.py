"""What `tasks.toml` says: why and how each task is done."""

from __future__ import annotations

from ..dossier.base import Frozen
from ..dossier.text import Line, Name, Prose
from .sources import PROPOSED
from .tags import Tags


class TaskHelp(Frozen):
    """Why and how a task is done."""

    why: Prose = ""
    how: tuple[Name, ...] = ()
    """Steps, in order."""
    proof: Line = ""
    """For a required task: what to note as proof."""
    source: Tags = (PROPOSED,)
    """Of all that: the source of the task is that of what it asks, not of how to do it."""


class HelpContent(Frozen):
    """`tasks.toml`: the help of each task, by its id."""

    tasks: dict[str, TaskHelp]

    def of(self, task_id: str) -> TaskHelp:
        """The help of a task, blank when there is none."""
        return self.tasks.get(task_id) or TaskHelp()
