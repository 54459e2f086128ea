"""Tables as CSV, in the form that a spreadsheet in French opens without a question.

Semicolons separate cells, CRLF separates lines, and a byte order mark announces UTF-8.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import StringIO

from ..clocks.zones import local
from ..dossier.deeds.sentences import PARTS
from ..dossier.field_words import words_of
from ..dossier.records import HistoryEntry
from ..programme.programme import Programme
from ..programme.progress import TaskState
from ..wording import TASK_CELLS

_UTF8_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HISTORY_HEADER = ("Quand", "Qui", "Partie", "Quoi", "Champ", "Avant", "Après")
_TASK_HEADER = (
    "Phase", "Étape", "Échéance", "État", "Exigée", "Responsable", "Note", "Raison", "Source",
)  # fmt: skip


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV in which no cell is a formula.

    A spreadsheet would run a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return:
    an apostrophe before it makes it text.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow(_inert(cell) for cell in row)
    return _UTF8_MARK + file.getvalue()


def tasks_csv(states: Iterable[TaskState], due: Mapping[str, date], programme: Programme) -> str:
    """The tasks of a dossier, one a line.

    Args:
        states: The state of each task.
        due: The due date of each task, by id (host-local dates).
        programme: The programme of the dossier.
    """
    return csv_text(_TASK_HEADER, (_task_row(each, due, programme) for each in states))


def history_csv(entries: Iterable[HistoryEntry], zone_name: str) -> str:
    """A history, one line for each field that changed, or one for a change that kept none.

    Args:
        entries: The lines, in the order wanted.
        zone_name: The zone whose wall time is written.
    """
    return csv_text(
        _HISTORY_HEADER,
        (row for entry in entries for row in _history_rows(entry, local(entry.at, zone_name))),
    )


def _history_rows(entry: HistoryEntry, at: datetime) -> Iterator[tuple[str, ...]]:
    when = at.replace(tzinfo=None).isoformat(" ", timespec="minutes")
    start = (when, entry.who, PARTS.get(entry.deed.part, entry.deed.part), entry.sentence)
    for change in map(words_of, entry.changes):
        yield (*start, *change)
    if not entry.changes:
        yield (*start, "", "", "")


def _task_row(state: TaskState, due: Mapping[str, date], programme: Programme) -> tuple[str, ...]:
    task = state.task
    return (
        programme.phase(task.phase).title,
        task.title,
        due[task.id].isoformat(),
        TASK_CELLS[state.state],
        "oui" if task.required else "non",
        state.assignee,
        state.note,
        state.record.reason,
        programme.source(task.source).name,
    )


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
