"""Mon organisation: what a tutor says once, for every dossier of a file.

It is a record of the file, beside its dossiers. What describes the host and the tutor is copied in
each new dossier, where it may be changed; contacts and stationery stay here, and a dossier may have
its own instead.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import Field

from .accesses import Resource
from .base import Frozen
from .contacts import Contact, Contacts, Role
from .deeds import deed
from .dossier import Dossier
from .people import Tutor, Workplace
from .records import HistoryEntry
from .stationery import Stationery
from .text import Link, fold

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
    usual_accesses: tuple[Resource, ...] = ()
    """What every intern is given here; empty to follow the set that the programme proposes."""
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


def usual_set(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """These resources as the usual set of an organisation: without what is of one intern.

    The name of an account, a note and a day of withdrawal are of one person; of two resources with
    the same name, the first is kept.
    """
    by_name: dict[str, Resource] = {}
    for each in resources:
        bare = each.evolve(account="", note="", withdraw_by=None)
        by_name.setdefault(fold(each.name), bare)
    return tuple(by_name.values())


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
