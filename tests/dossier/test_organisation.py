"""Mon organisation: whom to write to, and on what, where a dossier has its own."""

from __future__ import annotations

from typing import get_args

import pytest

from telestage_tui.dossier.contacts import Contact, Contacts, Role
from telestage_tui.dossier.organisation import Organisation, contact, stationery
from telestage_tui.dossier.people import Tutor
from telestage_tui.dossier.stationery import OwnStationery, Stationery
from tests.factories import make_dossier

USUAL = Contact(name="Soutien", emails=("soutien@example.com",), phone="418 555-0123")
ORGANISATION = Organisation(contacts=Contacts(it=USUAL))


def test_an_organisation_is_blank_until_something_is_said() -> None:
    assert Organisation().is_blank
    assert Organisation(version=3).is_blank
    assert not Organisation(tutor=Tutor(phone="418 555-0123")).is_blank


@pytest.mark.parametrize("role", get_args(Role))
def test_a_dossier_without_contacts_follows_the_organisation(role: Role) -> None:
    organisation = Organisation(contacts=Contacts(**{role: USUAL}))
    assert contact(make_dossier(), organisation, role) == USUAL
    assert contact(make_dossier(), Organisation(), role) == Contact()


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (Contact(phone="poste 12"), USUAL.evolve(phone="poste 12")),
        (Contact(emails=("autre@example.com",)), USUAL.evolve(emails=("autre@example.com",))),
        (Contact(name="Soutien", phone="1"), USUAL.evolve(phone="1")),
        (Contact(name="Inès"), Contact(name="Inès")),
    ],
    ids=["a phone", "an address", "the same name", "someone else"],
)
def test_what_a_dossier_says_of_a_contact_wins(own: Contact, expected: Contact) -> None:
    dossier = make_dossier(contacts=Contacts(it=own))
    assert contact(dossier, ORGANISATION, "it") == expected


def test_the_paper_and_the_logo_are_those_of_the_dossier_first() -> None:
    usual = Organisation(stationery=Stationery(logo="~/logo.png", paper="A4"))
    assert stationery(make_dossier(), Organisation()) == Stationery(logo="", paper="lettre")
    assert stationery(make_dossier(), usual) == usual.stationery
    own = make_dossier(stationery=OwnStationery(paper="lettre"))
    assert stationery(own, usual) == Stationery(logo="~/logo.png", paper="lettre")
