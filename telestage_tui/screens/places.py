"""The screen of each place. A screen is imported when it is first opened."""

from __future__ import annotations

from importlib import import_module

from .base import WorkScreen
from .navigation import Go, Place

_SCREENS: dict[Place, tuple[str, str]] = {
    "today": ("today.screen", "TodayScreen"),
    "dossier": ("dossier.screen", "PhasesScreen"),
    "earlier": ("dossier.earlier", "EarlierScreen"),
    "new": ("new_dossier.screen", "NewDossierScreen"),
    "organisation": ("organisation.screen", "OrganisationScreen"),
    "details": ("details.screen", "DetailsScreen"),
    "selection": ("selection.screen", "SelectionScreen"),
    "meetings": ("meetings.screen", "MeetingsScreen"),
    "meeting": ("meetings.meeting", "MeetingScreen"),
    "evaluations": ("evaluation.comparison", "EvaluationsScreen"),
    "evaluation": ("evaluation.screen", "EvaluationScreen"),
    "accesses": ("accesses.screen", "AccessesScreen"),
    "withdrawals": ("withdrawals.screen", "WithdrawalsScreen"),
    "transfers": ("transfers.screen", "TransfersScreen"),
    "convention": ("convention.screen", "ConventionScreen"),
    "work-plan": ("work_plan.screen", "WorkPlanScreen"),
    "papers": ("papers.screen", "PapersScreen"),
    "timeline": ("timeline.screen", "TimelineScreen"),
    "messages": ("messages.screen", "MessagesScreen"),
    "letter": ("papers.letter", "LetterScreen"),
    "history": ("history.screen", "HistoryScreen"),
    "departures": ("compliance.screen", "DeparturesScreen"),
    "course": ("course.screen", "CourseScreen"),
    "onsite": ("onsite.screen", "OnsiteScreen"),
    "portal-sheet": ("onsite.sheet", "PortalSheetScreen"),
    "closing": ("closing.screen", "ClosingScreen"),
    "calendar": ("calendar.screen", "CalendarScreen"),
    "guide": ("guide.screen", "GuideScreen"),
    "facts": ("facts.screen", "FactsScreen"),
    "backups": ("backups.screen", "BackupsScreen"),
}
PLACES = tuple(_SCREENS)
"""Every place."""


def screen_for(go: Go) -> type[WorkScreen]:
    """The class of the screen a message asks for."""
    module, name = _SCREENS[go.place]
    screen: type[WorkScreen] = getattr(import_module(f".{module}", __package__), name)
    return screen
