"""One line of the agenda: what it is about, when it is due, how much it matters."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple, get_args
from uuid import UUID

from ...dossier.dossier import Dossier

ItemKind = Literal[
    "stage", "unknown", "task", "meeting", "access", "suspension", "withdrawals", "deliverable",
    "transfer", "alert", "retention", "candidates", "convention", "allowance",
]  # fmt: skip


NOT_DUE: frozenset[ItemKind] = frozenset({"unknown", "withdrawals", "convention", "allowance"})
"""What is only to be known as long as its day is to come."""


Weight = Literal["withdrawal", "access", "meeting", "alert", "signature", "required", "rest"]
"""What matters first: an access whose hour of withdrawal has passed, an access to hand over or to
withdraw, a meeting of today, an alert about the rhythm of the meetings, the signatures of the
convention, what is required with proof (◆) or is to be recorded, the rest. Accesses come first:
each one left open is a risk, and may be paid for."""


WEIGHTS: tuple[Weight, ...] = get_args(Weight)
"""Every weight, the heaviest first."""


FIRST: frozenset[Weight] = frozenset({"withdrawal", "access", "meeting", "alert", "signature"})
"""What comes before everything else once its day has come."""


Rank = tuple[int, date, str, str]
"""The weight, the day, the instant and the name that order two items."""


class AgendaItem(NamedTuple):
    """One line of the agenda, with what to open.

    Attributes:
        kind: What it is about.
        dossier_id: Of which dossier.
        intern: Full name of the intern.
        title: French.
        due: Host-local date.
        start: UTC instant of a meeting, else None.
        days_late: Days since `due`; 0 when it is not late.
        task_id: The task to open.
        meeting_id: The meeting to open.
        access_id: The access to open.
        deadline: UTC instant after which an access should have been withdrawn, else None.
        is_critical: Whether it is an access that lets somebody in.
        is_overdue: Whether that deadline has passed.
        weight: How much it matters; see `Weight`.
        is_old: Whether it belongs to a phase long over, and may be folded away.
    """

    kind: ItemKind
    dossier_id: UUID
    intern: str
    title: str
    due: date
    start: datetime | None = None
    days_late: int = 0
    task_id: str | None = None
    meeting_id: UUID | None = None
    access_id: UUID | None = None
    deadline: datetime | None = None
    is_critical: bool = False
    is_overdue: bool = False
    weight: Weight = "rest"
    is_old: bool = False

    @property
    def rank(self) -> Rank:
        """What orders the items: the heaviest first, then the oldest, then by hour and name."""
        start = self.start.isoformat() if self.start else ""
        return WEIGHTS.index(self.weight), self.due, start, self.intern

    @property
    def by_day(self) -> tuple[date, Rank]:
        """What orders the items of several days: the oldest first, then the heaviest."""
        return self.due, self.rank

    @property
    def never_folds(self) -> bool:
        """Whether it is always in view: an access, or a meeting of today."""
        return self.weight in ("withdrawal", "access", "meeting")


def item_of(
    dossier: Dossier, kind: ItemKind, title: str, due: date, today: date, *, weight: Weight = "rest"
) -> AgendaItem:
    """A line about a dossier, with how late it is; what it opens is added to it.

    Args:
        dossier: The dossier.
        kind: What it is about.
        title: French.
        due: Host-local date.
        today: The tutor's local date.
        weight: How much it matters.
    """
    name, days_late = dossier.intern.full_name, max(0, (today - due).days)
    return AgendaItem(kind, dossier.id, name, title, due, days_late=days_late, weight=weight)
