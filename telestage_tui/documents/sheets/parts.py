"""What the workbook shows of a dossier: tasks, meetings, accesses, files, evaluations.

Its own words are in the language it is written in; those of the programme are in French.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from ...clocks.meeting_times import host_day, start_of
from ...clocks.zones import local
from ...dossier.accesses import Access
from ...dossier.dossier import Dossier
from ...dossier.evaluations import EvaluationKind
from ...dossier.meetings import Meeting
from ...dossier.records import Transfer
from ...dossier.text import quoted
from ...planning.due import due_dates
from ...planning.meeting_view import name_of, titled
from ...programme.language import Language
from ...programme.programme import Programme
from ...programme.progress import TaskState, task_states
from ...programme.questions import NO, YES
from ...programme.reviewing import AFTERWARDS
from ...wording import TRANSFER_KINDS
from ..papers.setting import last_change
from .answers import Asked, asked
from .grid import Cell, Column, Part, Row, Value, free_text
from .words import SheetWords

ID = "id"
"""The key of the column by which a row is known again; hidden."""
EVALUATIONS: Mapping[str, EvaluationKind] = {
    "evaluation-midpoint": "midpoint",
    "evaluation-final": "final",
}
"""The forms of the workbook, by the key of their part. A self-evaluation is not among them: it is
the intern's own."""
CRITERION, QUESTION = "criterion.", "question."
"""Before the identifiers of the rows of a form."""
INDICATOR = "indicator."
"""Before the identifiers of the columns of the indicators."""
LEVELS = (4, 3, 2, 1)
_YES_NO: Mapping[str, str] = {YES: "answer-yes", NO: "answer-no"}
"""The key of the word of each answer to a question of yes or no."""


class _Source(NamedTuple):
    """What a sheet is made from.

    Attributes:
        dossier: The dossier.
        programme: The programme it follows.
        words: The words of the workbook.
    """

    dossier: Dossier
    programme: Programme
    words: SheetWords

    def heading(self, part: str, form: str = "") -> str:
        """The heading of a sheet."""
        return self.words.heading(part, self.dossier.intern.full_name, form)

    def columns(self, part: str, **widths: int) -> Iterator[Column]:
        """The columns of a sheet, after that of the identifiers and that of the numbers."""
        yield Column(ID, self.words["id"], 8)
        yield Column("number", self.words["number"], 5)
        yield from self.more_columns(part, **widths)

    def more_columns(self, part: str, **widths: int) -> Iterator[Column]:
        """Columns by their keys, with their widths."""
        for key, width in widths.items():
            yield Column(key, self.words[f"{part}-{key}"], width)

    def text(self, text: str, *, is_free: bool = True, prompt: str = "") -> Cell:
        """The cell of a text that somebody writes; `prompt` is the key of its words."""
        said = self.words[prompt] if prompt else ""
        return free_text(text, self.words["cut"], is_free=is_free, prompt=said)


def workbook_parts(
    dossier: Dossier, programme: Programme, language: Language = "fr"
) -> tuple[Part, ...]:
    """The sheets of a dossier; the same ones for the same dossier, whatever the day.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        language: The language of its words; those of the programme are in French.
    """
    source = _Source(dossier, programme, SheetWords(programme, language))
    return (
        _tasks(source),
        _meetings(source),
        _accesses(source),
        _files(source),
        *(_evaluation(key, kind, source) for key, kind in EVALUATIONS.items()),
    )


# --- tasks ----------------------------------------------------------------------------------------


