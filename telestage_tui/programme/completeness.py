"""When an evaluation is complete: what must be answered, what a fact must support, declaring it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..dossier.changes import Change, edit_evaluation
from ..dossier.deeds import deed
from ..dossier.errors import Refused
from ..dossier.evaluations import Evaluation, EvaluationKind
from .evaluation import EvaluationContent

TUTORS: frozenset[EvaluationKind] = frozenset({"midpoint", "final"})
"""The forms in which the tutor judges; the others are the intern's words, copied as they are."""
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


def unsupported(evaluation: Evaluation, content: EvaluationContent) -> tuple[str, ...]:
    """The criteria, in order, whose level is *à étayer*: the highest or the lowest, and no comment.

    A comment carries the fact: its own words, a note or a deliverable quoted in it. Such a level
    does not stop the form from being complete. A self-evaluation has none: nobody asks the intern
    to prove it. Proposed by telestage; no source asks for it.
    """
    if evaluation.kind not in TUTORS:
        return ()
    values = [level.value for level in content.levels]
    extremes = {min(values), max(values)}
    ratings = (evaluation.rating(criterion.id) for criterion in content.criteria)
    return tuple(each.criterion for each in ratings if each.mark in extremes and not each.comment)


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
    return edit_evaluation(kind, declared, deed("evaluation.completed", form=title))
