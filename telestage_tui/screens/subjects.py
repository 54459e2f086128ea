"""What is selected in a page, for the pages that say something of it: the guide and the facts."""

from __future__ import annotations

from ..programme.facts import facts_about
from ..programme.guide import PAGE
from ..programme.programme import Programme
from .base import WorkScreen
from .navigation import Go, Speaker


def page_about(speaker: Speaker, screen: WorkScreen, subject: str = "") -> Go:
    """The request that opens such a page on what is selected in a screen.

    Args:
        speaker: The page to open.
        screen: The page in view, under whatever dialog is open.
        subject: What is asked about first: the field of a dialog.

    Its item is the first of these that the page says something of: the selected task or field,
    the page it leads to, the page in view. Without any, it opens at its start.
    """
    selection = screen.way_on()
    dossier_id = selection.dossier_id
    dossier = screen.workspace.repository.get(dossier_id) if dossier_id else None
    programme = screen.workspace.programme(dossier)
    subjects = (subject, selection.item, f"{PAGE}:{selection.place}", f"{PAGE}:{screen.go.place}")
    item = next((each for each in subjects if each and _is_about(speaker, programme, each)), None)
    return Go(speaker, dossier_id, item)


def _is_about(speaker: Speaker, programme: Programme, subject: str) -> bool:
    if speaker == "guide":
        return bool(programme.guide.about(subject))
    return bool(facts_about(programme, subject))
