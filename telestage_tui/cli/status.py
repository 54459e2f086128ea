"""The agenda of the day printed, and the summaries of the dossiers it is made from."""

from __future__ import annotations

from ..planning.agenda import DossierSummary, agenda
from .json_output import agenda_shape
from .output import say, say_json, warn
from .session import Session
from .text_output import status_lines


def print_status(session: Session, *, as_json: bool = False) -> None:
    """Print the agenda of the day, across dossiers."""
    summaries = read_summaries(session)
    now, today = session.clock.now(), session.clock.today()
    found = agenda(summaries, today)
    if as_json:
        say_json(agenda_shape(today, found, summaries))
        return
    items = (*found.late, *found.due_today, *found.this_week)
    concerned = map(session.repository.get, {item.dossier_id for item in items})
    clocks = {each.id: (each.host.zone, each.intern.zone) for each in concerned}
    say(*status_lines(now, today, found, summaries, clocks, session.programme()))


def read_summaries(session: Session) -> list[DossierSummary]:
    """Where each dossier stands today, in the order of the screens; says which cannot be read."""
    known = session.summaries
    known.read()
    for error in known.unreadable():
        warn(str(error))
    return known.known()
