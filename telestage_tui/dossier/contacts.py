"""Whom to write to: the people around a stage, by the part they have in it."""

from typing import Literal

from .base import Frozen
from .text import Email, Line

Role = Literal["ofqj", "hr", "it", "team"]
"""The adviser at OFQJ, human resources, the IT people, and the team that hosts the intern."""


class Contact(Frozen):
    """Someone to write to or to call; a team has several addresses."""

    name: Line = ""
    emails: tuple[Email, ...] = ()
    phone: Line = ""

    def or_else(self, other: "Contact") -> "Contact":
        """This contact, what it leaves blank taken from the other unless it names someone else."""
        if self.name and self.name != other.name:
            return self
        own = {name: value for name, value in self if value}
        return other.evolve(**own) if own else other


class Contacts(Frozen):
    """One contact a role; a blank one is not known."""

    ofqj: Contact = Contact.model_construct()
    hr: Contact = Contact.model_construct()
    it: Contact = Contact.model_construct()
    team: Contact = Contact.model_construct()

    def of(self, role: Role) -> Contact:
        """The contact of a role."""
        contact: Contact = getattr(self, role)
        return contact
