"""What an evaluation deserves a second look for: plain remarks, which stop nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..dossier.evaluations import Evaluation
from ..dossier.french import listing, lower_first
from ..dossier.text import fold, quoted
from .completeness import TUTORS
from .evaluation import EvaluationContent

FAR_APART = 2
"""Levels between the tutor's answer and the intern's from which they should talk about it."""


class Remark(NamedTuple):
    """Something to look at again.

    Attributes:
        text: French sentence.
        criteria: The criteria it is about; none when it is about the whole form.
        here: The same, beside one of these criteria.
    """

    text: str
    criteria: tuple[str, ...] = ()
    here: str = ""


def remarks(
    evaluation: Evaluation, own_view: Evaluation | None, content: EvaluationContent
) -> tuple[Remark, ...]:
    """The remarks on a form of the tutor; a self-evaluation has none, it is copied as it is.

    Args:
        evaluation: The form.
        own_view: The intern's own view at the same moment, or None.
        content: What the programme asks.
    """
    if evaluation.kind not in TUTORS:
        return ()
    return (
        *_all_equal(evaluation, content),
        *_same_comments(evaluation, content),
        *_far_apart(evaluation, own_view, content),
    )


def _all_equal(evaluation: Evaluation, content: EvaluationContent) -> Iterator[Remark]:
    """Said once every criterion is answered: the first answers of a form are often alike."""
    ratings = [evaluation.rating(criterion.id) for criterion in content.criteria]
    marks = [rating.mark for rating in ratings if rating.mark is not None]
    if len(marks) > 1 and len(set(marks)) == 1 and all(each.is_answered for each in ratings):
        label = next(level.label for level in content.levels if level.value == marks[0])
        yield Remark(
            f"Tous les niveaux sont les mêmes : {lower_first(label)}. Rien ne distingue une force "
            "d’un point à travailler."
        )


def _same_comments(evaluation: Evaluation, content: EvaluationContent) -> Iterator[Remark]:
    by_text: dict[str, list[str]] = {}
    for criterion in content.criteria:
        if text := fold(evaluation.rating(criterion.id).comment):
            by_text.setdefault(text, []).append(criterion.id)
    for criteria in by_text.values():
        if len(criteria) > 1:
            text = f"Le même commentaire pour {_names(criteria, content)}."
            yield Remark(text, tuple(criteria), text)


def _far_apart(
    evaluation: Evaluation, own_view: Evaluation | None, content: EvaluationContent
) -> Iterator[Remark]:
    """Only where both gave a level, so that it never tells the intern's before the tutor's own."""
    if own_view is None:
        return
    far = []
    for criterion in content.criteria:
        mark, own = evaluation.rating(criterion.id).mark, own_view.rating(criterion.id).mark
        if mark is not None and own is not None and abs(mark - own) >= FAR_APART:
            far.append(criterion.id)
    if far:
        names = _names(far, content)
        yield Remark(
            f"Au moins deux niveaux d’écart avec l’autoévaluation pour {names} : parlez-en.",
            tuple(far),
            "Au moins deux niveaux d’écart avec l’autoévaluation : parlez-en.",
        )


def _names(criteria: list[str], content: EvaluationContent) -> str:
    titles = {criterion.id: criterion.title for criterion in content.criteria}
    return listing([quoted(titles[each]) for each in criteria])
