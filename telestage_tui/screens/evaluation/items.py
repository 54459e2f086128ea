"""What a form asks, row by row: criteria from the content, then the closing questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...dossier.evaluations import Evaluation, Rating
from ...dossier.french import NBSP, number, plain_date
from ...dossier.parsing import parse_date, parse_number
from ...dossier.text import clean_line
from ...programme.texts import ClosingQuestion, Criterion, EvaluationContent
from ...widgets.field_readings import amount, near_date
from ...widgets.fields import Reading
from ...widgets.rating import RatingStep, dots

NOT_APPLICABLE = 0
"""The digit of *ne s'applique pas*."""
NOT_APPLICABLE_SHORT = "Non appl."


@dataclass(frozen=True, slots=True)
class Item(ABC):
    """One row of a form. Every change gives a new evaluation.

    Attributes:
        id: The criterion, or the field of the evaluation.
        title: What is asked.
        hint: What to look at.
    """

    id: str
    title: str
    hint: str

    @abstractmethod
    def said(self, evaluation: Evaluation) -> str:
        """The answer in a few words, empty when there is none."""

    @abstractmethod
    def clear(self, evaluation: Evaluation) -> Evaluation:
        """The evaluation without that answer."""

    def answer(self, evaluation: Evaluation) -> object:
        """All that is answered on this row, to tell whether it changed."""
        return getattr(evaluation, self.id)


@dataclass(frozen=True, slots=True)
class PickedItem(Item):
    """A row answered by picking.

    Attributes:
        steps: The answers, in the order they are proposed.
    """

    steps: tuple[RatingStep, ...]

    @abstractmethod
    def digit(self, evaluation: Evaluation) -> int | None:
        """The digit of the answer given, or None."""

    @abstractmethod
    def pick(self, evaluation: Evaluation, digit: int) -> Evaluation:
        """The evaluation with the answer of that digit."""

    def step(self, evaluation: Evaluation) -> RatingStep | None:
        """The answer given, or None."""
        digit = self.digit(evaluation)
        return next((step for step in self.steps if step.digit == digit), None)

    def said(self, evaluation: Evaluation) -> str:
        """The answer in a few words, empty when there is none."""
        step = self.step(evaluation)
        return step.short if step else ""

    def following(self, evaluation: Evaluation, way: int) -> int:
        """The digit of the answer after the one given, or before when `way` is -1."""
        digits = [step.digit for step in self.steps]
        given = self.digit(evaluation)
        if given not in digits:
            return digits[0 if way > 0 else -1]
        return digits[(digits.index(given) + way) % len(digits)]


class CriterionItem(PickedItem):
    """A criterion: a level or *ne s'applique pas*, and a comment."""

    def digit(self, evaluation: Evaluation) -> int | None:
        """4 to 1, 0 for *ne s'applique pas*."""
        rating = evaluation.rating(self.id)
        return rating.level if rating.applicable else NOT_APPLICABLE

    def pick(self, evaluation: Evaluation, digit: int) -> Evaluation:
        """Give a level; the comment stays."""
        applicable = digit != NOT_APPLICABLE
        return self._rate(evaluation, level=digit if applicable else None, applicable=applicable)

    def clear(self, evaluation: Evaluation) -> Evaluation:
        """Take the level back; the comment stays."""
        return self._rate(evaluation, level=None, applicable=True)

    def answer(self, evaluation: Evaluation) -> object:
        """Level and comment."""
        return evaluation.rating(self.id)

    def text(self, evaluation: Evaluation) -> str:
        """The comment."""
        return evaluation.rating(self.id).comment

    def write(self, evaluation: Evaluation, text: str, _today: date) -> Evaluation:
        """Write the comment."""
        return self._rate(evaluation, comment=text)

    def _rate(self, evaluation: Evaluation, **changes: Any) -> Evaluation:
        kept = {rating.criterion: rating for rating in evaluation.ratings}
        kept[self.id] = evaluation.rating(self.id).evolve(**changes)
        if kept[self.id] == Rating(criterion=self.id):
            del kept[self.id]
        return evaluation.evolve(ratings=tuple(kept.values()))


