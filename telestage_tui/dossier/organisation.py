"""Mon organisation: what a tutor says once, for every dossier of a file.

It is a record of the file, beside its dossiers. What describes the host and the tutor is copied in
each new dossier, where it may be changed; contacts and stationery stay here, and a dossier may have
its own instead.
"""

from typing import Annotated, Any

from pydantic import Field

from .base import Frozen
from .contacts import Contact, Contacts, Role
from .deeds import deed
from .dossier import Dossier
from .people import Tutor, Workplace
from .records import HistoryEntry
from .stationery import Stationery
from .text import Link

ORGANISATION_CHANGED = deed("organisation.changed")
"""What its history keeps of a change."""


class MeetingRoom(Frozen):
    """Where meetings are held by video."""

    link: Link = ""


class Organisation(Frozen):
    """What a tutor says of the organisation; blank until it is said."""

    version: Annotated[int, Field(ge=0)] = 0
    """Raised by the store at each change; 0 before the first save."""
    host: Workplace = Workplace.model_construct()
    tutor: Tutor = Tutor.model_construct()
    room: MeetingRoom = MeetingRoom.model_construct()
    contacts: Contacts = Contacts.model_construct()
    stationery: Stationery = Stationery.model_construct()
    history: tuple[HistoryEntry, ...] = ()
    """When it was changed, which tells a later state from another one."""

    @property
    def described(self) -> dict[str, Any]:
        """What the tutor says, by field."""
        return {name: value for name, value in self if name not in ("version", "history")}

    def says_as(self, other: "Organisation") -> bool:
        """Whether the other says the same, at whatever version."""
        return self.described == other.described

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said."""
        return self.says_as(Organisation())


def contact(dossier: Dossier, organisation: Organisation, role: Role) -> Contact:
    """Whom to write to about a dossier: its own contact, else that of the organisation.

    What the dossier leaves blank of a contact comes from the organisation, unless it names someone
    else.

    Args:
        dossier: Which dossier.
        organisation: That of the file.
        role: The part the contact has in the stage.
    """
    return dossier.contacts.of(role).or_else(organisation.contacts.of(role))


def stationery(dossier: Dossier, organisation: Organisation) -> Stationery:
    """What the documents of a dossier are written on: its own choices, else the organisation's."""
    own, usual = dossier.stationery, organisation.stationery
    return Stationery(logo=own.logo or usual.logo, paper=own.paper or usual.paper)
