"""Changes to evaluations: answer, declare complete, reopen, note what the intern says of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import Refused
from ..evaluations import Evaluation, EvaluationKind, InternWord, with_intern_word
from ..french import de
from ..records import Reopening
from ..text import clean_line
from .change import Change, evolve_open


def edit_evaluation(
    kind: EvaluationKind, edit: Callable[[Evaluation], Evaluation], what: Deed
) -> Change:
    """Change an evaluation, draft or complete.

    Args:
        kind: Which form.
        edit: From the current evaluation to the changed one; it may refuse.
        what: What the history keeps of it, with the title of the form.

    Raises:
        Refused: when a final form would be presented without the word of the intern.
    """

    def apply(dossier: Dossier) -> Dossier:
        before = dossier.evaluation(kind)
        after = edit(before)
        _check_word(dossier, before, after)
        forms = {each.kind: each for each in dossier.evaluations} | {kind: after}
        return evolve_open(dossier, evaluations=tuple(forms.values()))

    return Change(what, apply)


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


def put_evaluation(evaluation: Evaluation, what: Deed) -> Change:
    """Replace the evaluation of that kind; see `edit_evaluation`."""
    return edit_evaluation(evaluation.kind, lambda _: evaluation, what)


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

    return edit_evaluation(kind, edit, word_read(title, word))


def word_read(title: str, word: InternWord) -> Deed:
    """What the history keeps of what the intern says of the form of that title."""
    code = "evaluation.read_agreed" if word.agrees else "evaluation.read_disagreed"
    return deed(code, form=title, on=word.read_on)


def reopen_evaluation(kind: EvaluationKind, reason: str, *, title: str, on: date) -> Change:
    """Make a draft of a complete form again; see `reopening`.

    Args:
        kind: Which form.
        reason: Why.
        title: The title of the form.
        on: The tutor's local date.
    """
    what = deed("evaluation.reopened", form=title, reason=reason)
    return edit_evaluation(kind, reopening(reason, on), what)


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
