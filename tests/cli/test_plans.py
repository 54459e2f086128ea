"""The plans that the first users met, read line by line as `plan` and `tasks` say them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import FICHES, Telestage

OPENED = "2026-12-01T10:00"


def lines(telestage: Telestage, name: str, *, today: str = OPENED) -> list[str]:
    """What `plan` says of a stage opened at that time, its identifiers left out."""
    return [line[10:] for line in plan_of(telestage, name, today).splitlines()]


def plan_of(telestage: Telestage, name: str, today: str = OPENED) -> str:
    telestage.today = today
    return telestage.ok("plan", opened(telestage, FICHES / "plans" / f"{name}.toml"))


def opened(telestage: Telestage, fiche: Path) -> str:
    return telestage.ok("new", str(fiche)).splitlines()[0]


def squeezed(lines: list[str], start: str) -> list[str]:
    """The lines that begin so, with single spaces."""
    return [" ".join(line.split()) for line in lines if line.startswith(start)]


def test_a_second_intern_is_told_the_hours_of_his_own_meetings(
    telestage: Telestage, tmp_path: Path
) -> None:
    fiche = FICHES / "plans" / "second_intern.toml"
    plan_of(telestage, "second_intern")
    second = tmp_path / "second.toml"
    text = fiche.read_text(encoding="utf-8").replace("Léa", "Tom")
    second.write_text(text, encoding="utf-8")
    plan = telestage.ok("plan", opened(telestage, second))
    assert "mardi 16 mars 2027        9 h 30 / 14 h 30" in plan
    assert "au lieu de 6 h : 9 h 30 au Québec, 14 h 30 en France." in plan


def test_special_meetings_keep_their_hour_long_length_at_another_hour(
    telestage: Telestage,
) -> None:
    plan = lines(telestage, "half_past_eleven")
    for start in ("Rencontre d’avant-stage", "Rencontre de mi-stage", "Rencontre de fin"):
        (line,) = squeezed(plan, start)
        assert line.endswith("11 h / 17 h 60 min prévue")


def test_the_midpoint_meeting_keeps_its_day_rather_than_its_hour(telestage: Telestage) -> None:
    telestage.today = OPENED
    dossier = opened(telestage, FICHES / "plans" / "quarter_to_twelve.toml")
    assert "mercredi 10 mars 2027     11 h / 17 h" in telestage.ok("plan", dossier)
    tasks = telestage.ok("tasks", dossier).splitlines()
    due = {task: line for line in tasks for task in line.split() if task.startswith("mid-")}
    assert "lundi 8 mars" in due["mid-form"]
    assert "mercredi 10 mars" in due["mid-meeting"]
    assert "jeudi 11 mars" in due["mid-send"]


def test_nobody_is_met_at_night_to_get_round_a_holiday(telestage: Telestage) -> None:
    plan = plan_of(telestage, "away_at_the_end", "2027-02-01T10:00")
    assert "20 h / 4 h" not in plan
    for day in (15, 22):
        sentence = f"suivi du mardi {day} juin 2027 non prévue : Vacances (stagiaire)."
        assert sentence in plan


@pytest.mark.parametrize("now", ["12:00", "15:00", "18:30"])
def test_a_welcome_waits_for_a_better_hour_of_the_next_day(telestage: Telestage, now: str) -> None:
    plan = lines(telestage, "opened_late", today=f"2027-05-17T{now}")
    assert squeezed(plan, "Rencontre d’accueil") == [
        "Rencontre d’accueil mardi 18 mai 2027 8 h 30 / 16 h 30 30 min prévue"
    ]


def test_the_date_of_the_other_side_is_named_when_it_is_another(telestage: Telestage) -> None:
    plan = lines(telestage, "noumea")
    assert " 16 h / 8 h (ven.)  " in plan[0]
    assert all(" (" in line for line in plan if line.startswith("Rencontre"))


def test_nothing_of_the_stage_comes_before_its_welcome(telestage: Telestage) -> None:
    plan = plan_of(telestage, "welcome_in_november", "2034-08-15T09:00")
    meetings = [line[10:].split("  ")[0] for line in plan.splitlines() if " min  " in line]
    assert meetings[:2] == ["Rencontre d’avant-stage", "Rencontre d’accueil"]
    for day in ("lundi 2", "mardi 10", "jeudi 19", "jeudi 26"):
        assert f"suivi du {day} octobre 2034 non prévue" in plan


def test_a_meeting_is_held_on_its_day_or_once_the_other_side_is_on_it(
    telestage: Telestage,
) -> None:
    telestage.today = OPENED
    dossier = opened(telestage, FICHES / "plans" / "second_intern.toml")
    (meeting,) = [
        each["id"]
        for each in telestage.json("plan", dossier)["meetings"]
        if each["host_local"].startswith("2027-02-16")
    ]
    telestage.today = "2027-02-15T17:59"
    assert "n’a pas encore eu lieu" in telestage.refusal("meeting", dossier, meeting, "held")
    telestage.today = "2027-02-15T18:00"  # midnight in France
    telestage.ok("meeting", dossier, meeting, "held")


def test_a_meeting_is_added_outside_the_plan_exported_and_recorded(
    telestage: Telestage, tmp_path: Path
) -> None:
    telestage.today = OPENED
    dossier = opened(telestage, FICHES / "plans" / "second_intern.toml")
    telestage.today = "2027-02-18T15:00"
    said = telestage.ok(
        "add-meeting", dossier, "2027-02-18", "13 h 30", "--kind", "problem",
        "--duration", "20", "--objective", "VPN en panne",
    )  # fmt: skip
    assert "Rencontre pour un problème du jeu. 18 févr." in said
    (meeting,) = [m for m in telestage.json("plan", dossier)["meetings"] if m["kind"] == "problem"]
    assert meeting["host_local"].startswith("2027-02-18T13:30")
    assert (meeting["duration_minutes"], meeting["objective"]) == (20, "VPN en panne")
    telestage.ok("export", dossier, "ics", "-o", str(tmp_path / "agenda"))
    (calendar,) = (tmp_path / "agenda").iterdir()
    text = calendar.read_text(encoding="utf-8").replace("\r\n ", "")
    assert f"{meeting['id']}@telestage" in text
    assert "VPN en panne" not in text
    telestage.ok("meeting", dossier, "problem", "held")
