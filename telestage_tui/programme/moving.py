"""What moving a dossier to another version of its programme would change, shown beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.french import count
from .facts import version_differences
from .programme import Programme
from .progress import task_states
from .rules import departures
from .tasks import Task

SIGNS = ("+", "–", "→", "=", "!")
"""What comes, what goes, what is said otherwise, what is kept, what to know."""


class MoveLine(NamedTuple):
    """One thing that moving changes, or keeps.

    Attributes:
        sign: One of `SIGNS`.
        text: French.
    """

    sign: str
    text: str


def is_offered(dossier: Dossier, present: Programme) -> bool:
    """Whether a dossier can move to the present version: it is open, and follows another one."""
    return not dossier.closed_on and dossier.programme != present.ref


def move_lines(
    dossier: Dossier, before: Programme, after: Programme, today: date
) -> tuple[MoveLine, ...]:
    """What comes, goes and changes when a dossier moves; then what it keeps, and what to know.

    Args:
        dossier: The dossier, which is not changed.
        before: The programme it is shown with.
        after: The one it would follow.
        today: The tutor's local date.

    Raises:
        ContentError: when a text of one of them cannot be read.
    """
    return tuple(_lines(dossier, before, after, today))


def _lines(
    dossier: Dossier, before: Programme, after: Programme, today: date
) -> Iterator[MoveLine]:
    if dossier.programme != before.ref:
        yield MoveLine(
            "!",
            f"La version de ce dossier, {dossier.programme.id} {dossier.programme.version}, est "
            f"introuvable : {before.ref.id} {before.ref.version} la remplace déjà.",
        )
    for title, was, now in version_differences(
        before.opened_for(dossier), after.opened_for(dossier)
    ):
        if not was or not now:
            yield MoveLine("+" if now else "–", f"{title} : {now or was}")
        else:
            yield MoveLine("→", f"{title} : {was} → {now}")
    yield from _content_lines(before, after)
    known = {each.rule: each.message for each in departures(dossier, before, today)}
    for each in departures(dossier, after, today):
        if known.get(each.rule) != each.message:
            yield MoveLine("!", f"Écart de plus : {each.message}")
    yield from _ticks(dossier, before.opened_for(dossier), after.opened_for(dossier), today)
    yield MoveLine("=", "Les rencontres, les notes, les évaluations et les accès restent.")


def _content_lines(before: Programme, after: Programme) -> Iterator[MoveLine]:
    """The criteria, questions, kinds of access and checks that come and go."""
    for noun, kind in (("Critère", _criteria), ("Question", _questions),
                       ("Sorte d’accès", _kinds), ("Vérification", _checks)):  # fmt: skip
        was, now = kind(before), kind(after)
        for name in dict.fromkeys((*was, *now)):
            if name not in was or name not in now:
                sign = "+" if name in now else "–"
                yield MoveLine(sign, f"{noun} : {now.get(name) or was[name]}")


def _criteria(programme: Programme) -> dict[str, str]:
    return {each.id: each.title for each in programme.evaluation.criteria}


def _questions(programme: Programme) -> dict[str, str]:
    return {each.id: each.title for each in programme.evaluation.questions}


def _kinds(programme: Programme) -> dict[str, str]:
    return {each.id: each.label for each in programme.accesses.kinds}


def _checks(programme: Programme) -> dict[str, str]:
    return {each.id: each.label for each in programme.accesses.checks}


def _ticks(
    dossier: Dossier, before: Programme, after: Programme, today: date
) -> Iterator[MoveLine]:
    """The tasks that are done and stay so, and those whose record waits for their return."""
    done = [each.task for each in task_states(dossier, before, today) if each.state == "done"]
    lost = [task for task in done if not after.has_task(task.id)]
    if kept := len(done) - len(lost):
        yield MoveLine("=", kept_words(kept))
    for task in lost:
        yield MoveLine("!", _lost_words(task))


def kept_words(tasks: int) -> str:
    """« 3 étapes faites le restent. »"""
    return f"{count(tasks, 'étape faite le reste', 'étapes faites le restent')}."


def _lost_words(task: Task) -> str:
    return (
        f"« {task.title} » était faite : elle ne se voit plus, et revient telle quelle si le "
        "dossier reprend sa version."
    )
