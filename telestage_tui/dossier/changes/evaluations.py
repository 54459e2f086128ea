"""Changes to evaluations: answer, declare complete, reopen."""

from __future__ import annotations

from collections.abc import Callable

from ..dossier import Dossier
from ..evaluations import Evaluation, EvaluationKind
from ..text import typeset
from .change import Change, evolve_open


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