def _tasks(source: _Source) -> Part:
    dossier, programme, words = source
    day = last_change(dossier)
    due = due_dates(dossier, programme, day)
    states = task_states(dossier, programme, day)

    def row(number: int, state: TaskState) -> Row:
        task = state.task
        return Row(task.id, f"Étape {number}, {quoted(task.title)}", {
            "id": Cell(task.id),
            "number": Cell(number),
            "title": Cell(task.title),
            "required": Cell("◆" if task.required else ""),
            "due": Cell(due[task.id]),
            "assignee": Cell(state.assignee),
            "state": Cell(words[f"task-{state.state}"], is_free=True,
                          choices=words.choices("task")),
            "on": Cell(state.record.on),
            "note": source.text(state.note),
            "reason": source.text(state.record.reason, prompt="reason-prompt"),
        }, programme.phase(task.phase).title)  # fmt: skip

    french = words["french-content"]
    return Part(
        "tasks", words["sheet-tasks"], source.heading("tasks"),
        " ".join(filter(None, (words["advice"], french))),
        tuple(source.columns("tasks", title=46, required=4, due=12, assignee=20, state=14, on=12,
                             note=44, reason=28)),
        tuple(row(number, state) for number, state in enumerate(states, 1)),
    )  # fmt: skip


# --- meetings -------------------------------------------------------------------------------------


def _meetings(source: _Source) -> Part:
    dossier, programme, words = source
    indicators = programme.meetings.indicators

    def row(number: int, meeting: Meeting) -> Row:
        record, start = meeting.record, start_of(meeting)
        here = local(start, dossier.host.zone)
        there = local(start, dossier.intern.zone)
        levels = {
            f"{INDICATOR}{each.id}": Cell(
                record.level(each.id), is_free=True, choices=LEVELS,
                prompt=" · ".join(f"{n} {each.levels[n - 1]}" for n in LEVELS),
            )
            for each in indicators
        }  # fmt: skip
        can_be_held = meeting.status in ("planned", "held")
        title = titled(programme.meeting_rules.title(meeting.kind), meeting)
        return Row(str(meeting.id), name_of(dossier, meeting, programme), {
            "id": Cell(str(meeting.id)),
            "number": Cell(number),
            "day": Cell(host_day(meeting, dossier.host.zone)),
            "here": Cell(words.time(here.time())),
            "there": Cell(words.time(there.time())),
            "title": Cell(title),
            "state": Cell(words[f"meeting-{meeting.status}"], can_be_held,
                          (words["meeting-planned"], words["meeting-held"])),
            **levels,
            "notes": source.text(record.notes),
            "minutes": source.text(_minutes(meeting, source), is_free=False),
        })  # fmt: skip

    return Part(
        "meetings", words["sheet-meetings"], source.heading("meetings"), words["advice"],
        (*source.columns("meetings", day=12, here=10, there=11, title=30, state=11),
         *(Column(f"{INDICATOR}{each.id}", each.title, 12) for each in indicators),
         *source.more_columns("meetings", notes=44, minutes=44)),
        tuple(row(number, meeting) for number, meeting in enumerate(dossier.meetings, 1)),
    )  # fmt: skip


def _minutes(meeting: Meeting, source: _Source) -> str:
    """The minutes of a meeting as one text: a line for each item, after its title."""
    items = source.programme.meetings.template(meeting.kind).items
    titles = {item.id: item.title for item in items}
    lines = (
        source.words.say("minutes-line", item=titles.get(each.item, each.item), said=each.text)
        for each in meeting.record.minutes
    )
    return "\n".join(lines)


# --- accesses and files ---------------------------------------------------------------------------


def _accesses(source: _Source) -> Part:
    dossier, programme, words = source

    def row(number: int, access: Access) -> Row:
        return Row(str(access.id), f"Accès {quoted(access.name)}", {
            "id": Cell(str(access.id)),
            "number": Cell(number),
            "name": Cell(access.name),
            "kind": Cell(programme.accesses.kind_label(access.kind)),
            "account": Cell(access.account),
            "manager": Cell(access.manager),
            "state": Cell(words[f"access-{access.state}"]),
            "given": _step(access.given_on, words),
            "explained": _step(access.explained_on, words),
            "withdrawn": _step(access.withdrawn_on, words),
            "note": source.text(access.note),
        })  # fmt: skip

    return Part(
        "accesses", words["sheet-accesses"], source.heading("accesses"),
        f"{words['advice']} {words['no-password']}",
        tuple(source.columns("accesses", name=30, kind=18, account=18, manager=22, state=11,
                             given=12, explained=12, withdrawn=12, note=44)),
        tuple(row(number, access) for number, access in enumerate(dossier.accesses, 1)),
    )  # fmt: skip


