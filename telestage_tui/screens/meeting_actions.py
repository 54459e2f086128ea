"""What is done to a meeting, from the list or from its own screen: missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from ..dossier import transitions
from ..dossier.french import short_date
from ..dossier.meetings import Meeting, MeetingStatus
from ..planning.view import MeetingView, view_in
from ..widgets.dialogs import AskText
from ..widgets.row_list import Tone
from .base import DossierScreen
from .move_meeting import MoveDialog

STATUS_WORDS: dict[MeetingStatus, tuple[str, str, Tone]] = {
    "planned": ("○", "prévue", "plain"),
    "held": ("✓", "tenue", "success"),
    "missed": ("✗", "manquée", "error"),
    "cancelled": ("–", "annulée", "muted"),
}
"""Sign, word and tone of each status."""


class MeetingActions(DossierScreen):
    """A screen on which meetings are recorded and moved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "miss", "Manquée", key_display="F3"),
        Binding("f4", "move", "Déplacer", key_display="F4"),
        Binding("f8", "cancel", "Annulée", key_display="F8"),
    ]

    def selected(self) -> Meeting | None:
        """The meeting the keys act on."""
        raise NotImplementedError

    def view_of(self, meeting: Meeting) -> MeetingView:
        """The meeting on both clocks."""
        return view_in(self.dossier, meeting)

    def status_of(self, meeting: Meeting) -> tuple[str, str, Tone]:
        """Sign, word and tone: a meeting that is past and not recorded says so."""
        past = self.view_of(meeting).end_utc <= self.workspace.clock.now()
        if meeting.status == "planned" and past:
            return ("!", "à consigner", "warning")
        return STATUS_WORDS[meeting.status]

    def name_of(self, meeting: Meeting) -> str:
        """`Rencontre de suivi du mar. 2 mars`."""
        template = self.workspace.programme(self.dossier).meetings.template(meeting.kind)
        return f"{template.title} du {short_date(self.view_of(meeting).host_local.date())}"

    def action_miss(self) -> None:
        """Mark it missed, with a reason if there is one."""
        self._ask_reason("missed", "Manquée", "manquée", "Pourquoi n’a-t-elle pas eu lieu ?")

    def action_cancel(self) -> None:
        """Mark it cancelled, with a reason if there is one."""
        self._ask_reason("cancelled", "Annulée", "annulée", "Pourquoi est-elle annulée ?")

    def _ask_reason(self, status: MeetingStatus, title: str, word: str, question: str) -> None:
        meeting = self.selected()
        if meeting is None or not self.keep():
            return
        name = self.name_of(meeting)

        def answered(reason: str | None) -> None:
            if reason is not None:
                transition = partial(
                    transitions.record_meeting, meeting=meeting.id, status=status, reason=reason
                )
                self.save(f"{name} : {word}", transition)

        unsent, keep = self.workspace.draft(f"{status}.{meeting.id}")
        self.app.push_screen(
            AskText(title, f"{name}\n{question} (facultatif)", value=unsent, keep=keep), answered
        )

    def action_move(self) -> None:
        """Choose another day and time, the two clocks in view."""
        meeting = self.selected()
        if meeting is None or not self.keep():
            return
        if meeting.status == "held":
            self.tell("Cette rencontre a eu lieu : elle ne se déplace plus.")
            return
        self.app.push_screen(
            MoveDialog(self.workspace, self.dossier, meeting, self._saver(meeting))
        )

    def _saver(self, meeting: Meeting) -> Callable[[transitions.Transition], bool]:
        return lambda transition: (
            self.save(f"{self.name_of(meeting)} : déplacée", transition) is not None
        )
