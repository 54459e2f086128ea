"""The same fiche typed on a screen: forgiving forms, the same checks."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche import check_field, coerce_fiche
from telestage_tui.dossier.fiche.fields import REQUIRED, SECTIONS
from telestage_tui.dossier.people import ClosedPeriod
from telestage_tui.dossier.text import clean_line

PATHS = [
    f"{section.name}{'[1]' if section.many else ''}.{field.name}"
    for section in SECTIONS
    for field in section.fields
]
REQUIRED_TYPED = {
    "stage.debut": "11 janvier 2027",
    "stage.fin": "09/04/2027",
    "stagiaire.prenom": " Léa ",
    "stagiaire.nom": "Nguyễn",
    "structure.nom": "Atelier Boréal",
}


def test_what_people_type_is_understood() -> None:
    read = coerce_fiche(
        REQUIRED_TYPED
        | {
            "stage.heures_par_semaine": "32,5",
            "stage.gratification_mensuelle": "1 250,50 $",
            "stage.livrables": "Maquettes\n\nPage d’accueil; Guide",
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
            "candidats[1].nom": "Léa Nguyễn",
            "candidats[1].retenu": "oui",
            "candidats[2].nom": "",
            "candidats[3].nom": "Thomas Lefèvre",
            "ressources[1].nom": "VPN",
            "ressources[1].type": "VPN",
        }
    )
    assert (read.stage.start, read.stage.end) == (date(2027, 1, 11), date(2027, 4, 9))
    assert (read.stage.weekly_hours, read.stage.monthly_pay) == (32.5, 1250.5)
    assert read.stage.deliverables == ("Maquettes", "Page d’accueil", "Guide")
    assert read.stage.financing == "ARE"
    assert (read.intern.first_name, read.intern.born) == ("Léa", date(1999, 5, 17))
    assert str(read.intern.hours) == "09:00-12:00, 13:00-17:00"
    assert read.intern.jobseeker is True
    assert read.host.absences == (
        ClosedPeriod(first=date(2027, 3, 5), last=date(2027, 3, 5)),
        ClosedPeriod(first=date(2027, 3, 8), last=date(2027, 3, 8)),
        ClosedPeriod(first=date(2027, 2, 1), last=date(2027, 2, 5), label="Salon"),
    )
    assert (read.meeting_rule.weekday, read.meeting_rule.at) == ("jeudi", time(9, 30))
    assert read.meeting_rule.duration == 45
    assert [c.name for c in read.candidates] == ["Léa Nguyễn", "Thomas Lefèvre"]
    assert read.resources[0].kind == "vpn"


def test_every_problem_of_a_form_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        coerce_fiche(
            {
                "stage.debut": "2 avril 2027",
                "stage.fin": "11 janvier 2027",
                "stagiaire.prenom": "  ",
                "stagiaire.courriel": "zoe",
                "stagiaire.age": "25",
                "stagiaire": "Zoé",
                "candidats.nom": "Zoé",
                "structure[1].nom": "X",
            }
        )
    assert [problem.field for problem in caught.value.problems] == [
        "stagiaire", "candidats.nom", "structure[1].nom",
        "stage.fin", "stagiaire.courriel", "stagiaire.age", "stagiaire.prenom", "stagiaire.nom",
        "structure.nom",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "raw", "reason"),
    [
        ("stage.debut", "", "ce champ est obligatoire."),
        ("stage.debut", "bientôt", "date « bientôt » illisible"),
        ("stage.debut", "11/01/1850", "minimum"),
        ("stage.heures_par_semaine", "81", "le maximum est 80."),
        ("stage.heures_par_semaine", "trente", "nombre « trente » illisible"),
        ("stage.livrables", "a" * 20_001, "texte trop long"),
        ("stagiaire.nom", " ", "ce champ est obligatoire."),
        ("stagiaire.fuseau", "Europe/Pariss", "vouliez-vous « Europe/Paris »"),
        ("stagiaire.horaires", "le matin", "illisible"),
        ("stagiaire.courriel", "zoe", "nom@exemple.org"),
        ("structure.jours_fermes", "5 mars 2027\n31 février 2027", "n’existe pas"),
        ("structure.conge_paques", "mardi", "choix possibles"),
        ("candidats[2].nom", "", "obligatoire"),
        ("ressources[1].compte", "mdp: Hiver2027!", "mot de passe"),
        ("rencontres.duree", "2", "le minimum est 5."),
    ],
)
def test_a_field_is_checked_as_it_is_typed(path: str, raw: str, reason: str) -> None:
    said = check_field(path, raw)
    assert said is not None
    assert reason in said.replace("\u00a0", " ")


@pytest.mark.parametrize("path", PATHS)
def test_a_blank_field_is_refused_only_when_it_is_required(path: str) -> None:
    required = path in (*REQUIRED, "candidats[1].nom", "ressources[1].nom")
    assert (check_field(path, " ") is not None) == required


@pytest.mark.parametrize(("path", "raw"), REQUIRED_TYPED.items())
def test_a_field_that_is_right_has_nothing_said(path: str, raw: str) -> None:
    assert check_field(path, raw) is None


@pytest.mark.parametrize("path", ["", "stage", "stage.x", "x.debut", "stage.debut.x"])
def test_a_field_that_does_not_exist_is_a_programming_error(path: str) -> None:
    with pytest.raises(KeyError):
        check_field(path, "x")


@given(st.sampled_from(PATHS), st.text(max_size=20))
def test_a_field_and_the_whole_form_agree_on_anything_typed(path: str, raw: str) -> None:
    assume(raw.strip() or "[" not in path)  # a row left blank is no row, which a field cannot tell
    said = check_field(path, raw)
    assert said is None or clean_line(said) == said
    refused = set()
    try:
        coerce_fiche(REQUIRED_TYPED | _row(path) | {path: raw})
    except InvalidInput as error:
        refused = {problem.field for problem in error.problems}
    named = any(field == path or field.startswith(f"{path}[") for field in refused)
    assert named == (said is not None)


def _row(path: str) -> dict[str, str]:
    """What makes the row of a path complete."""
    section, dot, _ = path.partition(".")
    return {f"{section}{dot}nom": "Zoé"} if "[" in section else {}
