"""Regions of public holidays: a code is checked where it is typed, and where nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import read_fiche
from telestage_tui.dossier.people import Host, Intern
from telestage_tui.dossier.regions import (
    HOST_REGIONS,
    INTERN_REGIONS,
    REGIONS,
    canonical_region,
    parse_intern_region,
)

from .fiche.typing_a_fiche import refusal_of

FICHE = """
[stage]
debut = 2027-01-11
fin = 2027-04-09
[stagiaire]
prenom = "Léa"
nom = "Nguyễn"
region = "{intern}"
[structure]
nom = "Atelier Boréal"
region = "{host}"
"""


def refusal(side: str, text: str) -> str | None:
    reason = refusal_of(f"{side}.region", text)
    return reason.replace("\u00a0", " ") if reason else None


@pytest.mark.parametrize("code", [*INTERN_REGIONS, "FR-13", "FR-2A", "FR-67", "FR-RE", "fr-974"])
def test_a_known_code_is_accepted(code: str) -> None:
    assert refusal("stagiaire", code) is None
    fiche = read_fiche(FICHE.format(intern=code, host="ca-qc"))
    assert fiche.intern.region == code.upper()
    assert fiche.intern.holiday_region in INTERN_REGIONS
    assert fiche.host.region == "CA-QC"


@pytest.mark.parametrize(
    ("side", "text", "reason"),
    [
        ("stagiaire", "Réunion",
         "Région « Réunion » inconnue; vouliez-vous « FR-974 » (La Réunion)?"),
        ("stagiaire", "nouvelle caledonie", "vouliez-vous « FR-988 » (Nouvelle-Calédonie)?"),
        ("stagiaire", "974", "vouliez-vous « FR-974 »?"),
        ("stagiaire", "75", "vouliez-vous « FR-75 »?"),
        ("stagiaire", "FR-20", "écrivez FR, ou FR- suivi du département"),
        ("stagiaire", "FR-BRE", "écrivez FR, ou FR- suivi du département"),
        ("stagiaire", "CA-QC", "écrivez FR, ou FR- suivi du département"),
        ("structure", "FR", "Région « FR » inconnue; écrivez CA-QC."),
        ("structure", "CA-ON", "écrivez CA-QC."),
    ],
)  # fmt: skip
def test_another_is_refused_with_a_suggestion(side: str, text: str, reason: str) -> None:
    assert reason in str(refusal(side, text))


def test_a_fiche_says_which_region_is_unknown() -> None:
    with pytest.raises(InvalidInput) as error:
        read_fiche(FICHE.format(intern="Bretagne", host="Ontario"))
    fields = [problem.field for problem in error.value.problems]
    assert fields == ["stagiaire.region", "structure.region"]


def test_an_older_file_keeps_its_text_and_has_the_holidays_of_its_side() -> None:
    host, intern = (
        Host(name="Coop", region="Ontario"),
        Intern(first_name="Léa", last_name="Nguyễn", region="Bretagne"),
    )
    assert (host.region, host.holiday_region) == ("Ontario", "CA-QC")
    assert (intern.region, intern.holiday_region) == ("Bretagne", "FR")


@given(st.text(max_size=12) | st.from_regex(re.compile(r"(?:FR|CA)-[0-9A-Z]{1,3}"), fullmatch=True))
def test_what_is_accepted_has_a_list_of_holidays(text: str) -> None:
    try:
        code = parse_intern_region(text)
    except ValueError:
        return
    assert canonical_region(code, "") in INTERN_REGIONS


def test_a_list_is_of_one_side() -> None:
    assert dict(REGIONS) == {**HOST_REGIONS, **INTERN_REGIONS}
    assert not HOST_REGIONS.keys() & INTERN_REGIONS.keys()
