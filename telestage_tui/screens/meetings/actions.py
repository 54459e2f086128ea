"""What is done to a meeting, from the list or from its own screen: missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.meetings import Meeting, MeetingStatus, Slot
from ...planning.meeting_view import MeetingView, name_of, outcome_of, view_in
from ...widgets.rows import Tone
from ...wording import LATE_SIGN, MEETING_SIGNS, MEETING_WORDS, TO_RECORD
from ..base import DossierScreen, WorkScreen

_TONES: dict[MeetingStatus, Tone] = {
    "planned": "plain",
    "held": "success",
    "missed": "error",
    "cancelled": "muted",
}


def status_signs(status: MeetingStatus, end: datetime, now: datetime) -> tuple[str, str, Tone]:
    """Sign, word and tone of a meeting: one that is over and not recorded says so.

    Args:
        status: What is kept of it.
        end: UTC instant.
        now: UTC instant.
    """
    word = outcome_of(status, end, now)
    if word == TO_RECORD:
        return LATE_SIGN, word, "warning"
    return MEETING_SIGNS[status], word, _TONES[status]


class MeetingKeys(WorkScreen):
    """A screen on which a meeting is recorded and moved, whichever dossier it is of."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "miss", "Manquée", key_display="F3"),
        Binding("f4", "move", "Déplacer", key_display="F4"),
        Binding("f8", "cancel", "Annulée", key_display="F8"),
    ]

    def chosen(self) -> tuple[Dossier, Meeting] | None:
        """The meeting the keys act on, with its dossier."""
        raise NotImplementedError

    def action_miss(self) -> None:
        """Mark it missed, with a reason if there is one."""
        self._ask_reason("missed", "Pourquoi n’a-t-elle pas eu lieu ?")

    def action_cancel(self) -> None:
        """Mark it cancelled, with a reason if there is one."""
        self._ask_reason("cancelled", "Pourquoi est-elle annulée ?")

    def _ask_reason(self, status: MeetingStatus, question: str) -> None:
        self.keep()
        if (chosen := self.chosen()) is None:
            return
        dossier, meeting = chosen
        meeting.check_its_day_has_come(status, self.workspace.today())
        name, word = self._called(dossier, meeting), MEETING_WORDS[status]
        self.ask(
            f"{status}.{meeting.id}",
            f"Rencontre {word}",
            f"{name}\n{question} (facultatif)",
            lambda reason: self.change(
                dossier.id,
                changes.record_meeting(
                    meeting.id, name, status=status, on=self.workspace.today(), reason=reason
                ).after(partial(_check_as_seen, meeting)),
            ),
        )

    def action_move(self) -> None:
        """Choose another day and time, the two clocks in view."""
        from .move import MoveDialog

        self.keep()
        if (chosen := self.chosen()) is None:
            return
        dossier, meeting = chosen
        if meeting.status == "held":
            self.tell("Cette rencontre a eu lieu : elle ne se déplace plus.")
            return
        name = self._called(dossier, meeting)

        def saved() -> Mapping[str, object]:
            slot = self.workspace.repository.get(dossier.id).meeting(meeting.id).slot
            return {"day": slot.day, "at": slot.at}

        def save(slot: Slot, reason: str) -> bool:
            move = changes.move_meeting(meeting.id, name, to=slot, reason=reason)
            return self.change(dossier.id, move.after(partial(_check_as_seen, meeting))) is not None

        self.app.push_screen(MoveDialog(self.workspace, dossier, meeting, self.fresh(saved), save))

    def _called(self, dossier: Dossier, meeting: Meeting) -> str:
        """`Rencontre de suivi du mar. 2 mars`."""
        return name_of(dossier, meeting, self.workspace.programme(dossier))


def _check_as_seen(meeting: Meeting, dossier: Dossier) -> None:
    """Refuse when what became of the meeting, or its moment, is no longer what was looked at."""
    now = dossier.meeting(meeting.id)
    if (now.status, now.slot) != (meeting.status, meeting.slot):
        raise Refused(
            "Cette rencontre vient de changer depuis un autre programme. Échap pour la revoir."
        )


class MeetingActions(MeetingKeys, DossierScreen):
    """A screen about the meetings of one dossier."""

    def selected(self) -> Meeting | None:
        """The meeting in view."""
        raise NotImplementedError

    def chosen(self) -> tuple[Dossier, Meeting] | None:
        """The meeting in view, with the dossier of the screen."""
        meeting = self.selected()
        return None if meeting is None else (self.dossier, meeting)

    def view_of(self, meeting: Meeting) -> MeetingView:
        """The meeting on both clocks."""
        return view_in(self.dossier, meeting, self.workspace.clock.now())

    def status_of(self, meeting: Meeting) -> tuple[str, str, Tone]:
        """Sign, word and tone: a meeting that is past and not recorded says so."""
        view = self.view_of(meeting)
        return status_signs(meeting.status, view.end_utc, self.workspace.clock.now())

    def name_of(self, meeting: Meeting) -> str:
        """`Rencontre de suivi du mar. 2 mars`."""
        return self._called(self.dossier, meeting)
