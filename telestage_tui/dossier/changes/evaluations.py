"""Changes to evaluations: answer, declare complete, reopen, note what the intern says of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ..dossier import Dossier
from ..errors import Refused
from ..evaluations import Evaluation, EvaluationKind, InternWord, with_intern_word
from ..french import de, plain_date
from ..records import Reopening
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

    Raises:
        Refused: when a final form would be presented without the word of the intern.
    """

    def apply(dossier: Dossier) -> Dossier:
        others = tuple(each for each in dossier.evaluations if each.kind != kind)
        before = dossier.evaluation(kind)
        after = edit(before)
        _check_word(dossier, before, after)
        return evolve_open(dossier, evaluations=(*others, after))

    return Change(typeset(f"{title} : {what[:1].lower()}{what[1:]}"), apply)


def _check_word(dossier: Dossier, before: Evaluation, after: Evaluation) -> None:
    """Refuse a final form presented without the word of the intern.

    One that an older file has so stays as it is, whatever else is changed.
    """
    is_presented = after.discussed_on is not None and after.discussed_on != before.discussed_on
    if after.kind == "final" and is_presented and after.intern_word is None:
        whose = de(dossier.intern.first_name)
        raise Refused(
            f"L’évaluation de fin de stage n’est présentée qu’avec le mot {whose} : le jour de sa "
            "lecture, et l’accord ou non. Notez-le d’abord (p sur la page Évaluations, ou "
            "telestage review --read)."
        )


def put_evaluation(evaluation: Evaluation, *, title: str, what: str) -> Change:
    """Replace the evaluation of that kind; see `edit_evaluation`."""
    return edit_evaluation(evaluation.kind, lambda _: evaluation, title=title, what=what)


def note_intern_word(kind: EvaluationKind, word: InternWord, *, title: str, on: date) -> Change:
    """Note what the intern says of an evaluation, complete or not.

    Args:
        kind: Which form: one of the tutor's.
        word: What is said.
        title: The title of the form.
        on: The tutor's local date.

    Raises:
        InvalidInput: when it was read on a day to come, or a disagreement has no words.
        Refused: for a self-evaluation, which is the word of the intern already.
    """

    def edit(evaluation: Evaluation) -> Evaluation:
        return with_intern_word(evaluation, word, on)

    agreement = "d’accord" if word.agrees else "pas d’accord"
    what = f"lue le {plain_date(word.read_on)}, {agreement}"
    return edit_evaluation(kind, edit, title=title, what=what)


def reopen_evaluation(kind: EvaluationKind, reason: str, *, title: str, on: date) -> Change:
    """Make a draft of a complete form again; see `reopening`.

    Args:
        kind: Which form.
        reason: Why.
        title: The title of the form.
        on: The tutor's local date.
    """
    what = f"rouverte{because(reason)}"
    return edit_evaluation(kind, reopening(reason, on), title=title, what=what)


def reopening(reason: str, on: date) -> Callable[[Evaluation], Evaluation]:
    """The edit that makes a draft of a complete form again that day, for a reason that it keeps.

    It may have been sent: what is changed afterwards must be explained.

    Raises:
        Refused: from the edit, when the form is no complete one, or the reason is blank.
    """

    def edit(evaluation: Evaluation) -> Evaluation:
        if evaluation.completed_on is None:
            raise Refused("Cette évaluation n’est pas complète : elle se modifie déjà.")
        if not clean_line(reason):
            raise Refused("Dites pourquoi l’évaluation est rouverte : l’historique le garde.")
        again = Reopening(on=on, reason=reason)
        return evaluation.evolve(completed_on=None, reopenings=(*evaluation.reopenings, again))

    return edit
