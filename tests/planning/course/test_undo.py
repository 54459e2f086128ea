"""One undo takes a change of course back, on the disk too; calendars never see a number go down."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.stage import Convention
from telestage_tui.dossier.text import typeset
from telestage_tui.planning.course.course import carry_out
from telestage_tui.planning.course.requests import (
    Amended,
    EndedEarly,
    Extended,
    Interrupted,
    NeverBegun,
    NewTutor,
    Postponed,
    Request,
    Resumed,
)
from telestage_tui.store.tinydb_repository import TinyRepository
from tests.planning.building import PROGRAMME
from tests.planning.course.building import (
    BEFORE,
    INES,
    UNDER_WAY,
    done,
    shown,
    to_begin,
    under_way,
)
from tests.planning.course.test_course import short


def unopened() -> Dossier:
    return to_begin().evolve(accesses=())


def stopped() -> Dossier:
    return done(Interrupted(date(2027, 2, 15), "Arrêt"), under_way(), UNDER_WAY)


def put_off() -> Dossier:
    return done(Postponed(date(2027, 1, 25), "Visa"), to_begin(), BEFORE)


COURSES: list[tuple[Request, Dossier, datetime]] = [
    (Postponed(date(2027, 1, 25), "Visa"), to_begin(), BEFORE),
    (Extended(date(2027, 4, 9), "Livrable"), short(under_way()), UNDER_WAY),
    (Interrupted(date(2027, 2, 15), "Arrêt", date(2027, 2, 28)), under_way(), UNDER_WAY),
    (Resumed(date(2027, 3, 1), "Guérie"), stopped(), UNDER_WAY),
    (EndedEarly(date(2027, 2, 19), "Page", "Embauche"), under_way(), UNDER_WAY),
    (NeverBegun("Désistement"), unopened(), BEFORE),
    (NewTutor(INES, "Congé"), under_way(), UNDER_WAY),
    (Amended(Convention(ofqj=date(2027, 1, 4)), "Report"), put_off(), BEFORE),
]


@pytest.mark.parametrize("course", COURSES, ids=[type(each[0]).__name__ for each in COURSES])
def test_one_undo_brings_the_same_dossier_back(
    tmp_path: Path, course: tuple[Request, Dossier, datetime]
) -> None:
    request, dossier, now = course
    repository = TinyRepository(tmp_path / "telestage.json", lambda: now)
    repository.add(dossier)
    before = repository.get(dossier.id)
    agreed = shown(request, before, now)
    after = repository.change(dossier.id, carry_out(agreed, PROGRAMME, lambda: now))
    assert typeset(agreed.label) == typeset(after.history[-1].sentence)
    repository.undo()
    back = repository.get(dossier.id)
    assert _data(back) == _data(before)
    for meeting in after.meetings:
        assert back.meeting(meeting.id).sequence >= meeting.sequence


def _data(dossier: Dossier) -> dict[str, Any]:
    """All of a dossier but what only grows: its version, its history, each SEQUENCE, and the
    cancelled meetings that calendars must not forget."""
    meetings = [m.evolve(sequence=0, reading=None) for m in dossier.meetings if not m.is_dropped]
    return dict(dossier) | {"version": 0, "history": (), "meetings": meetings}
