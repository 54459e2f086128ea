"""The fiche file: what it fills, its defaults, and everything that is wrong with it at once."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import Fiche, load_fiche, read_fiche
from telestage_tui.dossier.meetings import MeetingRule
from telestage_tui.dossier.people import Candidate, ClosedPeriod, Host, Intern, Tutor
from telestage_tui.dossier.stage import Convention, Stage
from tests.factories import CREATED_AT, DOSSIER_ID, PROGRAMME

FICHES = Path(__file__).parents[2] / "fiches"
NBSP = "\u00a0"
BASE = """
[stage]
debut = 2027-01-11
fin = 2027-04-09
{stage}
[stagiaire]
prenom = "Léa"
nom = "Nguyễn"
{stagiaire}
[structure]
nom = "Atelier Boréal"
{structure}
{end}
"""


def fiche_text(**parts: str) -> str:
    """A minimal fiche with lines added to its sections, or at its end."""
    return BASE.format_map({"stage": "", "stagiaire": "", "structure": "", "end": ""} | parts)


def refusals(text: str) -> dict[str, str]:
    """The reasons by field, no-break spaces made plain."""
    with pytest.raises(InvalidInput) as error:
        read_fiche(text)
    fields = [problem.field for problem in error.value.problems]
    assert len(fields) == len(set(fields))
    return {p.field: p.message.replace(NBSP, " ") for p in error.value.problems}


def opened(fiche: Fiche) -> Dossier:
    return fiche.to_dossier(id=DOSSIER_ID, programme=PROGRAMME, created_at=CREATED_AT)


def test_the_reference_fiche_fills_everything() -> None:
    fiche = load_fiche(FICHES / "complete.toml")
    assert fiche.stage == Stage(
        title="TELESTAGE – Refonte du site et des outils de données",
        mandate="Concevoir et livrer la nouvelle page d'accueil, "
        "puis le tableau de bord des ventes.",
        deliverables=(
            "Maquettes validées",
            "Page d'accueil en ligne",
            "Tableau de bord des ventes",
        ),
        start=date(2027, 1, 11),
        end=date(2027, 4, 9),
        weekly_hours=35,
        monthly_pay=300,
        financing="ARE",
    )
    assert fiche.intern == Intern(
        first_name="Léa",
        last_name="Nguyễn-Œuvrard",
        email="lea@example.org",
        born=date(1999, 5, 17),
        jobseeker=True,
        equipped=True,
    )
    assert fiche.host == Host(
        name="Atelier Boréal inc.",
        city="Rimouski",
        absences=(ClosedPeriod(first=date(2027, 3, 5), last=date(2027, 3, 5)),),
    )
    assert fiche.tutor == Tutor(
        first_name="Maxime",
        last_name="Tremblay",
        title="Directeur numérique",
        email="maxime@example.com",
    )
    assert fiche.meeting_rule == MeetingRule(at=time(9, 30), link="https://visio.example.com/lea")
    assert fiche.candidates == (
        Candidate(name="Léa Nguyễn-Œuvrard", interviewed_on=date(2026, 11, 17), chosen=True),
        Candidate(name="Thomas Lefèvre", interviewed_on=date(2026, 11, 18)),
    )
    assert fiche.convention == Convention(
        ofqj=date(2026, 12, 14), intern=date(2026, 12, 10), host=date(2026, 12, 11)
    )
    assert [(r.name, r.kind, r.manager) for r in fiche.resources] == [
        ("VPN de l'entreprise", "vpn", "Soutien informatique"),
        ("Adresse @atelier-boreal", "courriel", "Soutien informatique"),
        ("Licence Figma", "licence", "Maxime Tremblay"),
    ]


def test_the_smallest_fiche_takes_every_default() -> None:
    fiche = load_fiche(FICHES / "minimale.toml")
    assert fiche == Fiche(
        stage=Stage(start=date(2026, 9, 14), end=date(2026, 11, 27)),
        intern=Intern(first_name="Aurélie", last_name="Lacour"),
        host=Host(name="Coop Saint-Laurent"),
    )
    assert (fiche.host.zone, str(fiche.host.hours)) == ("America/Toronto", "09:00-17:00")
    assert (fiche.intern.zone, str(fiche.intern.hours)) == ("Europe/Paris", "09:00-18:00")
    assert (fiche.stage.weekly_hours, fiche.stage.financing) == (35, "inconnu")
    rule = fiche.meeting_rule
    assert (rule.weekday, rule.at, rule.reference, rule.duration) == (
        "mardi",
        None,
        "structure",
        30,
    )


def test_a_fiche_over_the_autumn_changes_of_clock() -> None:
    fiche = load_fiche(FICHES / "automne-changement-heure.toml")
    assert (fiche.meeting_rule.weekday, fiche.meeting_rule.at) == ("mercredi", time(15, 30))
    assert fiche.meeting_rule.reference == "stagiaire"
    assert (str(fiche.intern.hours), str(fiche.host.hours)) == ("10:00-18:30", "08:30-16:30")
    assert (fiche.stage.weekly_hours, fiche.stage.monthly_pay) == (32, 450)


def test_a_fiche_of_far_zones() -> None:
    fiche = load_fiche(FICHES / "iles-reunion.toml")
    assert (fiche.intern.zone, fiche.intern.region) == ("Indian/Reunion", "FR-974")
    assert (fiche.host.zone, fiche.host.city) == ("America/Halifax", "Cap-aux-Meules")


def test_a_departure_from_the_programme_is_no_error() -> None:
    fiche = load_fiche(FICHES / "non-conforme.toml")
    assert (fiche.stage.weekly_hours, fiche.stage.monthly_pay) == (40, 250)
    assert fiche.intern.jobseeker is False
    assert fiche.convention == Convention(intern=date(2027, 1, 20), host=date(2027, 2, 3))


def test_a_bad_fiche_is_refused_with_all_its_errors_in_order() -> None:
    with pytest.raises(InvalidInput) as error:
        load_fiche(FICHES / "refusee.toml")
    assert [(p.field, p.message.replace(NBSP, " ")) for p in error.value.problems] == [
        ("stage.fin", "La fin doit suivre le début, le 2 avril 2027."),
        ("stagiaire.nom", "Ce champ ne peut pas être vide."),
        ("stagiaire.courriel",
         "Adresse « zoe.example.org » illisible; une adresse s’écrit nom@exemple.org."),
        ("stagiaire.fuseau",
         "Fuseau « Europe/Pariss » inconnu; vouliez-vous « Europe/Paris »?"),
        ("stagiaire.horaires",
         "Horaire « 9h à 18h » illisible; écrivez par exemple 09:00-17:00, "
         "ou 09:00-12:00, 13:00-17:00 avec une pause."),
        ("stagiaire.couleur",
         "Champ inconnu; [stagiaire] accepte prenom, nom, courriel, naissance, fuseau, region, "
         "horaires, inscrit_france_travail, etudes_en_cours, equipement_fiable, feries_chomes, "
         "jours_fermes, absences."),
        ("ressources[1].mot_de_passe",
         "Mot de passe, jeton ou code secret : telestage n’en garde jamais; retirez ce champ et "
         "transmettez le secret par le coffre-fort de mots de passe de votre service "
         "informatique."),
    ]  # fmt: skip


def test_the_five_required_fields_are_asked_for() -> None:
    assert list(refusals("")) == [
        "stage.debut", "stage.fin", "stagiaire.prenom", "stagiaire.nom", "structure.nom",
    ]  # fmt: skip
    assert set(refusals("").values()) == {"Ce champ est obligatoire."}


def test_a_dossier_opened_from_a_fiche_is_always_the_same() -> None:
    fiche = load_fiche(FICHES / "complete.toml")
    dossier = opened(fiche)
    assert dossier == opened(load_fiche(FICHES / "complete.toml"))
    assert [access.name for access in dossier.accesses] == [r.name for r in fiche.resources]
    assert all(access.state == "planned" for access in dossier.accesses)
    assert len({access.id for access in dossier.accesses}) == 3
    assert (dossier.version, dossier.meetings, dossier.history) == (0, (), ())
    other = fiche.to_dossier(id=UUID(int=1), programme=PROGRAMME, created_at=CREATED_AT)
    assert not {a.id for a in other.accesses} & {a.id for a in dossier.accesses}
    assert Fiche.of(dossier) == fiche


@pytest.mark.parametrize(
    ("part", "line", "field", "reason"),
    [
        ("stage", "heures_par_semaine = 0", "stage.heures_par_semaine", "dépasser 0"),
        ("stage", 'heures_par_semaine = "35"', "stage.heures_par_semaine", "Un nombre est attendu"),
        ("stage", "heures_par_semaine = true", "stage.heures_par_semaine", "Un nombre est attendu"),
        ("stage", "heures_par_semaine = nan", "stage.heures_par_semaine", "nombre fini"),
        ("stage", "gratification_mensuelle = -1", "stage.gratification_mensuelle", "minimum est 0"),
        ("stage", f"gratification_mensuelle = 0x{'F' * 400}", "stage.gratification_mensuelle", ""),
        ("stage", "titre = 12", "stage.titre", "entre guillemets"),
        ("stage", 'livrables = "Maquettes"', "stage.livrables", "entre crochets"),
        ("stage", 'livrables = ["a", ""]', "stage.livrables[2]", "vide"),
        ("stage", 'livrables = ["a", 3]', "stage.livrables[2]", "entre guillemets"),
        ("stage", 'financement = "CAF"', "stage.financement", "choix possibles : ARE"),
        ("stage", "financement = 3", "stage.financement", "choix possibles : ARE"),
        ("stage", 'heures = 35', "stage.heures", "vouliez-vous « heures_par_semaine »?"),
        ("stagiaire", "naissance = 2027-01-11", "stagiaire.naissance", "précéder le début"),
        ("stagiaire", "naissance = 1899-01-01", "stagiaire.naissance", "minimum est 1900-01-01"),
        ("stagiaire", "naissance = 19990517", "stagiaire.naissance", "Une date est attendue"),
        ("stagiaire", "naissance = 1999-05-17T09:00:00", "stagiaire.naissance", "date"),
        ("stagiaire", 'naissance = "17/05/1999"', "stagiaire.naissance", "2027-01-11"),
        ("stagiaire", 'naissance = "1999-02-30"', "stagiaire.naissance", "n’existe pas"),
        ("stagiaire", 'inscrit_france_travail = "oui"', "stagiaire.inscrit_france_travail", "true"),
        ("stagiaire", "courriel = false", "stagiaire.courriel", "entre guillemets"),
        ("stagiaire", "horaires = 9", "stagiaire.horaires", "Un horaire est attendu"),
        ("stagiaire", 'jours_fermes = ["2027-02-30"]', "stagiaire.jours_fermes[1]", "n’existe pas"),
        ("structure", "jours_fermes = 2027-03-05", "structure.jours_fermes", "entre crochets"),
        ("structure", "jours_fermes = [2027-03-05, 3]", "structure.jours_fermes[2]", "Une date"),
        ("structure", "absences = [{ debut = 2027-03-05 }]", "structure.absences[1].fin",
         "obligatoire"),
        ("structure", "absences = [{ debut = 2027-03-05, fin = 2027-03-01 }]",
         "structure.absences[1].fin", "précède"),
        ("structure", "absences = [{ debut = 2027-03-05, fin = 2027-03-06, cause = 1 }]",
         "structure.absences[1].cause", "Champ inconnu"),
        ("structure", "absences = [3]", "structure.absences[1]", "groupe de champs"),
        ("structure", 'conge_paques = "mardi"', "structure.conge_paques", "vendredi, lundi"),
        ("end", "[rencontres]\njour = 'samedi'", "rencontres.jour", "lundi, mardi"),
        ("end", "[rencontres]\nheure = '9h30'", "rencontres.heure", "\"09:30\""),
        ("end", "[rencontres]\nheure = 930", "rencontres.heure", "Une heure est attendue"),
        ("end", "[rencontres]\nheure = 09:30:15", "rencontres.heure", "à la minute"),
        ("end", "[rencontres]\nduree = 30.0", "rencontres.duree", "nombre entier"),
        ("end", "[rencontres]\nduree = 1000", "rencontres.duree", "maximum est 120"),
        ("end", "[rencontres]\nlien = 'visio.ca'", "rencontres.lien", "https://"),
        ("end", "[candidats]\nnom = 'A'", "candidats", "[[candidats]]"),
        ("end", "[[candidats]]\nentretien = 2026-11-17", "candidats[1].nom", "obligatoire"),
        ("end", "[[candidats]]\nnom = 'A'\n[[candidats]]\nnom = ''", "candidats[2].nom", "vide"),
        ("end", "[[ressources]]\nnom = 'Mdp: Hiver2027!'", "ressources[1].nom", "mot de passe"),
        ("end", "[[ressources]]\nnom = 'VPN'\ncode_pin = 1", "ressources[1].code_pin", "jamais"),
        ("end", "[resources]\nnom = 'VPN'", "resources", "vouliez-vous « ressources »?"),
        ("end", "[remuneration]\nx = 1", "remuneration", "une fiche accepte stage, stagiaire"),
        ("end", "[[stagiaires]]\nx = 1", "stagiaires", "vouliez-vous « stagiaire »?"),
    ],
)  # fmt: skip
def test_a_field_is_refused_with_its_name_and_reason(
    part: str, line: str, field: str, reason: str
) -> None:
    reasons = refusals(fiche_text(**{part: line}))
    assert list(reasons) == [field]
    assert reason in reasons[field]
    assert reasons[field].endswith((".", "?"))


def test_cross_checks_run_on_what_could_be_read() -> None:
    reasons = refusals(
        "[stage]\ndebut = 2027-04-02\nfin = 2027-01-11\ntitre = 3\n"
        "[stagiaire]\nprenom = 1\nnaissance = 2030-01-01\n"
    )
    assert list(reasons) == [
        "stage.fin", "stage.titre", "stagiaire.prenom", "stagiaire.nom", "structure.nom",
        "stagiaire.naissance",
    ]  # fmt: skip


def test_a_field_before_any_section_is_sent_to_its_own() -> None:
    reasons = refusals("debut = 2027-01-11\n" + fiche_text())
    assert reasons == {"debut": "Ce champ doit suivre le titre de sa section, [stage]."}


def test_a_section_that_is_no_group_is_refused_once() -> None:
    assert refusals("stage = 3\nstagiaire = [1]\nstructure = 'x'") == dict.fromkeys(
        ("stage", "stagiaire", "structure"), "Un groupe de champs est attendu."
    )


def test_dates_and_times_may_be_text_and_choices_ignore_case_and_accents() -> None:
    fiche = read_fiche(
        '[stage]\ndebut = "2027-01-11"\nfin = "2027-04-09"\nfinancement = "rfpe demandee"\n'
        '[stagiaire]\nprenom = "A"\nnom = "B"\n[structure]\nnom = "C"\nconge_paques = "VENDREDI"\n'
        '[rencontres]\njour = "Mardi"\nheure = "9:30"\nreference = "Stagiaire"\n'
    )
    assert fiche.stage.start == date(2027, 1, 11)
    assert fiche.stage.financing == "RFFT demandée"
    assert fiche.host.easter == "vendredi"
    assert fiche.meeting_rule == MeetingRule(at=time(9, 30), reference="stagiaire")
    local = read_fiche(fiche_text(end="[rencontres]\nheure = 09:30:00"))
    assert local.meeting_rule.at == time(9, 30)


def test_closed_days_and_absences_add_up_on_both_sides() -> None:
    lines = (
        "jours_fermes = [2027-03-05, '2027-03-06']\n"
        "absences = [{ debut = 2027-02-01, fin = 2027-02-05, motif = 'Congé' }]"
    )
    fiche = read_fiche(fiche_text(stagiaire=lines, structure=lines))
    assert fiche.intern.absences == fiche.host.absences
    assert [(p.first.day, p.last.day, p.label) for p in fiche.host.absences] == [
        (5, 5, ""), (6, 6, ""), (1, 5, "Congé"),
    ]  # fmt: skip


def test_an_empty_optional_text_means_unknown() -> None:
    fiche = read_fiche(
        fiche_text(
            stagiaire='naissance = ""\ncourriel = ""', end='[rencontres]\nheure = ""\njour = ""'
        )
    )
    assert (fiche.intern.born, fiche.intern.email) == (None, "")
    assert fiche.meeting_rule == MeetingRule()


def test_hostile_text_is_kept_or_cleaned_and_never_shown_raw() -> None:
    fiche = read_fiche(
        fiche_text(stage='titre = "[/b] [TTC] \\u001b]0;piraté\\u0007👩🏽\u200d💻 שלום"')
    )
    assert fiche.stage.title == "[/b] [TTC] 👩🏽\u200d💻 שלום"
    reasons = refusals(
        fiche_text(stagiaire='fuseau = "\\u001b[31m\\u202eEurope/Pariss"\n"\\u001b[2J" = 1')
    )
    assert not any(c in "".join([*reasons, *reasons.values()]) for c in "\x1b\u202e")
    long = read_fiche(fiche_text(stage=f'mandat = "{"é" * 10_000}"'))
    assert len(long.stage.mandate) == 10_000


def test_a_fiche_is_of_a_dossier_with_its_person_host_and_first_day() -> None:
    fiche = read_fiche(fiche_text())
    dossier = fiche.to_dossier(id=DOSSIER_ID, programme=PROGRAMME, created_at=CREATED_AT)
    assert fiche.is_of(dossier)
    intern = fiche.intern.evolve(first_name="LEA")
    assert fiche.evolve(intern=intern).is_of(dossier)
    stage = fiche.stage.evolve(start=fiche.stage.start + timedelta(days=1))
    assert not fiche.evolve(stage=stage).is_of(dossier)
    assert not fiche.evolve(host=fiche.host.evolve(name="Une autre coop")).is_of(dossier)
