"""Rencontre: the agenda, the four indicators, the notes; held, missed, moved or cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ...clocks.meeting_times import day_reached, host_day
from ...clocks.zones import zone_place
from ...dossier import changes
from ...dossier.changes import Change
from ...dossier.deeds import Deed
from ...dossier.errors import TelestageError
from ...dossier.french import clock_time, count, long_date, short_date, weekday_date
from ...dossier.meetings import IndicatorLevel, Meeting, Minute, Record
from ...planning.meeting_view import shift_note
from ...programme.agendas import Indicator
from ...programme.agreement import agreeing
from ...programme.indicators import asks_indicators, last_goals, levels_until
from ...programme.meeting_names import name_deed
from ...widgets.dialogs import Choose
from ...widgets.fields import FormField, FormSection
from ...widgets.form import FieldForm
from ...widgets.paragraph import Paragraph
from ...wording import LATE_SIGN, MOVED_SIGN, level_bars
from ...workspace import Workspace
from ..navigation import Go
from ..page_keys import FORM_KEYS
from .actions import MeetingActions

_NOTE_COLOURS = {LATE_SIGN: "$text-warning", MOVED_SIGN: "$text-muted"}
_NO_LEVEL = ("", "à apprécier")


class MeetingScreen(MeetingActions):
    """One meeting."""

    HEADING = "Rencontre"
    HELP = """Les points de l’ordre du jour, {indicators:words} indicateurs de 1 à 4, et vos \
notes. Préparez avant, complétez pendant : tout est gardé quand vous quittez. En haut, les \
derniers objectifs convenus; Ctrl+↑ et Ctrl+↓ font défiler ce qui n’y tient pas.