@dataclass(frozen=True, slots=True)
class ChoiceItem(PickedItem):
    """A closing question with a few answers.

    Attributes:
        values: What each digit puts in the field.
    """

    values: tuple[tuple[int, int | str | bool], ...]

    def digit(self, evaluation: Evaluation) -> int | None:
        """The digit of the value in the field."""
        given = getattr(evaluation, self.id)
        return next((digit for digit, value in self.values if value == given), None)

    def pick(self, evaluation: Evaluation, digit: int) -> Evaluation:
        """Put the value in the field."""
        return evaluation.evolve(**{self.id: dict(self.values)[digit]})

    def clear(self, evaluation: Evaluation) -> Evaluation:
        """Empty the field."""
        return evaluation.evolve(**{self.id: None})


def _as_typed(text: str, _today: date) -> str:
    return text


def _hours(text: str, _today: date) -> float:
    return parse_number(text)


@dataclass(frozen=True, slots=True)
class TextItem(Item):
    """A closing question one writes the answer of.

    Attributes:
        long: Whether it takes several lines.
        expected: What to write, for a value that is read.
        read: From the text and the local date to the value.
        show: From the value to the text.
        empty: The value without an answer.
        reading: What is said, as one types, of a value that is read.
    """

    long: bool = True
    expected: str = ""
    read: Callable[[str, date], Any] = _as_typed
    show: Callable[[Any], str] = str
    empty: str | None = ""
    reading: Reading | None = None

    def said(self, evaluation: Evaluation) -> str:
        """The answer, on one line."""
        return clean_line(self.text(evaluation))

    def clear(self, evaluation: Evaluation) -> Evaluation:
        """Empty the field."""
        return evaluation.evolve(**{self.id: self.empty})

    def text(self, evaluation: Evaluation) -> str:
        """The answer as it is read back."""
        value = getattr(evaluation, self.id)
        return "" if value == self.empty else self.show(value)

    def write(self, evaluation: Evaluation, text: str, today: date) -> Evaluation:
        """Read the text into the field; a blank one empties it."""
        if not text.strip():
            return self.clear(evaluation)
        return evaluation.evolve(**{self.id: self.read(text, today)})


WrittenItem = CriterionItem | TextItem
"""A row one writes a text on: a comment, or an answer."""


# --- from the content ---------------------------------------------------------------------------


def criterion_item(criterion: Criterion, content: EvaluationContent) -> Item:
    """The row of a criterion: levels from the highest, then *ne s'applique pas*."""
    levels = sorted(content.levels, key=lambda level: -level.value)
    return CriterionItem(
        criterion.id,
        criterion.title,
        criterion.hint,
        (
            *(RatingStep(lv.value, lv.label, lv.short, dots(lv.value), lv.hint) for lv in levels),
            RatingStep(
                NOT_APPLICABLE,
                content.not_applicable,
                NOT_APPLICABLE_SHORT,
                dots(None, applicable=False),
            ),
        ),
    )


def question_item(question: ClosingQuestion, content: EvaluationContent) -> Item:
    """The row of a closing question, according to the field it fills."""
    asked = (question.id, question.title, question.hint)
    match question.id:
        case "overall":
            appraisals = sorted(content.appraisals, key=lambda each: -each.value)
            steps = tuple(RatingStep(each.value, each.label, each.label) for each in appraisals)
            return ChoiceItem(*asked, steps, tuple((s.digit, s.digit) for s in steps))
        case "goals_reached":
            return _choice(asked, ("oui", "en partie", "non"))
        case "training_sufficient" | "would_host_again" | "attestation_given":
            return _choice(asked, ("oui", "non"), (True, False))
        case "supervision_hours":
            return TextItem(*asked, long=False, expected="Un nombre d’heures, par exemple 3,5.",
                            read=_hours, show=_a_week, empty=None,
                            reading=amount)  # fmt: skip
        case "discussed_on":
            return TextItem(*asked, long=False,
                            expected="Une date, par exemple 24 février, ou hier.",
                            read=parse_date, show=plain_date, empty=None,
                            reading=near_date)  # fmt: skip
        case _:
            return TextItem(*asked)


def _choice(
    asked: tuple[str, str, str],
    labels: tuple[str, ...],
    values: tuple[str | bool, ...] | None = None,
) -> Item:
    steps = tuple(RatingStep(digit, label, label) for digit, label in enumerate(labels, 1))
    return ChoiceItem(*asked, steps, tuple(enumerate(values or labels, 1)))


def _a_week(value: float) -> str:
    return f"{number(value)}{NBSP}h"
