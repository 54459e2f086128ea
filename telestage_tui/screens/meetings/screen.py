"""Rencontres: every meeting of a stage, on both clocks."""

from __future__ import annotations

from typing import ClassVar, NamedTuple
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...clocks.closures import ClosedDays
from ...clocks.meeting_times import day_reached, start_of
from ...clocks.shared_hours import Pair
from ...clocks.zones import zone_label
from ...dossier import changes
from ...dossier.french import count, hours, sentence, short_date
from ...dossier.meetings import Meeting
from ...planning.added import addition
from ...planning.alerts import unrecorded_meetings
from ...planning.meeting_view import both_times, shift_note, titled
from ...planning.planner.planner import plan_warnings
from ...planning.replan import Replan
from ...planning.replan_preview import preview
from ...programme.agreement import agreeing
from ...programme.indicators import levels
from ...programme.meeting_names import name_deed
from ...widgets.lists import OpenList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...widgets.two_clocks import TwoClocks
from ...wording import TO_RECORD
from ..navigation import Go
from .actions import MeetingActions, quiet
from .replan import ReplanDialog, proposal_for, save_replan


class _Warning(NamedTuple):
    """The key of the row of a warning."""

    number: int


class MeetingsScreen(MeetingActions):
    """The meetings of one dossier."""

    HEADING = "Rencontres"
    HELP = """Toutes les rencontres du stage, à l’heure de l’organisation et à celle du ou de la \
stagiaire. Un « ! » signale une rencontre à consigner, ou qui s’écarte de la règle : la raison \
est écrite en bas. Ce qu’il faut savoir du plan entier vient après la dernière rencontre.

Entrée ouvre une rencontre, pour son ordre du jour, ses notes et ses indicateurs. p reprend le \
plan depuis les informations du dossier et montre d’abord ce qui bougerait. F7 écrit un fichier \
pour votre agenda, ou des invitations.

n ajoute une rencontre hors calendrier : un appel, un problème. Elle s’exporte, se consigne et se \
déplace comme les autres, et le plan ne la retire jamais. Espace marque tenues, d’un coup, les \
rencontres passées que vous choisissez.

Les chiffres d’une colonne étroite sont les indicateurs de la rencontre, dans l’ordre, de 1 à 4; \
ceux de la rencontre choisie sont nommés en bas."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "Ajouter", tooltip="Ajouter une rencontre hors calendrier"),
        Binding(
            "space",
            "hold",
            "Tenues",
            key_display="Espace",
            show=False,
            tooltip="Marquer tenues plusieurs rencontres passées",
        ),
        Binding("p", "replan", "Planifier", tooltip="Replanifier les rencontres"),
        Binding(
            "f7",
            "export",
            "Agenda",
            key_display="F7",
            tooltip="Exporter vers un agenda, ou inviter",
        ),
        *quiet("f3", "f4", "f8"),
    ]
    DEFAULT_CSS = """
    MeetingsScreen {
        & #notes { height: auto; max-height: 4; min-height: 1; padding: 0 1; color: $text-muted; }
    }
    """

    _warnings: tuple[str, ...] = ()
    """The warnings about the plan as a whole: French sentences."""
    _any_rated = False
    """Whether a meeting has an indicator, which takes a column."""
    _warnings_source: tuple[object, ...] = ()
    """What the warnings were computed from."""

    def body(self) -> ComposeResult:
        yield TwoClocks()
        yield OpenList(id="meetings")
        yield Paragraph("", id="notes")

    def title_text(self) -> str:
        meetings = self.dossier.meetings
        past = sum(meeting.status == "held" for meeting in meetings)
        total = sum(meeting.status != "cancelled" for meeting in meetings)
        warnings = f" · ! {len(self._warnings)} à savoir" if self._warnings else ""
        return f"{super().title_text()} · {held_of(past, total)}{warnings}"

    def show(self) -> None:
        """One row a meeting, the next one selected when the screen opens; then the warnings."""
        dossier = self.dossier
        self._renew_warnings()
        self._any_rated = any(meeting.record.indicators for meeting in dossier.meetings)
        rows = [self._row(meeting) for meeting in dossier.meetings]
        if not rows:
            rows = [hint("Aucune rencontre prévue. Appuyez sur p pour les prévoir.")]
        if self._warnings:
            rows += [BLANK, heading(f"À savoir du plan ({len(self._warnings)})", "warning")]
            rows += [
                Row((Cell("!", 1, "warning"), Cell(warning)), _Warning(number))
                for number, warning in enumerate(self._warnings)
            ]
        meetings = self.query_one(RowList)
        first_time = not meetings.rows
        meetings.show(rows)
        if first_time and (meeting := self._next_meeting()):
            meetings.select(meeting.id)

    def _renew_warnings(self) -> None:
        """Compute the warnings again when the dossier or the day changes, or a meeting starts."""
        dossier, now = self.dossier, self.workspace.clock.now()
        programme = self.workspace.programme(dossier)
        past = sum(start_of(meeting) <= now for meeting in dossier.meetings)
        source = (dossier, programme, self.workspace.today(), past)
        if source != self._warnings_source:
            self._warnings_source = source
            self._warnings = plan_warnings(dossier, programme, now)

    def _next_meeting(self) -> Meeting | None:
        return next((m for m in self.dossier.meetings if m.status == "planned"), None)

    def _row(self, meeting: Meeting) -> Row:
        view = self.view_of(meeting)
        sign, word, tone = self.status_of(meeting)
        programme = self.workspace.programme(self.dossier)
        rules = programme.meeting_rules
        # The objective says more than the rest of a long title.
        name = rules.short if meeting.objective else rules.title
        title = titled(name(meeting.kind), meeting)
        has_shift = bool(shift_note(self.dossier, meeting))
        if len(title) > self._title_room(has_shift=has_shift):
            title = titled(rules.short(meeting.kind), meeting)
        rated = levels(meeting, programme.meetings.indicators)
        signs = "".join(str(level or "·") for level in rated) if any(rated) else ""
        note_tone: Tone = "warning" if view.problems else "muted"
        shift = f"≠ {hours(abs(view.gap_hours))}" if has_shift else ""
        return Row(
            (
                Cell(sign, 1, tone),
                Cell(short_date(view.host_local.date()), 14, tone),
                Cell(both_times(view), 24 if self.size.width >= 100 else 17, tone),
                Cell(title, tone="muted" if meeting.is_recorded else "plain"),
                Cell(shift, 5 if shift else 0, "warning"),
                Cell(signs, len(rated) if self._any_rated else 0, "accent"),
                Cell(view.note_sign, 1, note_tone),
                Cell(word, 12, tone, right=True),
            ),
            meeting.id,
        )

    def _title_room(self, *, has_shift: bool) -> int:
        """The columns left for the title of a meeting by the other cells and their gaps."""
        times = 0 if self.size.width < 100 else 24 - 17
        return self.size.width - 53 - times - 5 * self._any_rated - 6 * has_shift

    def selected_meeting(self) -> Meeting | None:
        key = self.query_one(RowList).key
        return self.dossier.meeting(key) if isinstance(key, UUID) else None

    @on(RowList.Moved, "#meetings")
    def _moved(self) -> None:
        meeting = self.selected_meeting()
        paragraph = self.query_one("#notes", Paragraph)
        if meeting is None:
            key = self.query_one(RowList).key
            paragraph.update(self._warnings[key.number] if isinstance(key, _Warning) else "")
            return
        view = self.view_of(meeting)
        pair = Pair.of(self.dossier)
        self.query_one(TwoClocks).show(
            pair,
            view.host_local.date(),
            closed=ClosedDays.of(self.dossier),
            until=self.dossier.stage.end,
            meetings=(view.start_utc,),
        )
        notes = [
            shift_note(self.dossier, meeting),
            *view.notes,
            meeting.why_not_held,
            sentence(f"Objectif : {meeting.objective}") if meeting.objective else "",
            self._levels_text(meeting),
            "Espace en marque plusieurs tenues." if self._is_to_record(meeting) else "",
        ]
        zones = f"Heures : {zone_label(pair.host_zone)} / {zone_label(pair.intern_zone)}."
        paragraph.update(Content(" ".join(note for note in notes if note) or zones))

    def _is_to_record(self, meeting: Meeting) -> bool:
        return self.status_of(meeting)[1] == TO_RECORD

    def _levels_text(self, meeting: Meeting) -> str:
        """« Livrables 3, délais 4. »"""
        indicators = self.workspace.programme(self.dossier).meetings.indicators
        rated = zip(indicators, levels(meeting, indicators), strict=True)
        text = ", ".join(f"{each.title} {level}" for each, level in rated if level)
        return f"{text}." if text else ""

    @on(RowList.Chosen, "#meetings")
    def _open(self, message: RowList.Chosen) -> None:
        if isinstance(message.key, _Warning):  # the rule of the meetings is there
            self.post_message(Go("details", self.dossier_id, "rencontres.jour"))
            return
        self.post_message(Go("meeting", self.dossier_id, str(message.key)))

    def action_export(self) -> None:
        """Write meetings in files for a calendar, or invite to them."""
        from .export import export_dialog

        self.app.push_screen(export_dialog(self, self.dossier, self.selected_meeting()))

    def action_add(self) -> None:
        """Add a meeting outside the plan."""
        from .add import AddDialog

        if self.says_closed(self.dossier):
            return
        dossier, programme = self.dossier, self.workspace.programme(self.dossier)

        def save(meeting: Meeting) -> bool:
            if self.save(addition(dossier, programme, meeting)) is None:
                return False
            self.query_one(RowList).select(meeting.id)
            return True

        self.app.push_screen(AddDialog(self.workspace, dossier, programme, save))

    def action_hold(self) -> None:
        """Mark several past meetings as held."""
        from .hold import HoldDialog

        dossier, now = self.dossier, self.workspace.clock.now()
        meetings = {each.id: each for each in unrecorded_meetings(dossier, now)}
        if not meetings:
            self.tell("Aucune rencontre passée n’est à consigner.")
            return
        names = {each.id: self.name_of(dossier, each) for each in meetings.values()}

        def save(held: tuple[UUID, ...] | None) -> None:
            if held:
                days = {each: day_reached(meetings[each], dossier, now) for each in held}
                programme = self.workspace.programme(dossier)
                change = changes.hold_meetings(
                    {each: name_deed(dossier, meetings[each], programme) for each in held}, days
                )
                change = agreeing(change, dossier, programme)
                self.save(change)

        selected = self.selected_meeting()
        dialog = HoldDialog(list(names.items()), selected.id if selected else None)
        self.app.push_screen(dialog, save)

    def action_replan(self) -> None:
        """Show what the present information would move; nothing moves before it is accepted."""
        programme, proposal = self.workspace.programme(self.dossier), proposal_for(self)
        if proposal.changes_nothing:
            total = sum(meeting.status != "cancelled" for meeting in self.dossier.meetings)
            lines = preview(proposal, self.dossier, programme)
            cautions = (text for sign, text in lines if sign == "!")
            self.tell(" ".join((unmoved_sentence(total), *cautions)))
            return
        self.app.push_screen(ReplanDialog(proposal, self.dossier, programme), self._apply)

    def _apply(self, proposal: Replan | None) -> None:
        save_replan(self, proposal)


def held_of(held: int, total: int) -> str:
    """« 3/12 tenues », « 0/1 tenue »."""
    return f"{held}/{total} {'tenues' if total > 1 else 'tenue'}" if total else "aucune rencontre"


def unmoved_sentence(number: int) -> str:
    """That a re-planning moves nothing of so many meetings."""
    if number == 0:
        return "Rien à déplacer : aucune rencontre n’est prévue."
    if number == 1:
        return "Rien à déplacer : la rencontre est à sa place."
    return f"Rien à déplacer : {count(number, 'rencontre')} à leur place."
