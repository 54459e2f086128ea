"""The lines of the page of a dossier: its dates, its phases, what is wrong, its tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from textual.content import Content

from ...dossier.dossier import Dossier
from ...dossier.french import count, date_span, short_day, weekday_date
from ...programme.indicators import levels_in_time
from ...programme.moving import is_offered
from ...programme.programme import Programme
from ...programme.progress import State, TaskState, progress
from ...programme.rules import Departure, unwaived_departures
from ...widgets.room import parts_that_fit
from ...widgets.rows import Cell, Row, Tone
from ...wording import LATE_SIGN, REQUIRED_SIGN, TASK_SIGNS, progress_sign

_TONES: dict[State, Tone] = {"done": "success", "skipped": "muted", "todo": "plain"}
LEVELS, WIDE = 4, 110
"""Levels of an indicator shown, twice as many from that number of columns on."""
DAY_WIDTH, WAIT_WIDTH = 9, 24
"""Columns of a due date; of what a task waits for, said whole in the panel."""
_OTHERS = (" {sign} {name} {done} ", " {sign} {name} ", "{sign}")
"""What the line of the phases says of those not in view, the most first."""


def stage_line(dossier: Dossier, today: date) -> str:
    """The dates of the stage, and how far it is."""
    stage = dossier.stage
    weeks = ((stage.end - stage.start).days // 7) + 1
    if dossier.closed_on:
        moment = f"clos le {weekday_date(dossier.closed_on)}"
    elif today < stage.start:
        days = (stage.start - today).days
        moment = "commence demain" if days == 1 else f"commence dans {count(days, 'jour')}"
    elif today <= stage.end:
        moment = f"semaine {(today - stage.start).days // 7 + 1} de {weeks}"
    else:
        days = (today - stage.end).days
        moment = "terminé hier" if days == 1 else f"terminé depuis {count(days, 'jour')}"
    title = f" · {stage.title}" if stage.title else ""
    return f"{date_span(stage.start, stage.end)} · {moment}{title}"


def indicators_line(dossier: Dossier, programme: Programme, width: int) -> str:
    """« Livrables 2 3 3 · Délais 3 3 4 »: the last levels of each, the newest at the right.

    Args:
        dossier: The dossier.
        programme: The programme it follows, which names the indicators.
        width: Columns of the screen.
    """
    if not any(meeting.record.indicators for meeting in dossier.meetings):
        return ""  # the content is not read for nothing
    most = LEVELS if width < WIDE else 2 * LEVELS
    line = " · ".join(
        f"{indicator.title} {' '.join(map(str, known[-most:]))}"
        for indicator, known in levels_in_time(dossier, programme.meetings)
    )
    return parts_that_fit(line, width - 2)


def late_tasks(
    dossier: Dossier, states: Sequence[TaskState], due: Mapping[str, date], today: date
) -> frozenset[str]:
    """The tasks whose day is past; a closed stage has none."""
    if dossier.closed_on:
        return frozenset()
    return frozenset(s.task.id for s in states if s.is_late(due.get(s.task.id), today))


def stepper(
    states: Sequence[TaskState],
    late: Collection[str],
    in_view: str,
    programme: Programme,
    width: int,
) -> Content:
    """The phases on one line; ! marks each one that has a late task, in view or not.

    Where they do not all fit, only the one in view says how far it is, then only it is named.
    """
    behind = {state.task.phase for state in states if state.task.id in late}
    lines = [_phases_line(states, behind, in_view, programme, words) for words in _OTHERS]
    room = width - 2  # a blank on either side
    return next((line for line in lines if line.cell_length <= room), lines[-1])


def _phases_line(
    states: Sequence[TaskState],
    behind: Collection[str],
    in_view: str,
    programme: Programme,
    others: str,
) -> Content:
    """The phases.

    Args:
        states: Of every task.
        behind: The phases that have a late task.
        in_view: The phase shown.
        programme: The programme.
        others: What is said of the others, one of `_OTHERS`.
    """
    parts: list[Content] = []
    for phase, tally in progress(states).items():
        if phase in behind:
            sign, style = LATE_SIGN, "bold $text-error"
        else:
            sign = progress_sign(tally.done, tally.total)
            style = "$text-success" if tally.done == tally.total else ""
        name, done = programme.phase(phase).short, f"{tally.done}/{tally.total}"
        if phase == in_view:
            parts.append(Content.styled(f"[{sign} {name} {done}]", "bold reverse"))
        else:
            text = others.format(sign=sign, name=name, done=done)
            parts.append(Content.styled(text, style))
    return Content(" ").join(parts)


def notice(dossier: Dossier, programme: Programme, today: date) -> str:
    """Why the stage may not be marked *commencé*, or that it should be; empty otherwise.

    Once it is marked, what departs from the programme is still said, but not what is missing.
    """
    if dossier.closed_on:
        return ""
    departures = unwaived_departures(dossier, programme, today)
    if dossier.started_on:
        departures = tuple(each for each in departures if not each.is_awaited)
    is_early = today < dossier.stage.start
    awaited = [each for each in departures if each.is_awaited and is_early]
    faults = len(departures) - len(awaited)
    if awaited and not faults:
        return f"○ À compléter avant le début : {_awaited(awaited)} (touche d)"
    if faults:
        beside = f", {_awaited(awaited)}" if awaited else " au programme"
        return f"! Non conforme : {count(faults, 'écart')}{beside} (touche d)"
    if not is_early and not dossier.started_on:
        return "! Le stage devait commencer : d pour le marquer commencé"
    return ""


def offer_of_version(dossier: Dossier, present: Programme) -> str:
    """That the dossier may move to the present version of the programme; empty when it may not."""
    if not is_offered(dossier, present):
        return ""
    ref = present.ref
    return f"○ Une autre version du programme sert à présent, {ref.id} {ref.version} : V, puis m"


def _awaited(departures: Sequence[Departure]) -> str:
    """« 4 éléments à savoir, 3 signatures »; nothing of what there is none of."""
    unknown = sum(each.is_unknown for each in departures)
    signatures = len(departures) - unknown
    parts = [
        count(unknown, "élément à savoir", "éléments à savoir") if unknown else "",
        count(signatures, "signature") if signatures else "",
    ]
    return ", ".join(filter(None, parts))


def task_row(state: TaskState, due: date | None, *, late: bool) -> Row:
    """One task: its sign, its title, ◆ where it is required, and when it is due.

    Args:
        state: The task.
        due: Its due date; None for one that is held back: what it comes after is said instead.
        late: Whether that day is past.
    """
    unproven = state.state == "done" and state.needs_proof
    day = "" if state.resolved or due is None else short_day(due)
    if unproven:
        when = Cell("preuve?", DAY_WIDTH, "warning", right=True)
    elif due is None and state.waits_for:
        when = Cell(state.wait, WAIT_WIDTH, "muted")
    else:
        when = Cell(day, DAY_WIDTH, "error" if late else "muted", right=True)
    return Row(
        (
            Cell(
                LATE_SIGN if late else TASK_SIGNS[state.state],
                1,
                "error" if late else _TONES[state.state],
            ),
            Cell(state.task.title, tone="muted" if state.resolved else "plain"),
            Cell(REQUIRED_SIGN if state.task.required else "", 1, "accent"),
            when,
        ),
        state.task.id,
        "text" if is_written(state) else "",
    )


def is_written(state: TaskState) -> bool:
    """Whether what the task waits for is a text: its note, or the proof that no page shows."""
    opens = state.task.opens
    if state.resolved:
        return state.state == "done" and state.needs_proof
    return opens == "note" or (opens == "none" and state.needs_proof)
