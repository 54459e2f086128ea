"""What was written in the dossiers, for Chercher: notes, minutes, accesses, transfers, plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...planning.meeting_view import name_of
from ...workspace import Workspace
from ..navigation import Place
from .entries import Post, opener
from .screen import SearchEntry


def contents(
    workspace: Workspace, dossier_ids: Iterable[UUID], post: Post
) -> Iterator[list[SearchEntry]]:
    """What was written in each dossier, read when it is asked for: one list for each dossier."""
    for dossier_id in dossier_ids:
        with suppress(TelestageError):  # gone, or unreadable: the screen in view reports it
            yield list(_of(workspace, workspace.repository.get(dossier_id), post))


def _of(workspace: Workspace, dossier: Dossier, post: Post) -> Iterator[SearchEntry]:
    intern = dossier.intern.full_name

    def entry(kind: str, texts: Iterable[str], place: Place, item: UUID | str) -> SearchEntry:
        text = " · ".join(" ".join(each.split()) for each in texts if each)
        return SearchEntry(kind, text, intern, opener(post, place, dossier.id, str(item)))

    for note in dossier.notes:
        yield entry("Note", (note.text,), "history", note.id)
    for meeting in dossier.meetings:
        record = meeting.record
        texts = [*(minute.text for minute in record.minutes), record.notes, meeting.objective]
        if any(texts):
            name = name_of(dossier, meeting, workspace.programme(dossier))
            yield entry("Rencontre", (name, *texts), "meeting", meeting.id)
    for access in dossier.accesses:
        texts = [access.name, access.account, access.manager, access.note]
        yield entry("Accès", texts, "accesses", access.id)
    for transfer in dossier.transfers:
        yield entry(
            "Transfert", (transfer.item, transfer.where, transfer.to), "transfers", transfer.id
        )
    plan = dossier.work_plan
    for deliverable in dossier.deliverables:
        yield entry("Livrable", (deliverable.name,), "work-plan", deliverable.name)
    parts = {
        **{each.period: (each.tasks, each.expectations) for each in plan.periods},
        "training": (plan.training,),
        "next_steps": (plan.next_steps,),
    }
    for name, written in parts.items():
        if any(written):
            yield entry("Plan", written, "work-plan", name)
