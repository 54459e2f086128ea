"""What was written, for Chercher: in the dossiers, in Mon organisation, and in the two guides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from ...documents.written import guide_passages
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...planning.passages import Passage, organisation_passages, passages
from ...workspace import Workspace
from .entries import Post, opener
from .result import SearchEntry


def contents(
    workspace: Workspace, dossier_ids: Iterable[UUID], post: Post
) -> Iterator[list[SearchEntry]]:
    """What was written in each dossier, read when it is asked for: one list for each dossier.

    What the organisation says, then the guides, come last.
    """
    for dossier_id in dossier_ids:
        with suppress(TelestageError):  # gone, or unreadable: the screen in view reports it
            yield list(_of(workspace, workspace.repository.get(dossier_id), post))
    with suppress(TelestageError):
        said = organisation_passages(workspace.organisation())
        yield [_entry(each, "", None, post) for each in said]
    yield [_entry(each, "", None, post) for each in guide_passages(workspace.programme())]


def _of(workspace: Workspace, dossier: Dossier, post: Post) -> Iterator[SearchEntry]:
    for each in passages(dossier, workspace.programme(dossier)):
        yield _entry(each, dossier.intern.full_name, dossier.id, post)


def _entry(each: Passage, intern: str, dossier_id: UUID | None, post: Post) -> SearchEntry:
    run = opener(post, each.page, dossier_id, each.item or None)
    text = " ".join(each.text.split())
    return SearchEntry(each.kind, text, intern, run, place=each.place, is_written=True)
