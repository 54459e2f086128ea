"""A candidate withdraws: who takes their place, which tasks are to do again, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..clocks.weeks import back_from_weekend
from ..dossier.changes import Change, reopen_tasks, several, withdraw_candidate
from ..dossier.changes.selection import in_state, is_intern
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.errors import InvalidInput
from ..dossier.french import count, de, lower_first, plain_date, short_date
from ..dossier.people import Candidate
from ..programme.phases import REQUIRED_PHASES
from ..programme.programme import Programme
from ..programme.progress import task_states
from ..programme.tasks import Task
from .due import due_dates, on_to_working_day
from .replan_preview import PreviewLine

SHORTLIST, CHOICE = "sel-shortlist", "sel-choice"
"""The task that is to do again when nobody is left, and when somebody is."""


NOBODY_LEFT = (
    "Plus personne n’est en lice : demandez d’autres CV à l’OFQJ (M), puis menez de nouveaux "
    "entretiens."
)
NO_SECOND = "Il n’y a plus de second choix : demandez d’autres CV à l’OFQJ (M)."


class Withdrawal(NamedTuple):
    """What a withdrawal does.

    Attributes:
        candidate: Who withdraws.
        heir: The runner-up who takes the place of the first choice; None when nobody does.
        change: It all, in one line of history.
        after: The dossier once it is done.
        lines: What moves, as it is shown before it is done.
        advice: What to do next, in French.
    """

    candidate: Candidate
    heir: Candidate | None
    change: Change
    after: Dossier
    lines: tuple[PreviewLine, ...]
    advice: str


def withdrawal(
    dossier: Dossier, programme: Programme, candidate: Candidate, *, on: date, today: date
) -> Withdrawal:
    """What the withdrawal of a candidate does.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        candidate: Who withdraws.
        on: The day they did.
        today: The tutor's local date.

    Raises:
        InvalidInput: when that day is to come, or comes before the interview.
        Refused: when they withdrew already, or when the first choice has begun the stage.
    """
    if on > today:
        raise InvalidInput.at("on", "Cette date est à venir.")
    if candidate.interviewed_on and on < candidate.interviewed_on:
        day = plain_date(candidate.interviewed_on)
        raise InvalidInput.at("on", f"Le désistement précède l’entretien, le {day}.")
    heir = in_state(dossier, "runner_up") if candidate.chosen else None
    step = withdraw_candidate(candidate, on=on, promoting=heir is not None)
    bare = step.apply(dossier)
    again = _to_do_again(bare, programme, candidate)
    dues = _new_dues(dossier, bare, programme, again, today) if again else {}
    redo = reopen_tasks([task.id for task in again], dues)
    change = several(step.deed, [step, redo]) if again else step
    after = change.apply(dossier)
    lines = (
        *_people_lines(dossier, candidate, heir),
        *_task_lines(dossier, after, programme, again, today),
    )
    return Withdrawal(candidate, heir, change, after, lines, _advice(after, candidate, heir))


def left_in_the_running(dossier: Dossier) -> tuple[Candidate, ...]:
    """The candidates who may still be chosen, in the order of preference."""
    return tuple(
        each
        for each in dossier.candidates
        if each.state in ("open", "runner_up", "chosen") and not each.is_erased
    )


def _to_do_again(after: Dossier, programme: Programme, candidate: Candidate) -> Sequence[Task]:
    """The tasks of the selection that are to do again.

    From the choice on when the first choice withdraws; from the CVs on when nobody is left.
    """
    nobody = not left_in_the_running(after)
    if not (candidate.chosen or nobody):
        return ()
    first = SHORTLIST if nobody else CHOICE
    tasks = [task for task in programme.tasks if task.phase == REQUIRED_PHASES[0]]
    names = [task.id for task in tasks]
    return tasks[names.index(first) :] if first in names else ()


def _new_dues(
    before: Dossier, after: Dossier, programme: Programme, again: Sequence[Task], today: date
) -> Mapping[str, date]:
    """The new due date of each task that would be due too early.

    The first of them is due today, and the others as long after it as the programme says; none
    later than the last working day before the stage, and none earlier than it was.
    """
    own = due_dates(before, programme, today)
    last = back_from_weekend(before.stage.start - ONE_DAY)
    states = {s.task.id: s for s in task_states(after, programme, today)}
    dues = {}
    for task in again:
        days = task.due.days - again[0].due.days if task.due.anchor == "start" else 0
        day = on_to_working_day(today + timedelta(days=max(0, days)), before.host)
        day = max(own[task.id], min(day, last))
        if day != own[task.id] and not (states[task.id].derived and states[task.id].resolved):
            dues[task.id] = day
    return dues


def _people_lines(
    dossier: Dossier, candidate: Candidate, heir: Candidate | None
) -> Iterator[PreviewLine]:
    yield PreviewLine("–", f"{candidate.name} se désiste")
    if heir is None:
        return
    yield PreviewLine("→", f"{heir.name} : second choix → premier choix")
    if not is_intern(dossier, candidate):
        return
    former = de(candidate.name)
    yield PreviewLine("→", f"Le dossier est désormais celui {de(heir.name)}")
    yield PreviewLine(
        "–", f"Naissance, inscription, équipement, absences et financement {former} : à savoir"
    )
    if dossier.convention.first:
        yield PreviewLine("–", f"Signatures de la convention {former} : à refaire")
    yield PreviewLine("!", f"Fuseau, région et horaires restent ceux {former} : à vérifier (i)")
    given = sum(1 for each in dossier.open_accesses)
    if given:
        yield PreviewLine("!", f"{count(given, 'accès remis', 'accès remis')} à retirer (R)")


def _task_lines(
    before: Dossier, after: Dossier, programme: Programme, again: Sequence[Task], today: date
) -> Iterator[PreviewLine]:
    """Each task: done before and to do again, or due on another day."""
    former = {state.task.id: state for state in task_states(before, programme, today)}
    now = {state.task.id: state for state in task_states(after, programme, today)}
    was, dues = (due_dates(each, programme, today) for each in (before, after))
    late = False
    for task in again:
        state = now[task.id]
        if state.resolved:
            yield PreviewLine("=", f"{task.title} : {'faite' if state.derived else 'inchangée'}")
            continue
        redone = ", à refaire" if former[task.id].resolved else ""
        if was[task.id] == dues[task.id]:
            yield PreviewLine("=", f"{task.title}{redone} : {short_date(dues[task.id])}")
        else:
            days = f"{short_date(was[task.id])} → {short_date(dues[task.id])}"
            yield PreviewLine("→", f"{task.title}{redone} : {days}")
        late = late or dues[task.id] < today
    if late or (again and before.stage.start <= today):
        yield PreviewLine("!", "Le premier jour est trop proche : reportez le stage (C)")


def _advice(after: Dossier, candidate: Candidate, heir: Candidate | None) -> str:
    """What to do next."""
    people = left_in_the_running(after)
    names = " ou ".join(each.name for each in people if each.state == "open")
    if heir is not None:
        second = f"Notez un autre second choix : {names}." if names else NO_SECOND
        return f"Annoncez à l’OFQJ que {heir.name} est votre premier choix (M). {second}"
    if not people:
        return NOBODY_LEFT
    if candidate.chosen:
        return f"Il n’y avait pas de second choix : choisissez {names}, puis écrivez à l’OFQJ (M)."
    if candidate.runner_up:
        return f"Notez un autre second choix : {names}." if names else NO_SECOND
    return ""


def next_step(dossier: Dossier) -> str:
    """What the selection waits for now, in French; empty when it waits for nothing."""
    people = left_in_the_running(dossier)
    if not dossier.candidates:
        return "Notez les personnes dont l’OFQJ vous envoie le CV (n)."
    if not people:
        return NOBODY_LEFT
    waiting = [each for each in people if each.interviewed_on is None]
    chosen, second = in_state(dossier, "chosen"), in_state(dossier, "runner_up")
    if chosen is None:
        if waiting:
            return f"Menez l’entretien {de(waiting[0].name)}, puis notez-en la date (e)."
        return "Notez votre premier choix (1), puis le second (2)."
    if second is None:
        return (
            "Notez un second choix (2)." if len(people) > 1
            else "Il n’y a pas de second choix : une seule personne est en lice."
        )  # fmt: skip
    if not is_intern(dossier, chosen):
        mine = lower_first(f"Le dossier est au nom {de(dossier.intern.full_name)}")
        return f"{chosen.name} est votre premier choix, mais {mine} : corrigez-le (i)."
    return "Annoncez vos choix à l’OFQJ, puis répondez aux autres personnes (M)."
