"""Calendar files as bytes: their form, what they say, and what they must never say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import partial
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import MeetingRule, Slot
from telestage_tui.dossier.people import Intern
from telestage_tui.planning.meeting_view import times_in_words
from tests.documents.ics.building import checkin, export, files_of, from_fiche, plan_of, when
from tests.documents.ics.looking import check_form, events, lines
from tests.documents.ics.readers import read_in_python
from tests.factories import make_dossier
from tests.strategies import hosts, interns, links, meetings, tutors

LEA = from_fiche("complete", UUID(int=4))
KARIM = from_fiche("automne-changement-heure", UUID(int=3))
FORMS = pytest.mark.parametrize("series", [False, True], ids=["one by one", "series"])
HEAD = ("VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "BEGIN", "END")
ZONE = ("TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "DTSTART")
EVENT = (
    "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS", "SUMMARY", "DESCRIPTION", "DTEND",
    "LOCATION", "URL", "CONFERENCE", "EXDATE", "RECURRENCE-ID", "ACTION", "TRIGGER", "DUE",
    "PERCENT-COMPLETE", "TRANSP", "ORGANIZER",
)  # fmt: skip
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
some_dossiers = st.builds(
    partial(make_dossier, id=LEA.id, accesses=(), evaluations=(), tasks=(), history=()),
    intern=interns,
    host=hosts,
    tutor=tutors,
    meeting_rule=st.builds(MeetingRule, link=links),
    meetings=st.lists(meetings, min_size=1, max_size=4, unique_by=lambda m: m.id).map(tuple),
).filter(lambda dossier: bool(plan_of(dossier)))
hostile = any_text | st.sampled_from(
    (
        "x\r\nATTENDEE:mailto:mallory@example.com",
        "x\nEND:VEVENT\nBEGIN:VEVENT",
        "x\rMETHOD:CANCEL",
        "x\u2028BEGIN:VALARM\u0085ACTION:PROCEDURE",
        "é" * 200,
        "👩🏽‍💻" * 40,
        "\\" * 80,
        ";,:" * 40,
    )
)


# --- form ---------------------------------------------------------------------------------------


@FORMS
@settings(max_examples=30)
@given(dossier=some_dossiers)
def test_any_dossier_gives_a_sound_file(series: bool, dossier: Dossier) -> None:
    data = export(dossier, series=series)
    check_form(data)
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    assert all(not component.errors for component in calendar.walk())
    assert {re.split("[;:]", line)[0] for line in lines(data)} <= {*HEAD, *ZONE, *EVENT}


@FORMS
@settings(max_examples=30)
@given(dossier=some_dossiers)
def test_any_meeting_is_read_back_at_its_instant(series: bool, dossier: Dossier) -> None:
    assert when(read_in_python(export(dossier, series=series))) == plan_of(dossier)


@settings(max_examples=30)
@given(first=hostile, last=hostile)
def test_no_text_adds_a_line(first: str, last: str) -> None:
    unchecked = Intern.model_construct(first_name=first, last_name=last, email="a?cc=b&c@x.org")
    dossier = LEA.model_copy(update={"intern": unchecked})
    names, expected = (
        [
            [line.split(":")[0].split(";")[0] for line in lines(file.content)]
            for file in files_of(each, purpose="invite")
        ]
        for each in (dossier, LEA)
    )
    assert names == expected


@settings(max_examples=30)
@given(text=hostile)
def test_folding_never_cuts_a_character(text: str) -> None:
    unchecked = Intern.model_construct(first_name=text, last_name=text)
    data = export(LEA.model_copy(update={"intern": unchecked}))
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_head_of_the_file() -> None:
    assert lines(export(LEA))[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//telestage//telestage//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Télé-stage – Léa Nguyễn-Œuvrard",
    ]
    assert "X-WR-CALNAME:Télé-stages" in lines(export(LEA, KARIM))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert export(LEA, series=True) == export(LEA, series=True)


def test_one_zone_component_for_each_zone_used() -> None:
    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(export(LEA, KARIM)).timezones]
    assert zones == ["America/Toronto", "Europe/Paris"]


# --- events -------------------------------------------------------------------------------------


def test_an_event_in_full() -> None:
    meeting = checkin(LEA, date(2027, 3, 16))
    (event,) = events(export(LEA, only=meeting.id))
    rows = event.to_ical().decode().replace("\r\n ", "").replace("\u00a0", " ").split("\r\n")
    assert rows == [
        "BEGIN:VEVENT",
        "SUMMARY:Rencontre de suivi – Léa Nguyễn-Œuvrard",
        "DTSTART;TZID=America/Toronto:20270316T093000",
        "DTEND;TZID=America/Toronto:20270316T100000",
        "DTSTAMP:20260115T120000Z",
        f"UID:{meeting.id}@telestage",
        "SEQUENCE:0",
        "CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:https://visio.example.com/lea",
        "DESCRIPTION:9 h 30 au Québec · 14 h 30 en France\\nDécalage de 5 h au lieu de 6 h : "
        "14 h 30 (France) au lieu de 15 h 30.\\n\\nVisioconférence : "
        "https://visio.example.com/lea\\n\\nOrdre du jour :\\n– Ce qui a été livré\\n"
        "– Ce qui bloque\\n– Qualité et délais\\n– Prochains objectifs\\n"
        "– Retours\\, dans les deux sens",
        "LAST-MODIFIED:20260115T120000Z",
        "LOCATION:https://visio.example.com/lea",
        'ORGANIZER;CN="Maxime Tremblay":mailto:maxime@example.com',
        "STATUS:CONFIRMED",
        "URL:https://visio.example.com/lea",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Rencontre de suivi – Léa Nguyễn-Œuvrard",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "",
    ]


def test_the_other_side_s_date_may_be_another() -> None:
    evening = datetime(2027, 2, 3, 22, tzinfo=UTC)
    text = times_in_words(evening, "America/Toronto", "Pacific/Noumea").replace("\u00a0", " ")
    assert text == "17 h au Québec · 9 h en Nouvelle-Calédonie (le lendemain)"


def test_identifiers_are_those_of_the_meetings() -> None:
    assert {str(event["UID"]) for event in events(export(LEA))} == {
        f"{meeting.id}@telestage" for meeting in LEA.meetings
    }


@FORMS
def test_a_reminder_for_what_is_to_come_only(series: bool) -> None:
    middle = datetime(2027, 2, 24, 12, tzinfo=UTC)
    gone = checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(gone.id, "Rencontre", status="cancelled", on=gone.slot.day).apply(LEA)
    for event in events(export(dossier, now=middle, series=series)):
        to_come = event["STATUS"] != "CANCELLED" and (event.start > middle or "RRULE" in event)
        assert bool(event.walk("VALARM")) == to_come
    assert not any(event.walk("VALARM") for event in events(export(LEA, purpose="withdraw")))


@FORMS
def test_the_reasons_stay_in_the_dossier(series: bool) -> None:
    meeting = checkin(KARIM, date(2026, 10, 28))
    to = Slot(day=date(2026, 10, 29), at=time(16), zone="Europe/Paris")
    moved = move_meeting(meeting.id, "Rencontre", to=to, reason="rendez-vous médical").apply(KARIM)
    text = "".join(lines(export(moved, series=series)))
    assert "médical" not in text
    assert "Déplacée" not in text


def test_a_time_that_the_clock_repeats_or_skips() -> None:
    first, second = LEA.meetings[:2]
    repeated = Slot(day=date(2026, 11, 1), at=time(1, 30), zone="America/Toronto")
    skipped = Slot(day=date(2027, 3, 28), at=time(2, 30), zone="Europe/Paris")
    moved = move_meeting(second.id, "Rencontre", to=skipped).apply(
        move_meeting(first.id, "Rencontre", to=repeated).apply(LEA)
    )
    data = export(moved)
    assert b"DTSTART:20261101T053000Z" in data
    assert b"DTSTART;TZID=Europe/Paris:20270328T033000" in data
    assert when(read_in_python(data)) == plan_of(moved)


def test_nothing_to_write_is_refused() -> None:
    with pytest.raises(Refused, match="aucune rencontre"):
        export(LEA.evolve(meetings=()))


def test_a_meeting_that_is_in_no_dossier_is_refused() -> None:
    with pytest.raises(Refused, match="n’est plus dans le dossier"):
        export(LEA, KARIM, only=UUID(int=99))
