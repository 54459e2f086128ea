"""Stages whose course changes: before the first day, and under way."""

from __future__ import annotations

from datetime import UTC, date, datetime

from telestage_tui.dossier.changes import record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Tutor
from telestage_tui.dossier.stage import Convention, Terms
from telestage_tui.planning.course.course import Preview, carry_out, moment_of, preview
from telestage_tui.planning.course.requests import Request
from telestage_tui.planning.replan import is_fixed
from tests.factories import make_access
from tests.planning.building import PROGRAMME, planned, winter

BEFORE = datetime(2027, 1, 4, 15, tzinfo=UTC)
"""A week before the first day, 10 h in Toronto."""
UNDER_WAY = datetime(2027, 2, 10, 15, tzinfo=UTC)
"""Wednesday of the fifth week, 10 h in Toronto."""
MAXIME = Tutor(first_name="Maxime", last_name="Tremblay", email="maxime@example.com")
INES = Tutor(first_name="Inès", last_name="Roy", email="ines@example.com")
SIGNED = Convention(ofqj=date(2026, 12, 14), intern=date(2026, 12, 10), host=date(2026, 12, 11))


def to_begin() -> Dossier:
    """A stage of three months that begins in a week, signed, its meetings planned."""
    dossier = planned(winter(tutor=MAXIME, convention=SIGNED, started_on=None))
    dossier = dossier.evolve(
        intern=dossier.intern.evolve(email="lea@example.org"), agreed=Terms.of(dossier.stage)
    )
    access = make_access("VPN", manager="Maxime Tremblay", withdrawn_on=None, withdraw_by=None)
    return dossier.evolve(accesses=(access,))


def under_way() -> Dossier:
    """The same in its fifth week, its past meetings held."""
    dossier = to_begin().evolve(started_on=date(2027, 1, 11))
    for meeting in dossier.meetings:
        if is_fixed(meeting, UNDER_WAY):
            dossier = record_meeting(
                meeting.id, "Rencontre", status="held", on=meeting.slot.day
            ).apply(dossier)
    return dossier


def shown(request: Request, dossier: Dossier, now: datetime) -> Preview:
    """What that change of course would do."""
    return preview(request, dossier, moment_of(dossier, PROGRAMME, now))


def done(request: Request, dossier: Dossier, now: datetime) -> Dossier:
    """The dossier once that change of course is made, as it was shown."""
    agreed = shown(request, dossier, now)
    return carry_out(agreed, PROGRAMME, lambda: now).apply(dossier)


def said(preview: Preview) -> list[str]:
    """The lines of a preview, no-break spaces made plain."""
    return [f"{each.sign} {each.text}".replace("\u00a0", " ") for each in preview.lines]
