"""The rows of a form: the question of each, and what each answer writes in the evaluation.

A row is a value: the answers that can be picked, the text that can be written, or both. A new kind
of question is one more entry in the tables at the foot of this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from ...dossier.errors import problems_of
from ...dossier.evaluations import QUESTION_FIELDS, Evaluation, Rating
from ...dossier.french import plain_date, with_unit
from ...dossier.kinds import KindName, typed_text
from ...dossier.parsing import parse_number
from ...dossier.text import clean_line
from ...programme.closing_question import ClosingQuestion, QuestionType
from ...programme.evaluation import Criterion, EvaluationContent
from ...programme.questions import options, with_own_answer
from ...widgets.rating import RatingStep
from ...wording import level_dots


@dataclass(frozen=True, slots=True)
class Answer(RatingStep):
    """One answer that can be picked.

    Attributes:
        fields: The fields it fills, in the rating of the criterion or in the evaluation.
    """

    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writing:
    """How the text of a row is asked for and shown.

    Attributes:
        title: The title of the dialog.
        kind: The kind of value, which says how it is typed.
        hint: The format of the value, in French; empty for a plain text.
        show: Gives the text of a value.
    """

    title: str
    kind: KindName = "prose"
    hint: str = ""
    show: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a form. Every change gives a new evaluation.

    Attributes:
        id: The criterion, or the field of the evaluation.
        title: The question, in French.
        hint: What to look at, in French.
        answers: The answers to pick from, in the order they are proposed.
        writing: The text one may write.
        is_criterion: Whether it fills the rating of that criterion, not a field of the evaluation.
    """

    id: str
    title: str
    hint: str
    answers: tuple[Answer, ...]
    writing: Writing | None
    is_criterion: bool = False

    @property
    def quotes(self) -> bool:
        """Whether an observation may be quoted in its text."""
        return self.writing is not None and self.writing.kind == "prose"

    def quote(self, evaluation: Evaluation, quote: str) -> Evaluation:
        """The evaluation with a quotation at the end of the text, unless it is there already."""
        text = self.text(evaluation)
        return evaluation if quote in text else self.write(evaluation, f"{text}\n{quote}")

    def value(self, evaluation: Evaluation) -> object:
        """The whole answer of this row, to compare with another."""
        return evaluation.rating(self.id) if self.is_criterion else getattr(evaluation, self.id)

    def answer(self, evaluation: Evaluation) -> Answer | None:
        """The answer that was picked, or None."""
        record = self._record(evaluation)
        for answer in self.answers:
            if all(getattr(record, name) == value for name, value in answer.fields.items()):
                return answer
        return None

    def digit(self, evaluation: Evaluation) -> int | None:
        """The digit of the answer that was picked, or None."""
        answer = self.answer(evaluation)
        return answer.digit if answer else None

    def text(self, evaluation: Evaluation) -> str:
        """The text written, as it is read back."""
        value = getattr(self._record(evaluation), self._text_field)
        return self.writing.show(value) if self.writing and value not in (None, "") else ""

    def summary(self, evaluation: Evaluation) -> str:
        """The answer in a few words, on one line; empty when there is none."""
        if not self.answers:
            return clean_line(self.text(evaluation))
        answer = self.answer(evaluation)
        return answer.short if answer else ""

    def pick(self, evaluation: Evaluation, digit: int) -> Evaluation:
        """The evaluation with the answer of that digit; a comment stays."""
        answer = next(answer for answer in self.answers if answer.digit == digit)
        return self._fill(evaluation, {**self._no_answer, **answer.fields})

    def next_digit(self, evaluation: Evaluation, way: int) -> int:
        """The digit of the answer after the one that was picked, or before when `way` is -1."""
        digits = [answer.digit for answer in self.answers]
        digit = self.digit(evaluation)
        if digit not in digits:
            return digits[0 if way > 0 else -1]
        return digits[(digits.index(digit) + way) % len(digits)]

    def write(self, evaluation: Evaluation, value: Any) -> Evaluation:
        """The evaluation with that value, read already; a blank one empties the field.

        Raises:
            ValidationError: when the value is refused.
        """
        return self._fill(evaluation, {self._text_field: value})

    def refusal(self, evaluation: Evaluation, value: Any, today: date) -> str | None:
        """Why that value cannot be written on that local date, in French; None when it can."""
        if isinstance(value, date) and value > today:
            return f"Le {plain_date(value)} n’est pas encore arrivé : notez-le ce jour-là."
        try:
            self.write(evaluation, value)
        except ValidationError as error:
            return problems_of(error)[0].message
        return None

    def clear(self, evaluation: Evaluation) -> Evaluation:
        """The evaluation without the answer picked, or the text where there is none to pick."""
        return self._fill(evaluation, self._no_answer or self._defaults(self._text_field))

    @property
    def _text_field(self) -> str:
        return "comment" if self.is_criterion else self.id

    @property
    def _no_answer(self) -> dict[str, object]:
        """The fields of the answers, as they are while none is picked."""
        return self._defaults(*{name for answer in self.answers for name in answer.fields})

    def _defaults(self, *names: str) -> dict[str, object]:
        model = Rating if self.is_criterion else Evaluation
        return {name: model.model_fields[name].default for name in names}

    def _record(self, evaluation: Evaluation) -> Rating | Evaluation:
        return evaluation.rating(self.id) if self.is_criterion else evaluation

    def _fill(self, evaluation: Evaluation, fields: Mapping[str, object]) -> Evaluation:
        if self.is_criterion:
            return evaluation.rated(self.id, fields)
        return evaluation.evolve(**fields)


