"""Moving a meeting by hand: a day and a time, with the two clocks and the conflicts in view."""

from __future__ import annotations

from collections.abc import Callable

from ...clocks.zones import instant, zone_place
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput
from ...dossier.meetings import Meeting, Slot
from ...planning.planner.warnings import conflicts
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...workspace import Workspace
from .place import PlaceDialog, place_fields


class MoveDialog(PlaceDialog):
    """Asks where a meeting goes.

    Args:
        workspace: What the screens work with.
        dossier: The dossier of the meeting.
        meeting: The meeting.
        values: The day and the hour it begins with.
        save: Moves it there, for a reason; False when that failed and the user was told why.
    """

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        meeting: Meeting,
        values: Callable[[], Values],
        save: Callable[[Slot, str], bool],
    ) -> None:
        zone = meeting.slot.zone
        day_hint = "Par exemple 3 mars, 2027-03-03 ou jeudi."
        reason = FormField("reason", "Raison (facultative)", hint="Elle restera au dossier.")
        super().__init__(
            workspace,
            dossier,
            "Déplacer la rencontre",
            (*place_fields(zone, "planned", day_hint), reason),
            values,
            question=f"Jour et heure {zone_place(zone)}.",
            draft=workspace.drafts.of(f"move.{meeting.id}"),
            send_word="Déplacer",
            again="déplacer quand même",
        )
        self._meeting = meeting
        self._save = save

    def meeting_of(self, values: Values) -> Meeting:
        slot = Slot(day=values["day"], at=values["at"], zone=self._meeting.slot.zone)
        instant(slot)
        return self._meeting.evolve(slot=slot)

    def conflicts_of(self, meeting: Meeting) -> tuple[str, ...]:
        moving = self._meeting.id
        return conflicts(self._dossier, meeting.slot, meeting.duration, self.others, moving=moving)

    def put(self, meeting: Meeting, values: Values) -> bool:
        if meeting.slot == self._meeting.slot:
            raise InvalidInput.at("day", "C’est le jour et l’heure où elle est déjà.")
        return self._save(meeting.slot, values["reason"])
