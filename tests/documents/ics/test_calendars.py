"""Calendars of the kind that programs export: the days each closes, and what is said of the rest.

Written after public reports on Outlook, Exchange, Confluence, Jorani, Google, Nextcloud, Kopano.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from telestage_tui.documents.ics.absences import Question, Verdict
from telestage_tui.documents.ics.closed_days import closed_days
from telestage_tui.documents.ics.refusal import UnreadableCalendar
from telestage_tui.documents.ics.zone_aliases import named_zone
from telestage_tui.dossier.hours import WorkHours
from tests.documents.ics.test_absences import absences_of, calendar

CALENDARS = Path(__file__).with_name("calendars")
SINCE, UNTIL = date(2026, 12, 11), date(2027, 4, 9)


class Expected(NamedTuple):
    """What a calendar gives: `month-day` or `month-day/month-day` of each period it closes."""

    days: str = ""
    ignored: Mapping[Verdict, int] = MappingProxyType({})
    skipped: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    remark: str = ""
    hours: str = "09:00-18:00"


READ = {
    "01-exchange-until-journee": Expected(
        "01-15 01-22 01-29 02-05 02-12 02-19 02-26 03-05"
    ),
    "02-outlook-annuel-until": Expected("03-10"),
    "03-confluence-count-moins-un": Expected("02-01 02-08 02-15 02-22/02-26 03-01"),
    "04-evenement-abime-hors-periode": Expected("02-08", skipped=("Vieux",)),
    "05-exdate-vide": Expected("01-13 01-20 01-27 02-03 02-24 03-03"),
    "06-rdate-et-exdate-vides": Expected("02-08"),
    "07-byday-avec-espace": Expected("02-01/02-02 02-08/02-09 02-15/02-16 02-22/02-23 03-01"),
    "08-deux-demi-journees": Expected("02-08"),
    "09-demi-journees-et-pause": Expected("02-08", hours="09:00-12:00, 13:00-18:00"),
    "10-thisandfuture": Expected("01-13 01-20 01-27 02-03 02-11 02-18 02-25 03-04"),
    "11-meme-uid": Expected("02-08 02-15 02-22"),
    "12-exrule": Expected("02-05/02-07 02-12/02-14 02-19/02-21 02-26"),
    "13-method-cancel": Expected(ignored={Verdict.CANCELLED: 1}),
    "14-decline": Expected(ignored={Verdict.DECLINED: 1}),
    "15-reponse-refus": Expected(ignored={Verdict.ANSWER: 1}),
    "16-tzone-microsoft-utc": Expected("02-08"),
    "17-tzone-sans-guillemets": Expected("02-08", zones=("tzone://Microsoft/Custom",)),
    "18-nom-affiche-de-windows": Expected("02-08"),
    "19-zone-windows-numerotee": Expected("02-08"),
    "20-gmt-redefini": Expected("03-30"),
    "21-exdate-utc-sur-journees": Expected("01-13 01-20 01-27 02-03 02-17 02-24 03-03"),
    "23-latin1": Expected("02-08", remark="Latin-1"),
    "26-espaces-en-fin-de-ligne": Expected("02-08/02-09"),
    "27-regle-non-suivie": Expected("02-08/02-11", ignored={Verdict.OUTSIDE: 1}),
    "28-retour-a-la-ligne-brut": Expected("02-08"),
    "29-sequence-vide": Expected("02-08/02-12"),
}  # fmt: skip
REFUSED = {
    "22-vfreebusy-seul.ics": "VFREEBUSY",
    "24-export-google.zip": "ZIP",
    "25-vcalendar-1.ics": "vCalendar 1.0",
}


def question(hours: str = "09:00-18:00") -> Question:
    """The intern of the fiche, in the weeks in which a meeting may be."""
    return Question(
        zone="Europe/Paris", since=SINCE, until=UNTIL, hours=WorkHours.parse(hours),
        addresses=("lea@example.org",),
    )  # fmt: skip


def test_every_file_is_expected_to_give_something() -> None:
    names = {path.name for path in CALENDARS.iterdir()}
    assert names == {f"{name}.ics" for name in READ} | set(REFUSED)


@pytest.mark.parametrize("name", READ)
def test_the_days_that_a_calendar_closes(name: str) -> None:
    expected = READ[name]
    found = closed_days((CALENDARS / f"{name}.ics").read_bytes(), question(expected.hours))
    days = [
        f"{p.first:%m-%d}" + (f"/{p.last:%m-%d}" if p.last != p.first else "")
        for p in found.periods
    ]
    assert days == expected.days.split()
    assert found.ignored == expected.ignored
    assert tuple(each.title for each in found.skipped) == expected.skipped
    assert found.unknown_zones == expected.zones
    assert expected.remark in " ".join(found.remarks)
    assert bool(expected.remark) == bool(found.remarks)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_another_kind_is_said_for_what_it_is(name: str) -> None:
    with pytest.raises(UnreadableCalendar, match=REFUSED[name]):
        closed_days((CALENDARS / name).read_bytes(), question())


def test_an_event_left_aside_is_named() -> None:
    data = (CALENDARS / "27-regle-non-suivie.ics").read_bytes()
    assert closed_days(data, question()).names == {Verdict.OUTSIDE: ("Vendredi 13",)}


# --- their kinds --------------------------------------------------------------------------------


def days(*events: str, zone: str = "Europe/Paris", hours: str = "09:00-18:00") -> list[str]:
    """The days that these events close, one by one."""
    found = absences_of(calendar(*events), zone, hours=hours, addresses=("lea@example.org",))
    return [
        f"{date.fromordinal(day):%m-%d}"
        for p in found.periods
        for day in range(p.first.toordinal(), p.last.toordinal() + 1)
    ]


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("Europe/Paris", "20270304T230000Z"),
        ("Europe/Paris", "20270305T000000Z"),  # a date, and a Z too many
        ("Europe/Paris", "20270305T225959Z"),  # the end of that day
        ("Europe/Paris", "20270305T235959Z"),  # the same, and a Z too many
        ("Europe/Paris", "20270305"),
        ("Europe/Paris", "20270305T000000"),
        ("Europe/Paris", "20270305T050000Z"),  # written in Québec
        ("America/Toronto", "20270305T050000Z"),
        ("America/Toronto", "20270304T230000Z"),  # written in France
        ("America/Toronto", "20270305T225959Z"),
        ("Indian/Reunion", "20270304T200000Z"),
        ("Pacific/Noumea", "20270304T130000Z"),
        ("Pacific/Tahiti", "20270305T100000Z"),
    ],
)
def test_a_last_day_is_kept_whatever_the_program_wrote(zone: str, until: str) -> None:
    event = f"DTSTART;VALUE=DATE:20270303|RRULE:FREQ=DAILY;UNTIL={until}"
    assert days(event, zone=zone) == ["03-03", "03-04", "03-05"]


def test_a_last_day_after_the_change_of_clock_is_kept() -> None:
    event = "DTSTART;VALUE=DATE:20270329|RRULE:FREQ=DAILY;UNTIL=20270330T220000Z"
    assert days(event) == ["03-29", "03-30", "03-31"]


@pytest.mark.parametrize(
    "removed",
    ["EXDATE:20270209T230000Z", "EXDATE;TZID=Romance Standard Time:20270210T000000",
     "EXDATE;VALUE=DATE:20270210", "EXDATE:20270210T000000Z", "EXDATE:20270210T000000"],
)  # fmt: skip
def test_a_day_is_removed_whatever_the_program_wrote(removed: str) -> None:
    event = f"DTSTART;VALUE=DATE:20270209|RRULE:FREQ=DAILY;COUNT=3|{removed}"
    assert days(event) == ["02-09", "02-11"]


def test_a_date_removes_an_event_with_hours() -> None:
    event = "DTSTART:20270209T090000|DURATION:PT9H|RRULE:FREQ=DAILY;COUNT=3"
    assert days(f"{event}|EXDATE;VALUE=DATE:20270210") == ["02-09", "02-11"]


def test_an_exception_may_name_its_day_in_utc() -> None:
    weekly = "UID:1|DTSTART;VALUE=DATE:20270203|RRULE:FREQ=WEEKLY;COUNT=2"
    moved = "UID:1|RECURRENCE-ID:20270209T230000Z|DTSTART;VALUE=DATE:20270211"
    assert days(weekly, moved) == ["02-03", "02-11"]


def test_an_exception_may_end_a_series() -> None:
    weekly = "UID:1|DTSTART;VALUE=DATE:20270203|RRULE:FREQ=WEEKLY;COUNT=4"
    ended = (
        "UID:1|RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20270217|STATUS:CANCELLED"
        "|DTSTART;VALUE=DATE:20270217"
    )
    assert days(weekly, ended) == ["02-03", "02-10"]


def test_an_exception_may_make_meetings_whole_days_from_then_on() -> None:
    meeting = "UID:1|DTSTART:20270203T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=3"
    longer = (
        "UID:1|RECURRENCE-ID;RANGE=THISANDFUTURE:20270210T090000|DTSTART:20270210T090000"
        "|DURATION:PT9H"
    )
    assert days(meeting, longer) == ["02-10", "02-17"]


def test_dates_that_a_rule_removes() -> None:
    weekdays = "DTSTART;VALUE=DATE:20260901|RRULE:FREQ=DAILY;UNTIL=20270212"
    assert days(f"{weekdays}|EXRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU;UNTIL=20270207") == [
        "01-15", "01-22", "01-29", "02-05", "02-08", "02-09", "02-10", "02-11", "02-12",
    ]  # fmt: skip
    hours = "DTSTART;TZID=Europe/Paris:20270208T090000|DURATION:PT9H|RRULE:FREQ=DAILY;COUNT=5"
    assert days(f"{hours}|EXRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20270210T080000Z") == [
        "02-09", "02-11", "02-12",
    ]  # fmt: skip


HALVES: dict[str, tuple[Sequence[str], bool]] = {
    "in two zones": (
        ("DTSTART:20270208T080000Z|DURATION:PT3H", "DTSTART:20270208T120000|DURATION:PT6H"), True,
    ),
    "one over the other": (
        ("DTSTART:20270208T080000|DURATION:PT6H", "DTSTART:20270208T120000|DURATION:PT8H"), True,
    ),
    "three parts": (
        ("DTSTART:20270208T150000|DURATION:PT3H", "DTSTART:20270208T090000|DURATION:PT3H",
         "DTSTART:20270208T120000|DURATION:PT3H"), True,
    ),
    "a minute apart": (
        ("DTSTART:20270208T090000|DTEND:20270208T115900", "DTSTART:20270208T120000|DURATION:PT6H"),
        True,
    ),
    "that recur": (
        ("DTSTART:20270201T090000|DURATION:PT3H|RRULE:FREQ=WEEKLY;COUNT=2",
         "DTSTART:20270208T120000|DURATION:PT6H"), True,
    ),
    "under one UID": (
        ("UID:1|DTSTART:20270208T090000|DURATION:PT3H",
         "UID:1|DTSTART:20270208T120000|DURATION:PT6H"), True,
    ),
    "an hour missing": (
        ("DTSTART:20270208T090000|DURATION:PT3H", "DTSTART:20270208T130000|DURATION:PT5H"), False,
    ),
    "one of them free": (
        ("DTSTART:20270208T090000|DURATION:PT3H",
         "DTSTART:20270208T120000|DURATION:PT6H|TRANSP:TRANSPARENT"), False,
    ),
    "one of them cancelled": (
        ("DTSTART:20270208T090000|DURATION:PT3H",
         "DTSTART:20270208T120000|DURATION:PT6H|STATUS:CANCELLED"), False,
    ),
    "on two days": (
        ("DTSTART:20270208T090000|DURATION:PT3H", "DTSTART:20270209T120000|DURATION:PT6H"), False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HALVES)
def test_halves_of_a_day(name: str) -> None:
    events, closes = HALVES[name]
    assert days(*events) == (["02-08"] if closes else [])
    found = absences_of(calendar(*events), hours="09:00-18:00")
    assert (found.ignored == {}) is closes


DAY = "DTSTART;VALUE=DATE:20270208"


@pytest.mark.parametrize(
    ("guests", "closes"),
    [
        ("ATTENDEE;CN=\"Nguyễn; Léa: stage\";PARTSTAT=DECLINED:MAILTO:Lea@Example.org", False),
        ("ATTENDEE;EMAIL=lea@example.org;PARTSTAT=DECLINED:/1234/principal/", False),
        ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.ca|ATTENDEE;PARTSTAT=DECLINED:mailto:lea@example.org",
         False),
        ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:lea@example.org", True),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:max@example.com", True),
        ("ATTENDEE;CN=\"PARTSTAT=DECLINED\":mailto:lea@example.org", True),
    ],
)  # fmt: skip
def test_an_invitation_that_the_person_declined(guests: str, closes: bool) -> None:
    assert days(f"{DAY}|{guests}") == (["02-08"] if closes else [])


def test_the_address_that_a_calendar_is_named_by_is_the_person_s() -> None:
    event = f"{DAY}|ATTENDEE;PARTSTAT=DECLINED:mailto:autre@example.org"
    data = calendar(event).replace(b"VERSION:2.0", b"VERSION:2.0\r\nX-WR-CALNAME:autre@example.org")
    assert absences_of(data).ignored == {Verdict.DECLINED: 1}


def test_one_date_of_a_series_declined() -> None:
    weekly = "UID:1|DTSTART;VALUE=DATE:20270201|RRULE:FREQ=WEEKLY;COUNT=3"
    no = "ATTENDEE;PARTSTAT=DECLINED:mailto:lea@example.org"
    assert days(weekly, f"UID:1|RECURRENCE-ID;VALUE=DATE:20270208|{DAY}|{no}") == ["02-01", "02-15"]


@pytest.mark.parametrize("method", ["reply", "COUNTER", "Cancel", "REFRESH"])
def test_a_file_that_answers_or_cancels_closes_nothing(method: str) -> None:
    data = calendar(DAY).replace(b"VERSION:2.0", f"VERSION:2.0\r\nMETHOD:{method}".encode())
    assert absences_of(data).periods == ()


@pytest.mark.parametrize("method", ["PUBLISH", "REQUEST", "ADD"])
def test_a_file_that_publishes_or_invites_closes_days(method: str) -> None:
    data = calendar(DAY).replace(b"VERSION:2.0", f"VERSION:2.0\r\nMETHOD:{method}".encode())
    assert len(absences_of(data).periods) == 1


def test_an_older_revision_is_counted() -> None:
    found = absences_of(
        calendar(
            "UID:1|SEQUENCE:1|SUMMARY:Avant|DTSTART;VALUE=DATE:20270301",
            f"UID:1|SEQUENCE:2|SUMMARY:Après|{DAY}",
        )
    )
    assert [period.label for period in found.periods] == ["Après"]
    assert found.ignored == {Verdict.REPLACED: 1}


# --- the names of zones -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Romance Standard Time", "Europe/Paris"),
        ("romance standard time", "Europe/Paris"),
        ("Eastern Standard Time 1", "America/New_York"),
        ("Eastern Daylight Time", "America/New_York"),
        ("SA Western Standard Time", "America/La_Paz"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("UTC-11", "Etc/GMT+11"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(UTC-05:00) Eastern Time (US & Canada) 2", "America/New_York"),
        ("(GMT-05.00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-05:00) Est (É.-U. et Canada)", "America/New_York"),
        ("(UTC-04:00) Atlantic Time (Canada)", "America/Halifax"),
        ("(UTC-03:30) Terre-Neuve", "America/St_Johns"),
        ("(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Copenhagen"),
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris", "Europe/Brussels"),
        ("Paris, Madrid", "Europe/Paris"),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("(UTC-05:00) Paris", None),
        ("/freeassociation.sourceforge.net/Europe/Paris", "Europe/Paris"),
        ("/mozilla.org/20050126_1/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("europe/paris", "Europe/Paris"),
        ("US/Eastern", "US/Eastern"),
        ("tzone://Microsoft/Custom", None),
        ("Chez moi", None),
        ("", None),
    ],
)
def test_the_zone_that_a_program_calls_so(name: str, official: str | None) -> None:
    found = named_zone(name)
    same_clock = {"Europe/Copenhagen", "Europe/Brussels"}
    if official in same_clock:
        assert str(found) in {*same_clock, "Europe/Paris", "Europe/Madrid"}
    else:
        assert (str(found) if found else None) == official


@pytest.mark.parametrize(("name", "hours"), [("UTC-05:00", -5), ("GMT+1", 1), ("+0530", 5.5)])
def test_a_zone_that_is_an_offset(name: str, hours: float) -> None:
    found = named_zone(name)
    assert found is not None
    offset = found.utcoffset(None)
    assert offset is not None
    assert offset.total_seconds() == hours * 3600


@pytest.mark.parametrize("name", ["GMT", "UTC", "EST", "Romance Standard Time"])
def test_a_zone_is_what_the_file_says_it_is(name: str) -> None:
    zone = (
        f"BEGIN:VTIMEZONE|TZID:{name}|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0300"
        "|TZOFFSETTO:+0300|END:STANDARD|END:VTIMEZONE|BEGIN:VEVENT"
    ).replace("|", "\r\n")
    event = f"DTSTART;TZID={name}:20270208T110000|DURATION:PT9H"
    data = calendar(event).replace(b"BEGIN:VEVENT", zone.encode(), 1)
    assert [period.first for period in absences_of(data, hours="09:00-18:00").periods] == [
        date(2027, 2, 8)
    ]
