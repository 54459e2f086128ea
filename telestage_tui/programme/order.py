"""The order of the tasks: which come before another, whatever the day each is counted to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from ..dossier.records import TaskChoice
from .programme import Programme
from .tasks import Task


def cycle(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Identifiers of tasks that come after one another in a circle, the first one again at the end.

    Returns:
        One circle, each task before the one that comes after it; nothing where there is none.
    """
    try:
        TopologicalSorter({task.id: task.after for task in tasks}).prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


@lru_cache(maxsize=64)
def in_order(programme: Programme) -> tuple[Task, ...]:
    """Every task of a programme, each of them later than those it comes after."""
    graph = {task.id: task.after for task in programme.tasks}
    return tuple(programme.task(task_id) for task_id in TopologicalSorter(graph).static_order())


@lru_cache(maxsize=64)
def ordered(programme: Programme) -> tuple[Task, ...]:
    """The tasks that come after another, in an order in which they can be done."""
    return tuple(task for task in in_order(programme) if task.after)


def awaited(programme: Programme, states: Mapping[str, TaskChoice]) -> dict[str, tuple[Task, ...]]:
    """What each task that is still to do waits for: what comes before it and is to do too.

    A task that is *sans objet* holds nothing back by itself: what it comes after does in its place.

    Args:
        programme: The programme.
        states: The state of each of its tasks, by id.

    Returns:
        By id; nothing of a task that waits for none.
    """
    waiting: dict[str, tuple[Task, ...]] = {}
    for task in ordered(programme):
        if states[task.id] != "todo":
            continue
        earlier = (each for each in before(task, programme, states) if states[each.id] == "todo")
        if tasks := tuple(dict.fromkeys(earlier)):
            waiting[task.id] = tasks
    return waiting


def before(task: Task, programme: Programme, states: Mapping[str, TaskChoice]) -> Iterator[Task]:
    """The tasks that come right before another; through a *sans objet*, those before it as well."""
    for task_id in task.after:
        earlier = programme.task(task_id)
        yield earlier
        if states[task_id] == "skipped":
            yield from before(earlier, programme, states)
