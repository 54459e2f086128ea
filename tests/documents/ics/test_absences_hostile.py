"""Calendars made to break their reader, or broken by accident: refused in French, and at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.documents.ics.reader import LARGEST_CALENDAR, MOST_EVENTS, UnreadableCalendar
from telestage_tui.dossier.errors import TelestageError
from tests.documents.ics.test_absences import absences_of, calendar

DAY = "DTSTART;VALUE=DATE:20270301"


def read(data: bytes) -> int:
    """How many absences are read."""
    return len(absences_of(data).periods)


def nested(depth: int, name: str) -> bytes:
    return calendar(DAY + f"|BEGIN:{name}" * depth + f"|END:{name}" * depth)


def filled(line: str) -> bytes:
    """A large file, made of one line again and again; the largest takes four times as long."""
    lines = f"{line}|" * (LARGEST_CALENDAR // 4 // (len(line) + len("\r\n")))
    return calendar(f"{DAY}|{lines.rstrip('|')}")


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "pas un agenda"),
    "something else": (lambda: b"%PDF-1.7 ...", "pas un agenda"),
    "a web page": (lambda: b"<!doctype html><html>BEGIN:VCALENDAR</html>", "pas un agenda"),
    "a path": (lambda: b"/etc/passwd", "pas un agenda"),
    "a visiting card": (lambda: b"BEGIN:VCARD\r\nEND:VCARD\r\n", "pas un agenda"),
    "only zeros": (lambda: bytes(1000), "pas un agenda"),
    "too large": (lambda: calendar() + b" " * LARGEST_CALENDAR, "dépasse 2 Mo"),
    "UTF-16": (lambda: calendar(DAY).decode().encode("utf-16"), "UTF-8"),
    "Latin-1": (lambda: calendar(f"SUMMARY:été|{DAY}").decode().encode("latin-1"), "UTF-8"),
    "cut short": (lambda: calendar(DAY)[:-30], "incomplet"),
    "no end": (lambda: b"BEGIN:VCALENDAR\r\n", "incomplet"),
    "an end too many": (lambda: calendar() + b"END:VCALENDAR\r\n", "abîmé"),
    "parts that overlap": (lambda: calendar("BEGIN:VALARM").replace(b"VALARM", b"X"), "abîmé"),
    "nested events": (lambda: nested(9, "VEVENT"), "imbriquées"),
    "nested a thousand times": (lambda: nested(60_000, "VEVENT"), "imbriquées"),
    "nested inventions": (lambda: nested(9, "X-BOX"), "imbriquées"),
    "too many events": (lambda: calendar(*[DAY] * (MOST_EVENTS + 1)), "plus de 10000 événements"),
    "no beginning": (lambda: calendar("SUMMARY:Congé"), "« Congé » est illisible"),
    "a date that is none": (lambda: calendar("DTSTART:20270230"), "est illisible"),
    "a time that is none": (lambda: calendar("DTSTART:20270301T250000"), "est illisible"),
    "digits of another script": (lambda: calendar("DTSTART:٢٠٢٧٠٣٠١"), "est illisible"),
    "an end that is none": (lambda: calendar(f"{DAY}|DTEND:x"), "est illisible"),
    "a duration that is none": (lambda: calendar(f"{DAY}|DURATION:long"), "est illisible"),
    "an endless duration": (lambda: calendar(f"{DAY}|DURATION:P999999999999D"), "est illisible"),
    "a revision that is none": (lambda: calendar(f"{DAY}|SEQUENCE:x"), "est illisible"),
    "garbled parameters": (lambda: calendar("DTSTART;VALUE;;=DATE:20270301"), "est illisible"),
    "quotes that never close": (lambda: filled('SUMMARY;X="' + "=;" * 2_000), "est illisible"),
    "a duration that begins": (lambda: calendar("DTSTART:P1D"), "est illisible"),
    "an unreadable rule": (lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY;BYDAY=??"), "illisible"),
    "zones that are folders": (
        lambda: calendar("DTSTART;TZID=America:20270301T000000|DURATION:P1D"),
        "ne peut pas être lu",
    ),
    "an enormous line": (lambda: calendar(f"SUMMARY:{'x' * 100_000}|{DAY}"), "démesurée"),
    "out of all years": (lambda: calendar("DTSTART:99991231T230000|DURATION:P1D"), "illisible"),
    "longer than a life": (lambda: calendar("DTSTART:00010101|DTEND:80000101"), "cent ans"),
    "removed out of all years": (
        lambda: calendar(f"{DAY}|EXDATE;TZID=Asia/Tokyo:00010101T000000"),
        "illisible",
    ),
}  # fmt: skip

NOT_FOLLOWED: dict[str, tuple[Callable[[], bytes], str]] = {
    "every second": (lambda: calendar(f"{DAY}|RRULE:FREQ=SECONDLY"), "plusieurs fois par jour"),
    "every second, 5,000 times": (
        lambda: calendar(*[f"{DAY}|RRULE:FREQ=SECONDLY"] * 5_000),
        "plusieurs fois par jour",
    ),
    "every hour, somewhere": (
        lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY", f"{DAY}|RRULE:FREQ=HOURLY"),
        "plusieurs fois par jour",
    ),
    "several rules": (lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY|RRULE:FREQ=DAILY"), "ne suit pas"),
    "more rules than days": (lambda: filled("RRULE:FREQ=DAILY"), "ne suit pas"),
}

LABORIOUS: dict[str, tuple[Callable[[], bytes], tuple[str, str]]] = {
    "every minute of the day": (
        lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY;BYHOUR=0,1,2;BYMINUTE=0,1,2"),
        ("2027-03-01", "2027-04-09"),
    ),
    "every day since our era": (
        lambda: calendar("DTSTART;VALUE=DATE:00010101|RRULE:FREQ=DAILY;COUNT=999999"),
        ("2027-01-11", "2027-04-09"),
    ),
    "ten years, every day, 255 times": (
        lambda: calendar(*[f"{DAY}|DURATION:P3650D|RRULE:FREQ=DAILY"] * 255),
        ("2027-03-01", "2027-04-09"),
    ),
    "every day of all years added": (
        lambda: filled("RDATE:20270301,20270302,20270303,20270304"),
        ("2027-03-01", "2027-03-04"),
    ),
    "periods of years added": (
        lambda: calendar(f"{DAY}|" + "|".join(["RDATE:20270301T000000/P9999D"] * 9_000)),
        ("2027-03-01", "2027-04-09"),
    ),
    "as many long events as there may be": (
        lambda: calendar(*["DTSTART;VALUE=DATE:20200101|DURATION:P9999D"] * 8_000),
        ("2027-01-11", "2027-04-09"),
    ),
}
"""Work, but no more than is done in the time that a reading may take."""

SURVIVED: dict[str, Callable[[], bytes]] = {
    "birthdays since 1604": lambda: calendar(
        *["DTSTART;VALUE=DATE:16040301|RRULE:FREQ=YEARLY|SUMMARY:Fête"] * 500
    ),
    "meetings as often as there may be": lambda: calendar(
        *["DTSTART:20200301T090000|DURATION:PT1H|RRULE:FREQ=DAILY"] * 5_000
    ),
    "a zone that counts every second": lambda: calendar(DAY).replace(
        b"BEGIN:VEVENT",
        b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:DAYLIGHT\r\nDTSTART:00010101T000000\r\n"
        b"RRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\n"
        b"END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=X:20270302T000000\r\n"
        b"DURATION:P1D\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        1,
    ),
    "zones that are files": lambda: calendar(
        *(
            f"DTSTART;TZID={name}:20270301T000000|DURATION:P1D"
            for name in ("../../../etc/passwd", "/etc/passwd", "posixrules", "..")
        )
    ),
    "every day of all years removed": lambda: filled("EXDATE:20270401,20270402,20270403"),
    "lines and nothing else": lambda: filled(""),
    "parameters and nothing else": lambda: filled("EXDATE" + ";A=B" * 2_000 + ":20270401"),
    "folds and nothing else": lambda: filled(" \r\n\t"),
}  # fmt: skip


def refusal(data: bytes) -> str:
    """What is said of a calendar that must be refused."""
    with pytest.raises(UnreadableCalendar) as caught:
        read(data)
    message = str(caught.value).replace("\u00a0", " ")
    assert message[0].isupper()
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_french(name: str) -> None:
    make, reason = REFUSED[name]
    assert reason in refusal(make())


@pytest.mark.parametrize("name", NOT_FOLLOWED)
def test_a_rule_that_is_not_followed(name: str) -> None:
    make, reason = NOT_FOLLOWED[name]
    assert reason in refusal(make())


@pytest.mark.parametrize("name", LABORIOUS)
def test_laborious_but_read(name: str) -> None:
    make, days = LABORIOUS[name]
    (period,) = absences_of(make()).periods
    assert (period.first.isoformat(), period.last.isoformat()) == days


@pytest.mark.parametrize(
    "rule",
    [
        "", "DAILY", "FREQ=", "FREQ=FORTNIGHTLY", "FREQ=DAILY,DAILY", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1,2", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=x", "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=LU",
        "FREQ=MONTHLY;BYMONTHDAY=1,,2",
    ],
)  # fmt: skip
def test_a_rule_that_makes_no_sense_is_refused(rule: str) -> None:
    assert "illisible" in refusal(calendar(f"{DAY}|RRULE:{rule}"))


@pytest.mark.parametrize("name", SURVIVED)
def test_read_to_its_end(name: str) -> None:
    data = SURVIVED[name]()
    assert len(data) <= LARGEST_CALENDAR
    assert read(data) >= 0


def test_an_event_that_closes_nothing_may_repeat_as_it_likes() -> None:
    reminder = "DTSTART:20270301T090000|DURATION:PT5M|RRULE:FREQ=HOURLY"
    assert read(calendar(reminder, DAY)) == 1


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(junk: bytes) -> None:
    for data in (junk, b"BEGIN:VCALENDAR\r\n" + junk, calendar(DAY) + junk):
        try:
            read(data)
        except TelestageError:
            continue


@given(st.data())
def test_no_change_of_a_good_file_breaks_the_reader(data: st.DataObject) -> None:
    good = calendar(
        "UID:1|SUMMARY:Congé|DTSTART;TZID=Europe/Paris:20270301T090000|DURATION:PT8H"
        "|RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=MO|EXDATE;TZID=Europe/Paris:20270308T090000"
        "|RDATE;VALUE=PERIOD:20270311T080000Z/P1D",
        "UID:1|RECURRENCE-ID:20270315T080000Z|DTSTART;VALUE=DATE:20270316|CLASS:PRIVATE",
    )
    at = data.draw(st.integers(0, len(good)))
    size = data.draw(st.integers(0, 12))
    text = st.text('0123456789TZ;:=,-PDW/"\\\r\n ABEGIN', max_size=8).map(str.encode)
    mutant = good[:at] + data.draw(text | st.binary(max_size=4)) + good[at + size :]
    try:
        read(mutant)
    except TelestageError:
        return


def test_a_period_of_years_is_read_too() -> None:
    data = calendar("DTSTART;VALUE=DATE:20200101|RRULE:FREQ=YEARLY")
    absences = absences_of(data, since=date(2020, 1, 1), until=date(2029, 12, 31))
    assert len(absences.periods) == 10
