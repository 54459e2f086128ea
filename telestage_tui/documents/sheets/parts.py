"""What the workbook shows of a dossier: tasks, meetings, accesses, files, evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ...clocks.meeting_times import host_day, start_of
from ...clocks.zones import local
from ...dossier.accesses import Access
from ...dossier.dossier import Dossier
from ...dossier.evaluations import EvaluationKind
from ...dossier.french import clock_time, de
from ...dossier.meetings import Meeting
from ...dossier.records import Transfer
from ...dossier.text import quoted
from ...planning.due import due_dates
from ...planning.meeting_view import name_of, titled
from ...programme.programme import Programme
from ...programme.progress import TaskState, task_states
from ...programme.reviewing import AFTERWARDS
from ...wording import ACCESS_WORDS, MEETING_WORDS, TASK_CELLS
from ..papers.setting import last_change
from .answers import Asked, asked
from .grid import Cell, Column, Part, Row, Value, free_text

ID = Column("id", "Identifiant", 8)
"""The column by which a row is known again; hidden."""
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
_SHEET_TITLES: Mapping[EvaluationKind, str] = {
    "midpoint": "Évaluation mi-stage",
    "final": "Évaluation finale",
}
LEVELS = (4, 3, 2, 1)
_LOCKED = "Cette évaluation est complète : elle se rouvre dans telestage."
_ADVICE = "Les cases de couleur se modifient; telestage les reprend, après un aperçu."


def workbook_parts(dossier: Dossier, programme: Programme) -> tuple[Part, ...]:
    """The sheets of a dossier; the same ones for the same dossier, whatever the day."""
    return (
        _tasks(dossier, programme),
        _meetings(dossier, programme),
        _accesses(dossier, programme),
        _files(dossier),
        *(_evaluation(key, kind, dossier, programme) for key, kind in EVALUATIONS.items()),
    )


# --- tasks ----------------------------------------------------------------------------------------


def _tasks(dossier: Dossier, programme: Programme) -> Part:
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
            "state": Cell(TASK_CELLS[state.state], is_free=True,
                          choices=tuple(TASK_CELLS.values())),
            "on": Cell(state.record.on),
            "note": free_text(state.note),
            "reason": free_text(state.record.reason, prompt="Pourquoi elle est sans objet."),
        }, programme.phase(task.phase).title)  # fmt: skip

    return Part(
        "tasks", "Étapes", f"Les étapes du télé-stage {_of(dossier)}", _ADVICE,
        (ID, Column("number", "N°", 5), Column("title", "Étape", 46), Column("required", "◆", 4),
         Column("due", "Échéance", 12), Column("assignee", "Responsable", 20),
         Column("state", "État", 12), Column("on", "Le", 12), Column("note", "Note, ou preuve", 44),
         Column("reason", "Si sans objet, pourquoi", 28)),
        tuple(row(number, state) for number, state in enumerate(states, 1)),
    )  # fmt: skip


# --- meetings -------------------------------------------------------------------------------------


def _meetings(dossier: Dossier, programme: Programme) -> Part:
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
            "here": Cell(clock_time(here.time())),
            "there": Cell(clock_time(there.time())),
            "title": Cell(title),
            "state": Cell(MEETING_WORDS[meeting.status], can_be_held,
                          (MEETING_WORDS["planned"], MEETING_WORDS["held"])),
            **levels,
            "notes": free_text(record.notes),
            "minutes": free_text(_minutes(meeting, programme), is_free=False),
        })  # fmt: skip

    return Part(
        "meetings", "Rencontres", f"Les rencontres du télé-stage {_of(dossier)}", _ADVICE,
        (ID, Column("number", "N°", 5), Column("day", "Date", 12), Column("here", "Ici", 9),
         Column("there", "Stagiaire", 11), Column("title", "Rencontre", 30),
         Column("state", "État", 11),
         *(Column(f"{INDICATOR}{each.id}", each.title, 12) for each in indicators),
         Column("notes", "Notes", 44), Column("minutes", "Compte rendu", 44)),
        tuple(row(number, meeting) for number, meeting in enumerate(dossier.meetings, 1)),
    )  # fmt: skip


def _minutes(meeting: Meeting, programme: Programme) -> str:
    """The minutes of a meeting as one text: a line for each item, after its title."""
    items = programme.meetings.template(meeting.kind).items
    titles = {item.id: item.title for item in items}
    lines = (f"{titles.get(each.item, each.item)} : {each.text}" for each in meeting.record.minutes)
    return "\n".join(lines)


# --- accesses and files ---------------------------------------------------------------------------


def _accesses(dossier: Dossier, programme: Programme) -> Part:
    def row(number: int, access: Access) -> Row:
        return Row(str(access.id), f"Accès {quoted(access.name)}", {
            "id": Cell(str(access.id)),
            "number": Cell(number),
            "name": Cell(access.name),
            "kind": Cell(programme.accesses.kind_label(access.kind)),
            "account": Cell(access.account),
            "manager": Cell(access.manager),
            "state": Cell(ACCESS_WORDS[access.state]),
            "given": _step(access.given_on),
            "explained": _step(access.explained_on),
            "withdrawn": _step(access.withdrawn_on),
            "note": free_text(access.note),
        })  # fmt: skip

    return Part(
        "accesses", "Accès", f"Les accès du télé-stage {_of(dossier)}",
        f"{_ADVICE} Aucun mot de passe ici.",
        (ID, Column("number", "N°", 5), Column("name", "Accès", 30), Column("kind", "Sorte", 18),
         Column("account", "Compte", 18), Column("manager", "Responsable", 22),
         Column("state", "État", 11), Column("given", "Remis le", 12),
         Column("explained", "Expliqué le", 12), Column("withdrawn", "Retiré le", 12),
         Column("note", "Note", 44)),
        tuple(row(number, access) for number, access in enumerate(dossier.accesses, 1)),
    )  # fmt: skip


def _step(day: date | None) -> Cell:
    """The day of a step: free until it is taken, since a step taken is undone in the program."""
    return Cell(day, is_free=day is None, prompt="" if day else "Une date, ou x pour aujourd’hui.")


def _files(dossier: Dossier) -> Part:
    def row(number: int, transfer: Transfer) -> Row:
        return Row(str(transfer.id), f"Fichier {quoted(transfer.item)}", {
            "id": Cell(str(transfer.id)),
            "number": Cell(number),
            "item": Cell(transfer.item),
            "to": free_text(transfer.to, prompt="La personne qui le reprend."),
            "done": Cell(transfer.done_on, is_free=True,
                         prompt="Une date, ou x pour aujourd’hui."),
        })  # fmt: skip

    return Part(
        "files", "Fichiers", f"Les fichiers à transférer du télé-stage {_of(dossier)}", _ADVICE,
        (ID, Column("number", "N°", 5), Column("item", "Fichier", 46),
         Column("to", "Repris par", 30), Column("done", "Transféré le", 13)),
        tuple(row(number, transfer) for number, transfer in enumerate(dossier.transfers, 1)),
    )  # fmt: skip


# --- evaluations ----------------------------------------------------------------------------------


def _evaluation(key: str, kind: EvaluationKind, dossier: Dossier, programme: Programme) -> Part:
    content = programme.evaluation
    evaluation = dossier.evaluation(kind)
    is_complete = evaluation.completed_on is not None

    def row(each: Asked) -> Row:
        answer = each.answer(evaluation)
        is_free = not is_complete or each.id in AFTERWARDS
        if each.choices:
            level = Cell(_digit(answer), is_free, tuple(_digit(c.code) for c in each.choices),
                         each.legend)  # fmt: skip
        else:
            level = free_text(answer, is_free=is_free)
        can_comment = each.is_criterion and not is_complete
        return Row(
            f"{CRITERION if each.is_criterion else QUESTION}{each.id}",
            f"{content.form(kind).title}, {each.mark}. {each.title}",
            {
                "id": Cell(f"{CRITERION if each.is_criterion else QUESTION}{each.id}"),
                "number": Cell(_digit(each.mark)),
                "title": Cell(each.title),
                "hint": Cell(each.hint),
                "answer": level,
                "comment": free_text(each.comment(evaluation), is_free=can_comment),
            },
            each.group or "Pour conclure",
        )

    rows = asked(content, kind)
    return Part(
        key, _SHEET_TITLES[kind], f"{content.form(kind).title} {_of(dossier)}",
        _LOCKED if is_complete else f"{rows[0].legend}. {programme.papers.words.fr['not-ofqj']}",
        (Column("id", ID.title, 8), Column("number", "N°", 5), Column("title", "Critère", 44),
         Column("hint", "À regarder", 36), Column("answer", "Niveau, réponse", 16),
         Column("comment", "Commentaire", 60)),
        tuple(map(row, rows)),
    )  # fmt: skip


def _digit(code: str) -> Value:
    return int(code) if code.isdecimal() else code or None


def _of(dossier: Dossier) -> str:
    return de(dossier.intern.full_name)
