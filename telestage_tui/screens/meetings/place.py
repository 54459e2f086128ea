"""A day and a time for a meeting, with the two clocks and the conflicts in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.content import Content

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import start_of
from ...clocks.shared_hours import Pair
from ...clocks.zones import zone_place, zone_short
from ...dossier.dossier import Dossier
from ...dossier.errors import InvalidInput, TelestageError
from ...dossier.french import clock_time, long_date, weekday_date
from ...dossier.kinds import KindName
from ...dossier.meetings import Meeting, Slot
from ...planning.meeting_view import meeting_view
from ...store.drafts import Draft
from ...widgets.debounce import PREVIEW_DELAY, Debounce
from ...widgets.fields import FormField
from ...widgets.form import FieldForm
from ...widgets.form_dialog import FormDialog, Values
from ...widgets.paragraph import Paragraph
from ...widgets.stack import is_open
from ...widgets.two_clocks import LEGEND, TwoClocks
from ...workspace import Workspace


def place_fields(zone: str, day_kind: KindName, day_hint: str) -> tuple[FormField, FormField]:
    """The fields of the day and of the hour, which names its zone.

    Args:
        zone: IANA name of the zone of the hour.
        day_kind: `planned`, or `date` where the day may be past.
        day_hint: What to write.
    """
    return (
        FormField("day", "Jour", day_kind, hint=day_hint, required=True),
        FormField(
            "at",
            f"Heure ({zone_short(zone)})",
            "time",
            hint="Par exemple 9 h 30.",
            required=True,
        ),
    )


class PlaceDialog(FormDialog):
    """Asks where a meeting is; a conflict is shown, and accepted by saving once more.

    Args:
        workspace: What the screens work with.
        dossier: The dossier of the meeting.
        title: Of the box.
        fields: What is asked, with `day` and `at`.
        saved: The values it begins with.
        question: Above the fields.
        draft: Where what is typed and not saved is kept.
        send_word: What F2 does.
        again: What F2 does once more, over a conflict.
    """

    DEFAULT_CSS = """
    PlaceDialog {
        & > .dialog { width: 80; }
        & TwoClocks { margin: 1 0 0 0; padding: 0; }
    }
    """

    def __init__(
        self,
        workspace: Workspace,
        dossier: Dossier,
        title: str,
        fields: Sequence[FormField],
        saved: Callable[[], Values],
        *,
        question: str,
        draft: Draft,
        send_word: str,
        again: str,
    ) -> None:
        super().__init__(
            title,
            fields,
            saved,
            self._accept,
            workspace.today,
            question=question,
            draft=draft,
            send_word=send_word,
        )
        self._workspace = workspace
        self._dossier = dossier
        self._again = again
        self._accepted: Meeting | None = None
        self._show_soon = Debounce(self, PREVIEW_DELAY, self._show)

    def meeting_of(self, values: Values) -> Meeting:
        """The meeting as the values place it.

        Raises:
            TelestageError: when clocks skip that wall time.
            pydantic.ValidationError: when a value is out of bounds.
        """
        raise NotImplementedError

    def conflicts_of(self, meeting: Meeting) -> tuple[str, ...]:
        """The French objections to its place."""
        raise NotImplementedError

    def put(self, meeting: Meeting, values: Values) -> bool:
        """Save it there; False when that failed and the user was told why."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        yield from super().body()
        yield TwoClocks()
        yield Paragraph(Content.styled(LEGEND, "$text-muted"))
        yield Paragraph("", classes="said", id="slot")

    def on_mount(self) -> None:
        self.call_later(self._show)

    @on(FieldForm.Edited)
    def _edited(self) -> None:
        self._show_soon()

    def _show(self) -> None:
        if not is_open(self):
            return
        paragraph = self.query_one("#slot", Paragraph)
        try:
            meeting = self.meeting_of(self.form.parsed())
        except (InvalidInput, ValidationError):
            paragraph.update("")
            return
        except TelestageError as error:
            paragraph.update(Content.styled(f"! {error}", "$text-error"))
            return
        view = meeting_view(meeting, self._dossier.host.zone, self._dossier.intern.zone)
        self.query_one(TwoClocks).show(
            Pair.of(self._dossier),
            view.host_local.date(),
            closed=ClosedDays.of(self._dossier),
            until=self._dossier.stage.end,
            meetings=(start_of(meeting),),
        )
        paragraph.update(self._slot_text(meeting))

    def _slot_text(self, meeting: Meeting) -> Content:
        host_zone, intern_zone = self._dossier.host.zone, self._dossier.intern.zone
        view = meeting_view(meeting, host_zone, intern_zone)
        host, intern = view.host_local, view.intern_local
        times = (
            f"{long_date(host.date())} · {clock_time(host.time())} {zone_place(host_zone)} · "
            f"{clock_time(intern.time())} {zone_place(intern_zone)}"
        )
        if intern.date() != host.date():
            times += f", {weekday_date(intern.date())}"
        lines = [Content.styled(times, "bold")]
        lines += [
            Content.styled(f"! {text}", "$text-warning") for text in self.conflicts_of(meeting)
        ]
        if self._is_accepted(meeting):
            lines.append(Content.styled(f"F2 encore pour {self._again}.", "$text-warning"))
        return Content("\n").join(lines)

    @cached_property
    def others(self) -> list[Dossier]:
        """The dossiers that are not closed: read once, since a thousand take half a second."""
        return [d for d in self._workspace.repository.dossiers() if d.status != "closed"]

    def _is_accepted(self, meeting: Meeting) -> bool:
        accepted = self._accepted
        return accepted is not None and _place(accepted) == _place(meeting)

    def _accept(self, values: Values) -> bool:
        """Save; False the first time a place has conflicts, which are then shown."""
        try:
            meeting = self.meeting_of(values)
        except InvalidInput:
            raise
        except TelestageError as error:
            raise InvalidInput.at("at", str(error)) from None
        if self.conflicts_of(meeting) and not self._is_accepted(meeting):
            self._accepted = meeting
            self._show()
            self.query_one("#slot").scroll_visible(animate=False)
            return False
        return self.put(meeting, values)


def _place(meeting: Meeting) -> tuple[Slot, int]:
    return meeting.slot, meeting.duration
