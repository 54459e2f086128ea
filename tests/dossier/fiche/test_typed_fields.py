"""A fiche typed on a screen: forgiving forms, the checks of a file."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.fields import REQUIRED, SECTIONS
from telestage_tui.dossier.fiche.model import coerce_fiche
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.dossier.text import clean_line

from .typing_a_fiche import REQUIRED_TYPED, TODAY, refusal_of

PATHS = [
    f"{section.name}.{field.name}"
    for section in SECTIONS
    if not section.many  # what repeats is asked by its own page
    for field in section.fields
]


def test_what_people_type_is_understood() -> None:
    fiche = coerce_fiche(
        REQUIRED_TYPED
        | {
            "stage.heures_par_semaine": "32,5",
            "stage.gratification_mensuelle": "1 250,50 $",
            "stage.livrables": "Maquettes\n\nPage d’accueil; guide",
            "stage.financement": "are",
            "stagiaire.naissance": "17 mai 1999",
            "stagiaire.horaires": "9 h à 12 h et 13 h à 17 h",
            "stagiaire.inscrit_france_travail": "oui",
            "stagiaire.courriel": "",
            "structure.jours_fermes": "5 mars 2027\n2027-03-08",
            "structure.absences": "1er février 2027 au 5 février 2027 : Salon",
            "rencontres.jour": "Jeudi",
            "rencontres.heure": "9 h 30",
            "rencontres.duree": "45 min",
        },
        TODAY,
    )
    assert (fiche.stage.start, fiche.stage.end) == (date(2027, 1, 11), date(2027, 4, 9))
    assert (fiche.stage.weekly_hours, fiche.stage.monthly_pay) == (32.5, 1250.5)
    assert fiche.stage.deliverables == ("Maquettes", "Page d’accueil; guide")
    assert fiche.stage.financing == "ARE"
    assert (fiche.intern.first_name, fiche.intern.born) == ("Léa", date(1999, 5, 17))
    assert str(fiche.intern.hours) == "09:00-12:00, 13:00-17:00"
    assert fiche.intern.jobseeker is True
    assert fiche.host.absences == (
        ClosedPeriod(first=date(2027, 3, 5), last=date(2027, 3, 5)),
        ClosedPeriod(first=date(2027, 3, 8), last=date(2027, 3, 8)),
        ClosedPeriod(first=date(2027, 2, 1), last=date(2027, 2, 5), label="Salon"),
    )
    assert (fiche.meeting_rule.weekday, fiche.meeting_rule.at) == ("jeudi", time(9, 30))
    assert fiche.meeting_rule.duration == 45


def test_every_problem_of_a_form_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as error:
        coerce_fiche(
            {
                "stage.debut": "2 avril 2027",
                "stage.fin": "11 janvier 2027",
                "stagiaire.prenom": "  ",
                "stagiaire.courriel": "zoe",
                "stagiaire.age": "25",
                "stagiaire": "Zoé",
                "candidats.nom": "Zoé",
                "candidats[1].nom": "Zoé",
                "structure[1].nom": "X",
            },
            TODAY,
        )
    assert [problem.field for problem in error.value.problems] == [
        "stagiaire", "candidats.nom", "candidats[1].nom", "structure[1].nom",
        "stage.fin", "stagiaire.courriel", "stagiaire.age", "stagiaire.prenom", "stagiaire.nom",
        "structure.nom",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "raw", "day"),
    [
        ("stage.debut", "11 janvier", date(2027, 1, 11)),
        ("stage.debut", "31 octobre", date(2027, 10, 31)),  # planned: still to come
        ("stage.are_jusqu_au", "31 octobre", date(2026, 10, 31)),  # any other: the nearest one
        ("stage.are_jusqu_au", "hier", date(2026, 11, 25)),
    ],
)
def test_the_year_left_out_is_the_one_that_makes_sense(path: str, raw: str, day: date) -> None:
    fiche = coerce_fiche(REQUIRED_TYPED | {"stage.fin": "1er décembre 2027", path: raw}, TODAY)
    assert {"stage.debut": fiche.stage.start, "stage.are_jusqu_au": fiche.stage.allowance_until}[
        path
    ] == day


def test_a_birth_is_dated_whole() -> None:
    assert "aussi l’année" in (refusal_of("stagiaire.naissance", "17 mai") or "")


def test_an_absence_needs_no_year() -> None:
    fiche = coerce_fiche(REQUIRED_TYPED | {"structure.absences": "du 1er au 5 mars : Salon"}, TODAY)
    assert fiche.host.absences == (
        ClosedPeriod(first=date(2027, 3, 1), last=date(2027, 3, 5), label="Salon"),
    )


@pytest.mark.parametrize(
    ("path", "raw", "reason"),
    [
        ("stage.debut", "", "Ce champ est obligatoire."),
        ("stage.debut", "bientôt", "Date « bientôt » illisible"),
        ("stage.debut", "11/01/1850", "trop loin"),
        ("stage.heures_par_semaine", "81", "Le maximum est 80."),
        ("stage.heures_par_semaine", "trente", "Nombre « trente » illisible"),
        ("stage.livrables", "a" * 20_001, "Texte trop long"),
        ("stagiaire.nom", " ", "Ce champ est obligatoire."),
        ("stagiaire.fuseau", "Europe/Pariss", "vouliez-vous « Europe/Paris »"),
        ("stagiaire.horaires", "le matin", "illisible"),
        ("stagiaire.courriel", "zoe", "nom@exemple.org"),
        ("structure.jours_fermes", "5 mars 2027\n31 février 2027", "n’existe pas"),
        ("structure.conge_paques", "mardi", "choix possibles"),
        ("rencontres.duree", "une demi-heure", "par exemple 30"),
        ("rencontres.duree", "2", "Le minimum est 5."),
    ],
)
def test_a_field_is_checked_as_it_is_typed(path: str, raw: str, reason: str) -> None:
    message = refusal_of(path, raw)
    assert message is not None
    assert message[0] == message[0].upper()
    assert message.endswith((".", "?"))
    assert reason in message.replace("\u00a0", " ")


@pytest.mark.parametrize("path", PATHS)
def test_a_blank_field_is_refused_only_when_it_is_required(path: str) -> None:
    assert (refusal_of(path, " ") is not None) == (path in REQUIRED)


@given(st.sampled_from(PATHS), st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(path: str, raw: str) -> None:
    message = refusal_of(path, raw)
    assert message is None or (clean_line(message) == message and message.endswith((".", "?")))
