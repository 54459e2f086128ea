"""Absences read from a calendar: which events close a day, and which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from telestage_tui.documents.ics.absences import CalendarAbsences, Question, Verdict, new_absences
from telestage_tui.documents.ics.closed_days import closed_days
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.people import ClosedPeriod
from tests.documents.ics.building import export, from_fiche

SINCE, UNTIL = date(2027, 1, 11), date(2027, 4, 9)
PERIOD = datetime.combine(SINCE, time()), datetime.combine(UNTIL, time())
Period = tuple[str, str, str]


def calendar(*events: str) -> bytes:
    """A calendar of events, each given as its lines apart by `|`."""
    body = "".join(f"BEGIN:VEVENT|{event}|END:VEVENT|" for event in events)
    text = f"BEGIN:VCALENDAR|VERSION:2.0|PRODID:-//test//FR|{body}END:VCALENDAR|"
    return text.replace("|", "\r\n").encode()


def absences_of(
    data: bytes,
    zone: str = "Europe/Paris",
    *,
    since: date = SINCE,
    until: date = UNTIL,
    hours: str = "09:00-17:00",
    busy_only: bool = False,
    addresses: tuple[str, ...] = (),
) -> CalendarAbsences:
    """What a calendar says, read in this very process; `test_reading_process` has others do it."""
    question = Question(
        zone=zone, since=since, until=until, hours=WorkHours.parse(hours), busy_only=busy_only,
        addresses=addresses,
    )  # fmt: skip
    return closed_days(data, question)


def read(
    *events: str, zone: str = "Europe/Paris", hours: str = "09:00-12:00, 13:00-17:00"
) -> list[Period]:
    """First day, last day and label of each absence read from those events."""
    absences = absences_of(calendar(*events), zone, hours=hours)
    return [(p.first.isoformat(), p.last.isoformat(), p.label) for p in absences.periods]


# --- what closes a day --------------------------------------------------------------------------

CLOSING = {
    "all-day": "DTSTART;VALUE=DATE:20270301|DTEND;VALUE=DATE:20270302",
    "all-day without an end": "DTSTART;VALUE=DATE:20270301",
    "all-day that ends as it begins": "DTSTART;VALUE=DATE:20270301|DTEND;VALUE=DATE:20270301",
    "all-day for a duration": "DTSTART;VALUE=DATE:20270301|DURATION:P1D",
    "the working day": "DTSTART;TZID=Europe/Paris:20270301T090000|DTEND:20270301T170000",
    "more than it": "DTSTART;TZID=Europe/Paris:20270301T070000|DURATION:PT12H",
    "from midnight to midnight": "DTSTART:20270301T000000|DTEND:20270302T000000",
    "without a zone": "DTSTART:20270301T090000|DTEND:20270301T170000",
    "in UTC": "DTSTART:20270301T080000Z|DTEND:20270301T160000Z",
    "in another zone": "DTSTART;TZID=America/Toronto:20270301T030000|DURATION:PT8H",
    "in a zone of Outlook": "DTSTART;TZID=Romance Standard Time:20270301T090000|DURATION:PT8H",
    "in a zone nobody knows": "DTSTART;TZID=Chez moi:20270301T090000|DURATION:PT8H",
    "busy in so many words": "DTSTART;VALUE=DATE:20270301|TRANSP:OPAQUE|STATUS:CONFIRMED",
    "out of office": "DTSTART;VALUE=DATE:20270301|X-MICROSOFT-CDO-BUSYSTATUS:OOF",
    "all-day and free": "DTSTART;VALUE=DATE:20270301|TRANSP:TRANSPARENT",
    "all-day and free, says Outlook": "DTSTART;VALUE=DATE:20270301|X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    "out of office, whatever TRANSP says": (
        "DTSTART:20270301T000000|DURATION:P1D|TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:OOF"
    ),
    "a date that names a zone": "DTSTART;VALUE=DATE;TZID=America/Toronto:20270301",
}  # fmt: skip
OPEN = {
    "a meeting": "DTSTART:20270301T090000|DTEND:20270301T100000",
    "a morning": "DTSTART:20270301T090000|DTEND:20270301T120000",
    "all but the last minute": "DTSTART:20270301T090000|DTEND:20270301T165900",
    "all but the first minute": "DTSTART:20270301T090100|DTEND:20270301T180000",
    "a night": "DTSTART:20270301T170000|DTEND:20270302T090000",
    "the working day, but free": "DTSTART:20270301T090000|DURATION:PT8H|TRANSP:TRANSPARENT",
    "cancelled": "DTSTART;VALUE=DATE:20270301|STATUS:CANCELLED",
    "the working day, but free, says Outlook": (
        "DTSTART:20270301T090000|DURATION:PT8H|X-MICROSOFT-CDO-BUSYSTATUS:FREE"
    ),
    "worked elsewhere": "DTSTART;VALUE=DATE:20270301|X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    "before the stage": "DTSTART;VALUE=DATE:20270110",
    "after the stage": "DTSTART;VALUE=DATE:20270410",
    "in UTC, six hours off": "DTSTART:20270301T140000Z|DTEND:20270301T220000Z",
    "for no time": "DTSTART:20270301T090000",
    "backwards": "DTSTART:20270301T090000|DTEND:20270228T090000",
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSING)
def test_closes_the_day(name: str) -> None:
    assert read(f"SUMMARY:Congé|{CLOSING[name]}") == [("2027-03-01", "2027-03-01", "Congé")]


@pytest.mark.parametrize("name", OPEN)
def test_leaves_the_day_open(name: str) -> None:
    assert read(f"SUMMARY:Congé|{OPEN[name]}") == []


def test_the_hours_are_those_of_the_weekday() -> None:
    friday_morning = "DTSTART:20270305T090000|DTEND:20270305T120000"
    assert read(friday_morning) == []
    hours = "09:00-17:00; vendredi 09:00-12:00"
    assert read(friday_morning, hours=hours) == [("2027-03-05", "2027-03-05", "")]


def test_the_date_is_the_one_of_that_side() -> None:
    in_noumea = "DTSTART:20270301T200000Z|DTEND:20270302T080000Z"
    assert read(in_noumea, zone="Pacific/Noumea") == [("2027-03-02", "2027-03-02", "")]
    assert read(in_noumea, zone="Europe/Paris") == []


def test_several_days() -> None:
    assert read("SUMMARY:Ski|DTSTART;VALUE=DATE:20270213|DTEND;VALUE=DATE:20270222") == [
        ("2027-02-13", "2027-02-21", "Ski")
    ]
    assert read("SUMMARY:Voyage|DTSTART:20270211T150000|DTEND:20270217T120000") == [
        ("2027-02-12", "2027-02-16", "Voyage")
    ]


def test_over_a_change_of_clock() -> None:
    whole = "DTSTART;TZID=Europe/Paris:20270327T000000|DTEND;TZID=Europe/Paris:20270330T000000"
    assert read(whole) == [("2027-03-27", "2027-03-29", "")]


def test_only_the_days_looked_at() -> None:
    assert read("DTSTART;VALUE=DATE:20200101|DTEND;VALUE=DATE:20400101") == [
        ("2027-01-11", "2027-04-09", "")
    ]


def test_labels_are_one_clean_line_of_reasonable_length() -> None:
    at = "DTSTART;VALUE=DATE:20270301"
    assert read(f"SUMMARY:Congé\\,\\n\x1b[31mRTT\\; \\\\o/|{at}")[0][2] == "Congé, RTT; \\o/"
    assert read(f"SUMMARY;LANGUAGE=fr:{'é' * 500}|{at}")[0][2] == "é" * 119 + "…"


@pytest.mark.parametrize("secret", ["PRIVATE", "CONFIDENTIAL"])
def test_the_name_of_a_private_event_is_not_read(secret: str) -> None:
    event = f"CLASS:{secret}|SUMMARY:Rendez-vous médical|DTSTART;VALUE=DATE:20270301"
    assert read(event) == [("2027-03-01", "2027-03-01", "")]


def test_duplicates_are_merged() -> None:
    day = "DTSTART;VALUE=DATE:20270301"
    week = "SUMMARY:Congé|DTSTART;VALUE=DATE:20270301|DTEND;VALUE=DATE:20270306"
    assert read(f"SUMMARY:RTT|{day}", f"SUMMARY:RTT|{day}") == [("2027-03-01", "2027-03-01", "RTT")]
    assert read(f"SUMMARY:RTT|{day}", week) == [("2027-03-01", "2027-03-05", "Congé")]
    following = "SUMMARY:Congé|DTSTART;VALUE=DATE:20270306|DTEND;VALUE=DATE:20270308"
    assert read(following, week) == [("2027-03-01", "2027-03-07", "Congé")]


def test_other_components_and_other_lines_are_let_be() -> None:
    event = (
        "UID:1|SUMMARY:Congé|DTSTART;VALUE=DATE:20270301|ATTENDEE;CN=\"x:mailto|DESCRIPTION:a|"
        "suite sans espace|BEGIN:VALARM|TRIGGER:-PT15M|SUMMARY:Non|DTSTART:x|END:VALARM"
    )  # fmt: skip
    others = (
        b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        b"RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        b"BEGIN:VTODO\r\nDTSTART:nonsense\r\nEND:VTODO\r\nBEGIN:VEVENT"
    )
    data = calendar(event).replace(b"BEGIN:VEVENT", others, 1)
    absences = absences_of(data)
    assert [period.label for period in absences.periods] == ["Congé"]


def test_folds_may_cut_a_character() -> None:
    data = calendar("SUMMARY:Congé d’été|DTSTART;VALUE=DATE:20270301")
    cut = data.replace("é d".encode(), b"\xc3\r\n \xa9 d", 1).replace(b"\r\n", b"\n")
    absences = absences_of(b"\xef\xbb\xbf" + cut)
    (period,) = absences.periods
    assert period.label == "Congé d’été"


def test_our_own_calendars_close_nothing() -> None:
    data = export(from_fiche("complete", UUID(int=4)), tasks="events")
    assert absences_of(data).periods == ()


# --- recurring events ---------------------------------------------------------------------------


def test_a_recurring_event_with_exceptions() -> None:
    master = (
        "UID:1|SUMMARY:Temps partiel|DTSTART;VALUE=DATE:20261202|RRULE:FREQ=WEEKLY;UNTIL=20270203"
        "|EXDATE;VALUE=DATE:20270120|RDATE;VALUE=DATE:20270212"
    )
    moved = "UID:1|SUMMARY:Décalé|RECURRENCE-ID;VALUE=DATE:20270127|DTSTART;VALUE=DATE:20270128"
    assert read(master, moved) == [
        ("2027-01-13", "2027-01-13", "Temps partiel"),
        ("2027-01-28", "2027-01-28", "Décalé"),
        ("2027-02-03", "2027-02-03", "Temps partiel"),
        ("2027-02-12", "2027-02-12", "Temps partiel"),
    ]


def test_a_recurring_event_with_hours_keeps_its_wall_time() -> None:
    master = (
        "UID:1|DTSTART;TZID=Europe/Paris:20270322T090000|DTEND;TZID=Europe/Paris:20270322T170000"
        "|RRULE:FREQ=WEEKLY;COUNT=3|EXDATE:20270329T070000Z"
    )
    assert [first for first, _, _ in read(master)] == ["2027-03-22", "2027-04-05"]


def test_an_exception_may_be_free_cancelled_or_longer() -> None:
    master = "UID:1|DTSTART:20270301T090000|DTEND:20270301T100000|RRULE:FREQ=DAILY;COUNT=5"
    longer = "UID:1|RECURRENCE-ID:20270302T090000|DTSTART:20270302T080000|DURATION:PT10H"
    assert read(master, longer) == [("2027-03-02", "2027-03-02", "")]
    days = "UID:1|DTSTART;VALUE=DATE:20270301|RRULE:FREQ=DAILY;COUNT=3"
    gone = "UID:1|RECURRENCE-ID;VALUE=DATE:20270302|DTSTART;VALUE=DATE:20270302|STATUS:CANCELLED"
    assert [first for first, _, _ in read(days, gone)] == ["2027-03-01", "2027-03-03"]


def test_the_latest_revision_counts() -> None:
    old = "UID:1|SEQUENCE:1|DTSTART;VALUE=DATE:20270301"
    new = "UID:1|SEQUENCE:2|DTSTART;VALUE=DATE:20270302"
    assert read(new, old) == read(old, new) == [("2027-03-02", "2027-03-02", "")]


def test_a_long_event_that_recurs_from_before_the_stage() -> None:
    fortnight = "DTSTART;VALUE=DATE:20260104|DTEND;VALUE=DATE:20260118|RRULE:FREQ=YEARLY"
    assert read(fortnight) == [("2027-01-11", "2027-01-17", "")]


def test_until_a_date_is_until_its_end() -> None:
    nine_to_five = "DTSTART;TZID=America/Toronto:20270301T030000|DURATION:PT8H"  # in Paris
    for until in ("20270303", "20270303T030000", "20270303T080000Z"):
        assert read(f"{nine_to_five}|RRULE:FREQ=DAILY;UNTIL={until}") == [
            ("2027-03-01", "2027-03-03", "")
        ]
    before = f"{nine_to_five}|RRULE:FREQ=DAILY;UNTIL=20270303T075959Z"
    assert read(before) == [("2027-03-01", "2027-03-02", "")]
    for_good = f"{nine_to_five}|RRULE:FREQ=DAILY;UNTIL=99991231T235959Z"
    assert read(for_good)[-1][1] == UNTIL.isoformat()


@given(
    start=st.dates(date(2015, 1, 1), date(2027, 3, 1)),  # none after the UNTIL below
    length=st.integers(1, 4),
    rule=st.sampled_from(
        (
            "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY;COUNT=4000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
            "FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;COUNT=12",
            "FREQ=DAILY;INTERVAL=9;UNTIL=20270301", "FREQ=MONTHLY;INTERVAL=5", "FREQ=YEARLY",
            "FREQ=YEARLY;INTERVAL=3;BYMONTH=1,2,3;BYDAY=-1FR", "FREQ=DAILY;INTERVAL=40",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        )
    ),
    removed=st.lists(st.dates(SINCE, UNTIL), max_size=8),
    added=st.lists(st.dates(SINCE, UNTIL), max_size=3),
)  # fmt: skip
def test_what_bounds_the_work_changes_no_day(
    start: date, length: int, rule: str, removed: list[date], added: list[date]
) -> None:
    lines = [
        "UID:1", f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DURATION:P{length}D", f"RRULE:{rule}",
        *(f"EXDATE;VALUE=DATE:{day:%Y%m%d}" for day in removed),
        *(f"RDATE;VALUE=DATE:{day:%Y%m%d}" for day in added),
    ]  # fmt: skip
    data = calendar("|".join(lines))
    theirs = {
        event.start + timedelta(days=n)
        for event in recurring_ical_events.of(Calendar.from_ical(data)).between(
            SINCE, UNTIL + timedelta(days=1)
        )
        for n in range((event.end - event.start).days)
    }
    runs = absences_of(data).periods
    ours = {p.first + timedelta(days=n) for p in runs for n in range((p.last - p.first).days + 1)}
    assert ours == {day for day in theirs if SINCE <= day <= UNTIL}


FIRST_MONDAYS = {1604: "16040906", 2026: "20260907"}
FRIDAYS_13 = {1604: "16040213", 2026: "20260213"}


@pytest.mark.parametrize("year", [1604, 2026])
def test_rules_that_choose_months(year: int) -> None:
    """Written by hand, without a library: the dates of a calendar on paper."""
    mondays = f"DTSTART;VALUE=DATE:{FIRST_MONDAYS[year]}|RRULE:FREQ=WEEKLY;BYDAY=MO;BYMONTH=9,10,11"
    friday_13 = f"DTSTART;VALUE=DATE:{FRIDAYS_13[year]}|RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"
    summer = f"DTSTART;VALUE=DATE:{year}0701|RRULE:FREQ=DAILY;BYMONTH=7,8"

    def days(event: str) -> list[tuple[str, str]]:
        read = absences_of(calendar(event), since=date(2026, 6, 1), until=date(2027, 8, 31))
        return [(f"{p.first:%Y-%m-%d}", f"{p.last:%Y-%m-%d}") for p in read.periods]

    assert days(mondays) == [
        (day, day)
        for day in (
            "2026-09-07", "2026-09-14", "2026-09-21", "2026-09-28",
            "2026-10-05", "2026-10-12", "2026-10-19", "2026-10-26",
            "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30",
        )
    ]  # fmt: skip
    assert days(friday_13) == [("2026-11-13", "2026-11-13"), ("2027-08-13", "2027-08-13")]
    assert days(summer) == [("2026-07-01", "2026-08-31"), ("2027-07-01", "2027-08-31")]


def listed(values: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3, unique=True).map(
        lambda values: ",".join(map(str, values))
    )


def signed(greatest: int) -> st.SearchStrategy[object]:
    return st.integers(-greatest, greatest).filter(bool)


months = listed(st.integers(1, 12))
weekdays = listed(st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")))
ranked = listed(st.builds("{}{}".format, signed(4), st.sampled_from(("MO", "WE", "SU"))))
CHOSEN: tuple[tuple[str, dict[str, st.SearchStrategy[str]]], ...] = (
    *((frequency, {}) for frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")),
    ("DAILY", {"BYMONTH": months}),
    ("WEEKLY", {"BYDAY": weekdays}),
    ("WEEKLY", {"BYDAY": weekdays, "BYMONTH": months}),
    ("MONTHLY", {"BYDAY": weekdays | ranked}),
    ("MONTHLY", {"BYMONTHDAY": listed(signed(28))}),
    ("MONTHLY", {"BYDAY": weekdays, "BYMONTHDAY": listed(signed(28))}),
    ("MONTHLY", {"BYDAY": weekdays, "BYSETPOS": listed(signed(4))}),
    ("YEARLY", {"BYMONTH": months}),
    ("YEARLY", {"BYMONTH": months, "BYMONTHDAY": listed(signed(28))}),
    ("YEARLY", {"BYMONTH": months, "BYDAY": weekdays | ranked}),
    ("YEARLY", {"BYWEEKNO": listed(signed(52)), "BYDAY": weekdays}),
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that calendar programs write."""
    frequency, strategies = draw(st.sampled_from(CHOSEN))
    interval = draw(st.sampled_from((1, 1, 1, 2, 3, 5, 6)))
    parts = {"FREQ": frequency, "INTERVAL": interval, **{n: draw(v) for n, v in strategies.items()}}
    return ";".join(f"{name}={value}" for name, value in parts.items())


