"""Departures from the programme, at the boundaries of each rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.french import NBSP
from telestage_tui.dossier.stage import Waiver
from telestage_tui.programme.loader import load_programme
from telestage_tui.programme.rules import departures, unwaived_departures
from tests.factories import titled

from .support import START, complete, minimal, non_compliant, waived

PROGRAMME = load_programme()
TODAY = date(2036, 1, 1)
"""Long after every signature: none is still to come."""
DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))
SIGNATURES = {"convention.ofqj", "convention.stagiaire", "convention.structure"}
UNKNOWN = {
    "stagiaire.naissance",
    "stagiaire.inscrit_france_travail",
    "stagiaire.equipement_fiable",
    "stage.titre",
    "stage.gratification_mensuelle",
    "stage.financement",
}
"""What a rule checks and a fiche of five fields does not say."""


def rules_left(dossier: Dossier) -> set[str]:
    return {each.rule for each in departures(dossier, PROGRAMME, TODAY)}


def messages(dossier: Dossier) -> dict[str, str]:
    return {d.field: d.message.replace(NBSP, " ") for d in departures(dossier, PROGRAMME, TODAY)}


def with_stage(start: date, end: date) -> Dossier:
    dossier = complete()
    return dossier.evolve(stage=dossier.stage.evolve(start=start, end=end))


def test_a_complete_dossier_departs_from_nothing() -> None:
    assert departures(complete(), PROGRAMME, TODAY) == ()


def test_everything_is_owed_when_nothing_is_known() -> None:
    owed = departures(minimal(), PROGRAMME, TODAY)
    assert {d.field for d in owed} == SIGNATURES | UNKNOWN
    assert {d.field for d in owed if d.is_unknown} == UNKNOWN
    assert all(d.is_awaited for d in owed)
    assert all(d.message.startswith("À savoir") for d in owed if d.is_unknown)


def test_every_departure_is_said_with_its_value_and_its_rule() -> None:
    assert messages(non_compliant()) == {
        "stagiaire.naissance": "36 ans au début du stage; le programme accueille de 18 à 35 ans.",
        "stagiaire.inscrit_france_travail": "Pas d’inscription à France Travail; le programme "
        "s’adresse aux demandeurs d’emploi inscrits.",
        "stagiaire.equipement_fiable": "À savoir : l’équipement; il faut un ordinateur et une "
        "connexion fiable et rapide.",
        "stage.titre": "Titre « Développeur »; celui d’une offre de télé-stage commence par "
        "TELESTAGE.",
        "stage.fin": "Durée de 4 mois; un télé-stage dure de 2 à 3 mois.",
        "stage.heures_par_semaine": "40 h par semaine; le programme en prévoit de 30 à 35.",
        "stage.gratification_mensuelle": "Gratification de 250 $ par mois; le minimum est de "
        "300 $ canadiens.",
        "stage.financement": "À savoir : le financement, ARE, RFFT ou aucun; chaque demande de "
        "RFFT est à valider.",
        "convention.ofqj": "Il manque la signature de l’OFQJ; les trois parties signent la "
        "convention avant le premier jour.",
        "convention.structure": "Convention signée par l’organisation le 3 février 2027; elle "
        "doit l’être avant le premier jour, le 1er février 2027.",
    }
    assert {d.source for d in departures(non_compliant(), PROGRAMME, TODAY)} == {"000"}


@given(start=DAYS, years=st.integers(16, 38), shift=st.integers(-3, 3))
def test_age(start: date, years: int, shift: int) -> None:
    born = date(start.year - years, start.month, min(start.day, 28)) + timedelta(days=shift)
    dossier = with_stage(start, start + timedelta(days=80))
    dossier = dossier.evolve(intern=dossier.intern.evolve(born=born))
    birthdays = sum(  # counted one by one
        birthday(born, year) <= start for year in range(born.year + 1, start.year + 1)
    )
    assert ("age" in rules_left(dossier)) == (birthdays not in range(18, 36))


def birthday(born: date, year: int) -> date:
    """The birthday in that year; on 1 March when there is no 29 February."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


