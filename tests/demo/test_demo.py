"""The demonstration as a whole: true on any day, true to the programme, throwaway."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from telestage_tui.clocks.clock import FrozenClock, clock_from
from telestage_tui.demo import build_demo
from telestage_tui.demo.builder import STORIES, demo_dossiers
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import Evaluation
from telestage_tui.dossier.secrets import looks_secret
from telestage_tui.dossier.text import typeset
from telestage_tui.store.check import inspect
from telestage_tui.store.errors import ConflictError
from telestage_tui.store.tinydb_repository import TinyRepository

from .rules import PROGRAMME, check_all, days, texts

TUESDAY = date(2027, 2, 9)
LEAP_YEAR = days(date(2028, 1, 1), date(2028, 12, 31))
CHANGES_OF_CLOCK = {
    day
    for change in (date(2028, 3, 12), date(2028, 3, 26), date(2028, 10, 29), date(2028, 11, 5))
    for day in days(
        date.fromordinal(change.toordinal() - 1), date.fromordinal(change.toordinal() + 1)
    )
}
HOLIDAYS = {date(2028, 5, 1), date(2028, 6, 5), date(2028, 12, 19), date(2028, 12, 25)}
SAMPLE = sorted({*LEAP_YEAR[::11], *CHANGES_OF_CLOCK, *HOLIDAYS})
"""Every weekday and every season; the torture test has every day."""


@lru_cache(maxsize=1)
def demo() -> dict[str, Dossier]:
    """The dossiers of an ordinary Tuesday, by story."""
    return dict(zip(STORIES, demo_dossiers(TUESDAY), strict=True))


@pytest.mark.parametrize("today", SAMPLE, ids=str)
def test_it_is_coherent_and_lively(today: date) -> None:
    check_all(demo_dossiers(today), today)


@pytest.mark.torture
@pytest.mark.parametrize("today", LEAP_YEAR, ids=str)
def test_it_is_coherent_and_lively_every_day_of_a_leap_year(today: date) -> None:
    check_all(demo_dossiers(today), today)


# --- what the stories say -------------------------------------------------------------------------


@pytest.mark.parametrize("name", STORIES)
def test_a_story_speaks_the_words_of_the_programme(name: str) -> None:
    dossier = demo()[name]
    meetings, evaluation = PROGRAMME.meetings, PROGRAMME.evaluation
    checks = {check.id for check in PROGRAMME.accesses.checks}
    criteria = {criterion.id for criterion in evaluation.criteria}

    for record in dossier.tasks:
        assert PROGRAMME.has_task(record.task)
    for meeting in dossier.meetings:
        items = {item.id for item in meetings.template(meeting.kind).items}
        assert {minute.item for minute in meeting.record.minutes} <= items
    for form in dossier.evaluations:
        rated = [rating.criterion for rating in form.ratings]
        assert set(rated) <= criteria
        assert len(rated) == len(set(rated))
        assert not form.completed_on or set(rated) == criteria
    for access in dossier.accesses:
        assert set(access.checks) <= checks


@pytest.mark.parametrize("name", STORIES)
def test_its_people_are_invented_and_it_keeps_no_secret(name: str) -> None:
    dossier = demo()[name]

    assert dossier.intern.email.endswith("@example.org")
    assert dossier.tutor.email.endswith("@example.com")
    for text in texts(dossier):
        assert not looks_secret(text), text
        for link in re.findall(r"https?://(\S+)", text):
            assert link.startswith("visio.example.com/")


@pytest.mark.parametrize("name", STORIES)
def test_its_french_is_typeset(name: str) -> None:
    for text in texts(demo()[name]):
        assert text == typeset(text)
        assert not re.search(r"['\"]|\.\.\.|  | ,", text), text


def test_two_clocks_two_pairs() -> None:
    pairs = {(each.host.zone, each.intern.zone) for each in demo().values()}

    assert pairs == {("America/Toronto", "Europe/Paris"), ("America/Halifax", "Indian/Reunion")}


def test_the_end_tells_a_progression() -> None:
    dossier = demo()["end"]
    levels = [
        [indicator.level for indicator in meeting.record.indicators]
        for meeting in dossier.meetings
        if meeting.kind == "checkin" and meeting.status == "held"
    ]

    assert len(levels) >= 10
    assert sum(map(sum, levels[:3])) + 12 <= sum(map(sum, levels[-3:]))


def test_the_end_has_its_evaluations() -> None:
    dossier = demo()["end"]
    middle, final = dossier.evaluation("midpoint"), dossier.evaluation("final")
    before = {rating.criterion: rating.level or 0 for rating in middle.ratings}

    assert middle.completed_on
    assert _comments(middle) >= 10
    assert dossier.evaluation("self_midpoint").completed_on
    assert final.ratings
    assert not final.completed_on
    assert all((rating.level or 0) >= before[rating.criterion] for rating in final.ratings)


def _comments(form: Evaluation) -> int:
    return sum(bool(rating.comment) for rating in form.ratings)


def test_transfers_are_partly_done() -> None:
    assert {transfer.done_on is None for transfer in demo()["end"].transfers} == {True, False}


# --- the file -----------------------------------------------------------------------------------


def test_it_fills_a_fresh_file(tmp_path: Path) -> None:
    clock = clock_from("2027-02-09T10:15")
    path = tmp_path / "demo.json"

    build_demo(path, clock)

    assert inspect(path).ok
    dossiers = TinyRepository(path, clock.now).dossiers()
    assert {each.id for each in dossiers} == {each.id for each in demo().values()}
    for dossier in dossiers:
        assert dossier.version == 1
        assert dossier.history[0].sentence == "Dossier ouvert"
        assert dossier.history[-1].at == clock.now()


def test_the_same_clock_gives_the_same_file(tmp_path: Path) -> None:
    clock = FrozenClock(clock_from("2028-03-12T01:30").now())
    one, other = tmp_path / "one.json", tmp_path / "other.json"

    build_demo(one, clock)
    build_demo(other, clock)

    assert one.read_bytes() == other.read_bytes()


def test_it_is_not_added_to_itself(tmp_path: Path) -> None:
    clock = clock_from("2027-02-09T10:15")
    path = tmp_path / "demo.json"
    build_demo(path, clock)
    before = path.read_bytes()

    with pytest.raises(ConflictError):
        build_demo(path, clock)

    assert path.read_bytes() == before


def test_naming_it_costs_nothing() -> None:
    code = "import sys, telestage_tui.demo; print(*sys.modules)"
    process = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )

    assert not {"pydantic", "tinydb", "textual", "holidays"} & set(process.stdout.split())
