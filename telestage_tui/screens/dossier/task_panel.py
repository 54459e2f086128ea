"""The text of the panel beside the tasks, about the selected one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from textual.content import Content

from ...dossier.french import upper_first, weekday_date
from ...programme.errors import ContentError
from ...programme.programme import Programme
from ...programme.progress import TaskState
from ...programme.sources import PROPOSED
from ...programme.task_help import TaskHelp
from ...wording import REQUIRED_SIGN, TASK_WORDS


def task_text(state: TaskState, due: date | None, programme: Programme) -> Content:
    """Where the task stands, why and how it is done, and what proves it."""
    task, help_ = state.task, programme.help(state.task.id)
    parts = [Content.styled(task.title, "bold $text-primary"), _status(state, due)]
    if state.state == "skipped":
        parts += [_part(TASK_WORDS["skipped"].capitalize()), Content(state.record.reason)]
    if state.note:
        parts += [_part("Note"), Content(state.note)]
    if messages := _messages(task.id, programme):
        parts += [_part("Message à envoyer (Ctrl+E)"), Content(messages)]
    parts += _advice(help_)
    if task.required and help_.proof:
        parts += [_part(f"Preuve {REQUIRED_SIGN}"), Content(help_.proof)]
    parts += [_part("Sources"), Content("\n".join(_sources(state, programme)))]
    return Content("\n").join(parts)


def _sources(state: TaskState, programme: Programme) -> Iterator[str]:
    """Whose word each part is: the task, its due date, and the way to do it."""
    task, help_ = state.task, programme.help(state.task.id)
    yield f"L’étape : {programme.source(task.source).name}"
    if state.due_source and state.due_source != task.source:
        yield f"L’échéance : {programme.source(state.due_source).name}"
    if help_.how:
        part = "La marche à suivre et la preuve" if help_.proof else "La marche à suivre"
        yield f"{part} : {'; '.join(programme.source(tag).name for tag in help_.source)}"


def _messages(task_id: str, programme: Programme) -> str:
    """The titles of the messages that a task asks for, one a line."""
    with suppress(ContentError):  # said on the page of the messages
        return "\n".join(message.title for message in programme.messages.asked_by(task_id))
    return ""


def _advice(help_: TaskHelp) -> list[Content]:
    parts = [_part("Pourquoi"), Content(help_.why)] if help_.why else []
    if help_.how:
        steps = "\n".join(f"{n}. {step}" for n, step in enumerate(help_.how, 1))
        parts += [_part("Comment"), Content(steps)]
    return parts


def _status(state: TaskState, due: date | None) -> Content:
    status = TASK_WORDS[state.state] + (", d’après le dossier" if state.derived else "")
    if state.record.choice == "done" and state.record.on:
        status += f" le {weekday_date(state.record.on)}"
    proposed = " proposée" if state.due_source == PROPOSED else ""
    when = f" · échéance{proposed} : {weekday_date(due)}" if due and not state.resolved else ""
    lines = [f"{status} · {state.assignee}{when}", upper_first(state.wait), _next_step(state)]
    return Content.styled("\n".join(filter(None, lines)), "$text-muted")


def _next_step(state: TaskState) -> str:
    """What remains to do, and the key that does it; empty when nothing does."""
    if state.state == "done" and state.needs_proof:
        return "tapez la preuve, ou ⏎"
    if state.resolved:
        return ""
    match state.task.opens:
        case "note":
            return "tapez la note, ou ⏎ ; Espace une fois faite"
        case "none":
            return "tapez la preuve, ou ⏎" if state.needs_proof else "⏎ une fois faite"
        case _:
            has_evidence = state.task.evidence is not None  # the dossier shows when it is done
            return "⏎ pour y aller" if has_evidence else "⏎ pour y aller, Espace une fois faite"


def _part(title: str) -> Content:
    return Content.styled(f"\n{title}", "bold $text-accent")
