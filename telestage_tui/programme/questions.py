"""The closing questions: the answers to pick from, and each answer read, kept and said.

The answer to a question of the programme has a field of the evaluation. That to a question which an
organisation adds is kept as a text among the `answers`; its type says how the text is read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ..dossier.evaluations import QUESTION_FIELDS, Evaluation, OwnAnswer
from ..dossier.french import plain_date, with_unit
from ..dossier.kinds import typed_text
from ..dossier.parsing import parse_choice, parse_date, parse_flag, parse_number
from ..dossier.text import fold
from .closing_question import ClosingQuestion, QuestionType
from .evaluation import EvaluationContent

Value = bool | int | float | date | str | None
"""An answer; None when there is none."""
YES, NO = "oui", "non"


class Option(NamedTuple):
    """An answer to pick from.

    Attributes:
        digit: The digit that picks it.
        label: Its words, in French.
        value: What it writes in the evaluation.
    """

    digit: int
    label: str
    value: bool | int | str


def options(question: ClosingQuestion, content: EvaluationContent) -> tuple[Option, ...]:
    """The answers to pick from, the first proposed first; none where the answer is written."""
    match question.type:
        case "yes-no":
            return (Option(1, YES, value=True), Option(2, NO, value=False))
        case "choice":
            return tuple(Option(n, label, label) for n, label in enumerate(question.choices, 1))
        case "appraisal":
            appraisals = sorted(content.appraisals, key=lambda each: -each.value)
            return tuple(Option(each.value, each.label, each.value) for each in appraisals)
        case _:
            return ()


def answer_to(question: ClosingQuestion, evaluation: Evaluation) -> Value:
    """The answer to a question; a text of its own that its type cannot read stays a text."""
    if question.id in QUESTION_FIELDS:
        value: Value = getattr(evaluation, question.id)
        return None if value == "" else value
    text = evaluation.answer(question.id)
    try:
        return _STORED.get(question.type, str)(text) if text else None
    except ValueError:
        return text


def answered(question: ClosingQuestion, evaluation: Evaluation, value: Value) -> Evaluation:
    """The evaluation with that answer; None, or a blank text, takes it away.

    Raises:
        pydantic.ValidationError: when the value is refused.
    """
    if question.id in QUESTION_FIELDS:
        blank = Evaluation.model_fields[question.id].default
        return evaluation.evolve(**{question.id: blank if value is None else value})
    return with_own_answer(evaluation, question.id, value)


def with_own_answer(evaluation: Evaluation, question: str, value: Value) -> Evaluation:
    """The evaluation with that answer to a question of an organisation."""
    others = tuple(each for each in evaluation.answers if each.question != question)
    text = typed_text(value).strip()
    own = (OwnAnswer(question=question, text=text),) if text else ()
    return evaluation.evolve(answers=(*others, *own))


def answer_words(
    question: ClosingQuestion, evaluation: Evaluation, content: EvaluationContent
) -> str:
    """The answer in French; empty when there is none."""
    value = answer_to(question, evaluation)
    for each in options(question, content):
        if each.value == value:
            return each.label
    match value:
        case float():
            return with_unit(value, "h")
        case date():
            return plain_date(value)
        case _:
            return typed_text(value)


def read_answer(
    question: ClosingQuestion, text: str, content: EvaluationContent, today: date
) -> Value:
    """The answer that a person wrote in words, or by the digit of the answer to pick.

    Args:
        question: The question.
        text: What was written.
        content: The programme's.
        today: The local date.

    Raises:
        ValueError: with a French sentence.
    """
    picks = options(question, content)
    if picks:
        by_digit = {str(each.digit): each for each in picks}
        by_label = {each.label: each for each in picks}
        pick = by_digit.get(fold(text)) or by_label[parse_choice(text, list(by_label))]
        return pick.value
    return written_answer(question, text, today)


def written_answer(question: ClosingQuestion, text: str, today: date) -> Value:
    """The answer to a question without answers to pick from.

    Raises:
        ValueError: with a French sentence.
    """
    match question.type:
        case "hours":
            return parse_number(text)
        case "date":
            day = parse_date(text, today)
            if day > today:
                raise ValueError(f"Le {plain_date(day)} n’est pas encore arrivé.")
            return day
        case _:
            return text


_STORED: dict[QuestionType, Callable[[str], Value]] = {
    "yes-no": parse_flag,
    "appraisal": int,
    "hours": parse_number,
    "date": date.fromisoformat,
}
"""How the kept text of an own answer is read, where it is not a text itself."""
