"""The evaluations: answered, declared complete, opened again."""

from __future__ import annotations

from collections.abc import Callable

from ..dossier import Dossier
from ..evaluations import Evaluation, EvaluationKind
from ..text import typeset
from .change import Change, changed


def edit_evaluation(
    kind: EvaluationKind, edit: Callable[[Evaluation], Evaluation], *, title: str, what: str
) -> Change:
    """Change an evaluation, draft or complete.

    Args:
        kind: Which form.
        edit: From the evaluation as it is kept to the changed one; its refusals pass through.
        title: The title of the form.
        what: What is done to it, or the title of what is answered.
    """

    def edited(dossier: Dossier) -> Dossier:
        others = tuple(kept for kept in dossier.evaluations if kept.kind != kind)
        return changed(dossier, evaluations=(*others, edit(dossier.evaluation(kind))))

    return Change(typeset(f"{title} : {what[:1].lower()}{what[1:]}"), edited)


def put_evaluation(evaluation: Evaluation, *, title: str, what: str) -> Change:
    """Keep an evaluation in place of the one of the same kind; see `edit_evaluation`."""
    return edit_evaluation(evaluation.kind, lambda _: evaluation, title=title, what=what)
