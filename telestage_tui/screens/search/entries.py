"""The entries of Chercher besides the actions: dossiers and their pages, tasks, guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from uuid import UUID

from textual.message import Message

from ...dossier.errors import TelestageError
from ...dossier.french import date_span
from ...planning.agenda.summary import DossierSummary
from ...programme.programme import Programme
from ...store.errors import StoreError
from ...wording import CLOSED
from ...workspace import Workspace
from ..navigation import KEYLESS_PAGES, PAGES, Go, Place
from .result import SearchEntry
from .synonyms import SYNONYMS

MOST_WITH_TASKS = 50
"""Active dossiers past which a task is found only from its own dossier."""

Post = Callable[[Message], object]


def entries(workspace: Workspace, dossier_id: UUID | None, post: Post) -> list[SearchEntry]:
    """Everything that can be opened by its name.

    Args:
        workspace: What the screens work with.
        dossier_id: The dossier in view, whose tasks come with it; None outside a dossier.
        post: Sends the message that opens an entry.

    Returns:
        Dossiers, the active ones first; their pages; tasks; what the dossier in view hands over;
        topics of the guide.
    """
    with suppress(StoreError):  # the screen in view reports it; search what was read
        workspace.summaries.read()
    summaries = workspace.summaries.known()
    in_view = [summary for summary in summaries if summary.id == dossier_id]
    with_tasks = in_view or [summary for summary in summaries if not summary.is_closed]
    if len(with_tasks) > MOST_WITH_TASKS:
        with_tasks = []
    return [
        *(_dossier(summary, post) for summary in summaries),
        *(entry for summary in with_tasks for entry in _pages(summary, post)),
        *(entry for summary in with_tasks for entry in _tasks(workspace, summary, post)),
        *(entry for summary in in_view for entry in _handed_over(workspace, summary, post)),
        *_topics(workspace, dossier_id, post),
    ]


def _dossier(summary: DossierSummary, post: Post) -> SearchEntry:
    title = f"{summary.intern} · {summary.host}"
    detail = CLOSED.lower() if summary.is_closed else date_span(summary.start, summary.end)
    return SearchEntry("Dossier", title, detail, opener(post, "dossier", summary.id))


def _pages(summary: DossierSummary, post: Post) -> Iterator[SearchEntry]:
    for _key, place, name in PAGES:
        run, also = opener(post, place, summary.id), SYNONYMS.get(f"go('{place}')", "")
        yield SearchEntry("Page", name, summary.intern, run, also)
    for place, name in KEYLESS_PAGES:
        yield SearchEntry("Page", name, summary.intern, opener(post, place, summary.id))


def _programme(workspace: Workspace, dossier_id: UUID | None) -> Programme:
    """The programme of a dossier; the present one without a dossier, or when it is gone."""
    if dossier_id is not None:
        with suppress(TelestageError):
            return workspace.programme(workspace.repository.get(dossier_id))
    return workspace.programme()


def _tasks(workspace: Workspace, summary: DossierSummary, post: Post) -> Iterator[SearchEntry]:
    for task in _programme(workspace, summary.id).tasks:
        run = opener(post, "dossier", summary.id, task.id)
        yield SearchEntry("Étape", task.title, summary.intern, run)


def _handed_over(
    workspace: Workspace, summary: DossierSummary, post: Post
) -> Iterator[SearchEntry]:
    """The papers and the messages of a dossier."""
    programme = _programme(workspace, summary.id)
    for paper in programme.papers.papers:
        run = opener(post, "papers", summary.id, paper.id)
        yield SearchEntry("Document", paper.title.fr, summary.intern, run)
    for message in programme.messages.messages:
        run = opener(post, "messages", summary.id, message.id)
        yield SearchEntry("Message", message.title, summary.intern, run)


def _topics(workspace: Workspace, dossier_id: UUID | None, post: Post) -> Iterator[SearchEntry]:
    for topic in _programme(workspace, dossier_id).guide.topics:
        yield SearchEntry("Guide", topic.title, "", opener(post, "guide", dossier_id, topic.id))


def opener(
    post: Post, place: Place, dossier_id: UUID | None = None, item: str | None = None
) -> Callable[[], None]:
    """What opens a screen when it is called: by a message that `post` sends."""

    def run() -> None:
        post(Go(place, dossier_id, item))  # a message is sent once: each run makes its own

    return run
