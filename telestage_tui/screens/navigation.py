"""Going from screen to screen: a screen posts where to go, the App opens it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from textual.binding import Binding, BindingType
from textual.message import Message

from ..store.errors import StoreError

Place = Literal[
    "today", "dossier", "earlier", "new", "details", "meetings", "meeting", "evaluations",
    "evaluation", "accesses", "withdrawals", "transfers", "work-plan", "papers", "letter",
    "timeline", "history", "departures", "course", "closing", "calendar", "guide", "backups",
    "organisation", "messages", "facts", "onsite", "portal-sheet", "convention", "selection",
]  # fmt: skip
Speaker = Literal["guide", "facts"]
"""The pages that say something of what is selected elsewhere."""


DOSSIER_PAGES: frozenset[Place] = frozenset(
    {
        "details",
        "selection",
        "meetings",
        "evaluations",
        "accesses",
        "withdrawals",
        "transfers",
        "work-plan",
        "papers",
        "messages",
        "timeline",
        "history",
        "course",
        "onsite",
        "convention",
    }
)
"""The pages of a dossier that replace each other. Écarts and Clore stay open under the pages their
lines lead to."""


class Go(Message):
    """Asks for a screen.

    Attributes:
        place: Which screen.
        dossier_id: Which dossier, for the screens about one.
        item: What to begin on there: a task, a meeting, a form, a field, a topic.
    """

    def __init__(
        self, place: Place, dossier_id: UUID | None = None, item: str | None = None
    ) -> None:
        super().__init__()
        self.place = place
        self.dossier_id = dossier_id
        self.item = item

    def leads_to(self, other: Go) -> bool:
        """Whether the other asks for the same screen."""
        mine, theirs = (self.place, self.dossier_id), (other.place, other.dossier_id)
        return mine == theirs and self.item == other.item

    def gives_way_to(self, other: Go) -> bool:
        """Whether the other's screen takes the place of this one, rather than open over it."""
        same = self.dossier_id == other.dossier_id
        return same and self.place in DOSSIER_PAGES and other.place in DOSSIER_PAGES | {"closing"}


def way_to_field(dossier_id: UUID, field: str) -> Go:
    """The page that asks a field of the fiche (`convention.ofqj`), and begins on it."""
    if field.startswith("convention."):
        return Go("convention", dossier_id, field)
    if field.startswith("candidats"):
        return Go("selection", dossier_id)
    return Go("details", dossier_id, field)


class Removed(Message):
    """The dossier in view was removed or erased: every screen about it closes.

    Attributes:
        erased: The dossier, when it was erased for good.
        text: What is said of it; empty for a removal.
    """

    def __init__(self, erased: UUID | None = None, text: str = "") -> None:
        super().__init__()
        self.erased = erased
        self.text = text


class Unreadable(Message):
    """The file of the dossiers cannot be read: the user must choose a way out.

    Attributes:
        error: Why.
    """

    def __init__(self, error: StoreError) -> None:
        super().__init__()
        self.error = error


PAGES: tuple[tuple[str, Place, str], ...] = (
    ("r", "meetings", "Rencontres"),
    ("a", "accesses", "Accès"),
    ("R", "withdrawals", "Journée des retraits"),
    ("v", "evaluations", "Évaluations"),
    ("i", "details", "Informations"),
    ("L", "selection", "Sélection"),
    ("K", "convention", "Convention, gratification et présence"),
    ("f", "transfers", "Passation"),
    ("P", "work-plan", "Plan de travail"),
    ("D", "papers", "Documents"),
    ("F", "timeline", "Frise"),
    ("M", "messages", "Messages à envoyer"),
    ("j", "history", "Notes et historique"),
    ("C", "course", "Changement de cours"),
    ("Q", "onsite", "Suite au Québec"),
    ("x", "closing", "Clore le stage"),
)
"""The parts of a dossier: the key that opens each, and its name."""

KEYLESS_PAGES: tuple[tuple[Place, str], ...] = (
    ("departures", "Écarts au programme"),
    ("letter", "Lettre de recommandation"),
    ("portal-sheet", "Fiche IRCC"),
)
"""The pages of a dossier that another one leads to, and the search by name."""

DOSSIER_KEYS: list[BindingType] = [
    Binding(key, f"go('{place}')", name, show=False) for key, place, name in PAGES
]
"""The keys that open a part of a dossier: the same on every screen that shows one."""
