"""Calendars by command line: exported, updated, cancelled; absences read from one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.cli.conftest import Telestage

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


def test_a_moved_meeting_keeps_its_uid_and_raises_its_sequence(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    before = events(exported(telestage, tmp_path, dossier, "ics"))
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    telestage.ok("absences", "import", str(holiday), dossier, "--side", "stagiaire", "--yes")
    after = events(exported(telestage, tmp_path, dossier, "ics"))
    changed = [
        uid for uid in before if uid in after and before[uid]["DTSTART"] != after[uid]["DTSTART"]
    ]
    gone = set(before) - set(after)
    assert changed or gone
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in changed)
    week = [e for e in after.values() if e.decoded("DTSTART").date().isocalendar()[:2] == (2027, 9)]
    assert week == []


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


def calendar_file(folder: Path, *events: str) -> str:
    """The path of a calendar of events, each given as its lines apart by `|`."""
    body = "|".join(f"BEGIN:VEVENT|{event}|END:VEVENT" for event in events)
    path = folder / "agenda.ics"
    path.write_text(f"BEGIN:VCALENDAR|{body}|END:VCALENDAR|".replace("|", "\r\n"), encoding="utf-8")
    return str(path)


def kept_days(telestage: Telestage, dossier: str) -> list[tuple[str, str, str]]:
    absences = telestage.json("show", dossier)["intern"]["absences"]
    return [(each["first"], each["last"], each["label"]) for each in absences]


def test_an_updated_calendar_adds_only_days_that_are_not_closed_yet(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    arguments = (dossier, "--side", "stagiaire", "--yes")
    week = "DTSTART;VALUE=DATE:20270301|DTEND;VALUE=DATE:20270306"
    before = calendar_file(tmp_path, f"UID:1|SUMMARY:Congé|{week}")
    telestage.ok("absences", "import", before, *arguments)
    longer = "DTSTART;VALUE=DATE:20270227|DTEND;VALUE=DATE:20270308"
    after = calendar_file(tmp_path, f"UID:1|SUMMARY:Vacances d’hiver|{longer}")
    shown = telestage.ok("absences", "import", after, *arguments)
    assert "2 absences du 11 décembre 2026 au 9 avril 2027 :" in shown
    assert kept_days(telestage, dossier) == [
        ("2027-02-27", "2027-02-28", "Vacances d’hiver"),
        ("2027-03-01", "2027-03-05", "Congé"),
        ("2027-03-06", "2027-03-07", "Vacances d’hiver"),
    ]
    again = calendar_file(tmp_path, f"UID:1|SUMMARY:Autrement dit|{longer}")
    assert "Aucune nouvelle absence" in telestage.ok("absences", "import", again, *arguments)


def test_the_weeks_before_the_stage_count_for_the_meeting_before_it(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()

    def prestart() -> str:
        meetings = telestage.json("plan", dossier)["meetings"]
        return next(str(m["intern_local"])[:10] for m in meetings if m["kind"] == "prestart")

    day = prestart()
    assert day < "2027-01-11"
    away = calendar_file(tmp_path, f"DTSTART;VALUE=DATE:{day.replace('-', '')}")
    telestage.ok("absences", "import", away, dossier, "--side", "stagiaire", "--yes")
    assert prestart() != day
    assert kept_days(telestage, dossier) == [(day, day, "")]


def test_what_is_left_aside_is_said(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    path = calendar_file(
        tmp_path,
        "SUMMARY:Congé|DTSTART;VALUE=DATE:20270301",
        "SUMMARY:Anniversaire|DTSTART;VALUE=DATE:20270303|TRANSP:TRANSPARENT",
        "DTSTART:20270302T090000|DURATION:PT1H",
        "DTSTART:20270303T090000|DURATION:PT1H",
        "DTSTART;VALUE=DATE:20270304|STATUS:CANCELLED",
        "DTSTART;VALUE=DATE:20280304",
        "DTSTART;TZID=Chez moi:20270305T090000|DURATION:PT1H",
    )
    arguments = ("absences", "import", path, dossier, "--side", "stagiaire")
    lines = telestage.ok(*arguments, "--yes").splitlines()
    assert "  mercredi 3 mars 2027  Anniversaire  (marqué « disponible »)" in lines
    assert (
        "Événements laissés de côté : 3 sur une partie de la journée, 1 annulé, "
        "1 hors de cette période."
    ) in lines
    assert "Fuseau inconnu, lu à l’heure du côté stagiaire : « Chez moi »." in lines
    assert any("--busy-only" in line for line in lines)

    other = telestage.new()
    lines = telestage.ok(
        "absences", "import", path, other, "--side", "stagiaire", "--yes", "--busy-only"
    ).splitlines()
    assert [first for first, _, _ in kept_days(telestage, other)] == ["2027-03-01"]
    assert not any("--busy-only" in line for line in lines)
    assert any("1 qui laisse disponible" in line for line in lines)


def test_a_file_that_is_no_calendar_is_refused(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    for content in (b"", b"rien", b"\x00" * 5000, b"BEGIN:VCALENDAR\r\n" * 40):
        broken = tmp_path / "broken.ics"
        broken.write_bytes(content)
        telestage.refused(
            "absences", "import", str(broken), dossier, "--side", "structure", "--yes"
        )
