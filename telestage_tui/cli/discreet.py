"""Opening the screens on masked dossiers, in front of others."""

from __future__ import annotations

from .open_screens import open_session
from .output import warn
from .session import Session
from .signals import removed_at_endings

LEFT_OUT = (
    "Ce qui ne peut pas être lu n’est pas montré; un nom qui n’est écrit que là ne serait pas "
    "masqué ailleurs. « telestage check » dit de quoi il s’agit."
)


def open_discreet(session: Session) -> int:
    """Open the screens on the dossiers of a session, masked in a throwaway file.

    Returns:
        The exit code.

    Raises:
        StoreError: when the dossiers cannot be read, or the throwaway file cannot be written.
    """
    from ..demo.folder import throwaway_folder
    from ..workspace.discreet import write_discreet

    content = session.own_content.folder
    with throwaway_folder() as folder, removed_at_endings(folder):
        path = folder / "dossiers.json"
        if not write_discreet(session, path):
            warn(LEFT_OUT)
        # The account of the machine is a name too.
        masked = Session(path, session.clock, content, discreet=True, account=str)
        masked.phrases = session.phrases
        return open_session(masked)
