"""What a stage keeps of a change of its course, besides its dates."""

from datetime import date

from pydantic import ValidationInfo, field_validator

from .base import Day, Frozen
from .text import Name, Prose


class EarlyEnd(Frozen):
    """Why a stage ended before its time, or never began."""

    on: Day
    """Its last day; the day it was said that it would never begin."""
    reason: Name
    planned_end: Day
    """The last day that it had."""
    done: Prose = ""
    """What was done, in place of an evaluation."""
    never_begun: bool = False


class Interruption(Frozen):
    """Days on which the stage stops, both ends included (host-local dates)."""

    first: Day
    last: Day | None = None
    """None while nobody knows when it is taken up again."""
    reason: Name
    suspends: bool = False
    """Whether the open accesses are to be suspended on its first day, which was still to come."""

    @field_validator("last")
    @classmethod
    def _ordered(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first")
        if last and first and last < first:
            raise ValueError("La reprise précède l’interruption.")
        return last

    def covers(self, day: date) -> bool:
        """Whether the stage stops on that day."""
        return self.first <= day and (self.last is None or day <= self.last)
