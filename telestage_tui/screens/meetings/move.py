"""Moving a meeting by hand: a day and a time, with the two clocks and the conflicts in view."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from ...clocks.closures import ClosedDays
from ...clocks.shared_hours import Pair
from ...clocks.zones import instant, local, zone_place, zone_short
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, TelestageError
from ...dossier.french import clock_time, long_date, weekday_date
from ...dossier.meetings import Meeting, Slot
from ...planning.meeting_view import meeting_view
from ...planning.planner.warnings import conflicts
from ...widgets.debounce import PREVIEW_DELAY, Debounce
from ...widgets.fields import FormField
from ...widgets.form import FieldForm
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ...widgets.two_clocks import LEGEND, TwoClocks
from ...workspace import Workspace


def _fields(zone: str) -> tuple[FormField, ...]:
    """The fields; the one of the hour names its zone, which may be that of the other side."""
    return (
        FormField(
            "day",
            "Jour",
            "planned",
            hint="Par exemple 3 mars, 2027-03-03 ou jeudi.",
            required=True,
        ),
        FormField(
            "at",
            f"Heure ({zone_short(zone)})",
            "time",
            hint="Par exemple 9 h 30.",
            required=True,
        ),
        FormField("reason", "Raison (facultative)", hint="Elle restera au dossier."),
    )


class MoveDialog(FormDialog):
    """Asks where a meeting goes; a conflict is shown, and accepted by saving once more."""

    DEFAULT_CSS = """
    MoveDialog {
        & > .dialog { width: 80; }
        & TwoClocks { margin: 1 0 0 0; padding: 0; }
    }
    """

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        meeting: Meeting,
        values: Callable[[], Values],
        save: Callable[[Slot, str], bool],
    ) -> None:
        super().__init__(
            "Déplacer la rencontre",
            _fields(meeting.slot.zone),
            values,
            self._move,
            workspace.today,
            question=f"Jour et heure {zone_place(meeting.slot.zone)}.",
            draft=workspace.drafts.of(f"move.{meeting.id}"),
            send_word="Déplacer",
        )
        self._workspace = workspace
        self._dossier = dossier
        self._meeting = meeting
        self._save = save
        self._accepted_slot: Slot | None = None
        self._show_soon = Debounce(self, PREVIEW_DELAY, self._show)

    @property
    def _zone(self) -> str:
        return self._meeting.slot.zone

    def body(self) -> ComposeResult:
        yield from super().body()
        yield TwoClocks()
        yield Paragraph(Content.styled(LEGEND, "$text-muted"))
        yield Paragraph("", classes="said", id="slot")

    def on_mount(self) -> None:
        self.call_next(self._show)

    @on(FieldForm.Edited)
    def _edited(self) -> None:
        self._show_soon()

    def _show(self) -> None:
        if not is_open(self):
            return
        paragraph = self.query_one("#slot", Paragraph)
        try:
            slot = self._slot(self.form.parsed())
        except InvalidInput:
            paragraph.update("")
            return
        host = self._dossier.host.zone
        try:
            start = instant(slot)
        except TelestageError as error:
            paragraph.update(Content.styled(f"! {error}", "$text-error"))
            return
        pair = Pair.of(self._dossier)
        self.query_one(TwoClocks).show(
            pair,
            local(start, host).date(),
            closed=ClosedDays.of(self._dossier),
            until=self._dossier.stage.end,
            meetings=(start,),
        )
        paragraph.update(self._slot_text(slot))

    def _slot_text(self, slot: Slot) -> Content:
        dossier = self._dossier
        moved = meeting_view(
            self._meeting.evolve(slot=slot), dossier.host.zone, dossier.intern.zone
        )
        host, intern = moved.host_local, moved.intern_local
        times = (
            f"{long_date(host.date())} · {clock_time(host.time())} "
            f"{zone_place(self._dossier.host.zone)} · {clock_time(intern.time())} "
            f"{zone_place(self._dossier.intern.zone)}"
        )
        if intern.date() != host.date():
            times += f", {weekday_date(intern.date())}"
        lines = [Content.styled(times, "bold")]
        lines += [Content.styled(f"! {text}", "$text-warning") for text in self._conflicts(slot)]
        if self._accepted_slot == slot:
            lines.append(Content.styled("F2 encore pour déplacer quand même.", "$text-warning"))
        return Content("\n").join(lines)

    def _conflicts(self, slot: Slot) -> tuple[str, ...]:
        return conflicts(
            self._dossier, slot, self._meeting.duration, self._others, moving=self._meeting.id
        )

    @cached_property
    def _others(self) -> list[Dossier]:
        """The dossiers that are not closed: read once, since a thousand take half a second."""
        return [d for d in self._workspace.repository.dossiers() if d.status != "closed"]

    def _slot(self, values: Values) -> Slot:
        return Slot(day=values["day"], at=values["at"], zone=self._zone)

    def _move(self, values: Values) -> bool:
        """Move the meeting; False the first time a slot has conflicts, which are then shown."""
        slot = self._slot(values)
        try:
            instant(slot)
        except TelestageError as error:
            raise InvalidInput.at("at", str(error)) from None
        if slot == self._meeting.slot:
            raise InvalidInput.at("day", "C’est le jour et l’heure où elle est déjà.")
        if self._conflicts(slot) and self._accepted_slot != slot:
            self._accepted_slot = slot
            self._show()
            self.query_one("#slot").scroll_visible(animate=False)
            return False
        return self._save(slot, values["reason"])
