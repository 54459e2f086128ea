"""The key that takes the absences of a calendar, on every page that has it."""

from __future__ import annotations

from textual.binding import Binding

from ...dossier.dossier import Dossier
from ..base import WorkScreen
from .dialogs import IN_A_BROWSER, TITLE, import_absences

ABSENCE_KEYS = (
    Binding("f7", "absences", "Absences…", key_display="F7", tooltip=TITLE),
    Binding("f7", "no_absences", show=False),
)
"""One key: in a browser, where no file is asked for, it says why."""


class AbsenceKeys(WorkScreen):
    """A page from which the absences of a calendar are taken, for one dossier."""

    def dossier_of_absences(self) -> Dossier | None:
        """The dossier they are for; None when there is none, and the user is told why."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a browser, no file is asked for: the key says why."""
        if action in ("absences", "no_absences"):
            return self.app.is_web is (action == "no_absences")
        return super().check_action(action, parameters)

    def action_absences(self) -> None:
        """Take the absences of a calendar."""
        dossier = self.dossier_of_absences()
        if dossier is not None:
            import_absences(self, dossier)

    def action_no_absences(self) -> None:
        """Say why none can be taken here."""
        self.tell(IN_A_BROWSER)
