"""A filled workbook beside the dossier it is of: what it would change, and what is not taken.

A cell is taken when it was changed in the workbook and not in the dossier since. Changed in both,
the dossier keeps its own, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby

from pydantic import ValidationError

from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem, InvalidInput, Refused, TelestageError, problems_of
from ...dossier.french import count
from ...dossier.text import quoted
from ...programme.programme import Programme
from ...programme.progress import task_states
from .archive import UnreadableFile
from .changes_shown import FileImport, Line, Step, kept_line, line_of, refused_line
from .grid import Part, Place, cells_of
from .meanings import Meanings
from .parts import workbook_parts
from .reading import Edit, FilledWorkbook
from .workbook_steps import Setting, row_changes

SOURCE = "du classeur"


def workbook_import(
    filled: FilledWorkbook,
    dossier: Dossier,
    programme: Programme,
    now: datetime,
    today: date,
) -> FileImport:
    """What a filled workbook would change in the dossier it is of.

    Args:
        filled: The workbook.
        dossier: The dossier.
        programme: The programme it follows.
        now: UTC instant.
        today: The tutor's local date.

    Raises:
        UnreadableFile: when it is of another dossier, or of another programme.
        Refused: when the dossier is closed.
        InvalidInput: when a cell cannot be understood, or asks for what cannot be; each is named.
    """
    if filled.dossier != dossier.id or filled.programme != dossier.programme:
        raise UnreadableFile("Ce classeur est celui d’un autre dossier.")
    if dossier.closed_on:
        raise Refused("Ce stage est clos : rouvrez-le d’abord.")
    return _Comparison(filled, dossier, programme, now, today).result()


class _Comparison:
    """Three versions of each cell: as it was written, in the workbook, and in the dossier."""

    def __init__(
        self,
        filled: FilledWorkbook,
        dossier: Dossier,
        programme: Programme,
        now: datetime,
        today: date,
    ) -> None:
        self._filled = filled
        self._dossier = dossier
        self._meanings = Meanings(programme, today, filled.language)
        self._setting = Setting(programme, self._meanings, now, today)
        parts = workbook_parts(dossier, programme)
        self._cells = cells_of(parts)
        self._names = dict(_names(parts))
        self._kept: list[Line] = []
        self._problems: list[FieldProblem] = []

    def result(self) -> FileImport:
        """What is taken, what is not, and what else there is to know."""
        taken = [(edit, mine) for edit in self._filled.edits if (mine := self._taken(edit))]
        steps: list[Step] = []
        after = self._dossier
        for (part, row), group in groupby(taken, key=lambda each: each[0].place[:2]):
            edits = list(group)
            cells = {edit.place[2]: mine[0] for edit, mine in edits}
            try:
                for change in row_changes(part, row, cells, after, self._setting):
                    after = change.apply(after)
                    steps.append(Step(change, ()))
            except (TelestageError, ValidationError, ValueError) as error:
                self._problems.append(FieldProblem(edits[0][0].where, _reason(error)))
                continue
            lines = tuple(self._line(edit, mine[0]) for edit, mine in edits)
            steps[-1] = steps[-1]._replace(lines=lines)
        if self._problems:
            raise InvalidInput(self._problems)
        ticked = {edit.place[1] for edit, mine in taken if mine[0] == "done"}
        notes = (*self._unproven(after, ticked), *self._notes())
        return FileImport(self._dossier, SOURCE, tuple(steps), tuple(self._kept), notes)

    def _unproven(self, after: Dossier, ticked: set[str]) -> Iterator[str]:
        """The required tasks that were ticked, and that nothing proves yet."""
        states = task_states(after, self._setting.programme, self._setting.today)
        titles = [s.task.title for s in states if s.task.id in ticked and s.needs_proof]
        if titles:
            yield f"Avant de clore, ajoutez ce qui prouve : {', '.join(map(quoted, titles))}."

    def _taken(self, edit: Edit) -> tuple[str] | None:
        """What a cell means, when it is taken; None when it is not, which is then said."""
        place = edit.place
        try:
            mine = self._meanings.of(place, edit.after)
        except ValueError as error:
            self._problems.append(FieldProblem(edit.where, str(error)))
            return None
        before = self._meanings.before(place, edit.before)
        if mine == before:
            return None
        where, words = self._where(place), self._meanings.in_words(place, mine)
        cell = self._cells.get(place)
        if cell is None:
            why = "Cette ligne n’est plus dans le dossier."
            self._kept.append(refused_line(where, words, why))
            return None
        theirs = self._meanings.before(place, cell.text)
        if theirs == mine:
            return None
        if theirs != before:
            shown = self._meanings.in_words(place, theirs)
            self._kept.append(kept_line(where, shown, words))
            return None
        if not cell.is_free:
            why = "Cette case ne se modifie plus : ouvrez le dossier dans telestage."
            self._kept.append(refused_line(where, words, why))
            return None
        return (mine,)

    def _line(self, edit: Edit, mine: str) -> Line:
        before = self._meanings.before(edit.place, edit.before)
        shown = (self._meanings.in_words(edit.place, each) for each in (before, mine))
        return line_of(self._where(edit.place), *shown)

    def _where(self, place: Place) -> str:
        part, row, column = place
        return self._names.get(place) or f"{part}, {row}, {column}"

    def _notes(self) -> Iterator[str]:
        behind = self._dossier.version - self._filled.version
        if behind > 0:
            since = count(behind, "modification a été faite", "modifications ont été faites")
            yield f"{since} dans le dossier depuis que ce classeur a été écrit."
        yield from self._filled.notices


def _names(parts: tuple[Part, ...]) -> Iterator[tuple[Place, str]]:
    """How a preview names each cell: « Étape 3, « Publier l’offre », note »."""
    for part in parts:
        titles = {column.key: column.title for column in part.columns}
        for row in part.rows:
            for key in row.cells:
                title = titles[key]
                yield (part.key, row.id, key), f"{row.name}, {title[:1].lower()}{title[1:]}"


def _reason(error: Exception) -> str:
    match error:
        case ValidationError():
            return problems_of(error)[0].message
        case InvalidInput():
            return error.problems[0].message
        case _:
            return str(error)
