"""A check of the words of the workbook in an organisation's own content."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.errors import FieldProblem
from ...programme.errors import problem
from ...programme.loader import load_programme
from ...programme.programme import Programme
from .words import FILE


def sheet_problems(programme: Programme) -> Iterator[FieldProblem]:
    """The words that the workbook needs, and that a programme lacks.

    Raises:
        ContentError: when the words cannot be read, or when one means two things.
    """
    own = programme.sheets.words.fr
    for key in load_programme().sheets.words.fr:
        if key not in own:
            yield problem(FILE, f"words.fr.{key}", "ce mot manque.")
