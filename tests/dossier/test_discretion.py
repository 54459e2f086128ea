"""What a discreet session shows: nobody's name, no address, no text that was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from telestage_tui.demo.builder import demo_dossiers
from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.changes import add_note
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.deeds import deed
from telestage_tui.dossier.discretion import MASKED, Discretion
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Tutor, Workplace
from telestage_tui.dossier.records import HistoryEntry
from telestage_tui.dossier.text import fold
from telestage_tui.programme.loader import load_programme

DEMO = demo_dossiers(date(2027, 2, 10))


def texts(value: Any) -> Iterator[str]:
    """Every text of a record."""
    match value:
        case str():
            yield value
        case Frozen():
            for _name, each in value:
                yield from texts(each)
        case dict():
            for each in value.values():
                yield from texts(each)
        case tuple() | list():
            for each in value:
                yield from texts(each)


def masked(dossier: Dossier) -> Dossier:
    """One dossier alone, masked."""
    record = Discretion((dossier,), Organisation()).masked(dossier)
    assert isinstance(record, Dossier)
    return record


@pytest.mark.parametrize("dossier", DEMO, ids=lambda each: each.intern.first_name)
def test_nobody_of_a_dossier_is_named(dossier: Dossier) -> None:
    said = "\n".join(texts(masked(dossier)))
    intern, tutor = dossier.intern, dossier.tutor
    names = [intern.first_name, intern.last_name, tutor.first_name, tutor.last_name]
    names += [each.name for each in dossier.candidates] + [dossier.host.name]
    names += [each.manager for each in dossier.accesses] + [dossier.intern.email]
    for name in filter(None, names):
        assert name not in said


@pytest.mark.parametrize("dossier", DEMO, ids=lambda each: each.intern.first_name)
def test_what_is_done_and_when_is_as_it_was(dossier: Dossier) -> None:
    after = masked(dossier)
    programme = load_programme()

    assert after.id == dossier.id
    assert after.version == dossier.version
    assert after.stage.start == dossier.stage.start
    assert [each.task for each in after.tasks] == [each.task for each in dossier.tasks]
    assert all(programme.task(each.task) for each in after.tasks)
    assert [each.slot for each in after.meetings] == [each.slot for each in dossier.meetings]
    assert [each.done and each.done.code for each in after.history] == [
        each.done and each.done.code for each in dossier.history
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Inès Belkacem",
        "INÈS BELKACEM",
        "Ines  belkacem",
        "Ine\u0300s",
        "Belkacem, Inès",
        "Belkacem_Ines.pdf",
        "BelkacemInès",
        "rapport_Belkacem",
        "compte ibelkacem",
        "ines.belkacem",
        "inesb",
        "d’inès",
    ],
)
def test_a_name_is_known_however_it_is_written(written: str) -> None:
    dossier = next(each for each in DEMO if each.intern.first_name == "Inès")
    stage = dossier.stage.evolve(title=f"Accès de {written} au VPN", deliverables=(written,))
    after = masked(dossier.evolve(stage=stage))
    for text in (after.stage.title, *after.stage.deliverables):
        assert "Stagiaire 1" in text
        assert "belkacem" not in fold(text)
        assert "ines" not in fold(text)
    assert after.stage.title.startswith("Accès de ")
    assert after.stage.title.endswith(" au VPN")


def test_a_common_word_of_a_service_stays() -> None:
    dossier = DEMO[0]
    contacts = Contacts(it=Contact(name="Service informatique"))
    stage = dossier.stage.evolve(title="Outil de service, pour le Service informatique")
    after = masked(dossier.evolve(contacts=contacts, stage=stage))
    assert after.stage.title.startswith("Outil de service, pour le Personne ")


def test_a_name_that_is_followed_by_what_one_does_is_a_persons() -> None:
    dossier = DEMO[0]
    contacts = Contacts(it=Contact(name="Gilles Poirier, soutien"))
    stage = dossier.stage.evolve(title="Soutien de gilles, compte gpoirier")
    after = masked(dossier.evolve(contacts=contacts, stage=stage))
    assert "gilles" not in after.stage.title
    assert "gpoirier" not in after.stage.title
    assert after.stage.title.startswith("Soutien de Personne ")


@pytest.mark.parametrize(
    "phone",
    ["418 555-0134", "(418) 555-0134", "4185550134", "+1 418.555.0134", "06 12 34 56 78",
     "+33 6 12 34 56 78", "+33 (0)6.12.34.56.78"],
)  # fmt: skip
def test_a_phone_number_is_masked_in_any_text(phone: str) -> None:
    dossier = DEMO[0]
    stage = dossier.stage.evolve(title=f"Appeler le {phone}, du 2027-02-10 au 2027-06-04")
    assert masked(dossier.evolve(stage=stage)).stage.title == (
        f"Appeler le {MASKED}, du 2027-02-10 au 2027-06-04"
    )


def test_a_name_is_the_same_person_everywhere() -> None:
    first, second = DEMO[:2]
    discretion = Discretion((first, second), Organisation())
    one, two = discretion.masked(first), discretion.masked(second)

    assert one.intern.full_name == "Stagiaire 1"
    assert two.intern.full_name == "Stagiaire 2"
    chosen = [each for each in first.candidates if each.name == first.intern.full_name]
    assert len([each for each in one.candidates if each.name == "Stagiaire 1"]) == len(chosen)


def test_a_text_is_masked_whole_and_its_history_keeps_no_value() -> None:
    note = add_note(uuid4(), on=date(2027, 2, 10), text="Rencontrer Zoé au sujet de Léa")
    line = HistoryEntry(
        at=DEMO[0].created_at,
        who="Zoé Roy",
        done=deed("access.given", name="Courriel de Zoé Roy", by="Quelqu’un d’Autre"),
    )
    dossier = note.apply(DEMO[0])
    after = masked(dossier.evolve(history=(*dossier.history, line)))

    assert after.notes[-1].text == MASKED
    assert "Zoé" not in "\n".join(texts(after))
    assert "Quelqu’un" not in after.history[-1].sentence
    assert after.history[-1].sentence.startswith("Accès")
    assert not any(each.changes for each in after.history)


def test_the_organisation_is_masked_too() -> None:
    organisation = Organisation(
        host=Workplace(name="Coop du Nord", city="Alma"),
        tutor=Tutor(first_name="Zoé", last_name="Roy", email="zoe@coop.example", phone="418 555"),
        contacts=Contacts(it=Contact(name="Max Oh", emails=("max@coop.example",), phone="5")),
    )
    after = Discretion((), organisation).masked(organisation)

    said = "\n".join(texts(after))
    for word in ("Coop", "Alma", "Zoé", "Roy", "coop.example", "418", "Max"):
        assert word not in said
    assert after.host.name == "Organisation 1"
