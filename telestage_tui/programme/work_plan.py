"""The periods of a work plan, as the programme has them and as a stage has them.

The programme counts them in weeks of a usual stage [002]; a longer or a shorter one is shared out
in the same proportions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Annotated, NamedTuple

from pydantic import Field

from ..clocks.weeks import sunday_of, weeks_of
from ..dossier.base import Frozen
from ..dossier.stage import Stage
from ..dossier.text import Line, Name
from .papers import PrintedTitle


class Period(Frozen):
    """A part of the journey of a stage."""

    id: Name
    title: PrintedTitle
    weeks: Annotated[int, Field(ge=1, le=52)]
    """How many, in a usual stage."""
    tasks: Line = ""
    """What to write of its tasks."""
    expectations: Line = ""
    """What to write of what is expected."""


class WorkPlanContent(Frozen):
    """`work_plan.toml`."""

    source: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Tags of its sources."""
    deliverables: Line = ""
    """What to write of the deliverables."""
    training: Line = ""
    next_steps: Line = ""
    periods: Annotated[tuple[Period, ...], Field(min_length=1)]


class StagePeriod(NamedTuple):
    """A period of one stage.

    Attributes:
        period: Of the programme.
        weeks: The numbers of its weeks, 1 for that of the first day; see `planning.timeline`.
        first: Its first day, host-local.
        last: Its last day, included.
    """

    period: Period
    weeks: range
    first: date
    last: date


def periods_of(stage: Stage, periods: Sequence[Period]) -> tuple[StagePeriod, ...]:
    """The periods of a stage, in order, which cover it from its first day to its last.

    Each has one week at least. A stage of fewer weeks than there are periods has the first ones.
    """
    mondays = tuple(weeks_of(stage.start, stage.end))
    bounds = (0, *_ends([period.weeks for period in periods], len(mondays)))
    return tuple(
        StagePeriod(
            period,
            range(first + 1, last + 1),
            max(stage.start, mondays[first]),
            min(stage.end, sunday_of(mondays[last - 1])),
        )
        for period, (first, last) in zip(periods, pairwise(bounds), strict=True)
        if first < last
    )


def _ends(shares: Sequence[int], weeks: int) -> list[int]:
    """The number of the last week of each share, once so many weeks are shared out."""
    total, ends = sum(shares), []
    for rank, part in enumerate(accumulate(shares), 1):
        nearest = (2 * weeks * part + total) // (2 * total)
        for_the_others = weeks - (len(shares) - rank)
        ends.append(min(weeks, max(rank, min(nearest, for_the_others))))
    return ends
