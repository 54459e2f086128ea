"""A throwaway file in which every dossier is masked: no page of a session on it can show more."""

from __future__ import annotations

from pathlib import Path

from ..dossier.discretion import Discretion
from ..store.files import replace_file
from ..store.parcels import whole_file
from .workspace import Workspace

KEPT_PREFERENCES = ("theme",)
"""The preferences that a discreet session follows: none of them says anything of anybody."""


def write_discreet(workspace: Workspace, path: Path) -> bool:
    """Write the masked dossiers of a workspace in another file; its own is only read.

    Args:
        workspace: Whose dossiers.
        path: A file that does not exist yet; the caller removes it.

    Returns:
        Whether all could be read: what cannot be is left out, and nobody knows the names in it.

    Raises:
        StoreError: when the dossiers cannot be read, or the file cannot be written.
    """
    dossiers = workspace.repository.dossiers()
    organisation = workspace.organisation()
    discretion = Discretion(dossiers, organisation)
    masked = map(discretion.masked, dossiers)
    replace_file(path, [whole_file(masked, discretion.masked(organisation))])
    copy = Workspace(path, workspace.clock)
    for name in KEPT_PREFERENCES:
        if value := workspace.preferences.text(name):
            copy.preferences.keep(name, value)
    return len(dossiers) == len(workspace.repository.stamps())
