"""Dossier: the five phases, their tasks, and what to know and do of the selected one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from ..dossier import labels
from ..dossier.dossier import Dossier
from ..dossier.french import NBSP, count, date_span, short_day, weekday_date
from ..planning.due import due_dates
from ..programme.journey import TaskState, current_phase, progress, start, task_states
from ..programme.models import PROPOSED, PhaseId
from ..programme.rules import may_start
from ..widgets.paragraph import Paragraph
from ..widgets.row_list import RowList
from ..widgets.rows import Cell, Row, Tone, heading
from .base import SCROLL_KEYS, DossierScreen
from .navigation import Go, destination
from .task_actions import TaskActions

STATE_SIGNS: dict[str, tuple[str, Tone]] = {
    "done": ("✓", "success"),
    "skipped": ("–", "muted"),
    "todo": ("○", "plain"),
}


class PhasesScreen(DossierScreen, TaskActions):
    """One dossier, phase by phase."""

    HEADING = "Dossier"
    HELP = """Les cinq phases du télé-stage et leurs étapes. ← et → changent de phase, ↑ et ↓ \
d’étape ; le panneau dit pourquoi et comment, et Maj avec les flèches le fait défiler.

Espace coche une étape ou la remet à faire ; Entrée ouvre l’endroit où elle se fait. Une étape \
marquée ◆ est exigée pour clore le stage : elle demande une preuve, que le dossier montre \
(signatures, rencontre tenue, évaluation remplie…) ou que vous notez."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Fait", key_display="Espace"),
        Binding("s", "skip", "Sans objet", show=False),
        Binding("n", "note", "Note"),
        Binding("r", "go('meetings')", "Rencontres"),
        Binding("a", "go('accesses')", "Accès"),
        Binding("w", "arrange", "Responsable et échéance", show=False),
        Binding("d", "start", "Écarts, et début du stage", show=False),
        Binding("left", "phase(-1)", "Phase précédente", key_display="←", show=False),
        Binding("right", "phase(1)", "Phase suivante", key_display="→", show=False),
        *SCROLL_KEYS,
    ]
    TEXT = "#detail"
    DEFAULT_CSS = """
    PhasesScreen {
        & #about { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap;
                   text-overflow: ellipsis; }
        & #stepper { height: 1; padding: 0 1; text-wrap: nowrap; }
        & #notice { height: auto; padding: 0 1; color: $text-warning; display: none; }
        & #notice.-shown { display: block; }
        & #columns { height: 1fr; layout: vertical; }
        & #tasks { height: auto; max-height: 50%; }
        & #detail { height: 1fr; padding: 0 1; border-top: solid $primary 40%; }
        &.-wide #columns { layout: horizontal; }
        &.-wide #tasks { width: 52%; height: 1fr; max-height: 100%; }
        &.-wide #detail { width: 48%; height: 1fr; border-top: none;
                          border-left: solid $primary 40%; }
        & #detail > Paragraph { height: auto; }
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (see Screen)

    phase: PhaseId = "selection"
    _just_turned = True

    def body(self) -> ComposeResult:
        """Dates, stepper, what is wrong, then tasks beside their detail."""
        yield Paragraph("", id="about")
        yield Paragraph("", id="stepper")
        yield Paragraph("", id="notice")
        with Horizontal(id="columns"):
            yield RowList(id="tasks")
            with VerticalScroll(id="detail", can_focus=False):
                yield Paragraph("", id="explained")

    def on_mount(self) -> None:
        """Begin where the stage is, or on the task that was asked for."""
        programme = self.workspace.programme(self.dossier)
        if self.begin_on and programme.has_task(self.begin_on):
            self.phase = programme.task(self.begin_on).phase
        else:
            phase = current_phase(self.dossier, programme, self._states(), self.workspace.today())
            self.phase = "end" if phase == "closed" else phase

    def _states(self) -> tuple[TaskState, ...]:
        dossier = self.dossier
        return task_states(dossier, self.workspace.programme(dossier), self.workspace.today())

    def title_text(self) -> str:
        """Who, where."""
        return f"{self.dossier.intern.full_name} · {self.dossier.host.name}"

    def show(self) -> None:
        """Fill every part from the dossier."""
        dossier = self.dossier
        states = self._states()
        self.query_one("#about", Paragraph).update(Content(self._about(dossier)), layout=False)
        self.query_one("#stepper", Paragraph).update(self._stepper(states), layout=False)
        self._show_notice(dossier)
        due = due_dates(dossier, self.workspace.programme(dossier), self.workspace.today())
        rows = [
            self._task_row(state, due.get(state.task.id))
            for state in states
            if state.task.phase == self.phase
        ]
        title = self.workspace.programme(dossier).phase(self.phase).title
        task_list = self.query_one("#tasks", RowList)
        task_list.show([heading(title), *rows])
        if self.begin_on:
            task_list.select(self.begin_on)
            self.begin_on = None
        elif self._just_turned:
            left = (s.task.id for s in states if s.task.phase == self.phase and not s.resolved)
            task_list.select(next(left, ""))
        self._just_turned = False

    def _about(self, dossier: Dossier) -> str:
        stage = dossier.stage
        today = self.workspace.today()
        weeks = ((stage.end - stage.start).days // 7) + 1
        if dossier.closed_on:
            where = f"clos le {weekday_date(dossier.closed_on)}"
        elif today < stage.start:
            where = f"commence dans {count((stage.start - today).days, 'jour')}"
        elif today <= stage.end:
            where = f"semaine {(today - stage.start).days // 7 + 1} de {weeks}"
        else:
            where = f"terminé depuis {count((today - stage.end).days, 'jour')}"
        title = f" · {stage.title}" if stage.title else ""
        return f"{date_span(stage.start, stage.end)} · {where}{title}"

    def _stepper(self, states: tuple[TaskState, ...]) -> Content:
        programme = self.workspace.programme(self.dossier)
        parts: list[Content] = []
        for phase_id, made in progress(states).items():
            complete = made.done == made.total
            sign = "✓" if complete else "●" if made.done else "○"
            text = f"{sign} {programme.phase(phase_id).short} {made.done}/{made.total}"
            if phase_id == self.phase:
                parts.append(Content.styled(f"[{text}]", "bold reverse"))
            else:
                parts.append(Content.styled(f" {text} ", "$text-success" if complete else ""))
        return Content(" ").join(parts)

    def _show_notice(self, dossier: Dossier) -> None:
        notice = self.query_one("#notice", Paragraph)
        text = self._notice(dossier)
        notice.set_class(bool(text), "-shown")
        notice.update(Content(text))

    def _notice(self, dossier: Dossier) -> str:
        if dossier.status != "preparation":
            return ""
        today = self.workspace.today()
        left = may_start(dossier, self.workspace.programme(dossier))
        if left and today < dossier.stage.start and all(each.is_awaited for each in left):
            found = count(len(left), "signature attendue", "signatures attendues")
            return f"○ Non conforme à ce jour : {found} avant le début (touche d)"
        if left:
            found = count(len(left), "écart", "écarts")
            return f"! Non conforme : {found} au programme (touche d)"
        if today >= dossier.stage.start:
            return "! Le stage devait commencer : d pour le marquer commencé"
        return ""

    def _task_row(self, state: TaskState, due: date | None) -> Row:
        sign, tone = STATE_SIGNS[state.state]
        late = state.is_late(due, self.workspace.today())
        unproven = state.state == "done" and state.needs_proof
        when = "preuve ?" if unproven else _when(state, due)
        when_tone: Tone = "error" if late else "warning" if unproven else "muted"
        return Row(
            (
                Cell("!" if late else sign, 1, "error" if late else tone),
                Cell(state.task.title, tone="muted" if state.resolved else "plain"),
                Cell("◆" if state.task.required else "", 1, "accent"),
                Cell(when, 9, when_tone, right=True),
            ),
            state.task.id,
        )

    # --- the selected task ----------------------------------------------------------------------

    @on(RowList.Moved, "#tasks")
    def _moved(self, message: RowList.Moved) -> None:
        if isinstance(message.key, str) and self.is_attached:
            self.query_one("#explained", Paragraph).update(self._explain(message.key))
            self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def _explain(self, task_id: str) -> Content:
        dossier = self.dossier
        programme = self.workspace.programme(dossier)
        state = self.state_of(dossier, task_id)
        task, help_ = state.task, programme.help(task_id)
        due = due_dates(dossier, programme, self.workspace.today()).get(task_id)
        parts = [Content.styled(task.title, "bold $text-primary"), self._standing(state, due)]
        if state.state == "skipped":
            parts += [_part("Sans objet"), Content(state.record.reason)]
        if state.note:
            parts += [_part("Note"), Content(state.note)]
        if help_.why:
            parts += [_part("Pourquoi"), Content(help_.why)]
        if help_.how:
            steps = "\n".join(f"{n}. {step}" for n, step in enumerate(help_.how, 1))
            parts += [_part("Comment"), Content(steps)]
        if task.required and help_.proof:
            parts += [_part("Preuve ◆"), Content(help_.proof)]
        parts += [_part("Source"), Content(programme.source(task.source).title)]
        return Content("\n").join(parts)

    def _standing(self, state: TaskState, due: date | None) -> Content:
        said = {"done": "faite", "skipped": "sans objet", "todo": "à faire"}[state.state]
        if state.derived:
            said = "faite, d’après le dossier"
        proposed = " proposée" if state.due_source == PROPOSED else ""
        when = f" · échéance{proposed}{NBSP}: {weekday_date(due)}" if due else ""
        opens = destination(state.task.opens, self.dossier)
        act = "\n⏎ pour y aller" if opens else ""
        left = f"{when}{act}" if state.state == "todo" else ""
        return Content.styled(f"{said} · {state.assignee}{left}", "$text-muted")

    @property
    def _task_id(self) -> str | None:
        key = self.query_one("#tasks", RowList).key
        return key if isinstance(key, str) else None

    @on(RowList.Chosen, "#tasks")
    def _act(self, message: RowList.Chosen) -> None:
        task_id = str(message.key)
        state = self.state_of(self.dossier, task_id)
        go = destination(state.task.opens, self.dossier)
        if go is not None:
            self.post_message(go)
        else:
            self.toggle_task(self.dossier_id, task_id)

    def action_tick(self) -> None:
        """Tick the selected task, or put it back."""
        if self._task_id:
            self.toggle_task(self.dossier_id, self._task_id)

    def action_skip(self) -> None:
        """Mark the selected task *sans objet*."""
        if self._task_id:
            self.skip_task(self.dossier_id, self._task_id)

    def action_note(self) -> None:
        """Write the selected task's note."""
        if self._task_id:
            self.note_task(self.dossier_id, self._task_id)

    def action_arrange(self) -> None:
        """Change who does the selected task, and when."""
        if self._task_id:
            self.arrange_task(self.dossier_id, self._task_id)

    def action_phase(self, step: int) -> None:
        """To the phase before or after."""
        ids = [phase.id for phase in self.workspace.programme(self.dossier).phases]
        self.phase = ids[(ids.index(self.phase) + step) % len(ids)]
        self._just_turned = True
        self.reload()

    # --- starting -------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Mark the stage *commencé* when nothing stops it; else see what does, or was accepted."""
        dossier = self.dossier
        programme = self.workspace.programme(dossier)
        today = self.workspace.today()
        ready = dossier.status == "preparation" and not may_start(dossier, programme)
        if ready and today >= dossier.stage.start:
            self.save(labels.STARTED, partial(start, programme=programme, today=today))
        else:
            self.post_message(Go("departures", self.dossier_id))


def _when(state: TaskState, due: date | None) -> str:
    if state.resolved or due is None:
        return ""
    return short_day(due)


def _part(title: str) -> Content:
    return Content.styled(f"\n{title}", "bold $text-accent")
