"""What `meetings.toml` says: the agenda of each kind of meeting, and the tutoring indicators."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.meetings import ADDED_KINDS, PLANNED_KINDS, MeetingKind
from ..dossier.text import Line, Name


class MeetingTopic(Frozen):
    """One item of a meeting's agenda."""

    id: Name
    title: Name
    hint: Line = ""
    carries: bool = False
    """Whether what is written there stands at the head of the next meeting."""


class MeetingTemplate(Frozen):
    """The agenda of a kind of meeting; its title is in `MeetingRules`."""

    kind: MeetingKind
    source: Name | None = None
    """Tag of its source, when that is not the one of the file."""
    items: Annotated[tuple[MeetingTopic, ...], Field(min_length=1)]


class Indicator(Frozen):
    """One tutoring indicator [002], with the words of its levels, 1 to 4."""

    id: Name
    title: Name
    question: Name
    levels: tuple[Name, Name, Name, Name]


class MeetingContent(Frozen):
    """`meetings.toml`."""

    source: Name
    meetings: tuple[MeetingTemplate, ...]
    indicators: tuple[Indicator, ...]

    @model_validator(mode="after")
    def _every_kind_once(self) -> MeetingContent:
        kinds = [meeting.kind for meeting in self.meetings]
        missing = set(ADDED_KINDS) - set(kinds)  # the first programmes say nothing of these
        if sorted((*kinds, *missing)) != sorted((*PLANNED_KINDS, *ADDED_KINDS)):
            raise ValueError("chaque sorte de rencontre doit être décrite une fois, une seule.")
        return self

    def template(self, kind: MeetingKind) -> MeetingTemplate:
        """The template of that kind of meeting; that of a check-in for one it says nothing of."""
        by_kind = {meeting.kind: meeting for meeting in self.meetings}
        return by_kind.get(kind) or by_kind["checkin"]
