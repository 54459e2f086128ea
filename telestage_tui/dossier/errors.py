"""Errors shown to the user, each with its French message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from pydantic import ValidationError

from .french import lower_first, number, upper_first
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
        message: French sentence, with its capital and its full stop.
    """

    field: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "field", clean_line(self.field))
        object.__setattr__(self, "message", typeset(upper_first(clean_line(self.message))))

    def __str__(self) -> str:
        return typeset(f"{self.field} : {lower_first(self.message)}")


MOST_PROBLEMS = 50
"""Problems said at once: nobody reads further before correcting those."""


class InvalidInput(TelestageError):
    """Input refused as a whole; every problem is listed at once.

    Attributes:
        problems: One a field and reason, in the order of the input.
    """

    def __init__(self, problems: list[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        """One line a problem, the first ones when there are very many."""
        lines = [str(problem) for problem in self.problems[:MOST_PROBLEMS]]
        if rest := len(self.problems) - len(lines):
            lines.append(f"… et {rest} autre{'s' if rest > 1 else ''}.")
        return lines

    @classmethod
    def at(cls, field: str, message: str) -> Self:
        """The refusal of one field for one reason."""
        return cls([FieldProblem(field, message)])


REQUIRED = "Ce champ est obligatoire."
"""Said where a field that must be filled is blank."""
_FRENCH: dict[str, str] = {
    "missing": REQUIRED,
    "extra_forbidden": "Champ inconnu; vérifiez l’orthographe ou retirez-le.",
    "string_type": "Un texte est attendu, entre guillemets.",
    "string_unicode": "Ce texte contient des caractères illisibles.",
    "string_too_short": "Ce champ ne peut pas être vide.",
    "string_too_long": "Texte trop long : {max_length} caractères au plus.",
    "bool_type": "Répondez true (oui) ou false (non).",
    "bool_parsing": "Répondez true (oui) ou false (non).",
    "int_type": "Un nombre entier est attendu.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_from_float": "Un nombre entier est attendu.",
    "float_type": "Un nombre est attendu.",
    "float_parsing": "Un nombre est attendu.",
    "finite_number": "Un nombre fini est attendu.",
    "date_type": "Une date est attendue, par exemple 2027-01-11.",
    "date_parsing": "Date illisible; écrivez par exemple 2027-01-11.",
    "date_from_datetime_parsing": "Date illisible; écrivez par exemple 2027-01-11.",
    "date_from_datetime_inexact": "Une date sans heure est attendue, par exemple 2027-01-11.",
    "time_type": "Une heure est attendue, par exemple 09:30.",
    "time_parsing": "Heure illisible; écrivez par exemple 09:30.",
    "greater_than_equal": "Le minimum est {ge}.",
    "greater_than": "La valeur doit dépasser {gt}.",
    "less_than_equal": "Le maximum est {le}.",
    "less_than": "La valeur doit rester sous {lt}.",
    "literal_error": "Valeur inconnue; choix possibles : {expected}.",
    "enum": "Valeur inconnue; choix possibles : {expected}.",
    "tuple_type": "Une liste est attendue.",
    "list_type": "Une liste est attendue.",
    "too_long": "Liste trop longue : {max_length} éléments au plus.",
    "dict_type": "Un groupe de champs est attendu.",
    "model_type": "Un groupe de champs est attendu.",
    "model_attributes_type": "Un groupe de champs est attendu.",
    "uuid_parsing": "Identifiant illisible.",
    "uuid_type": "Identifiant illisible.",
    "datetime_parsing": "Instant illisible; écrivez par exemple 2027-01-11T14:30:00Z.",
    "datetime_from_date_parsing": "Instant illisible; écrivez par exemple 2027-01-11T14:30:00Z.",
    "datetime_type": "Un instant est attendu, par exemple 2027-01-11T14:30:00Z.",
    "timezone_aware": "Il manque le fuseau de l’instant, par exemple 2027-01-11T14:30:00Z.",
    "json_invalid": "Ce texte n’est pas du JSON.",
}


def french_problem(error: Any) -> str:
    """The French sentence for one entry of `ValidationError.errors()`."""
    kind = str(error["type"])
    if kind == "value_error":  # raised by our own validators: already French
        return str(error["ctx"]["error"])
    context = {key: _in_french(value) for key, value in error.get("ctx", {}).items()}
    template = _FRENCH.get(kind, "Valeur refusée.")
    return template.format_map(context)


def problems_of(error: ValidationError) -> list[FieldProblem]:
    """The problems of a pydantic error, in French; list positions count from 1."""
    return [
        FieldProblem(field_path(entry["loc"]), french_problem(entry)) for entry in error.errors()
    ]


def field_path(location: tuple[int | str, ...]) -> str:
    """`("ressources", 0, "type")` becomes `ressources[1].type`: positions count from 1."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part + 1}]"
        else:
            path += f".{part}" if path else part
    return path or "fiche"


def _in_french(value: Any) -> str:
    """A bound, or a list of choices, written in French."""
    if isinstance(value, (int, float)):
        return number(value)
    return str(value).replace("'", "").replace(" or ", " ou ")
