"""The actions on a meeting, in a list or on its own screen: missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from ...clocks.meeting_times import day_reached
from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.meetings import Meeting, MeetingStatus, Slot
from ...planning.meeting_view import MeetingView, name_of, outcome_of, view_in
from ...programme.agreement import agreeing
from ...programme.meeting_names import name_deed
from ...widgets.rows import Tone
from ...wording import LATE_SIGN, MEETING_SIGNS, MEETING_WORDS, TO_RECORD
from ..base import WorkScreen
from ..dossier_screen import DossierScreen

_TONES: dict[MeetingStatus, Tone] = {
    "planned": "plain",
    "held": "success",
    "missed": "error",
    "cancelled": "muted",
}


def status_signs(status: MeetingStatus, end: datetime, now: datetime) -> tuple[str, str, Tone]:
    """Sign, word and tone of a meeting: one that is over and not recorded says so.

    Args:
        status: Its status on file.
        end: UTC instant.
        now: UTC instant.
    """
    word = outcome_of(status, end, now)
    if word == TO_RECORD:
        return LATE_SIGN, word, "warning"
    return MEETING_SIGNS[status], word, _TONES[status]


RECORD_KEYS = (
    Binding("f3", "miss", "Manquée", key_display="F3", tooltip="Marquer une rencontre manquée"),
    Binding("f4", "move", "Déplacer", key_display="F4", tooltip="Déplacer une rencontre"),
    Binding("f8", "cancel", "Annulée", key_display="F8", tooltip="Annuler une rencontre"),
)
"""The keys that record and move a meeting: the same on every page that shows one."""


def quiet(*keys: str) -> Iterator[Binding]:
    """Those of these keys, left out of a footer that has no room for them."""
    return (replace(each, show=False) for each in RECORD_KEYS if each.key in keys)


class MeetingKeys(WorkScreen):
    """A screen on which a meeting is recorded and moved, whichever dossier it is of."""

    BINDINGS: ClassVar[list[BindingType]] = [*RECORD_KEYS]

    def target(self) -> tuple[Dossier, Meeting] | None:
        """The meeting the keys act on, with its dossier; None when there is none."""
        raise NotImplementedError

    def action_miss(self) -> None:
        """Mark it missed, with a reason if there is one."""
        self._ask_reason("missed", "Pourquoi n’a-t-elle pas eu lieu?")

    def action_cancel(self) -> None:
        """Mark it cancelled, with a reason if there is one."""
        self._ask_reason("cancelled", "Pourquoi est-elle annulée?")

    def _ask_reason(self, status: MeetingStatus, question: str) -> None:
        self.keep()
        if (target := self.target()) is None or self.says_closed(target[0]):
            return
        dossier, meeting = target
        day = day_reached(meeting, dossier, self.workspace.clock.now())
        meeting.check_its_day_has_come(status, day)
        name, word = self.name_of(dossier, meeting), MEETING_WORDS[status]
        programme = self.workspace.programme(dossier)
        what = name_deed(dossier, meeting, programme)
        self.ask(
            f"{status}.{meeting.id}",
            f"Rencontre {word}",
            f"{name}\n{question} (facultatif)",
            lambda reason: self.change(
                dossier.id,
                agreeing(
                    changes.record_meeting(meeting.id, what, status=status, on=day, reason=reason),
                    dossier,
                    programme,
                ).after(partial(_check_unchanged, meeting)),
            ),
        )

    def action_move(self) -> None:
        """Choose another day and time, the two clocks in view."""
        from .move import MoveDialog

        self.keep()
        if (target := self.target()) is None or self.says_closed(target[0]):
            return
        dossier, meeting = target
        if meeting.status == "held":
            self.tell("Cette rencontre a eu lieu : elle ne se déplace plus.")
            return
        name = name_deed(dossier, meeting, self.workspace.programme(dossier))

        def current_values() -> Mapping[str, object]:
            slot = self.workspace.repository.get(dossier.id).meeting(meeting.id).slot
            return {"day": slot.day, "at": slot.at}

        def save(slot: Slot, reason: str) -> bool:
            move = changes.move_meeting(meeting.id, name, to=slot, reason=reason)
            check = partial(_check_unchanged, meeting)
            return self.change(dossier.id, move.after(check)) is not None

        values = self.fresh(current_values)
        self.app.push_screen(MoveDialog(self.workspace, dossier, meeting, values, save))

    def name_of(self, dossier: Dossier, meeting: Meeting) -> str:
        """`Rencontre de suivi du mar. 2 mars`."""
        return name_of(dossier, meeting, self.workspace.programme(dossier))


def _check_unchanged(meeting: Meeting, dossier: Dossier) -> None:
    """Refuse when the status or the slot of the meeting is no longer the one in view.

    Raises:
        Refused: when either has changed.
    """
    current = dossier.meeting(meeting.id)
    if (current.status, current.slot) != (meeting.status, meeting.slot):
        raise Refused(
            "Cette rencontre vient de changer depuis un autre programme. Échap pour la revoir."
        )


class MeetingActions(MeetingKeys, DossierScreen):
    """A screen about the meetings of one dossier."""

    def selected_meeting(self) -> Meeting | None:
        """The meeting in view; None when there is none."""
        raise NotImplementedError

    def target(self) -> tuple[Dossier, Meeting] | None:
        meeting = self.selected_meeting()
        return None if meeting is None else (self.dossier, meeting)

    def view_of(self, meeting: Meeting) -> MeetingView:
        """The meeting on both clocks."""
        return view_in(self.dossier, meeting, self.workspace.clock.now())

    def status_of(self, meeting: Meeting) -> tuple[str, str, Tone]:
        """Its sign, word and tone; see `status_signs`."""
        view = self.view_of(meeting)
        return status_signs(meeting.status, view.end_utc, self.workspace.clock.now())
