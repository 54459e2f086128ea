"""Reading a file of dossiers against those here, and keeping what was chosen in one write."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ...dossier.dossier import Dossier
from ...store.parcels import read_parcel
from ...workspace import Workspace
from .arrivals import Arrivals, arrivals


def read_arrivals(workspace: Workspace, data: bytes, path: Path) -> Arrivals:
    """What a file would bring to the dossiers of a workspace.

    Args:
        workspace: Where it is compared.
        data: The bytes of the file.
        path: What it is called, for a refusal.

    Raises:
        UnreadableParcel: when it is no file of dossiers, or cannot be read safely.
        NewerVersion: when a newer version wrote it.
        StoreError: when the dossiers here cannot be read.
    """
    parcel = read_parcel(data, path)
    repository = workspace.repository
    repository.refresh()  # what another program has just written counts too
    return arrivals(
        parcel,
        repository.dossiers(),
        repository.organisation(),
        workspace.programme,
        common=workspace.recovery.common_state,
        erased=workspace.repository.is_erased,
    )


def keep_arrivals(
    workspace: Workspace,
    found: Arrivals,
    numbers: Collection[int],
    both: Collection[int] = (),
) -> tuple[Dossier, ...]:
    """Keep what was chosen, all of it or nothing, after a backup.

    Args:
        workspace: Where.
        found: What the file brings.
        numbers: Of the items that are taken.
        both: Those of them whose two texts are kept, one under the other.

    Raises:
        InvalidInput: when what was chosen does not go together.
        ConflictError: when a dossier here has changed since the file was read.
        StoreError: when it cannot be kept.
    """
    incoming, organisation = found.incoming(numbers, both), found.kept_organisation(numbers)
    if not incoming and organisation is None:
        return ()
    return workspace.repository.bring_in(incoming, organisation)
