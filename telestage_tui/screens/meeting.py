"""Rencontre: the agenda, the four indicators, the notes; held, missed, moved or cancelled."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer

from ..dossier import transitions
from ..dossier.french import clock_time, count, long_date, weekday_date
from ..dossier.meetings import Indicator, Meeting, MeetingStatus, Minute, Record
from ..planning.view import shift_note
from ..planning.zones import zone_place
from ..widgets.dialogs import Choose
from ..widgets.fields import Field, Section
from ..widgets.form import FieldForm
from ..widgets.paragraph import Paragraph
from .base import FORM_KEYS
from .meeting_actions import MeetingActions
from .navigation import Go
from .workspace import Workspace

DRAFT_DELAY = 0.5
"""Seconds without a key before what is typed is kept as a draft."""


class MeetingScreen(MeetingActions):
    """One meeting."""

    HEADING = "Rencontre"
    HELP = """Les points de l’ordre du jour, quatre indicateurs de 1 à 4, et vos notes. Préparez \
avant, complétez pendant : tout est gardé quand vous quittez.

F2 enregistre, et demande si la rencontre a eu lieu. F3 : manquée. F4 : déplacer, les deux \
horloges en vue. F8 : annulée. ≠ : ce jour-là, le décalage n’est pas celui du reste du stage."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *FORM_KEYS,
        Binding("f2,ctrl+s", "save", "Enregistrer", key_display="F2", priority=True),
    ]
    DEFAULT_CSS = """
    MeetingScreen {
        & #when { height: auto; padding: 0 1; background: $panel; }
        & #hint { height: 1; padding: 0 1; color: $text-muted; background: $panel;
                  text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    _pending: Timer | None = None

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self.meeting_id = UUID(self.begin_on)

    @property
    def meeting(self) -> Meeting:
        """The meeting as the repository has it now."""
        return self.dossier.meeting(self.meeting_id)

    def selected(self) -> Meeting | None:
        """The meeting of this screen."""
        return self.meeting

    def body(self) -> ComposeResult:
        """When it is, then the form."""
        yield Paragraph("", id="when")
        saved = self._saved()
        yield FieldForm(self._sections(), saved | self._draft(), saved=saved)
        yield Paragraph("", id="hint")

    def _sections(self) -> list[Section]:
        content = self.workspace.programme(self.dossier).meetings
        template = content.template(self.meeting.kind)
        agenda = tuple(
            Field(f"item.{item.id}", item.title, "prose", hint=item.hint) for item in template.items
        )
        indicators = tuple(
            Field(
                f"level.{indicator.id}",
                indicator.title,
                "choice",
                (("", "à apprécier"),
                 *((str(n), f"{n} · {word}") for n, word in enumerate(indicator.levels, 1))),
                indicator.question,
            )
            for indicator in content.indicators
        )  # fmt: skip
        notes = Field("notes", "Notes", "prose", hint="Ce qui ne tient pas dans l’ordre du jour.")
        return [
            Section("Ordre du jour", agenda),
            Section("Indicateurs", indicators),
            Section("Et encore", (notes,)),
        ]

    def _saved(self) -> dict[str, str]:
        record = self.meeting.record
        values = {f"item.{minute.item}": minute.text for minute in record.minutes}
        values |= {f"level.{i.id}": str(i.level) for i in record.indicators}
        return values | {"notes": record.notes}

    @property
    def _draft_name(self) -> str:
        return f"meeting.{self.meeting_id}"

    def _draft(self) -> dict[str, str]:
        return self.workspace.drafts.form(self._draft_name)

    def on_mount(self) -> None:
        """The keyboard goes to the first point of the agenda."""
        self.query_one(FieldForm).go_to()

    def title_text(self) -> str:
        """Which meeting."""
        rules = self.workspace.programme(self.dossier).meeting_rules
        return f"{self.dossier.intern.full_name} · {rules.title(self.meeting.kind)}"

    def show(self) -> None:
        """Both times, the length, what became of it, and why it is not where the rule says."""
        meeting, view = self.meeting, self.view_of(self.meeting)
        sign, word, tone = self.status_of(meeting)
        where = (
            f"{long_date(view.host_local.date())}, {clock_time(view.host_local.time())} "
            f"{zone_place(self.dossier.host.zone)} · {clock_time(view.intern_local.time())} "
            f"{zone_place(self.dossier.intern.zone)}"
        )
        if view.intern_local.date() != view.host_local.date():
            where += f", {weekday_date(view.intern_local.date())}"
        where += f" · {count(meeting.duration, 'minute')}"
        colour = {"plain": "$text-muted"}.get(tone, f"$text-{tone}")
        lines = [
            Content.styled(where, "bold"),
            Content.styled(f"{sign} {word}" + (f" : {meeting.reason}" if meeting.reason else ""),
                           colour),
        ]  # fmt: skip
        if self.dossier.meeting_rule.link:
            lines.append(Content(f"Visioconférence : {self.dossier.meeting_rule.link}"))
        if shifted := shift_note(self.dossier, meeting):
            lines.append(Content.styled(f"≠ {shifted}", "$text-warning"))
        lines += [Content.styled(f"! {note}", "$text-warning") for note in view.notes]
        self.query_one("#when", Paragraph).update(Content("\n").join(lines))
        self.take_in(self.query_one(FieldForm), self._saved)

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        field = message.field
        arrows = "← → ou 1 à 4. " if field.kind == "choice" else ""
        self.query_one("#hint", Paragraph).update(Content(arrows + field.hint), layout=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are text here: the parts of the dossier open from its own page."""
        return action != "go" and super().check_action(action, parameters)

    # --- keeping and saving ---------------------------------------------------------------------

    @on(FieldForm.Edited)
    def _edited(self) -> None:
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(DRAFT_DELAY, self._keep_draft)

    def _keep_draft(self) -> None:
        if self.is_attached:
            edited = self.query_one(FieldForm).edited()
            self.workspace.drafts.keep_form(self._draft_name, edited)

    def on_unmount(self, _event: events.Unmount) -> None:
        """No draft after the screen is gone."""
        if self._pending is not None:
            self._pending.stop()

    def _record(self) -> Record:
        values = self.query_one(FieldForm).values()
        return Record(
            minutes=tuple(
                Minute(item=name.removeprefix("item."), text=text)
                for name, text in values.items()
                if name.startswith("item.") and text.strip()
            ),
            indicators=tuple(
                Indicator(id=name.removeprefix("level."), level=int(level))
                for name, level in values.items()
                if name.startswith("level.") and level
            ),
            notes=values["notes"],
        )

    def keep(self) -> bool:
        """Save what was typed; the meeting stays as it is, planned or recorded."""
        self.take_in(self.query_one(FieldForm), self._saved, fresh=True)
        if self._record() == self.meeting.record:
            self.workspace.drafts.keep_form(self._draft_name, {})
            return True
        return self._save(self.meeting.status, "notes enregistrées")

    def _save(self, status: MeetingStatus, said: str) -> bool:
        form = self.query_one(FieldForm)
        self.take_in(form, self._saved, fresh=True)
        transition = partial(
            transitions.record_meeting,
            meeting=self.meeting_id,
            status=status,
            record=self._record(),
            reason=self.meeting.reason if status == self.meeting.status else "",
        )
        label = f"{self.name_of(self.meeting)} : {said}"
        before = form.settle()
        if self.save(label, transition, expected=self.dossier.version) is None:
            form.unsettle(before)
            return False
        self.workspace.drafts.keep_form(self._draft_name, {})
        return True

    def action_save(self) -> None:
        """Save the notes; of a meeting not recorded yet, ask whether it was held."""
        if self.meeting.status == "held":
            if self._save("held", "notes enregistrées"):
                self.dismiss()
            return

        def answered(answer: object) -> None:
            match answer:
                case "held":
                    if self._save("held", "tenue"):
                        self.dismiss()
                case "notes":
                    if self.keep():
                        self.dismiss()

        choices = [("held", "Oui : la marquer tenue"), ("notes", "Non : garder mes notes")]
        view = self.view_of(self.meeting)
        question = "A-t-elle eu lieu ?"
        if view.start_utc > self.workspace.clock.now():
            choices.reverse()  # the likely answer first
            question = f"Elle est prévue le {long_date(view.host_local.date())}. {question}"
        self.app.push_screen(Choose(self.name_of(self.meeting), question, choices), answered)
