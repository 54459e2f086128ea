"""What is done to a meeting, from the list or from its own screen: missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from ..dossier import transitions
from ..dossier.french import short_date
from ..dossier.meetings import Meeting, MeetingStatus
from ..planning.sentences import STATUS_NAMES, TO_RECORD
from ..planning.view import MeetingView, outcome, view_in
from ..widgets.row_list import Tone
from .base import DossierScreen
from .move_meeting import MoveDialog

STATUS_SIGNS: dict[MeetingStatus, tuple[str, Tone]] = {
    "planned": ("○", "plain"),
    "held": ("✓", "success"),
    "missed": ("✗", "error"),
    "cancelled": ("–", "muted"),
}
"""Sign and tone of each status."""


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
        word = outcome(self.view_of(meeting), self.workspace.clock.now())
        if word == TO_RECORD:
            return "!", word, "warning"
        sign, tone = STATUS_SIGNS[meeting.status]
        return sign, word, tone

    def name_of(self, meeting: Meeting) -> str:
        """`Rencontre de suivi du mar. 2 mars`."""
        template = self.workspace.programme(self.dossier).meetings.template(meeting.kind)
        return f"{template.title} du {short_date(self.view_of(meeting).host_local.date())}"

    def action_miss(self) -> None:
        """Mark it missed, with a reason if there is one."""
        self._ask_reason("missed", "Pourquoi n’a-t-elle pas eu lieu ?")

    def action_cancel(self) -> None:
        """Mark it cancelled, with a reason if there is one."""
        self._ask_reason("cancelled", "Pourquoi est-elle annulée ?")

    def _ask_reason(self, status: MeetingStatus, question: str) -> None:
        meeting = self.selected()
        if meeting is None or not self.keep():
            return
        name, word = self.name_of(meeting), STATUS_NAMES[status]
        self.ask(
            f"{status}.{meeting.id}",
            f"Rencontre {word}",
            f"{name}\n{question} (facultatif)",
            lambda reason: self.save(
                f"{name} : {word}",
                partial(
                    transitions.record_meeting, meeting=meeting.id, status=status, reason=reason
                ),
            ),
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
