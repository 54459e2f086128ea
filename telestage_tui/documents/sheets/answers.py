"""The answers of an evaluation as they are written by hand: a digit, a word, a text.

The workbook and the text file of the self-evaluation ask the same rows, in the order and with the
numbers of the printed form; what people type there is read here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from string import ascii_uppercase

from pydantic import ValidationError

from ...dossier.errors import problems_of
from ...dossier.evaluations import (
    Evaluation,
    EvaluationKind,
    Rating,
)
from ...dossier.kinds import typed_text
from ...dossier.text import fold, quoted
from ...programme.closing_question import ClosingQuestion
from ...programme.evaluation import Criterion, EvaluationContent
from ...programme.questions import Value, answer_to, answered, options, written_answer

_NOT_OBSERVED = ("pas vu", "pas observe", "non observe", "pas pu observer")
"""What people write for *pas pu observer*, folded, besides its words and its digit."""
_NOT_APPLICABLE = ("n/a", "na", "n.a.", "s/o", "so", "sans objet", "non applicable", "-", "–", "—")
"""What people write for *ne s'applique pas*, folded, besides its words and its digit."""
_DECORATION = " \t_.…*()[]{}:«»\"'"
"""What stands around an answer in a form made of text: `[3]`, `__3__`, `: 3.`."""
_OUT_OF = re.compile(r"([0-9])\s*(?:/|sur)\s*([0-9])\b")
"""`3/4`, `3 sur 4`."""
_BEFORE = re.compile(r"^(?:niveau|cote|note|reponse)\b[\s:]*")
_CODE_FIRST = re.compile(r"([0-9])(?![.,/]?[0-9])\s*(?:[-–—=:(,;.]\s*)?(.*)")
_BETWEEN = re.compile(r"(?:ou|a|et|/|-|–)?\s*[0-9]\b.*")
"""What follows a digit when somebody wavers: `3 ou 4`, `3-4`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick.

    Attributes:
        code: How it is written in short: its digit, or its word.
        label: Its words.
        fields: What it fills, in the rating of the criterion or in the evaluation.
        names: Other ways to write it, folded.
    """

    code: str
    label: str
    fields: Mapping[str, Value]
    names: tuple[str, ...] = ()

    def is_called(self, folded: str) -> bool:
        """Whether that folded text means it."""
        return folded in (fold(self.code), fold(self.label), *self.names)


@dataclass(frozen=True, slots=True)
class Asked:
    """One row of a form: a criterion, or a closing question.

    Attributes:
        id: Of the criterion or of the question.
        mark: Its number on paper and on the screen; a letter for a question.
        title: The question, in French.
        hint: What to look at.
        group: The title of its group; empty for a question.
        choices: The answers to pick; none for a question answered in words.
        question: The closing question; None for a criterion.
    """

    id: str
    mark: str
    title: str
    hint: str
    group: str
    choices: tuple[Choice, ...] = field(default=())
    question: ClosingQuestion | None = None

    @property
    def is_criterion(self) -> bool:
        """Whether it fills the rating of a criterion, which has a comment besides."""
        return self.question is None

    @property
    def legend(self) -> str:
        """`4 Au-dessus des attentes · 3 …`; the words alone where they are the answer."""
        named = (c.code if c.code == c.label else f"{c.code} {c.label}" for c in self.choices)
        return " · ".join(named)

    def answer(self, evaluation: Evaluation) -> str:
        """The answer, as `write` reads it back; empty when there is none."""
        if self.question is None:
            rating = evaluation.rating(self.id)
            return next((c.code for c in self.choices if _holds(rating, c)), "")
        value = answer_to(self.question, evaluation)
        codes = (c.code for c in self.choices if c.fields[self.id] == value)
        return next(codes, typed_text(value))

    def comment(self, evaluation: Evaluation) -> str:
        """The comment of a criterion."""
        return evaluation.rating(self.id).comment if self.is_criterion else ""

    def write(self, evaluation: Evaluation, text: str, today: date) -> Evaluation:
        """The evaluation with that answer; a blank one clears it.

        Args:
            evaluation: As it is.
            text: The answer, as somebody wrote it.
            today: The local date, for a day written without its year.

        Raises:
            ValueError: when it cannot be understood, with a French sentence.
        """
        chosen = self.choice(text) if self.choices else None
        if self.question is None:
            names = {name for choice in self.choices for name in choice.fields}
            blank = {name: Rating.model_fields[name].default for name in names}
            return self._rated(evaluation, {**blank, **(chosen.fields if chosen else {})})
        value = self._value(self.question, chosen, text.strip(), today)
        try:
            return answered(self.question, evaluation, value)
        except ValidationError as error:
            raise ValueError(problems_of(error)[0].message) from None

    def comment_on(self, evaluation: Evaluation, text: str) -> Evaluation:
        """The evaluation with that comment on the criterion.

        Raises:
            ValueError: when it is too long.
        """
        return self._rated(evaluation, {"comment": text})

    def choice(self, text: str) -> Choice | None:
        """The answer to pick that a text means; None when it is blank.

        Raises:
            ValueError: when it means none of them.
        """
        choice, rest = self.split(text)
        if rest:
            raise ValueError(self._unknown(text))
        return choice

    def split(self, text: str) -> tuple[Choice | None, str]:
        """The answer to pick at the head of a text, and the words after it: `3, mais…`.

        Raises:
            ValueError: when the text is not blank and begins with none of them.
        """
        folded = fold(text).strip()
        if any(choice.is_called(folded) for choice in self.choices):  # « - » is one
            return next(c for c in self.choices if c.is_called(folded)), ""
        bare = fold(text.replace("_", " ")).strip(_DECORATION)
        if not bare or not bare.strip("?- "):
            return None, ""
        bare = self._without_scale(_BEFORE.sub("", bare)).strip(_DECORATION)
        for choice in self.choices:
            if choice.is_called(bare):
                return choice, ""
        if match := _CODE_FIRST.fullmatch(bare):
            for choice in self.choices:
                if match[1] == choice.code and not _BETWEEN.fullmatch(match[2]):
                    rest = match[2].strip(_DECORATION)
                    words = _after_code(self._without_scale(text), match[1])
                    return choice, "" if choice.is_called(rest) else words
        for choice in self.choices:
            word = re.match(rf"{re.escape(fold(choice.code))}\s*[,;:.(–—-]", bare)
            if word and not choice.code.isdecimal():  # « oui, surtout… », never « non applicable »
                return choice, text.strip()[word.end() :].strip()
        raise ValueError(self._unknown(text))

    def _without_scale(self, text: str) -> str:
        """The text with `3/4` as `3`, where 4 is the highest level."""
        levels = (c.code for c in self.choices if set(c.fields.values()).isdisjoint({False}))
        highest = max(levels, default="")
        return _OUT_OF.sub(lambda m: m[1] if m[2] == highest else m[0], text, count=1)

    def _unknown(self, text: str) -> str:
        return f"Réponse {quoted(text)} inconnue; choix possibles : {self.legend}."

    def _value(
        self, question: ClosingQuestion, chosen: Choice | None, text: str, today: date
    ) -> Value:
        if chosen is not None:
            return chosen.fields[self.id]
        return written_answer(question, text, today) if text and not self.choices else None

    def _rated(self, evaluation: Evaluation, fields: Mapping[str, Value]) -> Evaluation:
        try:
            return evaluation.rated(self.id, fields)
        except ValidationError as error:
            raise ValueError(problems_of(error)[0].message) from None


