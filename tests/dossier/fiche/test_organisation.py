"""Mon organisation in the words of a fiche, and what a new dossier takes from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from telestage_tui.dossier.accesses import Resource
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import Fiche, fiche_of
from telestage_tui.dossier.fiche.organisation import (
    ORGANISATION_SECTIONS,
    coerce_organisation,
    completed,
    organisation_texts,
    proposal,
    texts_in_fiche,
)
from telestage_tui.dossier.fiche.pages import ORGANISATION_PAGES
from telestage_tui.dossier.fiche.toml import parse_toml
from telestage_tui.dossier.fiche.write import form_texts, to_fiche
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.organisation import MeetingRoom, Organisation
from telestage_tui.dossier.people import ClosedPeriod, Tutor, Workplace
from tests.factories import make_dossier
from tests.strategies import organisations

TODAY = date(2027, 2, 10)
CLOSING = ClosedPeriod(first=date(2027, 3, 1), last=date(2027, 3, 5), label="Relâche")
ORGANISATION = Organisation(
    host=Workplace(
        name="Atelier Boréal",
        city="Rimouski",
        hours=WorkHours.parse("08:00-16:00"),
        absences=(CLOSING,),
    ),
    tutor=Tutor(first_name="Maxime", last_name="Tremblay", email="maxime@example.com"),
    room=MeetingRoom(link="https://visio.example.com/boreal"),
)
BARE: dict[str, Any] = {
    "stage": {"debut": date(2027, 1, 11), "fin": date(2027, 4, 9)},
    "stagiaire": {"prenom": "Léa", "nom": "Nguyễn"},
}
REGION = "structure.region"
"""No form asks it."""


@given(organisations)
def test_what_the_form_shows_reads_back_as_it_was(organisation: Organisation) -> None:
    texts = organisation_texts(organisation)
    assert coerce_organisation(texts, TODAY).says_as(organisation)


def test_every_field_is_asked_once() -> None:
    asked = [
        f"{section}.{name}"
        for _, page in ORGANISATION_PAGES
        for section, names in page.items()
        for name in names.split()
    ]
    assert sorted(asked) == sorted(organisation_texts(Organisation()).keys() - {REGION})


def test_the_sections_say_all_of_it() -> None:
    said = {section.attribute.partition(".")[0] for section in ORGANISATION_SECTIONS}
    assert said | {"usual_accesses"} == Organisation().described.keys()


def test_what_the_form_does_not_say_stays() -> None:
    kept = Organisation(usual_accesses=(Resource(name="VPN", kind="vpn"),))
    assert coerce_organisation({"structure.nom": "Boréal"}, TODAY, kept).usual_accesses == (
        kept.usual_accesses
    )
    for section in ORGANISATION_SECTIONS:
        attributes = {field.attribute for field in section.fields}
        assert attributes == set(section.model.model_fields)


def test_addresses_are_read_as_people_paste_them() -> None:
    text = "Inès Roy <ines@example.com>, marc@example.com;\n lea@example.com"
    read = coerce_organisation({"equipe.courriel": text}, TODAY)
    team = ("ines@example.com", "marc@example.com", "lea@example.com")
    assert read.contacts.team.emails == team
    with pytest.raises(InvalidInput, match=r"equipe\.courriel\[2\]\W+adresse"):
        coerce_organisation({"equipe.courriel": "ines@example.com, oups"}, TODAY)


# --- a fiche --------------------------------------------------------------------------------------


def test_a_fiche_takes_what_it_leaves_blank() -> None:
    filled = completed(BARE, ORGANISATION)
    fiche = fiche_of(filled.values)
    assert fiche.host.name == "Atelier Boréal"
    assert (fiche.host.hours, fiche.host.absences) == (ORGANISATION.host.hours, (CLOSING,))
    assert fiche.tutor == ORGANISATION.tutor
    assert fiche.meeting_rule.link == ORGANISATION.room.link
    assert filled.taken == (
        "structure.nom", "structure.ville", "structure.horaires", "structure.absences",
        "tuteur.prenom", "tuteur.nom", "tuteur.courriel", "rencontres.lien",
    )  # fmt: skip


def test_what_a_fiche_says_stays() -> None:
    own = {"structure": {"nom": "ATELIER BOREAL", "ville": "Gaspé", "jours_fermes": []}}
    fiche = fiche_of(completed(BARE | own, ORGANISATION).values)
    assert (fiche.host.name, fiche.host.city) == ("ATELIER BOREAL", "Gaspé")
    assert fiche.host.hours == ORGANISATION.host.hours
    closed = {"structure": {"jours_fermes": [date(2027, 2, 19)]}}
    (day,) = fiche_of(completed(BARE | closed, ORGANISATION).values).host.absences
    assert day.first == date(2027, 2, 19)


def test_a_fiche_of_another_organisation_takes_only_the_tutor() -> None:
    filled = completed(BARE | {"structure": {"nom": "Données Nordiques"}}, ORGANISATION)
    assert filled.taken == ("tuteur.prenom", "tuteur.nom", "tuteur.courriel")


def test_a_fiche_of_another_tutor_keeps_that_tutor() -> None:
    fiche = fiche_of(completed(BARE | {"tuteur": {"prenom": "Inès"}}, ORGANISATION).values)
    assert fiche.tutor == Tutor(first_name="Inès")
    assert fiche.meeting_rule.link == ""
    assert fiche.host.city == "Rimouski"


@pytest.mark.parametrize("organisation", [Organisation(), Organisation(version=2)])
def test_a_blank_organisation_fills_nothing(organisation: Organisation) -> None:
    assert completed(BARE, organisation) == (BARE, ())


@pytest.mark.parametrize("values", [{"structure": 3}, {"tuteur": [1]}, {"rencontres": "x"}])
def test_a_fiche_of_a_wrong_shape_is_refused_as_it_was(values: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="un groupe de champs est attendu"):
        fiche_of(completed(BARE | values, ORGANISATION).values)


def test_an_organisation_is_taken_from_the_fiche_of_a_dossier() -> None:
    dossier = make_dossier()
    texts = texts_in_fiche(parse_toml(to_fiche(dossier)))
    read = coerce_organisation(texts, TODAY)
    assert read.tutor == dossier.tutor
    assert dict(read.host) == dict(dossier.host)
    assert read.room.link == dossier.meeting_rule.link
    with pytest.raises(InvalidInput, match=r"structure\.vile"):
        texts_in_fiche({"structure": {"vile": "Rimouski"}})


# --- a new dossier --------------------------------------------------------------------------------


def with_closing(dossier: Dossier) -> Dossier:
    return dossier.evolve(host=dossier.host.evolve(absences=(CLOSING,)))


def test_a_new_dossier_is_proposed_the_organisation() -> None:
    proposed = proposal(ORGANISATION, make_dossier())
    assert proposed.words == "Repris de Mon organisation; tout peut être changé."
    assert proposed.texts["structure.absences"] == "2027-03-01 au 2027-03-05 : Relâche"
    assert proposed.texts["rencontres.lien"] == ORGANISATION.room.link
    assert not any(path.startswith(("stage", "stagiaire", "ofqj")) for path in proposed.texts)


def test_without_an_organisation_the_last_dossier_is_proposed_but_its_closed_days() -> None:
    last = with_closing(make_dossier())
    proposed = proposal(Organisation(), last)
    assert proposed.words == (
        f"Repris du dernier dossier ({last.intern.full_name}); tout peut être changé."
    )
    assert proposed.texts["structure.ville"] == last.host.city
    assert proposed.texts["structure.horaires"] == str(last.host.hours)
    assert proposed.texts["tuteur.courriel"] == last.tutor.email
    assert proposed.texts["rencontres.lien"] == last.meeting_rule.link
    assert "structure.absences" not in proposed.texts


def test_what_the_organisation_does_not_say_is_proposed_from_the_last_dossier() -> None:
    said = Organisation(tutor=Tutor(first_name="Inès"))
    proposed = proposal(said, make_dossier())
    assert proposed.texts["tuteur.prenom"] == "Inès"
    assert proposed.texts["tuteur.courriel"] == ""
    assert proposed.texts["structure.nom"] == make_dossier().host.name
    assert proposed.words.startswith("Repris de Mon organisation et du dernier dossier (Léa ")


def test_the_first_dossier_is_proposed_nothing() -> None:
    assert proposal(Organisation(), None) == ({}, False, "")
    assert proposal(Organisation(), None).words == ""


def test_what_is_proposed_is_of_the_form() -> None:
    assert proposal(ORGANISATION, None).texts.keys() <= form_texts(Fiche.of(make_dossier())).keys()
