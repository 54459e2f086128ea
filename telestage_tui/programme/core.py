"""The start-up part of a programme: the whole of `programme.toml`, which every launch reads.

The long texts are in `texts`, read when first shown.
"""

from pydantic import Field

from ..dossier.base import Frozen
from ..dossier.text import Name
from .amount import Amount, SourcedAmount
from .meeting_rules import MeetingRules
from .phases import Folding, Phase
from .reminder import Reminder
from .retention import Retention
from .rule import Rule
from .short_ending import ShortEnding
from .sources import Source
from .stage_kind import StageKind
from .tasks import Assignee, Task
from .withdrawal import Withdrawal


class Without(Frozen):
    """What a programme does not take from the one it completes; texts may still name it."""

    phases: tuple[Name, ...] = ()
    """With their tasks."""
    tasks: tuple[Name, ...] = ()
    rules: tuple[Name, ...] = ()


class Core(Frozen):
    """The whole of `programme.toml`."""

    id: Name
    version: Name
    title: Name
    stage: StageKind = StageKind.model_construct()
    amounts: dict[Name, Amount | SourcedAmount] = Field(default_factory=dict)
    """What texts quote and evidence checks, besides the bounds of the rules; a bare number is a
    proposal of whoever wrote the content."""
    retention: Retention
    withdrawal: Withdrawal = Withdrawal.model_construct()
    reminders: tuple[Reminder, ...] = ()
    """Of the signatures of the convention."""
    folding: Folding = Folding.model_construct()
    without: Without = Without.model_construct()
    short_ending: ShortEnding = ShortEnding.model_construct()
    sources: dict[str, Source]
    phases: tuple[Phase, ...]
    assignees: tuple[Assignee, ...] = ()
    tasks: tuple[Task, ...]
    meetings: MeetingRules
    rules: tuple[Rule, ...]