@given(text=rules(), start=st.dates(date(1900, 1, 1), date(2027, 3, 1)))
@example("FREQ=YEARLY", date(1904, 2, 29))
@example("FREQ=MONTHLY;INTERVAL=5", date(2001, 1, 31))
@example("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", date(2019, 1, 9))
def test_beginning_later_changes_nothing_afterwards(text: str, start: date) -> None:
    rule = rrulestr(text, dtstart=datetime.combine(start, time()))
    theirs = {at.date() for at in rule.between(*PERIOD, inc=True)} | {start}
    runs = absences_of(calendar(f"DTSTART;VALUE=DATE:{start:%Y%m%d}|RRULE:{text}")).periods
    ours = {p.first + timedelta(days=n) for p in runs for n in range((p.last - p.first).days + 1)}
    assert ours == {day for day in theirs if SINCE <= day <= UNTIL}


# --- zones --------------------------------------------------------------------------------------

NEW_YORK = (
    "BEGIN:VTIMEZONE|TZID:Chez moi|X-LIC-LOCATION:nowhere"
    "|BEGIN:DAYLIGHT|DTSTART:16010311T020000|RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3"
    "|TZOFFSETFROM:-0500|TZOFFSETTO:-0400|TZNAME:EDT|END:DAYLIGHT"
    "|BEGIN:STANDARD|DTSTART:16011104T020000|RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"
    "|TZOFFSETFROM:-0400|TZOFFSETTO:-0500|TZNAME:EST|END:STANDARD|END:VTIMEZONE|"
)
AT_HOME = "DTSTART;TZID=Chez moi:{}T{}0000|DURATION:PT8H"


