"""Calendars by command line: exported, updated, cancelled; absences read from one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from telestage_tui.dossier.french import leading_count
from tests.cli.conftest import DURING, Telestage, plain

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


def export_calendar(telestage: Telestage, folder: Path, *args: str) -> Any:
    """The calendar that an export writes."""
    path = Path(telestage.ok("export", *args, "-o", str(folder)).splitlines()[-1])
    return Calendar.from_ical(path.read_bytes())


def events(calendar: Any) -> dict[str, Any]:
    """The events of a calendar, by UID."""
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_a_meeting_that_an_absence_takes_away_is_called_off(
    telestage: Telestage, tmp_path: Path
) -> None:
    """The event stays in the export, cancelled, for the calendars that have it."""
    dossier = telestage.new()
    before = events(export_calendar(telestage, tmp_path, dossier, "ics"))
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    telestage.ok("absences", "import", str(holiday), dossier, "--side", "stagiaire", "--yes")
    after = events(export_calendar(telestage, tmp_path, dossier, "ics"))
    assert set(after) == set(before)
    uids = [uid for uid in after if after[uid]["SEQUENCE"] != before[uid]["SEQUENCE"]]
    week = {
        uid: event
        for uid, event in after.items()
        if event.decoded("DTSTART").date().isocalendar()[:2] == (2027, 9)
    }
    assert uids == [*week] != []
    assert {str(e["STATUS"]) for e in week.values()} == {"CANCELLED"}
    assert all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in week)


def test_a_moved_meeting_keeps_its_uid_and_raises_its_sequence(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    before = events(export_calendar(telestage, tmp_path, dossier, "ics"))
    away = HOLIDAY.replace("20270301", "20270216").replace("20270306", "20270217")
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(away, encoding="utf-8", newline="")
    telestage.ok("absences", "import", str(holiday), dossier, "--side", "stagiaire", "--yes")
    after = events(export_calendar(telestage, tmp_path, dossier, "ics"))
    (uid,) = [uid for uid in before if before[uid]["DTSTART"] != after[uid]["DTSTART"]]
    assert after[uid].decoded("DTSTART").date() == date(2027, 2, 17)
    assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1


def sequences(calendar: Any) -> dict[str, int]:
    """The SEQUENCE of each identifier."""
    return {uid: int(event["SEQUENCE"]) for uid, event in events(calendar).items()}


@pytest.mark.parametrize("form", [(), ("--series",)], ids=["one by one", "series"])
def test_meetings_taken_off_a_calendar_can_be_put_back(
    telestage: Telestage, tmp_path: Path, form: tuple[str, ...]
) -> None:
    dossier = telestage.new()
    first = export_calendar(telestage, tmp_path, dossier, "ics", *form)
    off = export_calendar(telestage, tmp_path, dossier, "ics", "--cancel", *form)
    back = export_calendar(telestage, tmp_path, dossier, "ics", *form)
    assert off["METHOD"] == "CANCEL"
    assert {str(event["STATUS"]) for event in events(off).values()} == {"CANCELLED"}
    assert {str(event["STATUS"]) for event in events(back).values()} == {"CONFIRMED"}
    before, during, after = sequences(first), sequences(off), sequences(back)
    assert before.keys() == during.keys() == after.keys()
    assert all(before[uid] < during[uid] <= after[uid] for uid in before)
    history = [entry["label"] for entry in telestage.json("show", dossier)["history"]]
    assert history[-3:] == [
        "Rencontres exportées vers l’agenda",
        "Rencontres retirées de l’agenda",
        "Rencontres exportées vers l’agenda",
    ]


def test_taking_off_does_not_write_over_the_calendar(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    telestage.ok("export", dossier, "ics", "-o", str(tmp_path / "out"))
    telestage.ok("export", dossier, "ics", "--cancel", "-o", str(tmp_path / "out"))
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    stem = f"lea-nguyen-oeuvrard-{dossier[:8]}"
    assert names == [f"{stem}-retrait.ics", f"{stem}.ics"]


def export_files(telestage: Telestage, folder: Path, *args: str) -> tuple[list[Any], str]:
    """The calendars that an export for the intern writes, and its message about them."""
    result = telestage.run("export", *args, "-o", str(folder))
    assert result.exit_code == 0, result.output
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert paths == sorted(folder.iterdir())
    return [Calendar.from_ical(path.read_bytes()) for path in paths], plain(result.stderr)


def test_an_invitation_is_a_file_for_each_meeting(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    calendars, message = export_files(telestage, tmp_path / "out", dossier, "ics", "--invite")
    assert message.startswith(
        "17 invitations : joignez chaque fichier à un courriel à lea@example.org.\n"
    )
    assert len(calendars) == 17
    for calendar in calendars:
        assert calendar["METHOD"] == "REQUEST"
        (event,) = calendar.walk("VEVENT")
        assert event["ORGANIZER"] == "mailto:maxime@example.com"
        assert event["ATTENDEE"] == "mailto:lea@example.org"
    poor = telestage.new("minimale.toml")
    assert "courriel" in telestage.refusal("export", poor, "ics", "--invite", "-o", str(tmp_path))


def test_a_series_is_one_invitation(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    calendars, _ = export_files(telestage, tmp_path / "out", dossier, "ics", "--invite", "--series")
    uids = [{str(event["UID"]) for event in calendar.walk("VEVENT")} for calendar in calendars]
    assert all(len(each) == 1 for each in uids)
    assert sum(each == {f"{dossier}-checkins@telestage"} for each in uids) == 1


def test_invitations_are_taken_back(
    at: Callable[[str], Telestage], telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    during = at(DURING)
    calendars, message = export_files(
        during, tmp_path / "out", dossier, "ics", "--invite", "--cancel"
    )
    coming = [m for m in telestage.json("plan", dossier)["meetings"] if m["start_utc"] > DURING]
    number = leading_count(len(coming), "annulation", feminine=True).replace("\u00a0", " ")
    assert message.startswith(f"{number} : joignez chaque fichier")
    for calendar in calendars:
        assert calendar["METHOD"] == "CANCEL"
        (event,) = calendar.walk("VEVENT")
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert event["ATTENDEE"] == "mailto:lea@example.org"


def test_one_meeting_is_named_by_its_kind(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    (calendar,), message = export_files(
        telestage, tmp_path / "out", dossier, "ics", "--invite", "--meeting", "midpoint"
    )
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("Rencontre de mi-stage")
    assert message.startswith(
        "Une invitation : joignez le fichier à un courriel à lea@example.org.\n"
    )


def test_a_series_takes_off_the_meetings_written_one_by_one(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    single = events(export_calendar(telestage, tmp_path, dossier, "ics"))
    series = events(export_calendar(telestage, tmp_path, dossier, "ics", "--series"))
    cancelled = {uid for uid, event in series.items() if event["STATUS"] == "CANCELLED"}
    assert cancelled
    assert cancelled < set(single)


@pytest.mark.parametrize("kind", ["ics", "csv", "json"])
def test_the_directory_of_nobody_is_refused(telestage: Telestage, kind: str) -> None:
    dossier = telestage.new()
    message = telestage.refusal("export", dossier, kind, "-o", "~personne-de-ce-nom/agenda")
    assert "ce compte n’existe pas sur cette machine" in message
    lost = Telestage(Path("~personne-de-ce-nom/telestage.json"))
    assert "ce compte n’existe pas" in lost.refusal("list")


def test_all_the_dossiers_of_a_tutor_go_in_one_file(telestage: Telestage, tmp_path: Path) -> None:
    first, second = telestage.new("minimale.toml"), telestage.new("iles-reunion.toml")
    alone = events(export_calendar(telestage, tmp_path, first, "ics"))
    other = events(export_calendar(telestage, tmp_path, second, "ics"))
    both = events(export_calendar(telestage, tmp_path, first, "ics", "--tutor"))
    assert set(both) == set(alone) | set(other)


def test_everything_at_once(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    telestage.ok("export", dossier, "all", "-o", str(tmp_path / "out"))
    suffixes = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert suffixes == {".json", ".csv", ".ics", ".xlsx", ".pdf", ".docx"}


def test_absences_are_shown_before_they_are_kept(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    holiday = tmp_path / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    arguments = ("absences", "import", str(holiday), dossier, "--side", "stagiaire")
    preview = telestage.run(*arguments)
    assert preview.exit_code == 1
    assert "lundi 1er mars 2027" in preview.stdout.replace("\u00a0", " ")
    assert "Congé" in preview.stdout
    assert telestage.json("show", dossier)["intern"]["absences"] == []
    telestage.ok(*arguments, "--yes")
    (absence,) = telestage.json("show", dossier)["intern"]["absences"]
    assert (absence["first"], absence["last"], absence["label"]) == (
        "2027-03-01",
        "2027-03-05",
        "Congé",
    )
    again = telestage.ok(*arguments, "--yes")
    assert "Aucune nouvelle absence" in again


def calendar_file(folder: Path, *events: str) -> str:
    """The path of a calendar of events, each with `|` between its lines."""
    body = "|".join(f"BEGIN:VEVENT|{event}|END:VEVENT" for event in events)
    path = folder / "agenda.ics"
    path.write_text(f"BEGIN:VCALENDAR|{body}|END:VCALENDAR|".replace("|", "\r\n"), encoding="utf-8")
    return str(path)


def absences_of(telestage: Telestage, dossier: str) -> list[tuple[str, str, str]]:
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
    preview = telestage.ok("absences", "import", after, *arguments)
    assert "2 absences du 27 février 2027 au 7 mars 2027 :" in preview
    assert absences_of(telestage, dossier) == [
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
    assert absences_of(telestage, dossier) == [(day, day, "")]


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
        "Événements ignorés : 3 sur une partie de la journée, 1 annulé, 1 hors de cette période."
    ) in lines
    assert "Fuseau inconnu, lu à l’heure du côté stagiaire : « Chez moi »." in lines
    assert any("--busy-only" in line for line in lines)

    other = telestage.new()
    lines = telestage.ok(
        "absences", "import", path, other, "--side", "stagiaire", "--yes", "--busy-only"
    ).splitlines()
    assert [first for first, _, _ in absences_of(telestage, other)] == ["2027-03-01"]
    assert not any("--busy-only" in line for line in lines)
    assert any("1 qui laisse disponible" in line for line in lines)


def test_what_is_skipped_is_counted_and_named(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    path = calendar_file(
        tmp_path,
        "SUMMARY:Congé|DTSTART;VALUE=DATE:20270301",
        "SUMMARY:Vieux|DTSTART:20150205T1000Z",
        "DTSTART:x",
        "SUMMARY:Vendredi 13|DTSTART;VALUE=DATE:20150213|RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "SUMMARY:Sirène|DTSTART;VALUE=DATE:20270302|RRULE:FREQ=HOURLY",
    )
    lines = telestage.ok(
        "absences", "import", path, dossier, "--side", "stagiaire", "--yes"
    ).splitlines()
    assert "1 absence le 1er mars 2027 :" in lines
    assert "Deux événements n’ont pas pu être lus : « Vieux » (5 février 2015), sans nom." in lines
    assert (
        "Un événement se répète d’une façon que telestage ne suit pas : « Sirène » (2 mars 2027). "
        "S’il le faut, notez ces jours dans le dossier."
    ) in lines
    assert "Événements ignorés : 1 hors de cette période (« Vendredi 13 »)." in lines
    assert absences_of(telestage, dossier) == [("2027-03-01", "2027-03-01", "Congé")]


def test_an_invitation_the_intern_declined_closes_nothing(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    path = calendar_file(
        tmp_path,
        "SUMMARY:Sortie|DTSTART;VALUE=DATE:20270301"
        "|ATTENDEE;PARTSTAT=DECLINED:mailto:lea@example.org",
    )
    arguments = ("absences", "import", path, dossier, "--side")
    assert "1 décliné (« Sortie »)" in telestage.ok(*arguments, "stagiaire", "--yes")
    assert "1 absence le 1er mars 2027 :" in telestage.ok(*arguments, "structure", "--yes")


def test_a_file_that_is_not_there_is_said_to_be_missing(
    telestage: Telestage, tmp_path: Path
) -> None:
    dossier = telestage.new()
    arguments = (dossier, "--side", "stagiaire", "--yes")
    missing = tmp_path / "nexistepas.ics"
    assert "ce fichier n’existe pas" in telestage.refusal(
        "absences", "import", str(missing), *arguments
    )
    assert "c’est un répertoire" in telestage.refusal(
        "absences", "import", str(tmp_path), *arguments
    )


def test_a_large_calendar_says_that_it_is_being_read(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    day = "DTSTART;VALUE=DATE:20270301|SUMMARY:Congé"
    for number, said in ((1, False), (3_000, True)):
        path = calendar_file(tmp_path, *[day] * number)
        outcome = telestage.run("absences", "import", path, dossier, "--side", "structure")
        assert ("Lecture de l’agenda…" in plain(outcome.stderr)) is said
        assert "Lecture" not in plain(outcome.stdout)


def test_a_file_that_is_no_calendar_is_refused(telestage: Telestage, tmp_path: Path) -> None:
    dossier = telestage.new()
    for content in (b"", b"rien", b"\x00" * 5000, b"<html>BEGIN:VCALENDAR\r\n"):
        broken = tmp_path / "broken.ics"
        broken.write_bytes(content)
        telestage.refusal(
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
    calendar = export_calendar(telestage, tmp_path, dossier, "ics")
    titles = {str(event["SUMMARY"]) for event in events(calendar).values()}
    assert "Point hebdomadaire – Léa Nguyễn-Œuvrard" in titles
    assert not [title for title in titles if title.startswith("Rencontre de suivi")]
    meetings = telestage.json("plan", dossier)["meetings"]
    first = next(meeting["id"] for meeting in meetings if meeting["kind"] == "checkin")
    assert "Point hebdomadaire du" in during.ok("meeting", dossier, first, "held")
    assert "Point hebdomadaire retirée" in _absence_preview(telestage, tmp_path, dossier)


def _absence_preview(telestage: Telestage, folder: Path, dossier: str) -> str:
    holiday = folder / "holiday.ics"
    holiday.write_text(HOLIDAY, encoding="utf-8", newline="")
    preview = telestage.run("absences", "import", str(holiday), dossier, "--side", "stagiaire")
    return plain(preview.stdout)
