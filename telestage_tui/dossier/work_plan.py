"""The work plan: what is delivered and when, what each period is about, and what follows.

The deliverables are named by the stage; the plan keeps their days, by that name.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from .base import Day, Frozen
from .errors import FieldProblem
from .text import Name, Prose

DeliverableState = Literal["todo", "delivered", "accepted"]
"""Derived from the days."""

_TO_COME = "Cette date est à venir; laissez vide tant que ce n’est pas fait."


class DueDeliverable(Frozen):
    """A deliverable as it was agreed, whatever became of it."""

    name: Name
    due: Day | None = None
    """Host-local date; None when none was agreed."""


class Deliverable(DueDeliverable):
    """One thing that the intern delivers."""

    delivered_on: Day | None = None
    accepted_on: Day | None = None
    """The day the tutor said it was what they asked for."""

    @property
    def agreed(self) -> DueDeliverable:
        """What was agreed of it."""
        return DueDeliverable(name=self.name, due=self.due)

    @property
    def state(self) -> DeliverableState:
        """To deliver, delivered, or accepted."""
        if self.accepted_on:
            return "accepted"
        return "delivered" if self.delivered_on else "todo"

    def is_late(self, today: date) -> bool:
        """Whether it is still to deliver after its due date (tutor's local date)."""
        return self.state == "todo" and self.due is not None and self.due < today


def deliverable_problems(deliverable: Deliverable, today: date) -> list[FieldProblem]:
    """Why a deliverable is refused: what is done is not to come, and is delivered before accepted.

    Args:
        deliverable: As it was typed.
        today: The tutor's local date.
    """
    delivered, accepted = deliverable.delivered_on, deliverable.accepted_on
    problems = [
        FieldProblem(field, _TO_COME)
        for field, day in (("delivered_on", delivered), ("accepted_on", accepted))
        if day and day > today
    ]
    if accepted and not delivered:
        problems.append(FieldProblem("delivered_on", "Indiquez aussi quand il a été livré."))
    if accepted and delivered and accepted < delivered:
        message = "L’acceptation ne peut pas précéder la livraison."
        problems.append(FieldProblem("accepted_on", message))
    return problems


class PeriodPlan(Frozen):
    """What a plan says of one period of the programme."""

    period: Name
    """Identifier of the period."""
    tasks: Prose = ""
    expectations: Prose = ""


class PlanTexts(Frozen):
    """What a plan says of the whole stage."""

    training: Prose = ""
    next_steps: Prose = ""
    """What may be entrusted afterwards, and what follows the stage."""


class WorkPlan(Frozen):
    """What a plan adds to the mandate and to the names of the deliverables."""

    deliverables: tuple[Deliverable, ...] = ()
    """With their days; one that has none may be named by the stage alone."""
    periods: tuple[PeriodPlan, ...] = ()
    training: Prose = ""
    next_steps: Prose = ""
    """What may be entrusted afterwards, and what follows the stage."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({each.name for each in self.deliverables}) != len(self.deliverables):
            raise ValueError("Deux livrables portent le même nom.")
        if len({each.period for each in self.periods}) != len(self.periods):
            raise ValueError("Une période est décrite deux fois.")
        return self

    @property
    def texts(self) -> PlanTexts:
        """What it says of the whole stage."""
        return PlanTexts(training=self.training, next_steps=self.next_steps)

    def period(self, period_id: str) -> PeriodPlan:
        """What it says of that period, blank when it says nothing."""
        plans = (each for each in self.periods if each.period == period_id)
        return next(plans, PeriodPlan(period=period_id))

    def deliverables_of(self, names: Sequence[str]) -> tuple[Deliverable, ...]:
        """The deliverables of those names, in order, then those that only the plan has."""
        dated = {each.name: each for each in self.deliverables}
        every = {name: dated.get(name) or Deliverable(name=name) for name in (*names, *dated)}
        return tuple(every.values())

    def following(self, before: Sequence[str], after: Sequence[str]) -> Self:
        """The plan once the stage names its deliverables otherwise.

        A name in the place of another keeps its days. What is no longer named leaves the plan,
        unless it was delivered: that took place.

        Args:
            before: The names that the stage had.
            after: Those that it has now.
        """
        if tuple(before) == tuple(after):
            return self
        taken = {each.name for each in self.deliverables}
        new_names = {old: new for old, new in renamed(before, after).items() if new not in taken}
        deliverables = [
            each.evolve(name=new_names.get(each.name, each.name)) for each in self.deliverables
        ]
        named = {*after, *taken.difference(before)}
        return self.evolve(
            deliverables=[each for each in deliverables if each.name in named or each.delivered_on]
        )


def renamed(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """The names that took the place of others in a list, by the name before.

    What is in both lists was not renamed, and a list of another length in the same place tells
    nothing: as many names must have gone there as came.
    """
    from difflib import SequenceMatcher  # not for start-up

    pairs: dict[str, str] = {}
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag == "replace" and last - first == new_last - new_first:
            pairs |= zip(before[first:last], after[new_first:new_last], strict=True)
    return {old: new for old, new in pairs.items() if old not in after and new not in before}
