"""On what topic the guide opens: that of the selected task or field, else that of the page."""

from __future__ import annotations

from ...programme.texts import PAGE
from ..base import WorkScreen
from ..navigation import Go


def guide_about(screen: WorkScreen, subject: str = "") -> Go:
    """The request that opens the guide on what is selected in a screen.

    Args:
        screen: The page in view, under whatever dialog is open.
        subject: What is asked about first: the field of a dialog.

    Its item is the first of these that the guide says something of: the selected task or field,
    the page it leads to, the page in view. Without any, the guide opens at its start.
    """
    selection = screen.way_on()
    dossier_id = selection.dossier_id
    dossier = screen.workspace.repository.get(dossier_id) if dossier_id else None
    guide = screen.workspace.programme(dossier).guide
    subjects = (subject, selection.item, f"{PAGE}:{selection.place}", f"{PAGE}:{screen.go.place}")
    item = next((each for each in subjects if each and guide.about(each)), None)
    return Go("guide", dossier_id, item)
