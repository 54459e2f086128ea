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
    to_do = agenda(summaries, today)
    if as_json:
        say_json(agenda_shape(today, to_do, summaries))
        return
    items = (*to_do.late, *to_do.due_today, *to_do.this_week)
    dossiers = map(session.repository.get, {item.dossier_id for item in items})
    clocks = {each.id: (each.host.zone, each.intern.zone) for each in dossiers}
    say(*status_lines(now, today, to_do, summaries, clocks, session.programme()))


def read_summaries(session: Session) -> list[DossierSummary]:
    """The summaries, in the order of the screens; warns of each dossier that cannot be read."""
    summaries = session.summaries
    summaries.read()
    for error in summaries.unreadable():
        warn(str(error))
    return summaries.known()