def with_zone(zone: str, *events: str) -> CalendarAbsences:
    """What is read from a file that defines a zone, after the events that name it."""
    head, end, _ = calendar(*events).rpartition(b"END:VCALENDAR")
    data = head + zone.replace("|", "\r\n").encode() + end + b"\r\n"
    return absences_of(data)


def test_a_zone_that_the_file_defines_is_used() -> None:
    early, late = AT_HOME.format(20270301, "03"), AT_HOME.format(20270322, "04")  # five hours
    absences = with_zone(NEW_YORK, early, late)
    assert [p.first for p in absences.periods] == [date(2027, 3, 1), date(2027, 3, 22)]
    assert absences.unknown_zones == ()
    assert with_zone(NEW_YORK, AT_HOME.format(20270322, "03")).ignored == {Verdict.PARTIAL: 1}


def test_a_zone_that_nobody_knows_is_said() -> None:
    for zone in ("", NEW_YORK.replace("Chez moi", "Ailleurs")):
        absences = with_zone(zone, AT_HOME.format(20270301, "09"), AT_HOME.format(20270302, "09"))
        assert absences.unknown_zones == ("Chez moi",)
        assert [(p.first.day, p.last.day) for p in absences.periods] == [(1, 2)]


@pytest.mark.parametrize(
    ("original", "replacement"),
    [
        ("FREQ=YEARLY", "FREQ=SECONDLY"),
        ("FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=2"),
        ("BYDAY=2SU;BYMONTH=3", "BYMONTHDAY=30;BYMONTH=2"),
        ("RRULE", "RDATE"),
        ("TZOFFSETTO:-0400", "TZOFFSETTO:yes"),
        ("BEGIN:STANDARD", "BEGIN:STANDARD|END:STANDARD|" * 50 + "BEGIN:STANDARD"),
        ("TZOFFSETFROM", "X-NONE"),
    ],
)
def test_a_zone_that_cannot_be_followed_is_not_known(original: str, replacement: str) -> None:
    zone = NEW_YORK.replace(original, replacement)
    assert with_zone(zone, AT_HOME.format(20270301, "09")).unknown_zones == ("Chez moi",)


