"""A dossier that its intern asked for: nobody else is named in it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.masking import MASKED_EMAIL, masked
from telestage_tui.dossier.people import Candidate
from telestage_tui.dossier.records import Note
from tests.factories import make_access, make_dossier, part_id


def test_third_persons_are_masked_and_the_intern_and_the_tutor_are_not() -> None:
    lea = make_dossier()
    contact = Contact(name="Inès Gagnon", emails=("ines@example.org",), phone="418 555-0123")
    intern, tutor = lea.intern.full_name, lea.tutor.full_name
    text = f"Inès et {intern} ont vu Marc Roy (marc@example.org, 418 555-0123), puis {tutor}."
    access = make_access("VPN").evolve(manager="Marc Roy", withdrawn_by="Soutien informatique")
    lea = lea.evolve(
        contacts=Contacts(it=contact),
        candidates=(Candidate(name="Ysoline Morel"),),
        accesses=(access,),
        notes=(Note(id=part_id("n"), on=date(2027, 2, 1), text=text),),
    )

    theirs = masked(lea)

    words = theirs.model_dump_json()
    for name in ("Inès", "Gagnon", "Marc Roy", "Ysoline", "555-0123", "@example.org, 418"):
        assert name not in words
    assert theirs.intern == lea.intern
    assert theirs.tutor == lea.tutor
    assert theirs.accesses[0].withdrawn_by == "Soutien informatique"
    assert MASKED_EMAIL in theirs.notes[0].text
    assert intern in theirs.notes[0].text
    # The same person has the same number everywhere.
    assert theirs.accesses[0].manager in theirs.notes[0].text
    assert masked(theirs) == theirs


def test_a_dossier_that_names_nobody_else_is_as_it_is() -> None:
    lea = make_dossier(candidates=(), accesses=(), transfers=(), tasks=())
    assert masked(lea) == lea


@pytest.mark.parametrize(
    "written",
    ["INÈS GAGNON", "ines gagnon", "Gagnon, Inès", "rapport_Gagnon", "igagnon", "Ine\u0300s"],
)
def test_a_third_person_is_masked_however_the_name_is_written(written: str) -> None:
    lea = make_dossier(candidates=(Candidate(name="Inès Gagnon"),))
    text = f"Vu avec {written}, puis {lea.intern.full_name}."
    lea = lea.evolve(notes=(Note(id=part_id("n"), on=date(2027, 2, 1), text=text),))
    [note] = masked(lea).notes
    assert written not in note.text
    assert not re.search("gagnon|in[eè]s", note.text, re.IGNORECASE)
    assert note.text.endswith(f"{lea.intern.full_name}.")


def test_a_word_of_the_intern_s_name_is_hers_whoever_has_it_too() -> None:
    lea = make_dossier(candidates=(Candidate(name="Léa Roy"),))
    text = "Léa a montré son plan; léa roy aussi."
    lea = lea.evolve(notes=(Note(id=part_id("n"), on=date(2027, 2, 1), text=text),))
    assert masked(lea).notes[0].text == "Léa a montré son plan; [personne 1] aussi."
