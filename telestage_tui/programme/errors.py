"""Errors of the programme's content, in French, naming the file and the field."""

from __future__ import annotations

from collections.abc import Iterable

from ..dossier.errors import FieldProblem, InvalidInput, TelestageError
from ..dossier.suggestions import closest, did_you_mean


class ContentError(InvalidInput):
    """Content that cannot be used; every problem of the file is listed."""


class UnknownId(TelestageError):
    """An identifier the programme does not have; the sentence suggests the nearest one."""

    def __init__(self, noun: str, unknown: str, names: Iterable[str]) -> None:
        hint = did_you_mean(closest(unknown, names))
        super().__init__(f"{noun.capitalize()} « {unknown} » introuvable{hint}")


def problem(file: str, field: str, message: str) -> FieldProblem:
    """A problem of content: `tasks.toml, sel-offer.why`."""
    return FieldProblem(f"{file}, {field}" if field else file, message)
