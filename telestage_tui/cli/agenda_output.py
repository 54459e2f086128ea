"""The agenda of the day as the commands answer it: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from ..clocks.zones import utc_text
from ..dossier.french import count, long_date, lower_first, weekday_date
from ..dossier.text import typeset
from ..dossier.zone_names import DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE
from ..planning.agenda.agenda import Agenda, coming_next
from ..planning.agenda.item import AgendaItem
from ..planning.agenda.layout import Bundle, lay_out
from ..planning.agenda.summary import DossierSummary
from ..planning.meeting_view import times_in_words
from ..wording import AGENDA_SIGNS, AGENDA_WORDS, COMING_NEXT, NOTHING_TO_DO, AgendaGroup
from .dossier_output import summary_lines, summary_shape
from .output import Json, table

Clocks = tuple[str, str]
"""The IANA zones of a dossier: the host's, the intern's."""


def agenda_shape(today: date, agenda: Agenda, summaries: Sequence[DossierSummary]) -> Json:
    """The answer of `status`."""
    upcoming = coming_next(summaries)
    return {
        "today": today.isoformat(),
        "late": [item_shape(item) for item in agenda.late],
        "due_today": [item_shape(item) for item in agenda.due_today],
        "this_week": [item_shape(item) for item in agenda.this_week],
        "to_know": [item_shape(item) for item in agenda.to_know],
        "next": item_shape(upcoming) if upcoming else None,
        "dossiers": [summary_shape(summary) for summary in summaries],
    }


def item_shape(item: AgendaItem) -> Json:
    """One line of the agenda; `task`, `meeting` and `access` say what it is about."""
    return {
        "dossier": str(item.dossier_id),
        "intern": item.intern,
        "kind": item.kind,
        "title": typeset(item.title),
        "due": item.due.isoformat(),
        "days_late": item.days_late,
        "start_utc": utc_text(item.start) if item.start else None,
        "task": item.task_id,
        "meeting": str(item.meeting_id) if item.meeting_id else None,
        "access": str(item.access_id) if item.access_id else None,
        "deadline_utc": utc_text(item.deadline) if item.deadline else None,
        "critical": item.is_critical,
        "overdue": item.is_overdue,
        "weight": item.weight,
        "old": item.is_old,
    }


def status_lines(
    now: datetime,
    today: date,
    agenda: Agenda,
    summaries: Sequence[DossierSummary],
    clocks: Mapping[UUID, Clocks],
    *,
    whole: bool = False,
) -> Iterator[str]:
    """The agenda of the day, in the order of the home screen, then the dossiers.

    Args:
        now: UTC instant.
        today: The tutor's local date.
        agenda: The tasks, meetings and accesses to see to.
        summaries: One a dossier.
        clocks: The two zones of each dossier.
        whole: Whether what the home screen folds is said too.
    """
    usual = (DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE)
    yield f"{long_date(today).capitalize()}, {times_in_words(now, *usual)}"
    if not summaries:
        yield "Aucun dossier. Pour en ouvrir un : telestage new FICHE.toml"
        return
    layout = lay_out(agenda, together=len(summaries) > 1)
    groups: dict[AgendaGroup, tuple[int, list[AgendaItem | Bundle]]] = {
        "first": (len(layout.first), [*layout.first]),
        "late": (layout.late_count, [*layout.late, *layout.bundles]),
        "today": (len(layout.due_today), [*layout.due_today]),
        "week": (len(layout.this_week), [*layout.this_week]),
        "unknown": (len(layout.to_know), [*layout.to_know]),
    }
    for group, (total, entries) in groups.items():
        if entries:
            yield from ("", f"{AGENDA_SIGNS[group]} {AGENDA_WORDS[group]} ({total})")
            lines = [line for entry in entries for line in _unfolded(entry, whole=whole)]
            items = [line for line in lines if isinstance(line, AgendaItem)]
            bundles = [line for line in lines if isinstance(line, Bundle)]
            yield from table([item_row(item, today, clocks) for item in items], indent=2)
            yield from (f"  {_bundle_line(bundle)}" for bundle in bundles)
    if layout.bundles and not whole:
        yield "  « telestage status --all » dit lesquelles."
    if not any(total for group, (total, _) in groups.items() if group != "unknown"):
        yield NOTHING_TO_DO
        upcoming = coming_next(summaries)
        if upcoming is not None:
            yield " · ".join((COMING_NEXT, *item_row(upcoming, today, clocks)))
    yield from ("", f"Dossiers ({len(summaries)})")
    yield from summary_lines(summaries, indent=2)


def _unfolded(entry: AgendaItem | Bundle, *, whole: bool) -> Sequence[AgendaItem | Bundle]:
    """A line; or, for a bundle that is printed whole, each of its items."""
    return entry.every if isinstance(entry, Bundle) and whole else (entry,)


def item_row(item: AgendaItem, today: date, clocks: Mapping[UUID, Clocks]) -> tuple[str, ...]:
    """One line of the agenda: the intern, what it is, when; in the cells of a table."""
    if item.days_late:
        when = f"depuis {count(item.days_late, 'jour')}"
    else:
        when = "aujourd’hui" if item.due == today else weekday_date(item.due)
    times = f", {times_in_words(item.start, *clocks[item.dossier_id])}" if item.start else ""
    return item.intern, item.title, when + times


def _bundle_line(bundle: Bundle) -> str:
    since = f"depuis {count(bundle.days_late, 'jour')}"
    return f"{bundle.intern} : {lower_first(bundle.title)}, {since}"