def test_the_zones_of_the_file_before_are_forgotten() -> None:
    assert with_zone(NEW_YORK, AT_HOME.format(20270301, "03")).unknown_zones == ()
    assert with_zone("", AT_HOME.format(20270301, "03")).unknown_zones == ("Chez moi",)


# --- what is told of the rest -------------------------------------------------------------------

MARKED_FREE = (
    "SUMMARY:Vacances|DTSTART;VALUE=DATE:20270308|DTEND;VALUE=DATE:20270310|TRANSP:TRANSPARENT"
)


def whole(*events: str, busy_only: bool = False) -> CalendarAbsences:
    """All that is read from those events."""
    data = calendar(*events)
    return absences_of(data, busy_only=busy_only)


def test_days_that_only_free_events_close_are_told_apart() -> None:
    absences = whole(MARKED_FREE, "DTSTART;VALUE=DATE:20270309")
    assert absences.free_days == {date(2027, 3, 8)}
    (vacation,) = whole(MARKED_FREE).periods
    assert whole(MARKED_FREE).is_free(vacation)
    assert not absences.is_free(vacation)
    assert whole(MARKED_FREE, busy_only=True).periods == ()


IGNORED = {
    "DTSTART:20270301T090000|DTEND:20270301T100000": Verdict.PARTIAL,
    "DTSTART:20260301T090000|DTEND:20260301T100000|RRULE:FREQ=WEEKLY": Verdict.PARTIAL,
    "DTSTART;VALUE=DATE:20270301|STATUS:CANCELLED": Verdict.CANCELLED,
    "DTSTART;VALUE=DATE:20260301|STATUS:CANCELLED|RRULE:FREQ=WEEKLY": Verdict.CANCELLED,
    "DTSTART:20270301T090000|DURATION:PT8H|TRANSP:TRANSPARENT": Verdict.FREE,
    "DTSTART;VALUE=DATE:20270301|X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE": Verdict.FREE,
    "UID:1-mid-form@telestage|DTSTART;VALUE=DATE:20270301": Verdict.FREE,
    "DTSTART;VALUE=DATE:20260301": Verdict.OUTSIDE,
    "DTSTART;VALUE=DATE:20260301|RRULE:FREQ=WEEKLY;COUNT=3": Verdict.OUTSIDE,
    "DTSTART:20280301T090000|DTEND:20280301T100000|RRULE:FREQ=WEEKLY": Verdict.OUTSIDE,
}


