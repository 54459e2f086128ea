"""What the repository is given, and what it answers."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from ..dossier.deeds import Deed, tell
from ..dossier.dossier import Dossier
from .undo import Effect


class Undo(NamedTuple):
    """What `undo` or `redo` would do, or did.

    Attributes:
        number: The rank of the change among those made here since the program began.
        id: Identifier of the dossier; `undo.ORGANISATION_STEP` for Mon organisation.
        deed: What the change did.
        intern: Full name of the intern whose dossier it is; empty for Mon organisation.
        effect: What becomes of the dossier.
    """

    number: int
    id: UUID
    deed: Deed
    intern: str
    effect: Effect
    line: int = -1
    """The rank of its line in the history; -1 for a removal."""
    is_undone: bool = False
    """Whether it is undone, so that taking it back makes it again."""

    @property
    def key(self) -> str:
        """What names the change from one session to the next: the dossier and the line."""
        return f"{self.id}.{self.line}"

    @property
    def label(self) -> str:
        """The change, in the words of the history."""
        return tell(self.deed)


class Erasure(NamedTuple):
    """What an erasure did.

    Attributes:
        copies: How many copies were rewritten without the dossier.
        named_in: The other dossiers that name the intern: they are left as they are.
    """

    copies: int
    named_in: tuple[UUID, ...] = ()


class Incoming(NamedTuple):
    """A dossier that comes from another file.

    Attributes:
        dossier: As it is to be kept; its version and the last line of its history are the store's.
        seen: The one here when that was decided; None when there was none.
        deed: What the history keeps of it.
    """

    dossier: Dossier
    seen: Dossier | None
    deed: Deed
