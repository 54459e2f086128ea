"""The table of the fields: nothing of a fiche is missing from it, and what it feeds follows."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from telestage_tui.clocks.holidays import public_holidays
from telestage_tui.dossier.contacts import Contacts
from telestage_tui.dossier.fiche.fields import PERIOD, SECTIONS, every_field
from telestage_tui.dossier.fiche.model import Fiche
from telestage_tui.dossier.fiche.pages import PAGES
from telestage_tui.dossier.fiche.write import blank_fiche, default_texts
from telestage_tui.dossier.people import Host
from telestage_tui.screens.fiche.fields import dossier_form

NOT_ASKED = {
    "structure.region",  # there is one
    "stagiaire.jours_fermes",  # « absences » asks for the same days
    "structure.jours_fermes",
}
ON_OTHER_PAGES = {
    "candidats", "convention", "ressources", "plan_de_travail", "echeances", "periodes",
}  # fmt: skip


def test_every_field_of_the_models_is_in_the_table() -> None:
    contacts = {f"contacts.{name}" for name in Contacts.model_fields}
    assert {s.attribute for s in SECTIONS} == (set(Fiche.model_fields) - {"contacts"}) | contacts
    for section in (*SECTIONS, PERIOD):
        assert {field.attribute for field in section.fields} == set(section.model.model_fields)


def test_every_field_with_a_label_is_asked_once() -> None:
    asked = Counter(
        f"{section}.{name}"
        for _, page in PAGES
        for section, names in page.items()
        for name in names.split()
    )
    assert asked == Counter(path for path, _, field in every_field() if field.label)
    elsewhere = {path for path, section, _ in every_field() if section.name in ON_OTHER_PAGES}
    assert {path for path, *_ in every_field()} - set(asked) == NOT_ASKED | elsewhere


@pytest.mark.parametrize(
    ("path", "default", "typed", "written"),
    [
        ("structure.conge_paques", "vendredi", "vendredi", '"vendredi"'),
        ("structure.feries_chomes", False, "non", "false"),
        ("structure.fuseau", "America/Halifax", "America/Halifax", '"America/Halifax"'),
        ("stage.heures_par_semaine", 32.5, "32,5", "32.5"),
        ("rencontres.jour", "jeudi", "jeudi", '"jeudi"'),
        ("rencontres.duree", 45, "45", "45"),
    ],
)
def test_a_default_is_that_of_the_model_everywhere(
    path: str, default: object, typed: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    section, field = next((s, f) for each, s, f in every_field() if each == path)
    monkeypatch.setattr(section.model.model_fields[field.attribute], "default", default)
    assert default_texts()[path] == typed
    part = blank_fiche().partition(f"[{section.name}]\n")[2]
    match = re.search(rf"^# {field.name} = (.*)$", part, re.MULTILINE)
    assert match is not None
    assert match[1] == written
    if field.kind == "choice":
        questions = {each.name: each for part in dossier_form() for each in part.fields}
        assert questions[path].blank == typed


def test_the_holidays_of_a_host_that_says_nothing_are_those_of_its_model() -> None:
    easter = Host(name="Atelier").easter
    assert public_holidays("CA-QC", 2027) == public_holidays("CA-QC", 2027, easter)