@given(start=DAYS, days=st.integers(50, 110))
def test_duration(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months, rest = months_walked(start, end)
    fine = months == 2 or (months == 3 and not rest)
    assert ("duration" not in rules_left(with_stage(start, end))) == fine


def months_walked(start: date, end: date) -> tuple[int, int]:
    """Full months and days left, found by walking day after day."""
    months = rest = 0
    day = start
    while day <= end:
        yesterday, day = day, day + timedelta(days=1)
        rest += 1
        no_such_day = day.day == 1 and yesterday.day < start.day
        if day.day == start.day or no_such_day:
            months, rest = months + 1, 0
    return months, rest


@pytest.mark.parametrize(
    ("start", "end", "fine"),
    [
        (date(2027, 1, 11), date(2027, 4, 10), True),
        (date(2027, 1, 11), date(2027, 4, 11), False),
        (date(2027, 1, 11), date(2027, 3, 10), True),
        (date(2027, 1, 11), date(2027, 3, 9), False),
        (date(2026, 11, 30), date(2027, 2, 28), True),
        (date(2026, 11, 30), date(2027, 3, 1), False),
        (date(2026, 9, 14), date(2026, 11, 27), True),
    ],
)
def test_duration_examples(start: date, end: date, *, fine: bool) -> None:
    assert ("duration" not in rules_left(with_stage(start, end))) == fine


@given(hours=st.integers(1, 800).map(lambda tenths: tenths / 10))
def test_weekly_hours(hours: float) -> None:
    dossier = complete()
    dossier = dossier.evolve(stage=dossier.stage.evolve(weekly_hours=hours))
    assert ("weekly-hours" in rules_left(dossier)) == (hours < 30 or hours > 35)


@given(cents=st.none() | st.integers(0, 200_000))
def test_gratification(cents: int | None) -> None:
    pay = None if cents is None else cents / 100
    dossier = complete()
    dossier = dossier.evolve(stage=dossier.stage.evolve(monthly_pay=pay))
    assert ("gratification" in rules_left(dossier)) == (cents is None or cents < 30_000)


ANSWERS = st.sampled_from([True, False, None])


@given(jobseeker=ANSWERS, student=ANSWERS, equipped=ANSWERS)
def test_status_and_equipment(
    *, jobseeker: bool | None, student: bool | None, equipped: bool | None
) -> None:
    dossier = complete()
    answers = {"jobseeker": jobseeker, "student": student, "equipped": equipped}
    dossier = dossier.evolve(intern=dossier.intern.evolve(**answers))
    assert ("jobseeker" in rules_left(dossier)) == (jobseeker is not True)
    assert ("student" in rules_left(dossier)) == (student is True)
    assert ("equipment" in rules_left(dossier)) == (equipped is not True)


@given(offsets=st.tuples(*[st.none() | st.integers(-40, 40)] * 3))
def test_signatures(offsets: tuple[int | None, ...]) -> None:
    dossier = complete()
    days = [None if offset is None else START + timedelta(days=offset) for offset in offsets]
    convention = dossier.convention.evolve(ofqj=days[0], intern=days[1], host=days[2])
    wrong = {
        field
        for field, offset in zip(
            ("convention.ofqj", "convention.stagiaire", "convention.structure"),
            offsets,
            strict=True,
        )
        if offset is None or offset >= 0
    }
    assert {
        d.field for d in departures(dossier.evolve(convention=convention), PROGRAMME, TODAY)
    } == wrong


@pytest.mark.parametrize(
    ("title", "fine"),
    [
        ("TELESTAGE – Analyse", True),
        ("TÉLÉSTAGE : analyse", True),
        ("Télé-stage analyse", True),
        ("télé\u2011stage", True),
        ("Téle\u0301stage", True),
        ("", False),
        ("Stage TELESTAGE", False),
        ("Télétravail", False),
        ("!", False),
    ],
)
def test_title(title: str, *, fine: bool) -> None:
    dossier = complete()
    dossier = dossier.evolve(stage=dossier.stage.evolve(title=title))
    assert ("title" not in rules_left(dossier)) == fine


def test_a_waiver_covers_one_rule_on_its_field_and_only_that() -> None:
    dossier = non_compliant()
    before = len(unwaived_departures(dossier, PROGRAMME, TODAY))
    on = date(2027, 1, 25)
    dossier = waived(dossier, "age", on)
    dossier = changes.waive(
        titled("age"), "stage.fin", reason="Mauvais champ", on=on, accepted=""
    ).apply(dossier)
    covered = [d for d in departures(dossier, PROGRAMME, TODAY) if d.waived]
    assert [d.rule for d in covered] == ["age"]
    assert covered[0].waiver is not None
    assert covered[0].waiver.reason == "Accord de l’OFQJ"
    assert len(unwaived_departures(dossier, PROGRAMME, TODAY)) == before - 1
    assert len(departures(dossier, PROGRAMME, TODAY)) == before


@given(first=st.integers(36, 80), second=st.integers(36, 80))
def test_a_waiver_covers_the_value_that_was_accepted(first: int, second: int) -> None:
    def with_hours(dossier: Dossier, hours: int) -> Dossier:
        return dossier.evolve(stage=dossier.stage.evolve(weekly_hours=hours))

    agreed = waived(with_hours(complete(), first), "weekly-hours")
    assert unwaived_departures(agreed, PROGRAMME, TODAY) == ()
    left = unwaived_departures(with_hours(agreed, second), PROGRAMME, TODAY)
    assert [d.rule for d in left] == ([] if first == second else ["weekly-hours"])
    for each in left:
        assert each.former == agreed.waivers[0]
        assert f"portait sur {first}" in each.doubt
    assert (
        unwaived_departures(waived(with_hours(agreed, second), "weekly-hours"), PROGRAMME, TODAY)
        == ()
    )


def test_a_waiver_of_an_older_file_covers_whatever_is_there() -> None:
    old = Waiver(rule="weekly-hours", field="stage.heures_par_semaine", reason="Accord", on=START)
    dossier = complete(waivers=(old,))
    dossier = dossier.evolve(stage=dossier.stage.evolve(weekly_hours=80))
    assert unwaived_departures(dossier, PROGRAMME, TODAY) == ()


def test_a_signature_accepted_as_missing_may_come_late() -> None:
    unsigned = complete(convention=complete().convention.evolve(ofqj=None))
    agreed = waived(unsigned, "signature-ofqj")
    late = agreed.evolve(convention=agreed.convention.evolve(ofqj=START + timedelta(days=3)))
    assert (
        unwaived_departures(agreed, PROGRAMME, TODAY)
        == unwaived_departures(late, PROGRAMME, TODAY)
        == ()
    )
    accepted_late = waived(late, "signature-ofqj")
    later = late.convention.evolve(ofqj=START + timedelta(days=30))
    assert len(unwaived_departures(accepted_late.evolve(convention=later), PROGRAMME, TODAY)) == 1


@given(start=DAYS, days=st.integers(1, 366))
def test_a_long_or_short_duration_is_said_in_months_and_days(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months, rest = months_walked(start, end)
    parts = [f"{months} mois"] if months else []
    if rest:
        parts.append(f"{rest} jour" + ("s" if rest > 1 else ""))
    message = messages(with_stage(start, end)).get("stage.fin")
    assert message is None or message.startswith(f"Durée de {' et '.join(parts)};")
