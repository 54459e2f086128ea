"""A stage that stops, and is taken up again: what waits, what comes back, what never moved."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.meeting_times import start_of
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.planning.course.asking import offered
from telestage_tui.planning.course.requests import EndedEarly, Interrupted, Request, Resumed
from telestage_tui.planning.replan import replan
from tests.planning.building import PROGRAMME
from tests.planning.course.building import BEFORE, UNDER_WAY, done, said, shown, to_begin, under_way
from tests.planning.course.test_course import refusal, short

MONDAY = date(2027, 2, 15)
STOPPED = Interrupted(MONDAY, "Arrêt de maladie")
FORTNIGHT = STOPPED._replace(last=date(2027, 2, 28))
MARCH = datetime(2027, 3, 1, 14, tzinfo=UTC)


def coming(dossier: Dossier, now: datetime = UNDER_WAY) -> list[date]:
    return [m.slot.day for m in dossier.meetings if m.status == "planned" and start_of(m) > now]


def test_nothing_is_planned_while_the_stage_stops() -> None:
    after = done(FORTNIGHT, under_way(), UNDER_WAY)
    days = coming(after)
    assert days
    assert not [day for day in days if MONDAY <= day <= date(2027, 2, 28)]
    midpoint = next(m for m in after.meetings if m.kind == "midpoint")
    assert midpoint.status == "planned"
    assert midpoint.slot.day > date(2027, 2, 28) or midpoint.slot.day < MONDAY
    assert replan(after, PROGRAMME, UNDER_WAY).changes_nothing


def test_without_a_day_to_take_it_up_again_the_rest_waits() -> None:
    after = done(STOPPED, under_way(), UNDER_WAY)
    assert [day for day in coming(after) if day >= MONDAY] == []
    assert after.is_interrupted
    assert replan(after, PROGRAMME, UNDER_WAY).changes_nothing
    lines = said(shown(STOPPED, under_way(), UNDER_WAY))
    assert "– Interruption : lun. 15 févr. → reprise à fixer" in lines
    assert any(line.startswith("! 1 accès reste ouvert") for line in lines)


def test_taken_up_again_the_meetings_come_back_under_their_identifiers() -> None:
    dossier = under_way()
    stopped = done(STOPPED, dossier, UNDER_WAY)
    after = done(Resumed(date(2027, 3, 8), "Guérie"), stopped, MARCH)
    assert after.interruptions[0].last == date(2027, 3, 7)
    days = coming(after, MARCH)
    assert min(days) >= date(2027, 3, 8)
    assert {m.kind for m in after.meetings if start_of(m) > MARCH and m.status == "planned"} == {
        "midpoint", "checkin", "final",
    }  # fmt: skip
    final = next(m for m in dossier.meetings if m.kind == "final")
    back = after.meeting(final.id)
    assert (back.slot, back.status) == (final.slot, "planned")
    assert back.sequence > stopped.meeting(final.id).sequence > final.sequence


def test_taken_up_again_it_may_last_longer_within_the_programme() -> None:
    stopped = done(STOPPED, short(under_way()), UNDER_WAY)
    request = Resumed(date(2027, 3, 8), "Guérie", date(2027, 4, 9))
    after = done(request, stopped, MARCH)
    assert after.stage.end == date(2027, 4, 9)
    too_long = request._replace(end=date(2027, 4, 20))
    assert "au plus tard le samedi 10 avril" in refusal(too_long, stopped, MARCH)


def test_it_may_be_taken_up_again_sooner_than_said() -> None:
    stopped = done(FORTNIGHT, under_way(), UNDER_WAY)
    after = done(Resumed(date(2027, 2, 22), "Guérie"), stopped, UNDER_WAY)
    assert after.interruptions[0].last == date(2027, 2, 21)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (STOPPED._replace(first=date(2027, 1, 8)), "on : le premier jour sans stage doit être"),
        (STOPPED._replace(last=date(2027, 2, 1)), "end : la reprise ne peut pas"),
        (STOPPED._replace(last=date(2027, 4, 9)), "end : il ne resterait rien"),
        (STOPPED._replace(first=date(2027, 2, 1)), "on : une rencontre a eu lieu"),
        (Resumed(date(2027, 3, 8), "Guérie"), "n’est pas interrompu"),
    ],
)
def test_what_cannot_be_is_refused(request_: Request, words: str) -> None:
    assert words in refusal(request_, under_way(), UNDER_WAY)


def test_where_it_stands_decides() -> None:
    assert "reportez plutôt" in refusal(STOPPED, to_begin(), BEFORE)
    stopped = done(STOPPED, under_way(), UNDER_WAY)
    assert "déjà interrompu" in refusal(STOPPED, stopped, UNDER_WAY)
    assert offered(stopped)[0] == "resume"
    early = Resumed(MONDAY, "Erreur")
    assert "on : le jour de la reprise doit être" in refusal(early, stopped, UNDER_WAY)
    shorter = Resumed(date(2027, 3, 8), "Guérie", date(2027, 3, 20))
    assert "ne raccourcit pas" in refusal(shorter, stopped, UNDER_WAY)
    ended = done(EndedEarly(date(2027, 2, 12), "Page", "Embauche"), under_way(), UNDER_WAY)
    assert "finit déjà" in refusal(STOPPED, ended, UNDER_WAY)


@settings(max_examples=25)
@given(st.dates(date(2027, 2, 10), date(2027, 4, 6)), st.integers(0, 20))
def test_whatever_the_days_nothing_held_moves_and_none_is_lost(first: date, length: int) -> None:
    dossier = under_way()
    last = date.fromordinal(min(first.toordinal() + length, date(2027, 4, 8).toordinal()))
    after = done(Interrupted(first, "Arrêt", last), dossier, UNDER_WAY)
    assert not [day for day in coming(after) if first <= day <= last]
    for meeting in dossier.meetings:
        later = after.meeting(meeting.id)
        assert later.sequence >= meeting.sequence
        if meeting.status == "held":
            assert later.evolve(reading=None) == meeting.evolve(reading=None)
