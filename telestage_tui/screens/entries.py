"""What « Chercher » finds besides the actions: dossiers, tasks, guide, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from textual.message import Message

from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError
from ..dossier.french import date_span
from .navigation import Go, Place
from .search import Entry
from .workspace import Workspace

MOST_WITH_TASKS = 50
"""Active dossiers past which their tasks are found from the dossier itself."""
PLACES: tuple[tuple[Place, str], ...] = (
    ("new", "Nouveau dossier"),
    ("guide", "Guide des bonnes pratiques"),
    ("backups", "Sauvegardes"),
)

Post = Callable[[Message], object]


def entries(workspace: Workspace, dossier_id: UUID | None, post: Post) -> list[Entry]:
    """Everything that can be opened by its name.

    Args:
        workspace: What the screens work with.
        dossier_id: The dossier in view, whose tasks come with it; None outside a dossier.
        post: Sends the message that opens what was chosen.

    Returns:
        Dossiers, the active ones first; tasks; topics of the guide; places. When the file cannot
        be read, what does not depend on it.
    """
    try:
        dossiers = sorted(workspace.repository.dossiers(), key=lambda d: d.status == "closed")
    except TelestageError:
        dossiers = []
    in_view = [dossier for dossier in dossiers if dossier.id == dossier_id]
    with_tasks = in_view or [dossier for dossier in dossiers if dossier.status != "closed"]
    if len(with_tasks) > MOST_WITH_TASKS:
        with_tasks = []
    return [
        *(_dossier(dossier, post) for dossier in dossiers),
        *(entry for dossier in with_tasks for entry in _tasks(workspace, dossier, post)),
        *_topics(workspace, in_view[0] if in_view else None, post),
        *(Entry("Lieu", title, "", _way(post, place)) for place, title in PLACES),
    ]


def _dossier(dossier: Dossier, post: Post) -> Entry:
    title = f"{dossier.intern.full_name} · {dossier.host.name}"
    detail = "clos" if dossier.closed_on else date_span(dossier.stage.start, dossier.stage.end)
    return Entry("Dossier", title, detail, _way(post, "dossier", dossier.id))


def _tasks(workspace: Workspace, dossier: Dossier, post: Post) -> Iterator[Entry]:
    intern = dossier.intern.full_name
    for task in workspace.programme(dossier).tasks:
        yield Entry("Tâche", task.title, intern, _way(post, "dossier", dossier.id, task.id))


def _topics(workspace: Workspace, dossier: Dossier | None, post: Post) -> Iterator[Entry]:
    for topic in workspace.programme(dossier).guide.topics:
        go_on = _way(post, "guide", dossier.id if dossier else None, topic.id)
        yield Entry("Guide", topic.title, "", go_on)


def _way(
    post: Post, place: Place, dossier_id: UUID | None = None, item: str | None = None
) -> Callable[[], None]:
    def run() -> None:
        post(Go(place, dossier_id, item))  # a message is sent once: each run makes its own

    return run
