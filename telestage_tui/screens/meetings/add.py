"""Adding a meeting outside the plan: when, how long, of what kind and what for."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from ...clocks.zones import zone_place
from ...dossier.dossier import Dossier
from ...dossier.meetings import ADDED_KINDS, DEFAULT_DURATION, Meeting
from ...planning.added import conflicts_of, meeting_outside_plan
from ...programme.programme import Programme
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...workspace import Workspace
from .place import PlaceDialog, place_fields


class AddDialog(PlaceDialog):
    """Asks for a meeting outside the plan.

    Args:
        workspace: What the screens work with.
        dossier: The dossier it is for.
        programme: The programme it follows, which names the kinds.
        save: Adds the meeting; False when that failed and the user was told why.
    """

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        programme: Programme,
        save: Callable[[Meeting], bool],
    ) -> None:
        super().__init__(
            workspace,
            dossier,
            "Ajouter une rencontre hors calendrier",
            _fields(dossier, programme),
            lambda: {"day": workspace.today(), "duration": DEFAULT_DURATION},
            question=f"Passée ou à venir; jour et heure {zone_place(dossier.host.zone)}.",
            draft=workspace.drafts.of(f"add-meeting.{dossier.id}"),
            send_word="Ajouter",
            again="l’ajouter quand même",
        )
        self._save = save
        self._meeting_id = uuid4()

    def meeting_of(self, values: Values) -> Meeting:
        return meeting_outside_plan(
            self._dossier,
            values["kind"],
            values["day"],
            values["at"],
            values["duration"],
            values["objective"],
            id=self._meeting_id,
        )

    def conflicts_of(self, meeting: Meeting) -> tuple[str, ...]:
        return conflicts_of(self._dossier, meeting, self.others)

    def put(self, meeting: Meeting, values: Values) -> bool:  # noqa: ARG002
        return self._save(meeting)


def _fields(dossier: Dossier, programme: Programme) -> tuple[FormField, ...]:
    kinds = tuple((kind, programme.meeting_rules.title(kind)) for kind in ADDED_KINDS)
    day_hint = "Par exemple 3 mars, hier ou jeudi."
    return (
        FormField("kind", "Type", "choice", kinds, "L’ordre du jour en dépend."),
        *place_fields(dossier.host.zone, "date", day_hint),
        FormField(
            "duration", "Durée", "minutes", hint="En minutes, par exemple 30.", required=True
        ),
        FormField("objective", "Objectif (facultatif)", hint="Il restera au dossier."),
    )
