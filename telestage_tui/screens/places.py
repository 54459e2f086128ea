"""Which screen stands at each place. A screen is imported when it is first opened."""

from __future__ import annotations

from importlib import import_module

from .base import WorkScreen
from .navigation import Go, Place

_SCREENS: dict[Place, tuple[str, str]] = {
    "today": ("today", "TodayScreen"),
    "dossier": ("phases", "PhasesScreen"),
    "new": ("new_dossier", "NewDossierScreen"),
    "details": ("details", "DetailsScreen"),
    "meetings": ("meetings", "MeetingsScreen"),
    "meeting": ("meeting", "MeetingScreen"),
    "evaluations": ("evaluations", "EvaluationsScreen"),
    "evaluation": ("evaluation", "EvaluationScreen"),
    "accesses": ("accesses", "AccessesScreen"),
    "transfers": ("transfers", "TransfersScreen"),
    "history": ("history", "HistoryScreen"),
    "departures": ("departures", "DeparturesScreen"),
    "closing": ("closing", "ClosingScreen"),
    "calendar": ("calendar", "CalendarScreen"),
    "guide": ("guide", "GuideScreen"),
    "backups": ("backups", "BackupsScreen"),
}


def screen_for(go: Go) -> type[WorkScreen]:
    """The class of the screen a message asks for."""
    module, name = _SCREENS[go.place]
    found: type[WorkScreen] = getattr(import_module(f".{module}", __package__), name)
    return found
