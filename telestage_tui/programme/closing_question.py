"""A closing question of an evaluation: what is asked, and the type of its answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.evaluations import QUESTION_FIELDS, Evaluation, EvaluationKind, GoalsReached
from ..dossier.text import Line, Name

QuestionType = Literal["yes-no", "choice", "appraisal", "hours", "date", "text"]
"""How a closing question is answered: yes or no, one of its choices, a general appraisal, a number
of hours, a day, or words."""
FIELD_TYPES: dict[str, QuestionType] = {
    "goals_reached": "choice",
    "overall": "appraisal",
    "supervision_hours": "hours",
    "training_sufficient": "yes-no",
    "would_host_again": "yes-no",
    "attestation_given": "yes-no",
    "discussed_on": "date",
}
"""The type of each question that has a field of the evaluation; the others are answered in
words."""
MOST_CHOICES = 5
"""Choices of a question: as many as the digits that pick an answer."""


class ClosingQuestion(Frozen):
    """A question at the foot of a form.

    Its answer goes in the field of the evaluation of that identifier; without one, it is a text
    among the `answers`.
    """

    id: Name
    title: Name
    hint: Line = ""
    type: QuestionType = "text"
    """That of its field where the content does not say, as an older one does not."""
    choices: Annotated[tuple[Name, ...], Field(max_length=MOST_CHOICES)] = ()
    """The answers of a `choice`, in the order they are proposed."""
    kinds: tuple[EvaluationKind, ...]
    """The forms that ask it."""

    @model_validator(mode="before")
    @classmethod
    def _of_its_field(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        field = str(data.get("id"))
        known: dict[str, Any] = {"type": FIELD_TYPES[field]} if field in FIELD_TYPES else {}
        if field == "goals_reached":
            known |= {"choices": get_args(GoalsReached)}
        return known | data

    @model_validator(mode="after")
    def _is_a_question(self) -> ClosingQuestion:
        if self.id in Evaluation.model_fields and self.id not in QUESTION_FIELDS:
            raise ValueError(f"une question ne peut pas s’appeler « {self.id} ».")
        expected = FIELD_TYPES.get(self.id, "text")
        if self.id in QUESTION_FIELDS and self.type != expected:
            raise ValueError(f"la question « {self.id} » est du type « {expected} ».")
        if self.id == "goals_reached" and self.choices != get_args(GoalsReached):
            names = ", ".join(get_args(GoalsReached))
            raise ValueError(f"les choix de « {self.id} » sont : {names}.")
        if (self.type == "choice") != (len(self.choices) > 1):
            raise ValueError("une question à choix en a au moins deux, et elle seule en a.")
        return self
