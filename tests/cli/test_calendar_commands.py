"""Calendars by command line: exported, updated, cancelled; absences read from one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.cli.conftest import Telestage, plain

HOLIDAY = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//FR\r
BEGIN:VEVENT\r
UID:1@test\r
DTSTAMP:20260101T000000Z\r
DTSTART;VALUE=DATE:20270301\r
DTEND;VALUE=DATE:20270306\r
SUMMARY:Congé\r
END:VEVENT\r
END:VCALENDAR\r
"""


def exported(telestage: Telestage, folder: Path, *args: str) -> Any:
    """The calendar that an export writes."""
    path = Path(telestage.ok("export", *args, "-o", str(folder)).splitlines()[-1])
    return Calendar.from_ical(path.read_bytes())


def events(calendar: Any) -> dict[str, Any]:
    """The events of a calendar, by UID."""
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_a_meeting_that_an_absence_takes_away_is_called_off(
    telestage: Telestage, tmp_path: Path
) -> None:
    """A calendar that has it is told: the event is still there, cancelled."""
    dossier = telestage.new()
    before = events(exported(telestage, tmp_path, dossier, "ics"))
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    telestage.ok("absences", "import", str(holiday), dossier, "--side", "stagiaire", "--yes")
    after = events(exported(telestage, tmp_path, dossier, "ics"))
    assert set(after) == set(before)
    changed = [uid for uid in after if after[uid]["SEQUENCE"] != before[uid]["SEQUENCE"]]
    week = {
        uid: event
        for uid, event in after.items()
        if event.decoded("DTSTART").date().isocalendar()[:2] == (2027, 9)
    }
    assert changed == [*week] != []
    assert {(e["STATUS"], e["SEQUENCE"]) for e in week.values()} == {("CANCELLED", 1)}


def test_a_moved_meeting_keeps_its_uid_and_raises_its_sequence(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    before = events(exported(telestage, tmp_path, dossier, "ics"))
    away = HOLIDAY.replace("20270301", "20270216").replace("20270306", "20270217")
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(away, encoding="utf-8", newline="")
    telestage.ok("absences", "import", str(holiday), dossier, "--side", "stagiaire", "--yes")
    after = events(exported(telestage, tmp_path, dossier, "ics"))
    (changed,) = [uid for uid in before if before[uid]["DTSTART"] != after[uid]["DTSTART"]]
    assert after[changed].decoded("DTSTART").date() == date(2027, 2, 17)
    assert after[changed]["SEQUENCE"] == before[changed]["SEQUENCE"] + 1


def test_a_cancellation_raises_every_sequence(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    calendar = exported(telestage, tmp_path, dossier, "ics", "--cancel")
    assert calendar["METHOD"] == "CANCEL"
    assert {(e["STATUS"], e["SEQUENCE"]) for e in events(calendar).values()} == {("CANCELLED", 1)}


def test_an_invitation_names_both_and_needs_both_addresses(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    calendar = exported(telestage, tmp_path, dossier, "ics", "--invite")
    assert calendar["METHOD"] == "REQUEST"
    for event in events(calendar).values():
        assert event["ORGANIZER"] == "mailto:maxime@example.com"
        assert event["ATTENDEE"] == "mailto:lea@example.org"
    poor = telestage.new("minimale.toml")
    assert "courriel" in telestage.refused("export", poor, "ics", "--invite", "-o", str(tmp_path))


def test_all_the_dossiers_of_a_tutor_go_in_one_file(telestage: Telestage, tmp_path: Path) -> None:
    first, second = telestage.new("minimale.toml"), telestage.new("iles-reunion.toml")
    alone = events(exported(telestage, tmp_path, first, "ics"))
    other = events(exported(telestage, tmp_path, second, "ics"))
    both = events(exported(telestage, tmp_path, first, "ics", "--tutor"))
    assert set(both) == set(alone) | set(other)


def test_everything_at_once(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    telestage.ok("export", dossier, "all", "-o", str(tmp_path / "out"))
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".json", ".csv", ".ics"}


def test_absences_are_shown_before_they_are_kept(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    arguments = ("absences", "import", str(holiday), dossier, "--side", "stagiaire")
    shown = telestage.run(*arguments)
    assert shown.exit_code == 1
    assert "lundi 1er mars 2027" in shown.stdout.replace("\u00a0", " ")
    assert "Congé" in shown.stdout
    assert telestage.json("show", dossier)["intern"]["absences"] == []
    telestage.ok(*arguments, "--yes")
    (kept,) = telestage.json("show", dossier)["intern"]["absences"]
    assert (kept["first"], kept["last"], kept["label"]) == ("2027-03-01", "2027-03-05", "Congé")
    again = telestage.ok(*arguments, "--yes")
    assert "Aucune nouvelle absence" in again


def test_a_file_that_is_no_calendar_is_refused(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    for content in (b"", b"rien", b"\x00" * 5000, b"BEGIN:VCALENDAR\r\n" * 40):
        broken = tmp_path / "broken.ics"
        broken.write_bytes(content)
        telestage.refused(
            "absences", "import", str(broken), dossier, "--side", "structure", "--yes"
        )


def test_an_organisation_s_own_names_of_meetings_are_used_everywhere(
    telestage: Telestage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "programme"
    own.mkdir()
    rules = 'extends = true\n[meetings.checkin]\ntitle = "Point hebdomadaire"\nshort = "Point"\n'
    (own / "programme.toml").write_text(rules, encoding="utf-8")
    monkeypatch.setenv("TELESTAGE_PROGRAMME", str(own))
    dossier = telestage.new()
    assert "Point hebdomadaire" in telestage.ok("plan", dossier)
    during = Telestage(telestage.db, "2027-02-16T08:00")
    assert "Point hebdomadaire" in during.ok("status")
    calendar = exported(telestage, tmp_path, dossier, "ics")
    titles = {str(event["SUMMARY"]) for event in events(calendar).values()}
    assert "Point hebdomadaire – Léa Nguyễn-Œuvrard" in titles
    assert not [title for title in titles if title.startswith("Rencontre de suivi")]
    meetings = telestage.json("plan", dossier)["meetings"]
    first = next(meeting["id"] for meeting in meetings if meeting["kind"] == "checkin")
    assert "Point hebdomadaire du" in telestage.ok("meeting", dossier, first, "held")
    assert "Point hebdomadaire retirée" in _absence_preview(telestage, tmp_path, dossier)


def _absence_preview(telestage: Telestage, folder: Path, dossier: str) -> str:
    holiday = folder / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    shown = telestage.run("absences", "import", str(holiday), dossier, "--side", "stagiaire")
    return plain(shown.stdout)
