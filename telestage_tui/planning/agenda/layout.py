"""How the agenda is laid out: what matters first, what one intern owes together, what is folded.

Nothing is lost: each item of an agenda is in its layout exactly once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from ...dossier.french import count_in_letters, upper_first
from ...wording import REQUIRED_SIGN, TO_RECORD
from .agenda import Agenda
from .item import FIRST, AgendaItem

MOST_APART = 3
"""Late items of one intern that are listed one by one, where there are several interns: with more
than that, one neglected dossier would hide the others. A proposal of telestage."""


class Bundle(NamedTuple):
    """What is late in one dossier, in one line that opens.

    Attributes:
        dossier_id: Of which dossier.
        intern: Full name of the intern.
        items: What is shown when it opens, the heaviest first; empty when that is listed already.
        old: What belongs to a phase long over, the heaviest first.
    """

    dossier_id: UUID
    intern: str
    items: tuple[AgendaItem, ...]
    old: tuple[AgendaItem, ...]

    @property
    def every(self) -> tuple[AgendaItem, ...]:
        """All that it stands for."""
        return self.items + self.old

    @property
    def days_late(self) -> int:
        """Days since the oldest of them was due."""
        return max(item.days_late for item in self.every)

    @property
    def title(self) -> str:
        """« Quatre étapes en retard, dont 2 ◆ », « 21 étapes ◆ en retard »."""
        tasks = sum(1 for item in self.every if item.kind == "task")
        meetings = len(self.every) - tasks
        required = sum(1 for i in self.every if i.kind == "task" and i.weight == "required")
        all_required = required == tasks and not meetings
        sign = f" {REQUIRED_SIGN}" if all_required else ""
        parts = [
            f"{count_in_letters(tasks, 'étape', feminine=True)}{sign} en retard" if tasks else "",
            f"{count_in_letters(meetings, 'rencontre', feminine=True)} {TO_RECORD}"
            if meetings
            else "",
        ]
        words = upper_first(" et ".join(filter(None, parts)))
        if required and not meetings and not all_required:
            words += f", dont {required} {REQUIRED_SIGN}"
        if self.items:
            return words
        return f"{words}, {'de phases passées' if tasks + meetings > 1 else 'd’une phase passée'}"


class Layout(NamedTuple):
    """The agenda in the order in which it is read.

    Attributes:
        first: Accesses, meetings of today, alerts, signatures; never folded.
        late: What else is overdue: items one by one, then the bundles.
        bundles: What an intern owes, in one line each.
        due_today: What else is due today.
        this_week: Until Sunday, by date.
        to_know: What is not known yet of the stages to come, by date.
    """

    first: tuple[AgendaItem, ...]
    late: tuple[AgendaItem, ...]
    bundles: tuple[Bundle, ...]
    due_today: tuple[AgendaItem, ...]
    this_week: tuple[AgendaItem, ...]
    to_know: tuple[AgendaItem, ...]

    @property
    def late_count(self) -> int:
        """How many items are late, listed or not."""
        return len(self.late) + sum(len(bundle.every) for bundle in self.bundles)


def lay_out(agenda: Agenda, *, together: bool) -> Layout:
    """The layout of an agenda.

    Args:
        agenda: What is to be done.
        together: Whether what one intern owes is put together, because there are several interns.
    """
    due = (*agenda.late, *agenda.due_today)
    first = [item for item in due if _comes_first(item)]
    late = [item for item in agenda.late if not _comes_first(item)]
    bundles = _bundles(late, MOST_APART if together else len(late))
    in_bundles = {id(item) for bundle in bundles for item in bundle.every}
    return Layout(
        tuple(sorted(first, key=lambda item: item.rank)),
        tuple(item for item in late if id(item) not in in_bundles),
        bundles,
        tuple(item for item in agenda.due_today if not _comes_first(item)),
        agenda.this_week,
        agenda.to_know,
    )


def _comes_first(item: AgendaItem) -> bool:
    return item.weight in FIRST and not item.is_old


def _bundles(late: Sequence[AgendaItem], most_apart: int) -> tuple[Bundle, ...]:
    """The bundles of each dossier that has some, those with the heaviest and oldest first."""
    by_dossier: dict[UUID, list[AgendaItem]] = {}
    for item in late:
        if item.kind in ("task", "meeting"):
            by_dossier.setdefault(item.dossier_id, []).append(item)
    bundles: list[Bundle] = []
    for dossier_id, items in by_dossier.items():
        recent = tuple(item for item in items if not item.is_old)
        old = tuple(item for item in items if item.is_old)
        if len(recent) <= most_apart:
            recent = ()
        if recent or old:
            bundles.append(Bundle(dossier_id, items[0].intern, recent, old))
    return tuple(sorted(bundles, key=lambda bundle: bundle.every[0].rank))
