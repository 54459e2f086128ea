"""Errors are said in French, all at once, and nothing in them commands a terminal."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from telestage_tui.dossier.errors import (
    FieldProblem,
    InvalidInput,
    Refused,
    TelestageError,
    field_path,
    french_problem,
    problems_of,
)
from telestage_tui.dossier.people import Tutor

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (bool, "peut-être"),
        (bool, []),
        (int, "x"),
        (int, 1.5),
        (int, []),
        (float, "x"),
        (float, []),
        (Annotated[float, Field(allow_inf_nan=False)], float("nan")),
        (date, "x"),
        (date, []),
        (date, datetime(2027, 1, 11, 9)),
        (time, "x"),
        (time, []),
        (AwareDatetime, datetime(2027, 1, 11)),
        (AwareDatetime, "x"),
        (UUID, "x"),
        (UUID, 3),
        (str, 3),
        (Annotated[str, Field(max_length=9)], "\ud800"),
        (Literal["a", "b"], "c"),
        (tuple[str, ...], "x"),
        (Annotated[int, Field(ge=1)], 0),
        (Annotated[int, Field(gt=1)], 0),
        (Annotated[int, Field(le=1)], 2),
        (Annotated[int, Field(lt=1)], 2),
        (Annotated[str, Field(min_length=1)], ""),
        (Annotated[str, Field(max_length=1)], "xx"),
        (Tutor, 3),
        (Tutor, {"x": 1}),
    ],
)
def test_every_refusal_of_a_field_is_french(annotation: Any, value: object) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(annotation).validate_python(value)
    for problem in problems_of(error.value):
        assert problem.message.endswith(".")
        assert problem.message != "valeur refusée."
        assert "{" not in problem.message


def test_choices_are_listed() -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Literal["a", "b", "c"]).validate_python("d")
    assert problems_of(error.value)[0].message == (
        f"Valeur inconnue; choix possibles{NBSP}: a, b ou c."
    )


def test_people_count_from_one() -> None:
    assert field_path(("ressources", 0, "type")) == "ressources[1].type"
    assert field_path((2, "nom")) == "[3].nom"
    assert field_path(()) == "fiche"


def test_an_error_lists_all_its_problems() -> None:
    error = InvalidInput([FieldProblem("stage.fin", "trop tôt."), FieldProblem("x", "quoi?")])
    assert str(error) == f"stage.fin{NBSP}: trop tôt.\nx{NBSP}: quoi?"
    assert isinstance(error, TelestageError)


def test_messages_are_typeset_and_safe() -> None:
    assert str(Refused("Déjà fait : rien ne change.")) == f"Déjà fait{NBSP}: rien ne change."
    problem = FieldProblem("\x1b[2Jnom", "« \x1b]0;piraté\x07x »\nsuite.")
    assert problem == FieldProblem("nom", f"«{NBSP}x{NBSP}» suite.")


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (Annotated[float, Field(gt=0)], -1, "La valeur doit dépasser 0."),
        (Annotated[float, Field(le=80)], 81, "Le maximum est 80."),
        (Annotated[float, Field(ge=0.5)], 0, "Le minimum est 0,5."),
        (Annotated[str, Field(max_length=200_000)], "x" * 200_001,
         "Texte trop long : 200\u00a0000 caractères au plus."),
    ],
)  # fmt: skip
def test_a_bound_is_written_as_a_french_reader_writes_it(
    kind: Any, value: object, expected: str
) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    assert french_problem(error.value.errors()[0]) == expected
