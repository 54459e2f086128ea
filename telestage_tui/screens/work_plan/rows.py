"""The rows of the work plan: mandate, deliverables, periods, training and next steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from ...dossier.dossier import Dossier
from ...dossier.french import short_date
from ...dossier.work_plan import Deliverable
from ...programme.work_plan import StagePeriod, WorkPlanContent, periods_of
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import DELIVERABLE_SIGNS, DELIVERABLE_WORDS, LATE_SIGN

Part = Literal["text", "deliverable", "period"]
TITLES = {"mandate": "Mandat", "training": "Formation", "next_steps": "Suite du projet"}
"""The parts of the plan that are one text."""
TO_WRITE = "à écrire"
_TITLE, _WEEKS = 26, 13


class PlanLine(NamedTuple):
    """What a row stands for: one of the texts, a deliverable by its name, or a period."""

    part: Part
    name: str


def rows(dossier: Dossier, content: WorkPlanContent, today: date) -> Iterator[Row]:
    """Every part of a plan.

    Args:
        dossier: The dossier.
        content: What the programme says of a plan.
        today: The tutor's local date.
    """
    yield heading(TITLES["mandate"])
    yield _text("mandate", text_of(dossier, "mandate"))
    deliverables = dossier.deliverables
    yield BLANK
    yield heading(f"Livrables ({len(deliverables)})" if deliverables else "Livrables")
    yield from (_deliverable(each, today) for each in deliverables)
    if not deliverables:
        yield hint(f"Appuyez sur n pour noter le premier. {content.deliverables}")
    yield BLANK
    yield heading("Déroulement")
    for period in periods_of(dossier.stage, content.periods):
        yield _period(dossier, period)
    for name in ("training", "next_steps"):
        yield BLANK
        yield heading(TITLES[name])
        yield _text(name, text_of(dossier, name))


def text_of(dossier: Dossier, name: str) -> str:
    """One of the texts of a plan, by its name in `TITLES`."""
    texts = {
        "mandate": dossier.stage.mandate,
        "training": dossier.work_plan.training,
        "next_steps": dossier.work_plan.next_steps,
    }
    return texts[name]


def weeks_text(period: StagePeriod) -> str:
    """« sem. 3 à 8 », « sem. 1 et 2 », « sem. 1 »."""
    first, last = period.weeks[0], period.weeks[-1]
    if first == last:
        return f"sem. {first}"
    return f"sem. {first} {'et' if last == first + 1 else 'à'} {last}"


def _text(name: str, text: str) -> Row:
    cell = Cell(" ".join(text.split()) or TO_WRITE, tone="plain" if text else "warning")
    return Row((Cell("", 1), cell), PlanLine("text", name))


def _deliverable(deliverable: Deliverable, today: date) -> Row:
    late = deliverable.is_late(today)
    tone: Tone = "success" if deliverable.state == "accepted" else "error" if late else "plain"
    due = f"pour {short_date(deliverable.due)}" if deliverable.due else "quand?"
    return Row(
        (
            Cell(LATE_SIGN if late else DELIVERABLE_SIGNS[deliverable.state], 1, tone),
            Cell(deliverable.name, tone="muted" if deliverable.state == "accepted" else "plain"),
            Cell(due, 18, "error" if late else "muted" if deliverable.due else "warning"),
            Cell(outcome(deliverable), 22, "muted", right=True),
        ),
        PlanLine("deliverable", deliverable.name),
    )


def outcome(deliverable: Deliverable) -> str:
    """« accepté mar. 2 mars », « à faire »."""
    word = DELIVERABLE_WORDS[deliverable.state]
    day = deliverable.accepted_on or deliverable.delivered_on
    return f"{word} {short_date(day)}" if day else word


def _period(dossier: Dossier, period: StagePeriod) -> Row:
    plan = dossier.work_plan.period(period.period.id)
    text = " ".join(f"{plan.tasks} {plan.expectations}".split())
    return Row(
        (
            Cell("", 1),
            Cell(period.period.title.fr, _TITLE),
            Cell(text or TO_WRITE, tone="plain" if text else "muted"),
            Cell(weeks_text(period), _WEEKS, "muted", right=True),
        ),
        PlanLine("period", period.period.id),
    )
