"""What is late, and one line a dossier: what a scheduled job prints each morning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from ..dossier.french import count, lower_first
from ..planning.agenda.agenda import Agenda
from ..planning.agenda.item import AgendaItem
from ..planning.agenda.summary import DossierSummary
from .agenda_output import Clocks, item_row
from .output import table

NOTHING_LATE = "Rien n’est en retard."


def late_only(agenda: Agenda) -> Agenda:
    """The same agenda with nothing but what is late.

    An access whose hour of withdrawal has passed today is late too, though its day is not over.
    """
    passed = tuple(item for item in agenda.due_today if item.is_overdue)
    late = sorted((*agenda.late, *passed), key=lambda item: item.rank)
    return Agenda(tuple(late), (), (), ())


def late_lines(agenda: Agenda, today: date, clocks: Mapping[UUID, Clocks]) -> list[str]:
    """A line for each thing that is late, or the sentence that nothing is."""
    return table([item_row(item, today, clocks) for item in agenda.late]) or [NOTHING_LATE]


def short_lines(agenda: Agenda, summaries: Sequence[DossierSummary]) -> Iterator[str]:
    """One line a dossier that has something late or due today; none for the others.

    Args:
        agenda: What is late, and due today where that is asked.
        summaries: One a dossier, in the order of the lines.
    """
    for each in summaries:
        late = [item for item in agenda.late if item.dossier_id == each.id]
        due = [item for item in agenda.due_today if item.dossier_id == each.id]
        if late or due:
            yield _short_line(each.intern, late, due)


def _short_line(intern: str, late: Sequence[AgendaItem], due: Sequence[AgendaItem]) -> str:
    """« Léa Nguyễn : 3 en retard, 1 aujourd’hui; d’abord, accès « VPN » à retirer »."""
    numbers = ((len(late), "en retard"), (len(due), "aujourd’hui"))
    said = ", ".join(f"{number} {words}" for number, words in numbers if number)
    first = min((*late, *due), key=lambda item: item.rank)
    since = f", depuis {count(first.days_late, 'jour')}" if first.days_late else ""
    order = "; d’abord, " if len(late) + len(due) > 1 else ", "
    return f"{intern} : {said}{order}{lower_first(first.title)}{since}"