def asked(content: EvaluationContent, kind: EvaluationKind) -> tuple[Asked, ...]:
    """The rows of a form: the criteria by their numbers, then the questions by their letters."""
    return (*_criteria(content), *_questions(content, kind))


def level_choices(content: EvaluationContent) -> tuple[Choice, ...]:
    """The answers to a criterion, by the digits of the screen."""
    levels = sorted(content.levels, key=lambda level: -level.value)
    return (
        *(
            Choice(str(each.value), each.label,
                   {"level": each.value, "applicable": True, "observed": True},
                   (fold(each.short),))
            for each in levels
        ),
        Choice("0", content.not_applicable, {"applicable": False}, _NOT_APPLICABLE),
        Choice("9", content.not_observed, {"observed": False}, _NOT_OBSERVED),
    )  # fmt: skip


def _criteria(content: EvaluationContent) -> Iterator[Asked]:
    choices = level_choices(content)
    groups = {each.id: group.title for group in content.groups for each in group.criteria}
    for number, each in enumerate(content.criteria, 1):
        yield _criterion(each, number, groups[each.id], choices)


def _criterion(criterion: Criterion, number: int, group: str, choices: tuple[Choice, ...]) -> Asked:
    return Asked(criterion.id, str(number), criterion.title, criterion.hint, group, choices)


def _questions(content: EvaluationContent, kind: EvaluationKind) -> Iterator[Asked]:
    for question, letter in zip(content.questions_for(kind), _letters(), strict=False):
        choices = tuple(_question_choices(question, content))
        yield Asked(question.id, letter, question.title, question.hint, "", choices, question)


def _letters() -> Iterator[str]:
    yield from ascii_uppercase
    yield from (first + second for first in ascii_uppercase for second in ascii_uppercase)


def _question_choices(question: ClosingQuestion, content: EvaluationContent) -> Iterator[Choice]:
    """The answers to pick from: appraisals by their digit, the others by their word."""
    for each in options(question, content):
        code = str(each.digit) if question.type == "appraisal" else each.label
        names = (each.label[0],) if question.type == "yes-no" else ()
        yield Choice(code, each.label, {question.id: each.value}, names)


def _holds(rating: Rating, choice: Choice) -> bool:
    return all(getattr(rating, name) == value for name, value in choice.fields.items())


def _after_code(text: str, code: str) -> str:
    """The words after the digit, as they were written."""
    return text.partition(code)[2].lstrip(" \t,;.:=)]}–—-_/").strip()
