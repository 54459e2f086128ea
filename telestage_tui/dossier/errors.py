"""Errors that reach the user: each carries a French message, said where it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from .french import number
from .text import clean_line, typeset


class TelestageError(Exception):
    """Base of every error shown to the user; `str(error)` is a complete French sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(typeset(message))


class Refused(TelestageError):
    """The action is not allowed in the present state; nothing changed."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One reason why a field is refused.

    Attributes:
        field: Dotted path of the field, in the words of the input (`stagiaire.courriel`).
        message: French sentence.
    """

    field: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "field", clean_line(self.field))
        object.__setattr__(self, "message", typeset(clean_line(self.message)))


class InvalidInput(TelestageError):
    """Input refused whole; every problem is listed at once.

    Attributes:
        problems: What is wrong, field by field, in the order of the input.
    """

    def __init__(self, problems: list[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.field} : {p.message}" for p in problems))


_FRENCH: dict[str, str] = {
    "missing": "ce champ est obligatoire.",
    "extra_forbidden": "champ inconnu ; vérifiez l’orthographe ou retirez-le.",
    "string_type": "un texte est attendu, entre guillemets.",
    "string_unicode": "ce texte contient des caractères illisibles.",
    "string_too_short": "ce champ ne peut pas être vide.",
    "string_too_long": "texte trop long : {max_length} caractères au plus.",
    "bool_type": "répondez true (oui) ou false (non).",
    "bool_parsing": "répondez true (oui) ou false (non).",
    "int_type": "un nombre entier est attendu.",
    "int_parsing": "un nombre entier est attendu.",
    "int_from_float": "un nombre entier est attendu.",
    "float_type": "un nombre est attendu.",
    "float_parsing": "un nombre est attendu.",
    "finite_number": "un nombre fini est attendu.",
    "date_type": "une date est attendue, par exemple 2027-01-11.",
    "date_parsing": "date illisible ; écrivez par exemple 2027-01-11.",
    "date_from_datetime_parsing": "date illisible ; écrivez par exemple 2027-01-11.",
    "date_from_datetime_inexact": "une date sans heure est attendue, par exemple 2027-01-11.",
    "time_type": "une heure est attendue, par exemple 09:30.",
    "time_parsing": "heure illisible ; écrivez par exemple 09:30.",
    "greater_than_equal": "le minimum est {ge}.",
    "greater_than": "la valeur doit dépasser {gt}.",
    "less_than_equal": "le maximum est {le}.",
    "less_than": "la valeur doit rester sous {lt}.",
    "literal_error": "valeur inconnue ; choix possibles : {expected}.",
    "enum": "valeur inconnue ; choix possibles : {expected}.",
    "tuple_type": "une liste est attendue.",
    "list_type": "une liste est attendue.",
    "too_long": "liste trop longue : {max_length} éléments au plus.",
    "dict_type": "un groupe de champs est attendu.",
    "model_type": "un groupe de champs est attendu.",
    "model_attributes_type": "un groupe de champs est attendu.",
    "uuid_parsing": "identifiant illisible.",
    "uuid_type": "identifiant illisible.",
    "datetime_parsing": "instant illisible ; écrivez par exemple 2027-01-11T14:30:00Z.",
    "datetime_from_date_parsing": "instant illisible ; écrivez par exemple 2027-01-11T14:30:00Z.",
    "datetime_type": "un instant est attendu, par exemple 2027-01-11T14:30:00Z.",
    "timezone_aware": "il manque le fuseau de l’instant, par exemple 2027-01-11T14:30:00Z.",
    "json_invalid": "ce texte n’est pas du JSON.",
}


def french_problem(error: Any) -> str:
    """The French sentence for one entry of `ValidationError.errors()`."""
    kind = str(error["type"])
    if kind == "value_error":  # raised by our own validators: already French
        return str(error["ctx"]["error"])
    context = {key: _in_french(value) for key, value in error.get("ctx", {}).items()}
    template = _FRENCH.get(kind, "valeur refusée.")
    return template.format_map(context)


def problems_of(error: ValidationError) -> list[FieldProblem]:
    """Translate a pydantic error into French, one problem a field, list positions from 1."""
    return [
        FieldProblem(field_path(entry["loc"]), french_problem(entry)) for entry in error.errors()
    ]


def field_path(location: tuple[int | str, ...]) -> str:
    """`("ressources", 0, "type")` becomes `ressources[1].type`: people count from one."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        else:
            path += f".{part}" if path else part
    return path or "fiche"


def _in_french(value: Any) -> str:
    """A bound or the choices of a refusal, as a French reader writes them."""
    if isinstance(value, (int, float)):
        return number(value)
    return str(value).replace("'", "").replace(" or ", " ou ")
