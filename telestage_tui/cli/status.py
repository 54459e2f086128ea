"""The agenda of the day printed, and the summaries of the dossiers it is made from."""

from __future__ import annotations

from uuid import UUID

from ..planning.agenda.agenda import agenda, coming_next
from ..planning.agenda.summary import DossierSummary
from .json_output import agenda_shape
from .output import say, say_json, warn
from .session import Session
from .text_output import status_lines


def print_status(
    session: Session, only: UUID | None = None, *, as_json: bool = False, whole: bool = False
) -> bool:
    """Print the agenda of the day, across dossiers or of one.

    Args:
        session: What the commands work with.
        only: The dossier it is of; None for all.
        as_json: Whether to print JSON, which is always whole.
        whole: Whether to print what the home screen folds too.

    Returns:
        Whether a critical access should have been withdrawn already.
    """
    session.programme()  # a content that cannot be read is refused, without any dossier too
    summaries = [each for each in read_summaries(session) if only in (None, each.id)]
    now, today = session.clock.now(), session.clock.today()
    to_do = agenda(summaries, today)
    overdue = any(item.is_critical and item.is_overdue for each in summaries for item in each.items)
    if as_json:
        say_json(agenda_shape(today, to_do, summaries))
        return overdue
    items = (*to_do.late, *to_do.due_today, *to_do.this_week, *to_do.to_know)
    upcoming = coming_next(summaries)
    ids = {item.dossier_id for item in (*items, *([upcoming] if upcoming else ()))}
    dossiers = map(session.repository.get, ids)
    clocks = {each.id: (each.host.zone, each.intern.zone) for each in dossiers}
    if session.phrases:
        from . import phrases

        say(*phrases.status(now, today, to_do, summaries, clocks))
        return overdue
    say(*status_lines(now, today, to_do, summaries, clocks, whole=whole))
    return overdue


def read_summaries(session: Session) -> list[DossierSummary]:
    """The summaries, in the order of the screens; warns of each dossier that cannot be read."""
    summaries = session.summaries
    summaries.read()
    for error in summaries.unreadable():
        warn(str(error))
    return summaries.known()
