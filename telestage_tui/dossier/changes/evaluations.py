"""Changes to evaluations: answer, declare complete, reopen."""

from __future__ import annotations

from collections.abc import Callable

from ..dossier import Dossier
from ..errors import Refused
from ..evaluations import Evaluation, EvaluationKind
from ..text import clean_line, typeset
from .change import Change, evolve_open
from .labels import because


def edit_evaluation(
    kind: EvaluationKind, edit: Callable[[Evaluation], Evaluation], *, title: str, what: str
) -> Change:
    """Change an evaluation, draft or complete.

    Args:
        kind: Which form.
        edit: From the current evaluation to the changed one; it may refuse.
        title: The title of the form.
        what: The action, or the title of the question answered, for the label.
    """

    def apply(dossier: Dossier) -> Dossier:
        others = tuple(each for each in dossier.evaluations if each.kind != kind)
        return evolve_open(dossier, evaluations=(*others, edit(dossier.evaluation(kind))))

    return Change(typeset(f"{title} : {what[:1].lower()}{what[1:]}"), apply)


def put_evaluation(evaluation: Evaluation, *, title: str, what: str) -> Change:
    """Replace the evaluation of that kind; see `edit_evaluation`."""
    return edit_evaluation(evaluation.kind, lambda _: evaluation, title=title, what=what)


def reopen_evaluation(kind: EvaluationKind, reason: str, *, title: str) -> Change:
    """Make a draft of a complete form again, for a reason that the history keeps.

    It may have been sent: what is changed afterwards must be explained.

    Args:
        kind: Which form.
        reason: Why.
        title: The title of the form.
    """

    def edit(evaluation: Evaluation) -> Evaluation:
        if evaluation.completed_on is None:
            raise Refused("Cette évaluation n’est pas complète : elle se modifie déjà.")
        if not clean_line(reason):
            raise Refused("Dites pourquoi l’évaluation est rouverte : l’historique le garde.")
        return evaluation.evolve(completed_on=None)

    return edit_evaluation(kind, edit, title=title, what=f"rouverte{because(reason)}")