F2 enregistre, et demande si la rencontre a eu lieu. F3 : manquée. F4 : déplacer, les deux \
horloges en vue. F8 : annulée. Ctrl+R : la présence de la \
semaine. ≠ : ce jour-là, le décalage n’est pas celui du reste du stage."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "Enregistrer", key_display="F2", priority=True),
        Binding(
            "ctrl+r",
            "presence",
            "Présence de la semaine",
            key_display="Ctrl+R",
            show=False,
            priority=True,
        ),
        *FORM_KEYS,
        Binding(
            "ctrl+up",
            "scroll_text(-1)",
            "Remonter dans les objectifs",
            key_display="Ctrl+↑",
            show=False,
        ),
        Binding(
            "ctrl+down",
            "scroll_text(1)",
            "Descendre dans les objectifs",
            key_display="Ctrl+↓",
            show=False,
        ),
    ]
    TEXT = "#head"
    DEFAULT_CSS = """
    MeetingScreen {
        & #head { height: auto; max-height: 40%; background: $panel; }
        & #when { height: auto; padding: 0 1; }
        & #hint { height: auto; max-height: 2; padding: 0 1; color: $text-muted;
                  background: $panel; text-overflow: ellipsis; }
    }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        meeting, _, self._first_field = (self.begin_on or "").partition(":")
        self.meeting_id = UUID(meeting)
        self._form = FieldForm(
            self._sections(),
            self.fresh(self._current_values),
            workspace.today,
            draft=workspace.drafts.of(f"meeting.{self.meeting_id}"),
        )

    @property
    def meeting(self) -> Meeting:
        """The meeting as the repository has it now."""
        return self.dossier.meeting(self.meeting_id)

    def selected_meeting(self) -> Meeting | None:
        return self.meeting

    def body(self) -> ComposeResult:
        with VerticalScroll(id="head", can_focus=False):
            yield Paragraph("", id="when")
        yield self._form
        yield Paragraph("", id="hint")

    def _sections(self) -> list[FormSection]:
        content = self.workspace.programme(self.dossier).meetings
        items = content.template(self.meeting.kind).items
        agenda = tuple(
            FormField(f"item.{item.id}", item.title, "prose", hint=item.hint) for item in items
        )
        rated = content.indicators if asks_indicators(self.dossier, self.meeting) else ()
        indicators = tuple(
            FormField(
                f"level.{indicator.id}",
                indicator.title,
                "choice",
                (
                    _NO_LEVEL,
                    *((str(n), f"{n} · {word}") for n, word in enumerate(indicator.levels, 1)),
                ),
                self._question(indicator),
            )
            for indicator in rated
        )
        notes = FormField(
            "notes", "Notes", "prose", hint="Ce qui ne tient pas dans l’ordre du jour."
        )
        names = {field.name for field in (*agenda, *indicators, notes)}
        former = tuple(_former(name) for name in self._current_values() if name not in names)
        sections = [
            FormSection("Ordre du jour", agenda),
            FormSection("Indicateurs", indicators),
            FormSection("Et encore", (*former, notes)),
        ]
        return [section for section in sections if section.fields]

    def _question(self, indicator: Indicator) -> str:
        """What an indicator asks, and how it was answered so far, as a small chart."""
        chart = level_bars(levels_until(self.dossier, self.meeting, indicator))
        return f"{indicator.question} Jusqu’ici : {chart}" if chart else indicator.question

    def _current_values(self) -> dict[str, str]:
        record = self.meeting.record
        values = {f"item.{minute.item}": minute.text for minute in record.minutes}
        values |= {f"level.{i.id}": str(i.level) for i in record.indicators}
        return values | {"notes": record.notes}

    def on_mount(self) -> None:
        self._form.go_to(self._first_field)

    def help_text(self) -> str:
        return self.workspace.programme(self.dossier).quoting(self.HELP)

    def title_text(self) -> str:
        rules = self.workspace.programme(self.dossier).meeting_rules
        return f"{self.dossier.intern.full_name} · {rules.title(self.meeting.kind)}"

    def show(self) -> None:
        meeting, view = self.meeting, self.view_of(self.meeting)
        sign, word, tone = self.status_of(meeting)
        times = (
            f"{long_date(view.host_local.date())}, {clock_time(view.host_local.time())} "
            f"{zone_place(self.dossier.host.zone)} · {clock_time(view.intern_local.time())} "
            f"{zone_place(self.dossier.intern.zone)}"
        )
        if view.intern_local.date() != view.host_local.date():
            times += f", {weekday_date(view.intern_local.date())}"
        times += f" · {count(meeting.duration, 'minute')}"
        colour = {"plain": "$text-muted"}.get(tone, f"$text-{tone}")
        why = f" : {meeting.why_not_held}" if meeting.why_not_held else ""
        lines = [
            Content.styled(times, "bold"),
            Content.styled(f"{sign} {word}{why}", colour),
        ]
        if self.dossier.meeting_rule.link:
            lines.append(Content(f"Visioconférence : {self.dossier.meeting_rule.link}"))
        if shift := shift_note(self.dossier, meeting):
            lines.append(Content.styled(f"≠ {shift}", "$text-warning"))
        lines += [
            Content.styled(f"{sign} {note}", _NOTE_COLOURS[sign])
            for sign, note in view.marked_notes
        ]
        lines += self._head()
        self.query_one("#when", Paragraph).update(Content("\n").join(lines))
        self._form.take_in()

    def _head(self) -> Iterator[Content]:
        """What it is for, and the goals agreed at a meeting before."""
        if self.meeting.objective:
            yield Content(f"Objectif : {self.meeting.objective}")
        content = self.workspace.programme(self.dossier).meetings
        if goals := last_goals(self.dossier, self.meeting, content):
            day = short_date(host_day(goals.meeting, self.dossier.host.zone))
            yield Content.styled(f"{goals.title}, {day} :", "$text-accent")
            yield Content(goals.text)

    @on(FieldForm.Entered)
    def _entered(self, message: FieldForm.Entered) -> None:
        advice = Content(message.field.advice)
        self.query_one("#hint", Paragraph).update(advice)

    # --- keeping and saving ---------------------------------------------------------------------

    def _record_of_form(self, _current: Record) -> Record:
        values = self._form.values()
        return Record(
            minutes=tuple(
                Minute(item=name.removeprefix("item."), text=text)
                for name, text in values.items()
                if name.startswith("item.") and text.strip()
            ),
            indicators=tuple(
                IndicatorLevel(id=name.removeprefix("level."), level=int(level))
                for name, level in values.items()
                if name.startswith("level.") and level
            ),
            notes=values["notes"],
        )

    def keep(self) -> None:
        """Save what was typed; the meeting stays as it is, planned or recorded."""
        form = self._form
        form.keep()  # as a draft first, in case the store refuses
        if self.dossier.closed_on and form.edited():
            self.tell("Ce stage est clos : vos notes restent en brouillon tant qu’il l’est.")
            return
        with suppress(TelestageError):  # the meeting may be gone
            form.take_in()
            if form.edited():
                self._save_notes()

    def _save_notes(self) -> bool:
        change = changes.write_record(self.meeting_id, self._name_deed(), self._record_of_form)
        return self._save(change)

    def _name_deed(self) -> Deed:
        programme = self.workspace.programme(self.dossier)
        return name_deed(self.dossier, self.meeting, programme)

    def _save_held(self) -> bool:
        change = changes.record_meeting(
            self.meeting_id,
            self._name_deed(),
            status="held",
            on=self._day_reached(),
            write=self._record_of_form,
        )
        return self._save(agreeing(change, self.dossier, self.workspace.programme(self.dossier)))

    def _day_reached(self) -> date:
        return day_reached(self.meeting, self.dossier, self.workspace.clock.now())

    def action_presence(self) -> None:
        """Note what the intern missed of the week of this meeting."""
        from ..convention.presence import ask_presence  # not for a page that seldom asks

        ask_presence(self, host_day(self.meeting, self.dossier.host.zone))

    def _save(self, change: Change) -> bool:
        return self._form.save(lambda: self.save(change))

    def action_save(self) -> None:
        """Save the notes; of a meeting not recorded yet, ask whether it was held."""
        if self._form.asks(self.action_save):
            return
        status = self.meeting.status
        if status == "held" or not self.meeting.may_be_held(self._day_reached()):
            if self._save_notes():
                self.done("Notes enregistrées")
            return

        def act(answer: object) -> None:
            match answer:
                case "held":
                    if self._save_held():
                        self.done("Rencontre tenue")
                case "notes":
                    self.action_back()
                case "missed":
                    self.action_miss()

        choices = [
            ("held", "Oui : elle a eu lieu"),
            ("notes", "Pas encore : garder mes notes"),
            ("missed", "Non : la déclarer manquée…"),
        ]
        view = self.view_of(self.meeting)
        if view.start_utc > self.workspace.clock.now():
            when = f"Elle est prévue le {long_date(view.host_local.date())}. "
            current = "notes"
        else:
            when, current = "", "held"
        question = f"{when}A-t-elle eu lieu?"
        name = self.name_of(self.dossier, self.meeting)
        self.app.push_screen(Choose(name, question, choices, current=current), act)


def _former(name: str) -> FormField:
    """The field of what was recorded under an identifier the programme no longer has."""
    part, _, title = name.partition(".")
    if part == "item":
        return FormField(name, title, "prose")
    return FormField(name, title, "choice", (_NO_LEVEL, *((n, n) for n in "1234")))
