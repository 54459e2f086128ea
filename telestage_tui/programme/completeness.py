"""When an evaluation is complete: what must be answered, and declaring it so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..dossier.changes import Change, edit_evaluation
from ..dossier.errors import Refused
from ..dossier.evaluations import Evaluation, EvaluationKind
from .texts import EvaluationContent

OVERALL = "overall"
"""The general appraisal: a form that asks for it is not complete without it."""


def missing(evaluation: Evaluation, content: EvaluationContent) -> tuple[str, ...]:
    """What must still be answered: the criteria without an answer, then the general appraisal."""
    return tuple(_missing(evaluation, content))


def _missing(evaluation: Evaluation, content: EvaluationContent) -> Iterator[str]:
    for criterion in content.criteria:
        if not evaluation.rating(criterion.id).is_answered:
            yield criterion.id
    question_ids = {question.id for question in content.questions_for(evaluation.kind)}
    if OVERALL in question_ids and evaluation.overall is None:
        yield OVERALL


def complete(content: EvaluationContent, kind: EvaluationKind, *, on: date) -> Change:
    """Declare a form complete; it stays so, whatever a later version of the programme asks.

    Args:
        content: What the programme asks.
        kind: Which form.
        on: The tutor's local date.

    Raises:
        Refused: when an answer is missing.
    """

    def declared(evaluation: Evaluation) -> Evaluation:
        if missing(evaluation, content):
            raise Refused("Il manque des réponses : cette évaluation n’est pas complète.")
        return evaluation.evolve(completed_on=on)

    title = content.form(kind).title
    return edit_evaluation(kind, declared, title=title, what="déclarée complète")