def _step(day: date | None, words: SheetWords) -> Cell:
    """The day of a step: free until it is taken, since a step taken is undone in the program."""
    return Cell(day, is_free=day is None, prompt="" if day else words["day-prompt"])


def _files(source: _Source) -> Part:
    dossier, _, words = source

    def row(number: int, transfer: Transfer) -> Row:
        name = f"{TRANSFER_KINDS[transfer.kind]} {quoted(transfer.item)}"
        return Row(str(transfer.id), name, {
            "id": Cell(str(transfer.id)),
            "number": Cell(number),
            "item": Cell(transfer.item),
            "kind": Cell(words[f"transfer-{transfer.kind}"], is_free=True,
                         choices=words.choices("transfer")),
            "where": source.text(transfer.where, prompt="where-prompt"),
            "to": source.text(transfer.to, prompt="to-prompt"),
            "done": Cell(transfer.done_on, is_free=True, prompt=words["day-prompt"]),
        })  # fmt: skip

    return Part(
        "files", words["sheet-files"], source.heading("files"), words["advice"],
        tuple(source.columns("files", item=46, kind=10, where=40, to=30, done=14)),
        tuple(row(number, transfer) for number, transfer in enumerate(dossier.transfers, 1)),
    )  # fmt: skip


# --- evaluations ----------------------------------------------------------------------------------


def _evaluation(key: str, kind: EvaluationKind, source: _Source) -> Part:
    dossier, programme, words = source
    content = programme.evaluation
    evaluation = dossier.evaluation(kind)
    is_complete = evaluation.completed_on is not None
    form = content.form(kind).title

    def row(each: Asked) -> Row:
        id = f"{CRITERION if each.is_criterion else QUESTION}{each.id}"
        can_comment = each.is_criterion and not is_complete
        return Row(id, f"{form}, {each.mark}. {each.title}", {
            "id": Cell(id),
            "number": Cell(_digit(each.mark)),
            "title": Cell(each.title),
            "hint": Cell(each.hint),
            "answer": _answer(each, each.answer(evaluation), source,
                              is_free=not is_complete or each.id in AFTERWARDS),
            "comment": source.text(each.comment(evaluation), is_free=can_comment),
        }, each.group or words["evaluation-conclusion"])  # fmt: skip

    rows = asked(content, kind)
    not_ofqj = programme.papers.words.in_language(words.language)["not-ofqj"]
    return Part(
        key, words[f"sheet-{key}"], source.heading(key, form),
        words["locked"] if is_complete else f"{rows[0].legend}. {not_ofqj}",
        tuple(source.columns("evaluation", title=44, hint=36, answer=16, comment=60)),
        tuple(map(row, rows)),
    )  # fmt: skip


def _answer(each: Asked, answer: str, source: _Source, *, is_free: bool) -> Cell:
    """The cell of an answer: its choices, or the text of a question answered in words."""
    words = source.words
    if not each.choices:
        is_number = each.question is not None and each.question.type == "hours"
        return source.text(words.decimal(answer) if is_number else answer, is_free=is_free)
    if each.question is not None and each.question.type == "yes-no":
        choices = tuple(words[_YES_NO[choice.code]] for choice in each.choices)
        shown = words[_YES_NO[answer]] if answer in _YES_NO else answer
        return Cell(shown or None, is_free, choices, " · ".join(choices))
    choices_of = tuple(_digit(choice.code) for choice in each.choices)
    return Cell(_digit(answer), is_free, choices_of, each.legend)


def _digit(code: str) -> Value:
    return int(code) if code.isdecimal() else code or None
