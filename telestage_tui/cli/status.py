"""The agenda of the day printed, and the summaries of the dossiers it is made from."""

from __future__ import annotations

from uuid import UUID

from ..planning.agenda.agenda import agenda, coming_next
from ..planning.agenda.summary import DossierSummary
from . import phrases
from .agenda_output import agenda_shape, status_lines
from .output import say, say_json, warn
from .reminder import late_lines, late_only, short_lines
from .session import Session


def print_status(
    session: Session,
    only: frozenset[UUID] = frozenset(),
    *,
    as_json: bool = False,
    whole: bool = False,
    late: bool = False,
    short: bool = False,
) -> bool:
    """Print the agenda of the day, across dossiers or of some.

    Args:
        session: What the commands work with.
        only: The dossiers it is of; empty for all.
        as_json: Whether to print JSON, which is always whole.
        whole: Whether to print what the home screen folds too.
        late: Whether to print nothing but what is late.
        short: Whether to print one line a dossier, and nothing when there is nothing to say.

    Returns:
        Whether a critical access should have been withdrawn already.
    """
    session.programme()  # a content that cannot be read is refused, without any dossier too
    summaries = [each for each in read_summaries(session) if not only or each.id in only]
    now, today = session.clock.now(), session.clock.today()
    to_do = agenda(summaries, today)
    if late:
        to_do = late_only(to_do)
    overdue = any(item.is_critical and item.is_overdue for each in summaries for item in each.items)
    if as_json:
        say_json(agenda_shape(today, to_do, summaries))
        return overdue
    if short:
        lines = short_lines(to_do, summaries)
        say(*(map(phrases.spoken, lines) if session.phrases else lines))
        return overdue
    items = (*to_do.late, *to_do.due_today, *to_do.this_week, *to_do.to_know)
    upcoming = coming_next(summaries)
    ids = {item.dossier_id for item in (*items, *([upcoming] if upcoming else ()))}
    dossiers = map(session.repository.get, ids)
    clocks = {each.id: (each.host.zone, each.intern.zone) for each in dossiers}
    if session.phrases:
        said = (phrases.late(to_do, today, clocks) if late
                else phrases.status(now, today, to_do, summaries, clocks))  # fmt: skip
        say(*said)
        return overdue
    if late:
        say(*late_lines(to_do, today, clocks))
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
