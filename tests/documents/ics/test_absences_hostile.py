"""Calendars made to break their reader, or broken by accident: read as far as they can be, at once,
or refused in French when they are no calendars."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.documents.ics.file_kinds import LARGEST_CALENDAR
from telestage_tui.documents.ics.reader import MOST_EVENTS
from telestage_tui.documents.ics.refusal import UnreadableCalendar
from telestage_tui.dossier.errors import TelestageError
from tests.documents.ics.test_absences import absences_of, calendar

BEGIN, END = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//FR\r\n", b"END:VCALENDAR\r\n"
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
    "blank": (lambda: b"\r\n \r\n", "est vide"),
    "a document": (lambda: b"%PDF-1.7 ...", "PDF"),
    "a web page": (lambda: b"<!doctype html><html>BEGIN:VCALENDAR</html>", "page web"),
    "a login page": (lambda: b"\n<HTML><body>Connexion</body></html>", "se connecter"),
    "a feed": (lambda: b"<?xml version='1.0'?><iCalendar/>", "XML"),
    "an answer of a server": (lambda: b'{"error": "unauthorized"}', "JSON"),
    "a table": (lambda: b"Subject,Start Date,End Date\r\nConge,2027-02-08,\r\n", "CSV"),
    "a table with semicolons": (lambda: b"Objet;D\xe9but;Fin\n", "CSV"),
    "a message": (lambda: b"From: a@example.org\nSubject: agenda\n\nBEGIN:VCALENDAR\n", "courriel"),
    "compressed": (lambda: gzip.compress(calendar(DAY)), "GZIP"),
    "another archive": (lambda: b"7z\xbc\xaf\x27\x1c...", "archive"),
    "Outlook's own": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook"),
    "a path": (lambda: b"/etc/passwd", "pas un agenda"),
    "a visiting card": (lambda: b"BEGIN:VCARD\r\nEND:VCARD\r\n", "carte de visite"),
    "only zeros": (lambda: bytes(1000), "pas un agenda"),
    "too large": (lambda: calendar() + b" " * LARGEST_CALENDAR, "dépasse 2 Mo"),
    "nested inventions": (lambda: nested(9, "X-BOX"), "imbriquées"),
    "nested a thousand times": (lambda: nested(60_000, "X-BOX"), "imbriquées"),
    "too many events": (lambda: calendar(*[DAY] * (MOST_EVENTS + 1)), "plus de 10 000 événements"),
    "only free and busy times": (
        lambda: calendar(DAY).replace(b"VEVENT", b"VFREEBUSY"),
        "disponibilité",
    ),
    "vCalendar 1.0": (lambda: calendar(DAY).replace(b"VERSION:2.0", b"VERSION:1.0"), "vCalendar"),
}  # fmt: skip

DAMAGED: dict[str, Callable[[], bytes]] = {
    "no beginning": lambda: calendar("SUMMARY:Congé"),
    "an empty beginning": lambda: calendar("DTSTART:"),
    "a date that is none": lambda: calendar("DTSTART:20270230"),
    "a time that is none": lambda: calendar("DTSTART:20270301T250000"),
    "no seconds": lambda: calendar("DTSTART:20270301T1000Z"),
    "hyphens": lambda: calendar("DTSTART:2027-03-01"),
    "digits of another script": lambda: calendar("DTSTART:٢٠٢٧٠٣٠١"),
    "an end that is none": lambda: calendar(f"{DAY}|DTEND:x"),
    "a duration that is none": lambda: calendar(f"{DAY}|DURATION:long"),
    "an endless duration": lambda: calendar(f"{DAY}|DURATION:P999999999999D"),
    "a duration that begins": lambda: calendar("DTSTART:P1D"),
    "an unreadable rule": lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY;BYDAY=??"),
    "a line without an end": lambda: calendar(f"{DAY}|EXDATE:{'20270301,' * 6_000}"),
    "out of all years": lambda: calendar("DTSTART:99991231T230000|DURATION:P1D"),
    "longer than a life": lambda: calendar("DTSTART:00010101|DTEND:80000101"),
    "removed out of all years": lambda: calendar(
        "DTSTART:20270301T000000|DURATION:P1D|EXDATE;TZID=Asia/Tokyo:00010101T000000"
    ),
    **{
        f"the rule {rule}": partial(calendar, f"{DAY}|RRULE:{rule}")
        for rule in (
            "DAILY", "FREQ=FORTNIGHTLY", "FREQ=DAILY,DAILY", "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;INTERVAL=1,2", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=x",
            "FREQ=WEEKLY;BYDAY=LU", "FREQ=MONTHLY;BYMONTHDAY=1,,2",
        )
    },
}  # fmt: skip
"""One event that cannot be read."""

NOT_FOLLOWED: dict[str, Callable[[], bytes]] = {
    "every second": lambda: calendar(f"{DAY}|RRULE:FREQ=SECONDLY"),
    "every hour": lambda: calendar(f"{DAY}|RRULE:FREQ=HOURLY"),
    "removed every hour": lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY|EXRULE:FREQ=HOURLY"),
    "several rules": lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY|RRULE:FREQ=DAILY"),
    "more rules than days": lambda: filled("RRULE:FREQ=DAILY"),
    "what comes before too": lambda: calendar(
        f"UID:1|RECURRENCE-ID;RANGE=THISANDPRIOR;VALUE=DATE:20270301|{DAY}"
    ),
}
"""One event whose days are not known."""

MENDED: dict[str, Callable[[], bytes]] = {
    "an end too many": lambda: calendar(DAY) + b"END:VCALENDAR\r\n",
    "no end of the calendar": lambda: calendar(DAY).removesuffix(b"END:VCALENDAR\r\n"),
    "parts that overlap": lambda: calendar(f"{DAY}|BEGIN:VALARM"),
    "an event that does not end": lambda: calendar(DAY, DAY).replace(b"END:VEVENT\r\n", b"", 1),
    "a broken text": lambda: calendar(f"DESCRIPTION:a|BEGIN:une phrase|END:de rien|{DAY}"),
    "a revision that is none": lambda: calendar(f"{DAY}|SEQUENCE:x"),
    "empty properties": lambda: calendar(
        f"{DAY}|DTEND:|RRULE:|RDATE:|EXDATE;VALUE=DATE:|DURATION:|UID:|STATUS:|RECURRENCE-ID:"
    ),
    "an empty part of a rule": lambda: calendar(f"{DAY}|RRULE:FREQ=DAILY;COUNT=1;BYDAY=;"),
    "a rule in small letters": lambda: calendar(f"{DAY}|RRULE:freq=daily; count=1"),
    "garbled parameters": lambda: calendar("DTSTART;VALUE;;=DATE:20270301"),
    "a date with an hour": lambda: calendar("DTSTART;VALUE=DATE:20270301T000000"),
    "a moment without an hour": lambda: calendar("DTSTART;VALUE=DATE-TIME:20270301"),
    "quotes that never close": lambda: calendar(f'SUMMARY;X="a:b|{DAY}'),
    "an enormous line": lambda: calendar(f"SUMMARY:{'x' * 100_000}|{DAY}"),
    "lines that end as on an old Mac": lambda: calendar(DAY).replace(b"\r\n", b"\r"),
    "UTF-16": lambda: calendar(DAY).decode().encode("utf-16"),
    "Latin-1": lambda: calendar(f"SUMMARY:été|{DAY}").decode().encode("latin-1"),
}
"""One day, whatever the damage."""

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
    "every second, 5,000 times": lambda: calendar(*[f"{DAY}|RRULE:FREQ=SECONDLY"] * 5_000),
    "nested events": lambda: nested(9, "VEVENT"),
    "quotes and signs": lambda: filled('SUMMARY;X="' + "=;" * 2_000),
    "zones without an end": lambda: calendar(f"DTSTART;TZID={';TZID=a' * 7_000}:20270301T000000"),
    "more zones than there are": lambda: calendar(
        *(f"DTSTART;TZID=Zone {n}:20270301T000000|DURATION:P1D" for n in range(8_000))
    ),
    "guests without an end": lambda: filled("ATTENDEE;PARTSTAT=DECLINED;CN=a:mailto:a@example.org"),
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
            for name in ("America", "../../../etc/passwd", "/etc/passwd", "posixrules", "..")
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


@pytest.mark.parametrize("name", [*DAMAGED, *NOT_FOLLOWED])
def test_one_event_is_skipped_and_the_others_are_read(name: str) -> None:
    bad = (DAMAGED | NOT_FOLLOWED)[name]()
    found = absences_of(bad[: -len(END)] + calendar("DTSTART;VALUE=DATE:20270405")[len(BEGIN) :])
    assert [event.is_damaged for event in found.skipped] == [name in DAMAGED]
    assert [period.first for period in found.periods] == [date(2027, 4, 5)]


def test_what_is_skipped_is_named() -> None:
    found = absences_of(
        calendar(
            "SUMMARY:Vieux\\, passé|DTSTART:20150205T1000Z",
            "CLASS:PRIVATE|SUMMARY:Secret|DTSTART:20150206T1000Z",
            f"SUMMARY:Souvent|{DAY}|RRULE:FREQ=HOURLY",
            "SUMMARY:Jamais",
        )
    )
    assert [(each.title, each.day, each.is_damaged) for each in found.skipped] == [
        ("Vieux, passé", date(2015, 2, 5), True),
        ("", date(2015, 2, 6), True),
        ("Jamais", None, True),
        ("Souvent", date(2027, 3, 1), False),
    ]


@pytest.mark.parametrize("name", MENDED)
def test_damage_that_does_not_matter(name: str) -> None:
    found = absences_of(MENDED[name]())
    assert [(p.first, p.last) for p in found.periods] == [(date(2027, 3, 1), date(2027, 3, 1))]
    assert found.skipped == ()


def test_a_file_that_stops_is_read_up_to_there_and_it_is_said() -> None:
    found = absences_of(calendar(DAY, "SUMMARY:Coupé|DTSTART;VALUE=DATE:20270302")[:-40])
    assert [period.first for period in found.periods] == [date(2027, 3, 1)]
    assert [each.title for each in found.skipped] == ["Coupé"]
    assert any("incomplet" in remark for remark in found.remarks)


@pytest.mark.parametrize("name", LABORIOUS)
def test_laborious_but_read(name: str) -> None:
    make, days = LABORIOUS[name]
    (period,) = absences_of(make()).periods
    assert (period.first.isoformat(), period.last.isoformat()) == days


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
