"""The answers of a form in words, in the order it asks them: to be copied, or read without a
screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..dossier.evaluations import Evaluation, Rating
from .evaluation import EvaluationContent
from .questions import answer_words


class Spoken(NamedTuple):
    """One answer in words.

    Attributes:
        title: What it answers: a criterion with its number, or a closing question.
        text: The answer; empty when there is none.
    """

    title: str
    text: str


def transcript(evaluation: Evaluation, content: EvaluationContent) -> Iterator[Spoken]:
    """Every answer: each criterion, its comment when it has one, then the closing questions."""
    for number, criterion in enumerate(content.criteria, 1):
        rating = evaluation.rating(criterion.id)
        title = f"{number}. {criterion.title}"
        yield Spoken(title, rating_words(rating, content))
        if rating.comment:
            yield Spoken(f"{title} : commentaire", rating.comment)
    for question in content.questions_for(evaluation.kind):
        yield Spoken(question.title, answer_words(question, evaluation, content))


def rating_words(rating: Rating, content: EvaluationContent) -> str:
    """The level of a criterion in words; empty while there is no answer."""
    if not rating.applicable:
        return content.not_applicable
    if not rating.observed:
        return content.not_observed
    return next((each.label for each in content.levels if each.value == rating.level), "")
