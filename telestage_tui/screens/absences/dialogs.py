"""Taking the absences of a calendar: which file, what would change, then one change."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...documents.ics.absence_import import READING, AbsenceImport, absence_import, question_about
from ...documents.ics.absences import CalendarAbsences, Question, read_absences
from ...documents.ics.file_kinds import LARGEST_CALENDAR
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...dossier.people import Side
from ...planning.replan_preview import preview
from ...programme.programme import Programme
from ...store.paths import read_typed
from ...widgets.dialog import Dialog, DialogKey
from ...widgets.fields import FormField
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ..base import WorkScreen

IN_A_BROWSER = (
    "Dans le navigateur, un chemin serait celui d’un fichier du serveur : reprenez les absences "
    "d’un agenda dans un terminal."
)
TITLE = "Reprendre les absences d’un agenda"
_ALL, _BUSY = "", "busy"
_FIELDS = (
    FormField("path", "Fichier", hint="Un agenda .ics, par exemple ~/conges.ics.", required=True),
    FormField(
        "side",
        "Absences de",
        "choice",
        (("stagiaire", "stagiaire"), ("structure", "votre organisation")),
        "À l’heure et selon les horaires de ce côté.",
    ),
    FormField(
        "free",
        "Journées « disponible »",
        "choice",
        ((_ALL, "comptent aussi"), (_BUSY, "ignorées")),
        "Google et Outlook marquent ainsi des vacances, mais aussi des anniversaires.",
    ),
)


def import_absences(screen: WorkScreen, dossier: Dossier) -> None:
    """Ask for a calendar over a screen, show what it would change, and save it once agreed to."""
    if screen.app.is_web:
        screen.tell(IN_A_BROWSER)
        return
    if screen.says_discreet():
        return
    screen.app.push_screen(AbsencesDialog(screen, dossier))


class AbsencesDialog(FormDialog):
    """Asks for the file and whose absences are in it; reads it while the keyboard is free."""

    def __init__(self, screen: WorkScreen, dossier: Dossier) -> None:
        self._screen = screen
        self._dossier = dossier
        self._reads = False
        super().__init__(
            TITLE,
            _FIELDS,
            lambda: {"side": "stagiaire", "free": _ALL},
            self._start_reading,
            screen.workspace.today,
            question="Ses journées occupées deviennent des jours sans rencontre.",
            draft=screen.workspace.drafts.of("absences.import"),
            send_word="Lire l’agenda",
        )

    def _start_reading(self, values: Values) -> bool:
        """Start reading; the dialog stays until it is done."""
        if not self._reads:
            self._reads = True
            self.query_one("#hint", Paragraph).update(READING)
            self._read(values)
        return False

    @work
    async def _read(self, values: Values) -> None:
        side = cast(Side, values["side"])
        question = question_about(self._dossier, side, busy_only=values["free"] == _BUSY)
        try:
            calendar = await asyncio.to_thread(_read_file, values["path"].strip(), question)
            proposal = self._proposal(side, calendar)
        except TelestageError as error:
            self._reads = False
            if is_open(self):
                self.query_one("#hint", Paragraph).update("")
                self.form.refuse({"path": str(error)})
            return
        if is_open(self):
            self.form.keep()
            screen, programme = self._screen, self._screen.workspace.programme(self._dossier)
            shown = AbsencePreview(proposal, programme)
            self.close(True)
            screen.app.call_later(screen.app.push_screen, shown, self._agreed)

    def _proposal(self, side: Side, calendar: CalendarAbsences) -> AbsenceImport:
        workspace = self._screen.workspace
        current = workspace.repository.get(self._dossier.id)
        return absence_import(
            current, side, calendar, workspace.programme(current),
            workspace.clock.now(), workspace.repository.dossiers(),
        )  # fmt: skip

    def _agreed(self, proposal: AbsenceImport | None) -> None:
        if proposal is None:
            return
        workspace = self._screen.workspace
        change = proposal.change(
            workspace.programme(proposal.dossier),
            workspace.clock.now,
            workspace.repository.dossiers,
        )
        self._screen.change(proposal.dossier.id, change)


def _read_file(path: str, question: Question) -> CalendarAbsences:
    # One byte more, to know that there is more.
    return read_absences(read_typed(path, LARGEST_CALENDAR + 1), question)


class AbsencePreview(Dialog[AbsenceImport]):
    """Shows the days and the meetings; closes with the import when it is agreed to."""

    DEFAULT_CSS = "AbsencePreview > .dialog { width: 78; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "apply", "Appliquer", key_display="F2"),
    ]

    def __init__(self, proposal: AbsenceImport, programme: Programme) -> None:
        super().__init__("Absences reprises de l’agenda")
        self._import = proposal
        self._programme = programme

    def body(self) -> ComposeResult:
        """The days, what is left aside, and the meetings that would move."""
        yield Paragraph(Content("\n").join(self._lines()))

    def keys(self) -> list[DialogKey]:
        """To apply it, if there is anything to apply."""
        apply = [("F2", "Appliquer", "apply")] if self._import.periods else []
        return [*apply, ("Échap", "Ne rien changer", "leave")]

    def _lines(self) -> Iterator[Content]:
        proposal = self._import
        yield Content(proposal.heading)
        yield from (Content(f"  {line}") for line in proposal.lines())
        if proposal.periods:
            for sign, text in preview(proposal.proposal, proposal.dossier, self._programme):
                yield Content(f"{sign} {text}")
        for note in proposal.notes("le choix « ignorées »"):
            yield Content.styled(note, "$text-muted")

    def action_apply(self) -> None:
        """Close with the import."""
        if self._import.periods:
            self.close(self._import)
