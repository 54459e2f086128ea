"""Absurd text, tiny terminals, resizes: every screen shows it and none falls."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args
from uuid import uuid4

import pytest

from telestage_tui.dossier.accesses import Access
from telestage_tui.dossier.changes import describe
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Minute, Record
from telestage_tui.dossier.people import Host, Intern
from telestage_tui.dossier.records import Note, TaskRecord, Transfer
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from telestage_tui.screens.navigation import Place

from .driving import LARGE, SMALL, Person, dossier, on_disk, opened

HOSTILE = (
    "[/b] [bold]prix [TTC] $x {y} \\[ "
    "\x1b[31mrouge\x1b[0m \x1b]52;c;cGlyYXRl\x07 \x1b]0;titre\x07 \x9b2J \x00\x08\x7f "
    "👩🏽‍💻 Ωéç مرحبا بالعالم \u202eא\u202c ﷽ e\u0301 "
)
TINY = (40, 12)
PLACES = tuple(get_args(Place))


def hostile_dossier() -> Dossier:
    """Absurd words wherever a person can write."""
    long = HOSTILE + "mot " * 2_500
    base = dossier()
    return base.evolve(
        intern=Intern(first_name=HOSTILE, last_name=long, hours="09:00-18:00"),
        host=Host(name=long, city=HOSTILE),
        stage=base.stage.evolve(title=long, mandate=f"{long}\n{HOSTILE}"),
        tasks=(TaskRecord(task="sel-offer", note=long, assignee=HOSTILE),),
        accesses=(Access(id=uuid4(), name=HOSTILE, note=HOSTILE, given_on=date(2027, 1, 5)),),
        transfers=(Transfer(id=uuid4(), item=long, to=HOSTILE),),
        work_plan=WorkPlan(
            deliverables=(Deliverable(name=long, due=date(2027, 1, 5)), Deliverable(name=HOSTILE)),
            periods=(PeriodPlan(period="production", tasks=HOSTILE, expectations=long),),
            training=long,
            next_steps=HOSTILE,
        ),
        notes=(Note(id=uuid4(), on=date(2027, 1, 5), text=long),),
        meetings=tuple(
            meeting.evolve(
                reason=HOSTILE,
                record=Record(notes=long, minutes=(Minute(item="delivered", text=HOSTILE),)),
            )
            for meeting in base.meetings
        ),
    )


def item_for(place: Place, subject: Dossier) -> str | None:
    """What a place that needs one begins on."""
    return {"meeting": str(subject.meetings[0].id), "evaluation": "midpoint"}.get(place)


def assert_clean(pilot: Person) -> None:
    """Nothing on the screen can command a terminal."""
    bad = [c for c in pilot.seen if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160)]
    assert bad == []
    assert "\u202e" not in pilot.seen


@pytest.mark.parametrize("place", PLACES)
async def test_every_screen_bears_hostile_text_at_every_size(tmp_path: Path, place: Place) -> None:
    subject = hostile_dossier()
    async with opened(tmp_path, place, subject, item_for(place, subject)) as pilot:
        assert_clean(pilot)
        for size in (TINY, LARGE, (20, 5), SMALL):
            await pilot.resize_terminal(*size)
            assert_clean(pilot)
            await pilot.press("down", "tab", "up")
        assert pilot.app.is_running
    kept = on_disk(tmp_path, subject)
    assert kept.stage.title.startswith("[/b] [bold]prix [TTC] $x {y}")
    assert "\x1b" not in kept.model_dump_json().encode().decode("unicode_escape", "ignore")


async def test_a_resize_in_the_middle_of_a_form_keeps_every_letter(tmp_path: Path) -> None:
    async with opened(tmp_path) as pilot:
        await pilot.press("n", *"Zo")
        await pilot.resize_terminal(*TINY)
        await pilot.press("é")
        await pilot.resize_terminal(*LARGE)
        await pilot.comes("Zoé")
        await pilot.press("escape", "n")
        await pilot.comes("Zoé")


async def test_describing_a_dossier_anew_keeps_what_was_done(tmp_path: Path) -> None:
    from telestage_tui.dossier.fiche.model import Fiche

    before = hostile_dossier()
    assert describe(Fiche.of(before), on=before.stage.start).apply(before) == before
