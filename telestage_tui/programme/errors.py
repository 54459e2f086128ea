"""Errors of the programme's content, in French, naming the file and the field."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from ..dossier.errors import FieldProblem, InvalidInput, TelestageError


class ContentError(InvalidInput):
    """Content that cannot be used; every problem found in the file is listed."""


class UnknownId(TelestageError):
    """An identifier the programme does not have; the sentence suggests the nearest one."""

    def __init__(self, noun: str, unknown: str, known: Iterable[str]) -> None:
        super().__init__(f"{noun.capitalize()} « {unknown} » introuvable{nearest(unknown, known)}")


def nearest(unknown: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: the nearest known one, or a full stop."""
    near = difflib.get_close_matches(unknown, list(known), 1, cutoff=0.5)
    return f" ; vouliez-vous « {near[0]} » ?" if near else "."


def problem(file: str, field: str, message: str) -> FieldProblem:
    """A problem of content: `tasks.toml, sel-offer.why`."""
    return FieldProblem(f"{file}, {field}" if field else file, message)
