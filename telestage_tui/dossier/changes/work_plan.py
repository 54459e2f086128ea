"""Changes to the work plan: mandate, deliverables, periods, training and next steps."""

from __future__ import annotations

from datetime import date

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import FieldProblem
from ..french import date_span
from ..text import clean_line
from ..work_plan import Deliverable, PeriodPlan, deliverable_problems
from .change import Change, evolve_open, refuse


def add_deliverable(deliverable: Deliverable, *, on: date) -> Change:
    """Add a deliverable, to the stage and to its plan.

    Args:
        deliverable: Its name and its days.
        on: The tutor's local date.

    Raises:
        InvalidInput: when one has that name, or a day cannot be.
    """

    def apply(dossier: Dossier) -> Dossier:
        _check(dossier, deliverable, on)
        stage, plan = dossier.stage, dossier.work_plan
        return evolve_open(
            dossier,
            stage=stage.evolve(deliverables=(*stage.deliverables, deliverable.name)),
            work_plan=plan.evolve(deliverables=(*plan.deliverables, deliverable)),
        )

    return Change(deed("plan.deliverable_added", name=deliverable.name), apply)


def edit_deliverable(name: str, deliverable: Deliverable, *, on: date) -> Change:
    """Change a deliverable; a new name is that of the stage too.

    Args:
        name: The name it has.
        deliverable: What it becomes.
        on: The tutor's local date.

    Raises:
        InvalidInput: when another one has its new name, or a day cannot be.
        Refused: when the dossier no longer has it.
    """
    is_renamed = clean_line(name) != deliverable.name
    what = (
        deed("plan.deliverable_renamed", name=name, to=deliverable.name)
        if is_renamed
        else deed("plan.deliverable_edited", name=name)
    )
    return _put(what, name, deliverable, on)


def deliver(deliverable: Deliverable, *, on: date) -> Change:
    """Mark a deliverable delivered that day."""
    what = deed("plan.delivered", name=deliverable.name)
    return _put(what, deliverable.name, deliverable.evolve(delivered_on=on), on)


def accept_deliverable(deliverable: Deliverable, *, on: date) -> Change:
    """Mark a deliverable accepted that day.

    Raises:
        InvalidInput: when it was not delivered.
    """
    what = deed("plan.accepted", name=deliverable.name)
    return _put(what, deliverable.name, deliverable.evolve(accepted_on=on), on)


def remove_deliverable(name: str) -> Change:
    """Remove a deliverable from the stage and from its plan."""

    def apply(dossier: Dossier) -> Dossier:
        stage, plan = dossier.stage, dossier.work_plan
        return evolve_open(
            dossier,
            stage=stage.evolve(deliverables=[each for each in stage.deliverables if each != name]),
            work_plan=plan.evolve(
                deliverables=[each for each in plan.deliverables if each.name != name]
            ),
        )

    return Change(deed("plan.deliverable_removed", name=name), apply)


def write_mandate(mandate: str) -> Change:
    """Write the mandate of the stage."""
    return Change(
        deed("plan.mandate"),
        lambda dossier: evolve_open(dossier, stage=dossier.stage.evolve(mandate=mandate)),
    )


def write_period(plan: PeriodPlan, *, title: str) -> Change:
    """Write the tasks and the expectations of a period; `title` is that of the period."""

    def apply(dossier: Dossier) -> Dossier:
        periods = {each.period: each for each in dossier.work_plan.periods} | {plan.period: plan}
        return evolve_open(
            dossier, work_plan=dossier.work_plan.evolve(periods=tuple(periods.values()))
        )

    return Change(deed("plan.period", period=title), apply)


def write_training(training: str) -> Change:
    """Write the training of the plan."""
    return _write(deed("plan.training"), training=training)


def write_next_steps(next_steps: str) -> Change:
    """Write the next steps of the plan."""
    return _write(deed("plan.next_steps"), next_steps=next_steps)


def _write(what: Deed, **texts: str) -> Change:
    return Change(
        what,
        lambda dossier: evolve_open(dossier, work_plan=dossier.work_plan.evolve(**texts)),
    )


def _put(what: Deed, name: str, deliverable: Deliverable, on: date) -> Change:
    """Put a deliverable in the place of the one of that name, in the stage and in its plan."""

    def apply(dossier: Dossier) -> Dossier:
        dossier.deliverable(name)
        _check(dossier, deliverable, on, besides=name)
        stage, plan = dossier.stage, dossier.work_plan
        dated = {each.name: each for each in plan.deliverables}
        if name in dated:
            plans = [deliverable if each == name else dated[each] for each in dated]
        else:
            plans = [*plan.deliverables, deliverable]
        names = [deliverable.name if each == name else each for each in stage.deliverables]
        return evolve_open(
            dossier,
            stage=stage.evolve(deliverables=names),
            work_plan=plan.evolve(deliverables=plans),
        )

    return Change(what, apply)


def _check(dossier: Dossier, deliverable: Deliverable, on: date, besides: str = "") -> None:
    """Refuse the name of another one, a new due date out of the stage, and a day to come.

    Args:
        dossier: The dossier.
        deliverable: What one becomes.
        on: The tutor's local date.
        besides: The name it has, when it is not new.

    Raises:
        InvalidInput: with every problem.
    """
    stage, problems = dossier.stage, []
    before = {each.name: each.due for each in dossier.deliverables}
    due_before = before.pop(besides, None)
    if deliverable.name in before:
        problems.append(FieldProblem("name", "Un autre livrable porte ce nom."))
    due = deliverable.due
    if due and due != due_before and not stage.start <= due <= stage.end:
        span = date_span(stage.start, stage.end)
        problems.append(FieldProblem("due", f"L’échéance tombe hors du stage ({span})."))
    refuse([*problems, *deliverable_problems(deliverable, on)])
