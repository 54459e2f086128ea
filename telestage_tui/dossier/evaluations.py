"""Evaluations: mid-stage, final, and the intern's own view on the same criteria."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Day, Frozen
from .errors import FieldProblem, InvalidInput, Refused
from .french import plain_date
from .meetings import Level
from .records import Reopening
from .text import Name, Prose

EvaluationKind = Literal["midpoint", "final", "self_midpoint", "self_final"]
GoalsReached = Literal["oui", "en partie", "non"]


class Rating(Frozen):
    """The answer to one criterion: a level, *ne s'applique pas*, or *pas pu observer*."""

    criterion: Name
    level: Level | None = None
    applicable: bool = True
    """False for *ne s'applique pas*: the stage never asked for it."""
    observed: bool = True
    """False for *pas pu observer*: the stage asked for it, and the tutor could not see it."""
    comment: Prose = ""

    @property
    def is_answered(self) -> bool:
        """Whether a level, *ne s'applique pas* or *pas pu observer* was given."""
        return self.level is not None or not (self.applicable and self.observed)

    @property
    def mark(self) -> Level | None:
        """The level that means and comparisons take; None for any other answer, or none."""
        return self.level if self.applicable and self.observed else None


class OwnAnswer(Frozen):
    """The answer to a closing question that an organisation added."""

    question: Name
    text: Prose


class InternWord(Frozen):
    """What the intern says of an evaluation by the tutor, once it is read."""

    read_on: Day
    agrees: bool
    comment: Prose = ""


def word_problems(word: InternWord, today: date) -> list[FieldProblem]:
    """Why a word is refused: it was read by today, and a disagreement says on what.

    Args:
        word: What the intern says.
        today: The tutor's local date.
    """
    problems = []
    if word.read_on > today:
        message = f"Le {plain_date(word.read_on)} n’est pas encore arrivé : notez-le ce jour-là."
        problems.append(FieldProblem("read_on", message))
    if not word.agrees and not word.comment:
        problems.append(FieldProblem("comment", "Dites sur quoi porte le désaccord."))
    return problems


class Evaluation(Frozen):
    """One form, draft or complete; a draft may lack any answer."""

    kind: EvaluationKind
    ratings: tuple[Rating, ...] = ()
    overall: Annotated[int, Field(ge=1, le=5)] | None = None
    """General appraisal, from 1 (does not meet expectations) to 5 (far exceeds them)."""
    overall_why: Prose = ""
    goals_reached: GoalsReached | None = None
    strengths: Prose = ""
    to_improve: Prose = ""
    supervision_hours: Annotated[float, Field(ge=0, le=80, allow_inf_nan=False)] | None = None
    """Actual supervision, in hours a week."""
    training_sufficient: bool | None = None
    would_host_again: bool | None = None
    attestation_given: bool | None = None
    answers: tuple[OwnAnswer, ...] = ()
    """Answers to the questions an organisation adds to the programme."""
    discussed_on: Day | None = None
    completed_on: Day | None = None
    """The day the form was declared complete; None while it is a draft."""
    intern_word: InternWord | None = None
    """What the intern says of it; None until that is noted."""
    reopenings: tuple[Reopening, ...] = ()
    """Each time it was made a draft again once complete, the oldest first."""

    def rating(self, criterion: str) -> Rating:
        """The rating of that criterion, blank when none was given."""
        ratings = (rating for rating in self.ratings if rating.criterion == criterion)
        return next(ratings, Rating(criterion=criterion))

    def rated(self, criterion: str, fields: Mapping[str, object]) -> "Evaluation":
        """The evaluation with these fields of the rating of that criterion.

        A rating that says nothing any more is not kept.

        Raises:
            pydantic.ValidationError: when a value is refused.
        """
        ratings = {rating.criterion: rating for rating in self.ratings}
        ratings[criterion] = self.rating(criterion).evolve(**fields)
        if ratings[criterion] == Rating(criterion=criterion):
            del ratings[criterion]
        return self.evolve(ratings=tuple(ratings.values()))

    def answer(self, question: str) -> str:
        """The answer to a question that has no field of its own, or an empty text."""
        return next((each.text for each in self.answers if each.question == question), "")


def with_intern_word(evaluation: Evaluation, word: InternWord, today: date) -> Evaluation:
    """An evaluation by the tutor with what the intern says of it.

    Args:
        evaluation: The form, complete or not.
        word: What the intern says.
        today: The tutor's local date.

    Raises:
        InvalidInput: when it was read on a day to come, or a disagreement has no words.
        Refused: for a self-evaluation, which is the word of the intern already.
    """
    if evaluation.kind.startswith("self_"):
        raise Refused("Une autoévaluation est déjà la parole du ou de la stagiaire.")
    if problems := word_problems(word, today):
        raise InvalidInput(problems)
    return evaluation.evolve(intern_word=word)


QUESTION_FIELDS = frozenset(Evaluation.model_fields) - {
    "kind",
    "ratings",
    "answers",
    "completed_on",
    "intern_word",
    "reopenings",
}
"""The fields filled by the closing question of the same identifier."""
