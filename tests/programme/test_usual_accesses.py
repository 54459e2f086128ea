"""The usual set beside the accesses of a dossier: what is missing, what has another name there."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.accesses import Access, Resource
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.text import fold
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.usual_accesses import UsualAccesses, beside, usual_accesses

from ..factories import make_dossier

CONTENT = load_programme().accesses


def usual(name: str, kind: str = "autre") -> Resource:
    return Resource(name=name, kind=kind)


def here(name: str, kind: str = "autre") -> Access:
    return Access(id=uuid4(), name=name, kind=kind)


@pytest.mark.parametrize(
    ("one", "there"),
    [
        (usual("VPN", "vpn"), here("VPN de l’entreprise", "vpn")),
        (usual("VPN"), here("Accès VPN", "vpn")),  # a kind that nobody chose
        (usual("Adresse courriel de l’organisation", "courriel"),
         here("prenom.nom@boreal.example", "courriel")),
        (usual("Compte d’ouverture de session", "code"), here("Code Windows", "code")),
        (usual("Espace de fichiers de l’équipe", "partage"), here("Espace Fichiers", "partage")),
        (usual("Tableau de projet", "taches"), here("TABLEAU DU PROJET", "taches")),
    ],
)  # fmt: skip
def test_another_name_is_left_out_and_named(one: Resource, there: Access) -> None:
    found = beside([one], [there], CONTENT)
    assert found.missing == ()
    assert [(each.usual, each.access) for each in found.lookalikes] == [(one, there)]
    assert there.name in found.lookalike_words


@pytest.mark.parametrize(
    ("one", "there"),
    [
        (usual("Espace de fichiers de l’équipe", "partage"), here("Site Alfa", "partage")),
        (usual("Figma", "licence"), here("AutoCAD", "licence")),
        (usual("Écran 1", "materiel"), here("Écran 2", "materiel")),
        (usual("Figma", "licence"), here("Figma", "partage").evolve(name="Figma de l’équipe")),
        (usual("De la", "autre"), here("Figma")),  # small words alone say nothing
        (usual("VPN", "vpn"), here("Adresse courriel", "courriel")),
    ],
)
def test_something_else_is_missing(one: Resource, there: Access) -> None:
    assert beside([one], [there], CONTENT) == UsualAccesses((one,), ())


def test_an_access_stands_for_one_of_the_set_at_most() -> None:
    first, second = usual("Écran", "materiel"), usual("Écran 2", "materiel")
    assert beside([first, second], [here("Écran", "materiel")], CONTENT).missing == (second,)
    codes = [usual("Porte", "code"), usual("Session", "code")]  # more than one: not single here
    assert beside(codes, [here("Alarme", "code")], CONTENT).missing == tuple(codes)


NAMES = st.sampled_from(
    ["VPN", "VPN de l’entreprise", "vpn", "Écran", "Écran 2", "Courriel", "Adresse courriel",
     "Espace", "Espace de l’équipe", "Figma", "de la"]
)  # fmt: skip
KINDS = st.sampled_from(["vpn", "courriel", "code", "partage", "materiel", "autre"])
SETS = st.lists(st.builds(usual, NAMES, KINDS), unique_by=lambda each: fold(each.name))
LEDGERS = st.lists(st.builds(here, NAMES, KINDS))


@given(SETS, LEDGERS)
def test_each_of_the_set_is_there_missing_or_under_another_name(
    ones: list[Resource], accesses: list[Access]
) -> None:
    found = beside(ones, accesses, CONTENT)
    names = {fold(each.name) for each in accesses}
    there = [one for one in ones if fold(one.name) in names]
    sorted_out = [*there, *found.missing, *(each.usual for each in found.lookalikes)]
    assert sorted(map(repr, sorted_out)) == sorted(map(repr, ones))
    twins = [each.access.id for each in found.lookalikes]
    assert len(twins) == len(set(twins))
    for one, access in found.lookalikes:
        assert fold(one.name) != fold(access.name)
        assert one.kind == access.kind or "autre" in (one.kind, access.kind)
    single = {one.kind for one in found.missing if one.kind in CONTENT.single_kinds}
    for kind in single:  # one of a single kind is missing only where none is free, or it has others
        alone = sum(one.kind == kind for one in ones) == 1
        taken = {*twins, *(each.id for each in accesses
                           if fold(each.name) in {fold(one.name) for one in ones})}  # fmt: skip
        assert not alone or all(each.id in taken for each in accesses if each.kind == kind)


@given(SETS, LEDGERS)
def test_what_was_noted_is_not_missing_again(ones: list[Resource], accesses: list[Access]) -> None:
    dossier = make_dossier(accesses=tuple(accesses))
    organisation, programme = Organisation(usual_accesses=tuple(ones)), load_programme()
    missing = usual_accesses(dossier, organisation, programme).missing
    noted = changes.note_accesses({uuid4(): each for each in missing}).apply(dossier)
    again = usual_accesses(noted, organisation, programme)
    assert again.missing == () or not ones
    both = [*again.missing, *(each.usual for each in again.lookalikes)]
    all_of_them = changes.note_accesses({uuid4(): each for each in both}).apply(noted)
    if ones:
        assert usual_accesses(all_of_them, organisation, programme) == UsualAccesses((), ())


def test_without_a_set_of_its_own_an_organisation_has_that_of_the_programme() -> None:
    found = usual_accesses(make_dossier(accesses=()), Organisation(), load_programme())
    assert found == UsualAccesses(CONTENT.usual, ())
