"""A calendar is read in another process: whatever becomes of it, an answer comes, and in time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from time import monotonic
from typing import Any

import pytest

from telestage_tui.documents.ics import absences
from telestage_tui.documents.ics.absences import Question, Verdict, read_absences
from telestage_tui.documents.ics.refusal import UnreadableCalendar
from telestage_tui.dossier.hours import WorkHours
from tests.documents.ics.test_absences import MARKED_FREE, SINCE, UNTIL, absences_of, calendar

NEVER = "DTSTART;VALUE=DATE:20270301|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
HOURS, MINUTES = (",".join(map(str, range(count))) for count in (24, 60))
VORACIOUS = (
    "DTSTART;VALUE=DATE:19500101|DURATION:P36000D"
    f"|RRULE:FREQ=DAILY;BYHOUR={HOURS};BYMINUTE={MINUTES}"
)
"""Millions of times, all of them in the period."""


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started from here on."""
    processes: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return processes


def refusal(*events: str) -> str:
    """What is said of a calendar that must be refused."""
    with pytest.raises(UnreadableCalendar) as caught:
        read_absences(calendar(*events), Question(zone="Europe/Paris", since=SINCE, until=UNTIL))
    return str(caught.value).replace("\u00a0", " ")


@pytest.mark.parametrize("busy_only", [False, True])
def test_what_is_read_crosses_whole(busy_only: bool) -> None:
    data = calendar(
        MARKED_FREE,
        'SUMMARY:« Été » "\\, 🏖️ \x1b[31m\\n\\u0000|DTSTART;VALUE=DATE:20270301',
        "DTSTART;TZID=Chez moi:20270305T090000|DURATION:PT3H",
        "DTSTART;VALUE=DATE:20270401|STATUS:CANCELLED",
        "DTSTART;VALUE=DATE:20300401",
        "SUMMARY:Abîmé|DTSTART:20270402T1000",
    )
    hours = "09:00-17:00; vendredi 09:00-12:00"
    question = Question(
        zone="Europe/Paris", since=SINCE, until=UNTIL,
        hours=WorkHours.parse(hours), busy_only=busy_only,
    )  # fmt: skip
    answer = read_absences(data, question)
    assert answer == absences_of(data, hours=hours, busy_only=busy_only)
    assert answer.unknown_zones == ("Chez moi",)
    assert [(each.title, each.day) for each in answer.skipped] == [("Abîmé", date(2027, 4, 2))]
    assert answer.ignored[Verdict.CANCELLED] == answer.ignored[Verdict.OUTSIDE] == 1
    days = [p.first.day for p in answer.periods]
    assert days == ([1, 5] if busy_only else [1, 5, 8])
    assert all(p.label.isprintable() for p in answer.periods)


def test_a_refusal_crosses_whole() -> None:
    with pytest.raises(UnreadableCalendar, match="est vide"):
        read_absences(b"", Question(zone="Europe/Paris", since=SINCE, until=UNTIL))


def test_what_would_take_for_ever_is_given_up(
    children: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absences, "LONGEST_READING", 2.0)
    before = monotonic()
    assert "trop d’événements répétés" in refusal(*[NEVER] * 2_000)
    assert monotonic() - before < 10  # two seconds, and what a busy machine adds
    (process,) = children
    assert process.returncode is not None  # ended, and waited for


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the time limit alone is sure")
def test_what_would_take_all_the_memory_is_given_up(
    children: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absences, "LONGEST_READING", 300.0)  # it is not the time that ends it
    assert "s’est interrompue" in refusal(VORACIOUS)
    (process,) = children
    assert process.returncode == 1


@pytest.mark.parametrize("module", ["this", "no.such.module"])
def test_an_answer_that_is_none_is_a_refusal(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The poem that Python prints is not JSON, and a process may end without a word."""
    monkeypatch.setattr(absences, "_READER", module)
    assert "s’est interrompue" in refusal("DTSTART;VALUE=DATE:20270301")


def test_a_process_that_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    assert "s’est interrompue" in refusal("DTSTART;VALUE=DATE:20270301")
