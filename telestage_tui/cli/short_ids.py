"""The beginning of an identifier, as a person reads and types it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

SHORT_ID = 8
"""Characters of an identifier that a person reads, unless two would look the same."""


def short_ids(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The beginning of each identifier, as short as it can be without two looking the same."""
    unique = set(ids)
    length = SHORT_ID
    while len({str(each)[:length] for each in unique}) < len(unique):
        length += 1
    return {each: str(each)[:length] for each in unique}
