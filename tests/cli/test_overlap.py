"""The shared hours by command line, without any dossier."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from telestage_tui.cli.commands.meetings import overlap
from telestage_tui.dossier.people import Host, Intern
from tests.cli.conftest import Telestage


def test_what_is_not_said_is_what_the_models_take() -> None:
    host, intern = Host.model_fields, Intern.model_fields
    usual = {option.name: option.default for option in overlap.params}
    assert usual["host_zone"] == host["zone"].default
    assert usual["host_hours"] == host["hours"].default
    assert usual["intern_zone"] == intern["zone"].default
    assert usual["intern_hours"] == intern["hours"].default


def test_one_object_a_day(telestage: Telestage) -> None:
    assert telestage.json("overlap", "--date", "2027-02-10") == [
        {
            "date": "2027-02-10",
            "gap_hours": 6,
            "shared_minutes": 180,
            "shared": [
                {
                    "host_start": "09:00",
                    "host_end": "12:00",
                    "intern_start": "15:00",
                    "intern_end": "18:00",
                }
            ],
            "next_change": {"date": "2027-03-14", "gap_hours": 5},
        }
    ]
    assert not telestage.db.exists()


def test_the_period_includes_both_ends_and_the_change(telestage: Telestage) -> None:
    days = telestage.json("overlap", "--from", "2027-03-12", "--to", "2027-03-15")
    assert [(day["date"], day["gap_hours"]) for day in days] == [
        ("2027-03-12", 6),
        ("2027-03-13", 6),
        ("2027-03-14", 5),
        ("2027-03-15", 5),
    ]


def test_without_a_date_it_is_today_for_the_host(telestage: Telestage) -> None:
    late = Telestage(telestage.db, "2027-02-10T22:30")
    (day,) = late.json("overlap", "--host-zone", "Pacific/Noumea")
    assert day["date"] == "2027-02-11"


@pytest.mark.parametrize(
    ("zones", "day", "gap", "minutes"),
    [
        (("America/Halifax", "Europe/Paris"), "2027-02-10", 5, 240),
        (("America/Blanc-Sablon", "Europe/Paris"), "2027-07-14", 6, 180),
        (("America/Toronto", "America/Martinique"), "2027-02-10", 1, 480),
        (("America/Toronto", "Pacific/Noumea"), "2027-02-10", 16, 0),
    ],
)
def test_known_pairs(
    telestage: Telestage, zones: tuple[str, str], day: str, gap: int, minutes: int
) -> None:
    host, intern = zones
    (answer,) = telestage.json(
        "overlap", "--host-zone", host, "--intern-zone", intern, "--date", day
    )
    assert (answer["gap_hours"], answer["shared_minutes"]) == (gap, minutes)


def test_what_the_next_change_of_gap_does_is_said(telestage: Telestage) -> None:
    message = telestage.ok("overlap", "--date", "2027-02-10")
    assert message.splitlines()[-1] == (
        "À partir du dimanche 14 mars 2027, le décalage passe de 6 h à 5 h : les heures communes "
        "passent de 9 h – 12 h / 15 h – 18 h à 9 h – 13 h / 14 h – 18 h."
    )


def test_a_city_or_a_night_shift_is_answered_with_how_to_write_it(telestage: Telestage) -> None:
    message = telestage.refusal("overlap", "--intern-zone", "Paris", code=2)
    assert "vouliez-vous « Europe/Paris »" in message
    message = telestage.refusal("overlap", "--host-hours", "22:00-06:00", code=2)
    assert "la nuit s’écrit en deux fois : 00:00-06:00, 22:00-24:00" in message


def test_a_constant_gap_never_changes(telestage: Telestage) -> None:
    zones = ("--host-zone", "America/Blanc-Sablon", "--intern-zone", "America/Martinique")
    assert telestage.json("overlap", *zones)[0]["next_change"] is None
    assert "ne change pas" in telestage.ok("overlap", *zones)


def test_lunch_cuts_the_shared_hours(telestage: Telestage) -> None:
    hours = ("--host-hours", "8 h à 10 h et 10 h 30 à 16 h", "--date", "10 février 2027")
    (day,) = telestage.json("overlap", *hours)
    assert [(s["host_start"], s["host_end"]) for s in day["shared"]] == [
        ("08:00", "10:00"),
        ("10:30", "12:00"),
    ]


def test_no_shared_hour_is_said_with_the_least_bad_slot(telestage: Telestage) -> None:
    message = telestage.ok("overlap", "--intern-zone", "Pacific/Noumea", "--date", "2027-02-10")
    assert "Aucune heure commune" in message
    assert "le moins mauvais créneau" in message


@pytest.mark.parametrize(
    "args",
    [
        ("--date", "2027-02-30"),
        ("--date", "9999-12-31"),
        ("--date", "2027-02-10", "--from", "2027-02-10", "--to", "2027-02-11"),
        ("--from", "2027-02-10"),
        ("--to", "2027-02-10"),
        ("--from", "2027-02-11", "--to", "2027-02-10"),
        ("--host-zone", "Europe/Pariss"),
        ("--intern-zone", "../../etc/passwd"),
        ("--host-hours", "9 à 5"),
    ],
)
def test_wrong_usage(telestage: Telestage, args: tuple[str, ...]) -> None:
    assert "L’aide" in telestage.refusal("overlap", *args, code=2)


def test_every_day_of_a_year_is_there_once(telestage: Telestage) -> None:
    days: list[Any] = telestage.json("overlap", "--from", "2028-01-01", "--to", "2028-12-31")
    dates = [date.fromisoformat(day["date"]) for day in days]
    assert len(set(dates)) == len(dates) == 366
    assert dates == sorted(dates)


def test_holidays_and_absences_are_said_not_to_count(telestage: Telestage) -> None:
    """Without a dossier nobody knows them: 1 January looks like a working day."""
    said = telestage.ok("overlap", "--date", "2027-01-01").splitlines()
    assert [line for line in said if "Jours fériés" in line] == [
        "Jours fériés et absences ne sont pas comptés : les rencontres d’un dossier les évitent."
    ]
