"""A file filled in without the program, whichever it is, and the dossier it comes back to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from ...dossier.changes import edit_evaluation
from ...dossier.deeds import deed
from ...dossier.dossier import Dossier
from ...dossier.errors import FieldProblem, InvalidInput, Refused
from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.french import count, plain_date
from ...programme.programme import Programme
from .answers import asked
from .archive import LARGEST_FILE, UnreadableFile, check_size, is_workbook
from .changes_shown import FileImport, Line, Step, line_of
from .reading import FilledWorkbook, read_workbook
from .self_form import self_evaluation_text
from .self_reading import GivenAnswer, SelfReference, form_text, read_form, reference_in
from .workbook_import import workbook_import

LARGEST_READ = LARGEST_FILE + 1
"""Bytes that are read of a file: one more than is accepted, to know that there is more."""
SOURCE = "du fichier"


class FilledText(NamedTuple):
    """The text of a self-evaluation, and what it comes back to."""

    text: str
    reference: SelfReference

    @property
    def dossier(self) -> UUID:
        """Which dossier it comes back to."""
        return self.reference.dossier


FilledFile = FilledWorkbook | FilledText


def read_filled(data: bytes) -> FilledFile:
    """Read a file that somebody filled in: a workbook, or the text of a self-evaluation.

    Raises:
        UnreadableFile: when it is neither, or cannot be read safely.
        InvalidInput: when the structure of a workbook was changed.
    """
    check_size(data)
    if is_workbook(data):
        return read_workbook(data)
    text = form_text(data)
    return FilledText(text, reference_in(text))


def file_import(
    filled: FilledFile,
    dossier: Dossier,
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    today: date,
) -> FileImport:
    """What a filled file would change in the dossier it comes back to.

    Args:
        filled: The file.
        dossier: That dossier.
        programme_of: The programme a dossier follows.
        now: UTC instant.
        today: The tutor's local date.

    Raises:
        UnreadableFile: when it is of another dossier.
        Refused: when the dossier is closed, or the form complete.
        InvalidInput: when an answer cannot be understood; each place is named.
    """
    if filled.dossier != dossier.id:
        raise UnreadableFile("Ce fichier est celui d’un autre dossier.")
    programme = programme_of(dossier)
    if isinstance(filled, FilledWorkbook):
        return workbook_import(filled, dossier, programme, now, today)
    return self_evaluation_import(filled.text, filled.reference.kind, dossier, programme, today)


def self_evaluation_import(
    text: str, kind: EvaluationKind, dossier: Dossier, programme: Programme, today: date
) -> FileImport:
    """What the text of a self-evaluation would change; a row left blank changes nothing.

    Args:
        text: See `form_text`.
        kind: Which of the two self-evaluations.
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date.

    Raises:
        Refused: when the dossier is closed, or the form complete.
        InvalidInput: when an answer cannot be understood; each line is named.
    """
    title, evaluation = programme.evaluation.form(kind).title, dossier.evaluation(kind)
    if dossier.closed_on:
        raise Refused("Ce stage est clos : rouvrez-le d’abord.")
    if evaluation.completed_on:
        raise Refused(
            f"{title} : complète depuis le {plain_date(evaluation.completed_on)}. Rouvrez-la "
            "d’abord, puis reprenez le fichier."
        )
    blank_form = self_evaluation_text(dossier, programme, kind).decode("utf-8-sig")
    form = read_form(text, asked(programme.evaluation, kind), blank_form)

    _check(form.answers, Evaluation(kind=kind), today)

    def edit(current: Evaluation) -> Evaluation:
        for each, answer, comment in form.answers:
            if answer:
                current = each.write(current, answer, today)
            if comment:
                current = each.comment_on(current, comment)
        return current

    after = edit(evaluation)
    lines: list[Line] = []
    for each, *_ in form.answers:
        where = f"{each.mark}. {each.title}"
        for name, read in ((where, each.answer), (f"{where}, commentaire", each.comment)):
            if read(evaluation) != read(after):
                lines.append(line_of(name, read(evaluation), read(after)))
    change = edit_evaluation(kind, edit, deed("evaluation.imported", form=title))
    steps = (Step(change, tuple(lines)),) if lines else ()
    notes = list(form.notices)
    if form.blank:
        notes.append(f"{count(form.blank, 'ligne laissée vide', 'lignes laissées vides')}.")
    return FileImport(dossier, SOURCE, steps, (), tuple(notes))


def _check(answers: Sequence[GivenAnswer], blank: Evaluation, today: date) -> None:
    """Check that every answer can be written.

    Raises:
        InvalidInput: naming each that cannot.
    """
    problems: list[FieldProblem] = []
    for each, answer, comment in answers:
        try:
            each.write(blank, answer, today)
            if each.is_criterion:
                each.comment_on(blank, comment)
        except ValueError as error:
            problems.append(FieldProblem(f"{each.mark}. {each.title}", str(error)))
    if problems:
        raise InvalidInput(problems)
