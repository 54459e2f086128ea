"""A closed dossier changes no more, whatever is asked of it."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.accesses import Access, Resource
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.fiche import Fiche
from telestage_tui.dossier.meetings import Record, Slot
from telestage_tui.dossier.records import Note
from tests.factories import (
    END,
    make_access,
    make_dossier,
    make_evaluation,
    make_meeting,
)

LATER = END + timedelta(days=1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
ACCESS = make_access("Teams")
NEW = make_access("Zoom", given_on=None, explained_on=None)
WITHDRAWN = make_access("Slack", withdrawn_on=END)

OPEN_ONLY: dict[str, do.Transition] = {
    "tick": lambda d: do.tick(d, "bef-team", on=LATER),
    "untick": lambda d: do.untick(d, "bef-team", on=LATER),
    "skip": lambda d: do.skip(d, "bef-team", why="Trop tard.", on=LATER),
    "edit_task": lambda d: do.edit_task(d, "bef-team", note="Trop tard."),
    "describe": lambda d: do.describe(d, fiche=Fiche.of(d)),
    "waive": lambda d: do.waive(d, "age", "intern.born", reason="Accord.", on=LATER, accepted=""),
    "unwaive": lambda d: do.unwaive(d, "age", "intern.born"),
    "add_absences": lambda d: do.add_absences(d, "structure", ()),
    "mark_started": lambda d: do.mark_started(d.evolve(started_on=None), on=LATER),
    "plan_meetings": lambda d: do.plan_meetings(d, ()),
    "record_meeting": lambda d: do.record_meeting(d, PLANNED.id, status="held", on=LATER),
    "write_record": lambda d: do.write_record(d, PLANNED.id, Record(notes="Trop tard.")),
    "move_meeting": lambda d: do.move_meeting(d, PLANNED.id, to=SLOT),
    "note_access": lambda d: do.note_access(d, uuid4(), resource=Resource(name="VPN")),
    "describe_access": lambda d: do.describe_access(
        d, ACCESS.id, seen=ACCESS.resource, written=Resource(name="VPN")
    ),
    "grant": lambda d: do.grant(_with_access(d, NEW), NEW.id, on=LATER),
    "explain": lambda d: do.explain(_with_access(d, NEW), NEW.id, on=LATER),
    "withdraw": lambda d: do.withdraw(d, ACCESS.id, on=LATER, today=LATER),
    "check_withdrawal": lambda d: do.check_withdrawal(
        _with_access(d, WITHDRAWN), WITHDRAWN.id, checks=["documents"]
    ),
    "restore_access": lambda d: do.restore_access(_with_access(d, WITHDRAWN), WITHDRAWN.id),
    "remove_access": lambda d: do.remove_access(_with_access(d, NEW), NEW.id),
    "put_evaluation": lambda d: do.put_evaluation(d, make_evaluation()),
    "put_transfer": lambda d: do.put_transfer(d, d.transfers[0], on=LATER),
    "remove_transfer": lambda d: do.remove_transfer(d, d.transfers[0].id),
}
ALWAYS = {"add_note", "take_off_calendars", "keep_until", "reopen"}
"""What may be done to a closed dossier."""


def _with_access(dossier: Dossier, access: Access) -> Dossier:
    return dossier.evolve(accesses=(access,))


@pytest.mark.parametrize("name", OPEN_ONLY)
def test_a_closed_dossier_changes_no_more(name: str) -> None:
    step = OPEN_ONLY[name]
    dossier = make_dossier()
    step(dossier)
    with pytest.raises(Refused, match="rouvrez-le d’abord"):
        step(do.mark_closed(dossier, on=END))


def test_a_closed_dossier_takes_notes_and_another_date_and_leaves_calendars() -> None:
    closed = do.mark_closed(make_dossier(notes=()), on=END)
    noted = do.add_note(closed, Note(id=uuid4(), on=LATER, text="Attestation redemandée."))
    assert [note.text for note in noted.notes] == ["Attestation redemandée."]
    assert do.keep_until(closed, day=LATER).retention_until == LATER
    assert do.take_off_calendars(closed, {PLANNED.id}).meeting(PLANNED.id).sequence == 1


def test_every_transition_says_what_it_does_to_a_closed_dossier() -> None:
    offered = {name for name in do.__all__ if name.islower()}
    assert offered == OPEN_ONLY.keys() | ALWAYS | {"mark_closed"}
