"""The closing questions: what each type takes, keeps and says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from telestage_tui.dossier.errors import problems_of
from telestage_tui.dossier.evaluations import Evaluation, OwnAnswer
from telestage_tui.programme.closing_question import ClosingQuestion
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.questions import answer_to, answer_words, answered, read_answer

TODAY = date(2027, 4, 2)
CONTENT = load_programme().evaluation
BLANK = Evaluation(kind="final")


def question(name: str, **fields: Any) -> ClosingQuestion:
    """A question asked in the final form."""
    return ClosingQuestion.model_validate(
        {"id": name, "title": "Question", "kinds": ["final"], **fields}
    )


OWN = {
    "yes-no": ("Non", False, "non"),
    "choice": ("A PEINE", "à peine", "à peine"),
    "appraisal": ("4", 4, "Va au-delà des attentes"),
    "hours": ("3,5 h", 3.5, "3,5 h"),
    "date": ("hier", date(2027, 4, 1), "1er avril 2027"),
    "text": ("L’équipe\ndes ventes", "L’équipe\ndes ventes", "L’équipe\ndes ventes"),
}
"""By type: what is written, the value, the words."""


@pytest.mark.parametrize("kind", OWN)
def test_a_question_of_an_organisation_takes_an_answer_of_its_type(kind: Any) -> None:
    written, value, words = OWN[kind]
    choices = ["beaucoup", "à peine"] if kind == "choice" else []
    asked = question("suite", type=kind, choices=choices)
    form = answered(asked, BLANK, read_answer(asked, written, CONTENT, TODAY))
    assert answer_to(asked, form) == value
    assert answer_words(asked, form, CONTENT).replace("\u00a0", " ") == words
    assert answered(asked, form, None) == BLANK


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [("goals_reached", "en partie", "en partie"), ("goals_reached", "3", "non"),
     ("overall", "5", 5), ("supervision_hours", "2", 2.0), ("training_sufficient", "oui", True),
     ("discussed_on", "2 avril", TODAY), ("strengths", "Rigueur.", "Rigueur.")],
)  # fmt: skip
def test_a_question_of_the_programme_fills_its_field(name: str, written: str, value: Any) -> None:
    asked = next(each for each in CONTENT.questions if each.id == name)
    form = answered(asked, BLANK, read_answer(asked, written, CONTENT, TODAY))
    assert getattr(form, name) == value
    assert answered(asked, form, None) == BLANK


@pytest.mark.parametrize(
    ("name", "written", "reason"),
    [("overall", "6", "choix possibles"), ("training_sufficient", "peut-être", "oui, non"),
     ("supervision_hours", "beaucoup", "illisible"), ("discussed_on", "3 avril 2027", "arrivé")],
)  # fmt: skip
def test_an_answer_of_another_type_is_refused(name: str, written: str, reason: str) -> None:
    asked = next(each for each in CONTENT.questions if each.id == name)
    with pytest.raises(ValueError, match=reason):
        read_answer(asked, written, CONTENT, TODAY)


def test_a_text_kept_before_the_question_had_a_type_stays_a_text() -> None:
    form = BLANK.evolve(answers=[OwnAnswer(question="suite", text="Trois, je crois")])
    for kind in ("hours", "date", "yes-no", "appraisal"):
        asked = question("suite", type=kind)
        assert answer_to(asked, form) == "Trois, je crois"
        assert answer_words(asked, form, CONTENT) == "Trois, je crois"


def test_an_older_content_without_types_asks_the_same() -> None:
    for each in CONTENT.questions:
        bare = {"id": each.id, "title": each.title, "hint": each.hint, "kinds": each.kinds}
        assert ClosingQuestion.model_validate(bare) == each


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"id": "overall", "type": "text"}, "« overall » est du type « appraisal »"),
     ({"id": "strengths", "type": "date"}, "« strengths » est du type « text »"),
     ({"id": "goals_reached", "choices": ["oui", "non"]}, "oui, en partie, non"),
     ({"id": "suite", "type": "choice"}, "au moins deux"),
     ({"id": "suite", "choices": ["a", "b"]}, "elle seule"),
     ({"id": "suite", "type": "choice", "choices": list("abcdef")}, "5"),
     ({"id": "suite", "type": "number"}, "yes-no")],
)  # fmt: skip
def test_a_question_that_cannot_be_answered_is_refused(fields: Any, reason: str) -> None:
    with pytest.raises(ValidationError) as refused:
        question(fields.pop("id"), **fields)
    assert reason in " ".join(each.message for each in problems_of(refused.value)).replace(
        "\u00a0", " "
    )
