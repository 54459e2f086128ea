"""Public holidays and closed days against the computed facts and the law."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from telestage_tui.clocks.closures import ClosedDays
from telestage_tui.clocks.holidays import public_holidays, region_label, whit_monday
from telestage_tui.dossier.regions import REGIONS, canonical_region
from tests.planning.building import closed, winter
from tests.planning.planner import oracle

YEARS = range(2024, 2036)


def test_quebec_2026_and_2027() -> None:
    assert sorted(public_holidays("CA-QC", 2026)) == [
        date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 18), date(2026, 6, 24),
        date(2026, 7, 1), date(2026, 9, 7), date(2026, 10, 12), date(2026, 12, 25),
    ]  # fmt: skip
    assert sorted(public_holidays("CA-QC", 2027, "vendredi")) == [
        date(2027, 1, 1), date(2027, 3, 26), date(2027, 5, 24), date(2027, 6, 24),
        date(2027, 7, 1), date(2027, 9, 6), date(2027, 10, 11), date(2027, 12, 25),
    ]  # fmt: skip


def test_france_2026_and_2027() -> None:
    assert sorted(public_holidays("FR", 2026)) == [
        date(2026, 1, 1), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 8),
        date(2026, 5, 14), date(2026, 7, 14), date(2026, 8, 15), date(2026, 11, 1),
        date(2026, 11, 11), date(2026, 12, 25),
    ]  # fmt: skip
    assert sorted(public_holidays("FR", 2027)) == [
        date(2027, 1, 1), date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6),
        date(2027, 5, 8), date(2027, 7, 14), date(2027, 8, 15), date(2027, 11, 1),
        date(2027, 11, 11), date(2027, 12, 25),
    ]  # fmt: skip
    assert whit_monday("FR", 2026) == date(2026, 5, 25)
    assert whit_monday("FR", 2027) == date(2027, 5, 17)
    assert whit_monday("CA-QC", 2027) is None


@pytest.mark.parametrize("year", YEARS)
def test_every_year_is_that_of_the_law(year: int) -> None:
    assert set(public_holidays("CA-QC", year, "lundi")) == oracle.quebec_holidays(year)
    assert set(public_holidays("CA-QC", year, "vendredi")) == oracle.quebec_holidays(
        year, monday=False
    )
    assert set(public_holidays("FR", year)) == oracle.french_holidays(year)


@pytest.mark.parametrize("region", oracle.LOCAL_HOLIDAYS)
def test_every_year_of_a_region_is_that_of_its_law(region: str) -> None:
    for year in YEARS:
        assert set(public_holidays(region, year)) == oracle.holidays(region, year), year


@pytest.mark.parametrize("year", [2029, 2035])
def test_two_quebec_holidays_never_fall_on_a_sunday(year: int) -> None:
    days = public_holidays("CA-QC", year)
    assert days[date(year, 6, 25)] == "Fête nationale du Québec"
    assert days[date(year, 7, 2)] == "Fête du Canada"
    assert date(year, 6, 24) not in days
    assert date(year, 7, 1) not in days


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("FR-57", date(2027, 3, 26), "Vendredi saint"),
        ("FR-67", date(2027, 12, 26), "Saint-Étienne"),
        ("FR-68", date(2027, 12, 26), "Saint-Étienne"),
        ("FR-971", date(2027, 5, 27), "Abolition de l’esclavage"),
        ("FR-972", date(2027, 5, 22), "Abolition de l’esclavage"),
        ("FR-973", date(2027, 6, 10), "Abolition de l’esclavage"),
        ("FR-974", date(2027, 12, 20), "Abolition de l’esclavage"),
        ("FR-976", date(2027, 4, 27), "Abolition de l’esclavage"),
        ("FR-988", date(2027, 9, 24), "Fête de la Citoyenneté"),
    ],
)
def test_alsace_moselle_and_overseas_have_more(region: str, day: date, name: str) -> None:
    assert public_holidays(region, 2027)[day] == name
    assert day not in public_holidays("FR", 2027)


def test_every_region_offered_keeps_the_national_days() -> None:
    for region in set(REGIONS) - {"CA-QC"}:
        assert set(public_holidays(region, 2027)) >= oracle.french_holidays(2027)
        assert "'" not in "".join(public_holidays(region, 2027).values())


@pytest.mark.parametrize(
    ("written", "code"),
    [("FR-13", "FR"), ("fr-974", "FR-974"), ("FR-RE", "FR-974"), ("CA-QC", "CA-QC"), ("", "FR")],
)
def test_a_departement_without_its_own_list_has_the_national_one(written: str, code: str) -> None:
    assert canonical_region(written) == code
    assert region_label(written) == REGIONS[code]


def test_a_region_that_was_never_checked_has_the_holidays_of_its_side() -> None:
    days = ClosedDays.of(winter(host={"region": "Ontario"}, intern={"region": "Bretagne"}))
    assert days.host_reason(date(2027, 5, 24)) == "Journée nationale des patriotes (Québec)"
    assert days.intern_reason(date(2027, 5, 6)) == "Ascension (France)"


def test_holidays_are_named_with_their_side() -> None:
    days = ClosedDays.of(winter())
    assert days.host_reason(date(2027, 5, 24)) == "Journée nationale des patriotes (Québec)"
    assert days.intern_reason(date(2027, 5, 24)) is None
    assert days.intern_reason(date(2027, 5, 6)) == "Ascension (France)"
    assert days.reasons(date(2027, 1, 1)) == ("Jour de l’an (Québec)", "Jour de l’an (France)")
    assert days.reasons(date(2027, 1, 2)) == ("fin de semaine",)
    assert days.reasons(date(2027, 1, 12)) == ()


def test_whit_monday_closes_nothing() -> None:
    days = ClosedDays.of(winter())
    assert days.both_work(date(2027, 5, 17))
    assert days.intern.is_whit_monday(date(2027, 5, 17))
    assert not days.intern.is_whit_monday(date(2027, 5, 24))
    assert not days.host.is_whit_monday(date(2027, 5, 17))


def test_the_abolition_of_slavery_closes_even_a_whit_monday() -> None:
    days = ClosedDays.of(winter(intern={"zone": "America/Cayenne", "region": "FR-973"}))
    assert whit_monday("FR-973", 2030) == date(2030, 6, 10)
    assert days.intern_reason(date(2030, 6, 10)) == "Abolition de l’esclavage (Guyane)"


def test_holidays_can_be_worked() -> None:
    days = ClosedDays.of(winter(host={"keeps_holidays": False}))
    assert days.host_reason(date(2027, 5, 24)) is None
    assert days.intern_reason(date(2027, 5, 6)) is not None


def test_absences_and_days_without_hours() -> None:
    dossier = winter(
        host={"absences": closed(date(2027, 3, 1), date(2027, 3, 5), "Relâche")},
        intern={"hours": "09:00-18:00; mercredi fermé", "absences": closed(date(2027, 2, 2))},
    )
    days = ClosedDays.of(dossier)
    assert days.host_reason(date(2027, 3, 5)) == "Relâche (organisation)"
    assert days.host_reason(date(2027, 3, 8)) is None
    assert days.intern_reason(date(2027, 2, 2)) == "absence (stagiaire)"
    assert days.intern_reason(date(2027, 2, 3)) == "jour non travaillé (stagiaire)"


def test_the_heavy_package_waits_for_the_first_question() -> None:
    modules = "agenda, due, replan, meeting_view"
    code = (
        f"import sys; from telestage_tui.planning import {modules}; "
        "from telestage_tui.clocks import closures; "
        "print('holidays' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("region", "zone", "day", "reason"),
    [
        ("FR-971", "America/Guadeloupe", date(2027, 3, 4),
         "Mi-Carême (chômé par coutume en Guadeloupe)"),
        ("FR-971", "America/Guadeloupe", date(2027, 3, 26),
         "Vendredi saint (chômé par coutume en Guadeloupe)"),
        ("FR-972", "America/Martinique", date(2027, 7, 21),
         "Fête de Victor Schoelcher (chômé par coutume en Martinique)"),
        ("FR-978", "America/Marigot", date(2027, 7, 21),
         "Fête de Victor Schoelcher (chômé par coutume à Saint-Martin)"),
        ("FR-971", "America/Guadeloupe", date(2027, 5, 27),
         "Abolition de l’esclavage (Guadeloupe)"),
        ("FR-57", "Europe/Paris", date(2027, 3, 26), "Vendredi saint (Alsace-Moselle)"),
    ],
)  # fmt: skip
def test_a_day_off_by_custom_is_not_called_a_public_holiday(
    region: str, zone: str, day: date, reason: str
) -> None:
    days = ClosedDays.of(winter(intern={"zone": zone, "region": region}))
    assert days.intern_reason(day) == reason


def test_the_holidays_of_quebec_are_named() -> None:
    names = dict(public_holidays("CA-QC", 2027))
    assert names[date(2027, 3, 29)] == "Lundi de Pâques"
    assert public_holidays("CA-QC", 2027, "vendredi")[date(2027, 3, 26)] == "Vendredi saint"
    assert [name for day, name in names.items() if day.month > 4] == [
        "Journée nationale des patriotes", "Fête nationale du Québec", "Fête du Canada",
        "Fête du Travail", "Action de grâce", "Jour de Noël",
    ]  # fmt: skip
