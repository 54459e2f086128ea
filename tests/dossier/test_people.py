"""Who is the same tutor in two dossiers."""

from __future__ import annotations

import pytest

from telestage_tui.dossier.people import Tutor, same_tutor

GENEVIEVE = Tutor(first_name="Geneviève", last_name="Tremblay")
WITH_EMAIL = GENEVIEVE.evolve(email="g.tremblay@boreal.example")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Tutor(), Tutor(), id="both blank"),
        pytest.param(Tutor(), WITH_EMAIL, id="one blank"),
        pytest.param(Tutor(title="Directrice"), GENEVIEVE, id="one with a title alone"),
        pytest.param(GENEVIEVE, WITH_EMAIL, id="one without an address"),
        pytest.param(Tutor(email="g.tremblay@boreal.example"), GENEVIEVE, id="one without a name"),
        pytest.param(Tutor(first_name="Geneviève"), WITH_EMAIL, id="one without a last name"),
        pytest.param(
            Tutor(first_name="GENEVIEVE", last_name="Tremblay"), GENEVIEVE, id="accents and case"
        ),
        pytest.param(
            Tutor(first_name="G.", email="G.Tremblay@Boreal.example"), WITH_EMAIL, id="one address"
        ),
    ],
)
def test_nothing_says_that_they_are_two_people(one: Tutor, other: Tutor) -> None:
    assert same_tutor(one, other)
    assert same_tutor(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(Tutor(first_name="Marc"), WITH_EMAIL, id="first names"),
        pytest.param(Tutor(last_name="Tremblay", first_name="Marc"), GENEVIEVE, id="a family"),
        pytest.param(GENEVIEVE.evolve(email="autre@boreal.example"), WITH_EMAIL, id="addresses"),
    ],
)
def test_two_people_are_told_apart(one: Tutor, other: Tutor) -> None:
    assert not same_tutor(one, other)
    assert not same_tutor(other, one)
