"""A form answered away from the screen: each answer as it is typed, all of them taken or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ..dossier.errors import Refused
from ..dossier.evaluations import Evaluation
from ..dossier.french import lower_first
from ..dossier.suggestions import closest, did_you_mean
from ..dossier.text import fold, quoted
from .closing_question import ClosingQuestion
from .completeness import missing
from .evaluation import Criterion, EvaluationContent
from .questions import answered, read_answer

AFTERWARDS = frozenset({"discussed_on", "attestation_given"})
"""The questions answered once a form is complete: it is presented, and the attestation is given."""
COMPLETE = (
    "Ce formulaire est complet : rouvrez-le d’abord, avec une raison (Ctrl+O sur sa page, ou "
    "telestage review --reopen)."
)
_LEVELS: dict[str, dict[str, object]] = {
    **{
        str(level): {"level": level, "applicable": True, "observed": True} for level in (4, 3, 2, 1)
    },
    "na": {"level": None, "applicable": False, "observed": True},
    "unseen": {"level": None, "applicable": True, "observed": False},
}
"""The answers to a criterion as they are typed, with the fields of a rating that each fills."""
Edit = Callable[[Evaluation], Evaluation]


def rating(criterion: Criterion, text: str) -> Edit:
    """The edit that rates a criterion: a level from 4 to 1, `na` (not applicable), or `unseen`.

    Raises:
        Refused: for another level; and from the edit, when the form is complete.
    """
    fields = _LEVELS.get(fold(text))
    if fields is None:
        names = ", ".join(_LEVELS)
        nearest = did_you_mean(closest(fold(text), _LEVELS))
        raise Refused(
            f"Niveau {quoted(text)} inconnu pour {quoted(criterion.title)}; choix possibles : "
            f"{names}{nearest}"
        )
    return _filling(criterion, fields)


def commenting(criterion: Criterion, text: str) -> Edit:
    """The edit that writes the comment of a criterion; a blank one takes it away.

    Raises:
        Refused: from the edit, when the form is complete.
    """
    return _filling(criterion, {"comment": text})


def answering(
    question: ClosingQuestion, text: str, content: EvaluationContent, today: date
) -> Edit:
    """The edit that answers a closing question; a blank text takes the answer away.

    Raises:
        Refused: when the question is not answered so; and from the edit, when the form is complete
            and the question is not one of those answered afterwards.
    """
    try:
        value = read_answer(question, text, content, today) if text.strip() else None
    except ValueError as error:
        raise Refused(f"{quoted(question.title)} : {lower_first(str(error))}") from None

    def edit(evaluation: Evaluation) -> Evaluation:
        if question.id not in AFTERWARDS:
            _check_open(evaluation)
        return answered(question, evaluation, value)

    return edit


def _filling(criterion: Criterion, fields: Mapping[str, object]) -> Edit:
    def edit(evaluation: Evaluation) -> Evaluation:
        _check_open(evaluation)
        return evaluation.rated(criterion.id, fields)

    return edit


def _check_open(evaluation: Evaluation) -> None:
    if evaluation.completed_on:
        raise Refused(COMPLETE)


def completing(content: EvaluationContent, on: date) -> Edit:
    """The edit that declares a form complete that day.

    Raises:
        Refused: from the edit, when it is complete already, or listing what is missing.
    """

    def edit(evaluation: Evaluation) -> Evaluation:
        if evaluation.completed_on:
            raise Refused("Cette évaluation est déjà complète.")
        if lacking := missing(evaluation, content):
            names = "\n".join(f"– {line}" for line in _named(lacking, content))
            raise Refused(f"Cette évaluation n’est pas complète. Il manque :\n{names}")
        return evaluation.evolve(completed_on=on)

    return edit


def _named(lacking: tuple[str, ...], content: EvaluationContent) -> list[str]:
    """Each missing answer, as it can be given: `3. Sait fixer des priorités (priorities)`."""
    numbers = {each.id: f"{n}. {each.title}" for n, each in enumerate(content.criteria, 1)}
    titles = numbers | {each.id: each.title for each in content.questions}
    return [f"{titles[name]} ({name})" for name in lacking]
