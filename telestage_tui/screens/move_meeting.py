"""Moving a meeting by hand: a day and a time, the two clocks in view, the conflicts said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from ..dossier import transitions
from ..dossier.dossier import Dossier
from ..dossier.errors import TelestageError
from ..dossier.french import clock_time, long_date, weekday_date
from ..dossier.meetings import Meeting, Slot
from ..dossier.typed import parse_date, parse_time
from ..planning.conflicts import conflicts
from ..planning.overlap import Pair
from ..planning.view import meeting_view
from ..planning.zones import instant, local, zone_place
from ..widgets.dialogs import DIALOG_CSS
from ..widgets.fields import Field, Section
from ..widgets.form import FieldForm
from ..widgets.paragraph import Paragraph
from ..widgets.two_clocks import LEGEND, TwoClocks
from .workspace import Workspace

FIELDS = (
    Field("day", "Jour", hint="Par exemple 2027-03-03 ou 3 mars 2027."),
    Field("at", "Heure", hint="Par exemple 9 h 30."),
    Field("reason", "Raison (facultative)", hint="Elle restera au dossier."),
)


class MoveDialog(ModalScreen[None]):
    """Asks where a meeting goes; a conflict is said, and accepted by saving once more."""

    DEFAULT_CSS = (
        "MoveDialog {"
        + DIALOG_CSS
        + """
        & > .dialog { width: 80; max-width: 100%; }
        & FieldForm { height: auto; }
        & .said { height: auto; max-height: 6; }
        & TwoClocks { margin: 1 0 0 0; padding: 0; }
    }"""
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Retour", key_display="Échap"),
        Binding("f2,ctrl+s", "send", "Déplacer", key_display="F2", priority=True),
    ]

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        meeting: Meeting,
        save: Callable[[transitions.Transition], bool],
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._dossier = dossier
        self._meeting = meeting
        self._save = save
        self._accepted: Slot | None = None

    @property
    def _draft(self) -> str:
        return f"move.{self._meeting.id}"

    @property
    def _zone(self) -> str:
        return self._meeting.slot.zone

    def compose(self) -> ComposeResult:
        """Fields, two clocks, what is said of the slot."""
        slot = self._meeting.slot
        with Vertical(classes="dialog") as box:
            box.border_title = "Déplacer la rencontre"
            yield Paragraph(f"Jour et heure {zone_place(self._zone)}.", classes="question")
            values = {"day": slot.day.isoformat(), "at": f"{slot.at:%H:%M}", "reason": ""}
            unsent = self._workspace.drafts.form(self._draft)
            yield FieldForm([Section("", FIELDS)], values | unsent, _check, saved=values)
            yield TwoClocks()
            yield Paragraph(Content.styled(LEGEND, "$text-muted"))
            yield Paragraph("", classes="said")
            yield Paragraph("F2 Déplacer   Échap Retour (texte gardé)", classes="keys")

    def on_mount(self) -> None:
        """Show the slot as it is."""
        self._show()

    @on(FieldForm.Edited)
    def _show(self) -> None:
        slot = self._slot(self.query_one(FieldForm).values())
        said = self.query_one(".said", Paragraph)
        if slot is None:
            said.update("")
            return
        host = self._dossier.host.zone
        try:
            start = instant(slot)
        except TelestageError as error:
            said.update(Content.styled(f"! {error}", "$text-error"))
            return
        pair = Pair.of(self._dossier)
        self.query_one(TwoClocks).show(pair, local(start, host).date(), meetings=(start,))
        said.update(self._said(slot))

    def _said(self, slot: Slot) -> Content:
        dossier = self._dossier
        moved = meeting_view(
            self._meeting.evolve(slot=slot), dossier.host.zone, dossier.intern.zone
        )
        host, intern = moved.host_local, moved.intern_local
        where = (
            f"{long_date(host.date())} · {clock_time(host.time())} "
            f"{zone_place(self._dossier.host.zone)} · {clock_time(intern.time())} "
            f"{zone_place(self._dossier.intern.zone)}"
        )
        if intern.date() != host.date():
            where += f", {weekday_date(intern.date())}"
        lines = [Content.styled(where, "bold")]
        lines += [Content.styled(f"! {said}", "$text-warning") for said in self._conflicts(slot)]
        if self._accepted == slot:
            lines.append(Content.styled("F2 encore pour déplacer quand même.", "$text-warning"))
        return Content("\n").join(lines)

    def _conflicts(self, slot: Slot) -> tuple[str, ...]:
        others = [d for d in self._workspace.repository.dossiers() if d.status != "closed"]
        return conflicts(
            self._dossier, slot, self._meeting.duration, others, moving=self._meeting.id
        )

    def _slot(self, values: Mapping[str, str]) -> Slot | None:
        try:
            return Slot(day=parse_date(values["day"]), at=parse_time(values["at"]), zone=self._zone)
        except ValueError:
            return None

    def action_send(self) -> None:
        """Move; the first time a conflict is said, saving again accepts it."""
        form = self.query_one(FieldForm)
        values = form.values()
        reasons = {name: why for name in ("day", "at") if (why := _check(name, values[name]))}
        slot = self._slot(values)
        if reasons or slot is None:
            form.refuse(reasons)
            return
        try:
            instant(slot)
        except TelestageError as error:
            form.refuse({"at": str(error)})
            return
        if self._conflicts(slot) and self._accepted != slot:
            self._accepted = slot
            self._show()
            return
        move = partial(
            transitions.move_meeting,
            meeting=self._meeting.id,
            to=slot,
            reason=values["reason"],
        )
        if slot == self._meeting.slot or self._save(move):
            self._workspace.drafts.keep_form(self._draft, {})
            self.dismiss()

    def action_leave(self) -> None:
        """Leave the meeting where it is; what was typed is kept for the next time."""
        self._workspace.drafts.keep_form(self._draft, self.query_one(FieldForm).edited())
        self.dismiss()


def _check(name: str, raw: str) -> str | None:
    parse: dict[str, Callable[[str], date | time]] = {"day": parse_date, "at": parse_time}
    if name not in parse:
        return None
    try:
        parse[name](raw)
    except ValueError as error:
        return str(error)
    return None