@pytest.mark.parametrize("event", IGNORED)
def test_why_an_event_closes_no_day(event: str) -> None:
    assert whole(event).ignored == {IGNORED[event]: 1}


def test_an_event_is_counted_once_and_not_at_all_when_it_closes_a_day() -> None:
    weekly = "UID:1|DTSTART;VALUE=DATE:20270301|RRULE:FREQ=WEEKLY;COUNT=3"
    gone = "UID:1|RECURRENCE-ID;VALUE=DATE:20270308|DTSTART;VALUE=DATE:20270308|STATUS:CANCELLED"
    assert whole(weekly, gone).ignored == {}
    assert whole(*[next(iter(IGNORED))] * 3).ignored == {Verdict.PARTIAL: 3}


# --- what is known already ----------------------------------------------------------------------


def period(first: int, last: int, label: str = "") -> ClosedPeriod:
    return ClosedPeriod(first=date(2027, 3, first), last=date(2027, 3, last), label=label)


def test_only_days_that_are_not_closed_yet_are_new() -> None:
    known = (period(1, 3), period(5, 5))
    assert new_absences([period(2, 3)], known) == ()
    assert new_absences([period(2, 7, "Ski")], known) == (period(4, 4, "Ski"), period(6, 7, "Ski"))
    assert new_absences([period(8, 8)], ()) == (period(8, 8),)


def test_each_day_is_closed_once() -> None:
    assert new_absences([period(3, 5, "RTT"), period(1, 4, "Ski")], ()) == (
        period(1, 4, "Ski"),
        period(5, 5, "RTT"),
    )


spans = st.tuples(st.integers(1, 28), st.integers(0, 9)).map(
    lambda pair: period(pair[0], min(31, sum(pair)))
)


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=4))
def test_what_is_added_closes_what_is_read_and_nothing_else(
    read: list[ClosedPeriod], known: list[ClosedPeriod]
) -> None:
    def days(periods: Sequence[ClosedPeriod]) -> list[int]:
        return [day for p in periods for day in range(p.first.day, p.last.day + 1)]

    new = new_absences(read, known)
    assert len(days(new)) == len(set(days(new)))
    assert set(days(new)) == set(days(read)) - set(days(known))
    assert new_absences(read, [*known, *new]) == ()
