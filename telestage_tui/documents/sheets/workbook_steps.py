"""What the cells changed in a workbook do to a dossier: one step a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from ...clocks.meeting_times import day_reached
from ...dossier import changes
from ...dossier.changes import Change
from ...dossier.deeds import deed
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.evaluations import Evaluation
from ...dossier.meetings import IndicatorLevel, Record
from ...programme.meeting_names import name_deed
from ...programme.programme import Programme
from ...programme.progress import note_refusal, task_states
from .meanings import Meanings
from .parts import EVALUATIONS, INDICATOR

Cells = Mapping[str, str]
"""What the changed cells of a row mean, by their column."""


class Setting(NamedTuple):
    """What the steps are made for.

    Attributes:
        programme: The programme of the dossier.
        meanings: Reads the cells.
        now: UTC instant.
        today: The tutor's local date.
    """

    programme: Programme
    meanings: Meanings
    now: datetime
    today: date


def row_changes(
    part: str, row: str, cells: Cells, dossier: Dossier, setting: Setting
) -> Iterator[Change]:
    """The changes that a row asks for, of a dossier as the rows before it left it.

    Args:
        part: The key of the part.
        row: The identifier of the row.
        cells: What its changed cells mean.
        dossier: The dossier.
        setting: What they are made for.

    Raises:
        Refused: when what is asked makes no sense together; a change may refuse too.
    """
    makers: dict[str, Callable[[str, Cells, Dossier, Setting], Iterator[Change]]] = {
        "tasks": _task,
        "meetings": _meeting,
        "accesses": _access,
        "files": _file,
    }
    if part in EVALUATIONS:
        yield _evaluation(part, row, cells, setting)
    else:
        yield from makers[part](row, cells, dossier, setting)


def _task(row: str, cells: Cells, dossier: Dossier, setting: Setting) -> Iterator[Change]:
    task, today = setting.programme.task(row), setting.today
    state = next(
        each for each in task_states(dossier, setting.programme, today) if each.task.id == row
    )
    for text in (cells.get("note", ""), cells.get("reason", "")):
        if refusal := note_refusal(task, text):
            raise Refused(refusal)
    choice = cells.get("state", state.state)
    reason = cells.get("reason", state.record.reason)
    if choice == "skipped" and not reason:
        raise Refused("Dites pourquoi l’étape est sans objet, dans la dernière colonne.")
    if cells.get("reason") and choice != "skipped":
        raise Refused("Cette raison ne va qu’avec une étape sans objet.")
    if choice == "todo" and state.derived:
        raise Refused(
            "Cette étape est faite, d’après le dossier : elle ne se décoche pas. Corrigez ce qui "
            "la montre faite."
        )
    if choice == "skipped" and cells.keys() & {"state", "reason"}:
        yield changes.skip(task, why=reason, on=today)
    elif cells.keys() & {"state", "reason"}:
        yield (changes.tick if choice == "done" else changes.untick)(task, on=today)
    if "note" in cells:
        yield changes.edit_task(task, note=cells["note"])


def _meeting(row: str, cells: Cells, dossier: Dossier, setting: Setting) -> Iterator[Change]:
    meeting = dossier.meeting(UUID(row))
    name = name_deed(dossier, meeting, setting.programme)
    levels = {
        column.removeprefix(INDICATOR): int(meaning) if meaning else None
        for column, meaning in cells.items()
        if column.startswith(INDICATOR)
    }

    def write(record: Record) -> Record:
        others = tuple(each for each in record.indicators if each.id not in levels)
        new = tuple(IndicatorLevel(id=id, level=n) for id, n in levels.items() if n is not None)
        return record.evolve(indicators=(*others, *new), notes=cells.get("notes", record.notes))

    if "state" not in cells:
        yield changes.write_record(meeting.id, name, write)
        return
    status = cells["state"]
    if status not in ("planned", "held"):
        raise Refused("Une rencontre manquée ou annulée se note dans telestage, avec sa raison.")
    yield changes.record_meeting(
        meeting.id,
        name,
        status="held" if status == "held" else "planned",
        on=day_reached(meeting, dossier, setting.now),
        write=write,
    )


def _access(row: str, cells: Cells, dossier: Dossier, setting: Setting) -> Iterator[Change]:
    access = dossier.access(UUID(row))
    steps = {key: date.fromisoformat(cells[key]) for key in cells.keys() - {"note"}}
    if on := steps.get("given"):
        yield changes.grant(access, on=on)
    if on := steps.get("explained"):
        yield changes.explain(access, on=on)
    if on := steps.get("withdrawn"):
        yield changes.withdraw(access, on=on, today=setting.today)
    if "note" in cells:
        written = access.resource.evolve(note=cells["note"])
        yield changes.describe_access(access, seen=access.resource, written=written)


def _file(row: str, cells: Cells, dossier: Dossier, setting: Setting) -> Iterator[Change]:
    transfer = dossier.transfer(UUID(row))
    done = cells.get("done")
    done_on = transfer.done_on if done is None else date.fromisoformat(done) if done else None
    others = {key: cells[key] for key in ("kind", "where", "to") if key in cells}
    changed = transfer.evolve(**others, done_on=done_on)
    yield changes.edit_transfer(changed, on=setting.today)


def _evaluation(part: str, row: str, cells: Cells, setting: Setting) -> Change:
    each, kind = setting.meanings.asked(part, row), EVALUATIONS[part]

    def edit(evaluation: Evaluation) -> Evaluation:
        if "answer" in cells:
            evaluation = each.write(evaluation, cells["answer"], setting.today)
        if "comment" in cells:
            evaluation = each.comment_on(evaluation, cells["comment"])
        return evaluation

    title = setting.programme.evaluation.form(kind).title
    return changes.edit_evaluation(
        kind, edit, deed("evaluation.answered", form=title, question=each.title)
    )