class OwnQuestion(Item):
    """A closing question of an organisation, whose answer is kept as a text of its own."""

    def value(self, evaluation: Evaluation) -> object:
        return evaluation.answer(self.id)

    def answer(self, evaluation: Evaluation) -> Answer | None:
        text = evaluation.answer(self.id)
        picks = (each for each in self.answers if typed_text(each.fields[self.id]) == text)
        return next(picks, None)

    def text(self, evaluation: Evaluation) -> str:
        text = evaluation.answer(self.id)
        read = _KEPT.get(self.writing.kind) if self.writing else None
        if read is None or not text or self.writing is None:
            return text
        try:
            return self.writing.show(read(text))
        except ValueError:  # written when the question was of another type
            return text

    def pick(self, evaluation: Evaluation, digit: int) -> Evaluation:
        answer = next(each for each in self.answers if each.digit == digit)
        return self.write(evaluation, answer.fields[self.id])

    def write(self, evaluation: Evaluation, value: Any) -> Evaluation:
        return with_own_answer(evaluation, self.id, value)

    def clear(self, evaluation: Evaluation) -> Evaluation:
        return self.write(evaluation, None)


# --- from the content ---------------------------------------------------------------------------

NOT_OBSERVED = 9
"""The digit of *pas pu observer*: beside 0, and far from the levels."""
COMMENT, TEXT = Writing("Commentaire"), Writing("Réponse")
WRITINGS: dict[QuestionType, Writing] = {
    "hours": Writing("Réponse", "number", "Un nombre d’heures, par exemple 3,5.",
                     show=lambda hours: with_unit(hours, "h")),
    "date": Writing("Réponse", "date", "Une date, par exemple 24 février, ou hier.",
                    show=plain_date),
}  # fmt: skip
"""How the closing questions that take a value are written; the others take a text."""
_KEPT: dict[KindName, Callable[[str], object]] = {
    "number": parse_number,
    "date": date.fromisoformat,
}
"""How the kept text of an own answer of that kind is read."""


def criterion_item(criterion: Criterion, content: EvaluationContent) -> Item:
    """The row of a criterion: levels from the highest, the two other answers, and a comment."""
    levels = [
        Answer(each.value, each.label, each.short, level_dots(each.value), each.hint,
               {"level": each.value, "applicable": True, "observed": True})
        for each in sorted(content.levels, key=lambda each: -each.value)
    ]  # fmt: skip
    not_applicable = Answer(
        0, content.not_applicable, "Non appl.", level_dots(None, applicable=False),
        fields={"applicable": False},
    )  # fmt: skip
    not_observed = Answer(
        NOT_OBSERVED, content.not_observed, "Pas vu", level_dots(None, observed=False),
        fields={"observed": False},
    )  # fmt: skip
    answers = (*levels, not_applicable, not_observed)
    return Item(criterion.id, criterion.title, criterion.hint, answers, COMMENT, is_criterion=True)


def question_item(question: ClosingQuestion, content: EvaluationContent) -> Item:
    """The row of a closing question, according to its type."""
    answers = tuple(
        Answer(digit, label, label, fields={question.id: value})
        for digit, label, value in options(question, content)
    )
    writing = None if answers else WRITINGS.get(question.type, TEXT)
    row = Item if question.id in QUESTION_FIELDS else OwnQuestion
    return row(question.id, question.title, question.hint, answers, writing)


def own_question(question_id: str, title: str) -> Item:
    """The row of a question that the programme no longer has."""
    return OwnQuestion(question_id, title, "", (), TEXT)
