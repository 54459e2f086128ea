"""Dossier: the five phases, their tasks, and what to know and do of the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from ...dossier.dossier import Dossier
from ...dossier.text import typeset
from ...planning.course.facts import course_facts
from ...planning.due import due_dates
from ...planning.earlier import earlier_tasks
from ...planning.timeline import timeline
from ...programme.phases import LAST_PHASE
from ...programme.progress import CLOSED_PHASE, TaskState, current_phase, start, task_states
from ...programme.rules import unwaived_departures
from ...widgets.lists import TaskList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import heading
from ..filled_files.actions import FilledFileActions
from ..navigation import Go
from ..page_keys import SCROLL_KEYS
from ..timeline.words import compact
from .earlier import NO_MORE, ask_earlier
from .rows import (
    indicators_line,
    late_tasks,
    notice,
    offer_of_version,
    stage_line,
    stepper,
    task_row,
)
from .task_actions import TaskActions
from .task_links import destination
from .task_panel import task_text

ROOMY = 30
"""Lines of the terminal from which the frise takes one of them."""


class PhasesScreen(FilledFileActions, TaskActions):
    """One dossier, phase by phase."""

    HEADING = "Dossier"
    HELP = """Les {phases:words} phases du télé-stage et leurs étapes. Sous elles, les \
indicateurs des dernières rencontres, le plus récent à droite; sur un écran assez haut, la frise : \
un signe par semaine, puis la semaine en cours (F la montre en entier). ← et → changent de phase, \
↑ et ↓ d’étape; le panneau dit pourquoi et comment, et Maj avec les flèches le fait défiler.

Espace coche une étape ou la remet à faire; Entrée ouvre l’endroit où elle se fait. Une étape \
marquée ◆ est exigée pour clore le stage : elle demande une preuve, que le dossier montre \
(signatures, rencontre tenue, évaluation remplie…) ou que vous notez.

Là où l’étape attend une note ou une preuve écrite, le panneau le dit : tapez-la, tout simplement. \
Les lettres y sont du texte; Ctrl+P y propose toutes les actions, Ctrl+Z y défait."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Fait", key_display="Espace"),
        Binding("s", "skip", "Sans objet", show=False),
        Binding("n", "note", "Note", show=False),
        Binding("r", "go('meetings')", "Rencontres"),
        Binding("a", "go('accesses')", "Accès"),
        Binding("w", "arrange", "Responsable et échéance", show=False),
        Binding("d", "start", "Écarts, et début du stage", show=False),
        Binding(
            "f7",
            "earlier",
            "Faites avant telestage…",
            key_display="F7",
            show=False,
            tooltip="Dire quelles étapes étaient faites avant telestage",
        ),
        Binding(
            "ctrl+e", "messages", "Message que demande l’étape", key_display="Ctrl+E", show=False
        ),
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
        & #course { height: auto; padding: 0 1; color: $text-warning; display: none; }
        & #course.-shown { display: block; }
        & #indicators { height: 1; padding: 0 1; color: $text-muted; display: none;
                        text-wrap: nowrap; text-overflow: ellipsis; }
        & #indicators.-shown { display: block; }
        & #frise { height: 1; padding: 0 1; color: $text-muted; display: none;
                   text-wrap: nowrap; text-overflow: ellipsis; }
        & #frise.-shown { display: block; }
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

    phase: str = ""
    _is_new_phase = True
    """Whether the cursor goes to the first task to do: the phase was not in view before."""

    def body(self) -> ComposeResult:
        yield Paragraph("", id="about")
        yield Paragraph("", id="stepper")
        yield Paragraph("", id="course")
        yield Paragraph("", id="indicators")
        yield Paragraph("", id="frise")
        yield Paragraph("", id="notice")
        with Horizontal(id="columns"):
            yield TaskList(id="tasks")
            with VerticalScroll(id="detail", can_focus=False):
                yield Paragraph("", id="task")

    def on_mount(self) -> None:
        """Show the phase of the task to begin on, or else the current one."""
        programme = self.workspace.programme(self.dossier)
        if self.begin_on and programme.has_task(self.begin_on):
            self.phase = programme.task(self.begin_on).phase
        else:
            phase = current_phase(self.dossier, programme, self._states(), self.workspace.today())
            self.phase = LAST_PHASE if phase == CLOSED_PHASE else phase
            ask_earlier(self, self.dossier)

    def _states(self) -> tuple[TaskState, ...]:
        dossier = self.dossier
        return task_states(dossier, self.workspace.programme(dossier), self.workspace.today())

    def way_on(self) -> Go:
        """The selected task."""
        return Go("dossier", self.dossier_id, self._task_id)

    def help_text(self) -> str:
        return self.workspace.programme(self.dossier).quoting(self.HELP)

    def title_text(self) -> str:
        return f"{self.dossier.intern.full_name} · {self.dossier.host.name}"

    def _due_dates(self, states: Sequence[TaskState]) -> dict[str, date]:
        """The due date of each task, without those that what comes before them holds back."""
        dossier, today = self.dossier, self.workspace.today()
        due = due_dates(dossier, self.workspace.programme(dossier), today, states)
        held = {s.task.id for s in states if s.is_held_back(due[s.task.id], today)}
        return {task_id: day for task_id, day in due.items() if task_id not in held}

    def show(self) -> None:
        dossier, today = self.dossier, self.workspace.today()
        programme = self.workspace.programme(dossier)
        states = self._states()
        due = self._due_dates(states)
        late = late_tasks(dossier, states, due, today)
        about = Content(stage_line(dossier, today))
        self.query_one("#about", Paragraph).update(about, layout=False)
        phases = stepper(states, late, self.phase, programme, self.terminal_size.width)
        self.query_one("#stepper", Paragraph).update(phases, layout=False)
        levels = indicators_line(dossier, programme, self.terminal_size.width)
        indicators = self.query_one("#indicators", Paragraph)
        indicators.set_class(bool(levels), "-shown")
        indicators.update(Content(levels))
        self._show_course(dossier)
        self._show_frise(dossier)
        self._show_notice(dossier)
        rows = [
            task_row(state, due.get(state.task.id), late=state.task.id in late)
            for state in states
            if state.task.phase == self.phase
        ]
        task_list = self.query_one("#tasks", RowList)
        task_list.show([heading(programme.phase(self.phase).title), *rows])
        if self.begin_on:
            task_list.select(self.begin_on)
            self.begin_on = None
        elif self._is_new_phase:
            to_do = (s.task.id for s in states if s.task.phase == self.phase and not s.resolved)
            task_list.select(next(to_do, ""))
        self._is_new_phase = False

    def on_resize(self) -> None:
        """Fit the phases to the new width."""
        if self.is_current:
            self.reload()

    def _show_frise(self, dossier: Dossier) -> None:
        """The stage on one line, on a terminal that has lines to spare."""
        line, size = Content(), self.terminal_size
        if size.height >= ROOMY:
            programme, clock = self.workspace.programme(dossier), self.workspace.clock
            weeks = timeline(dossier, programme, clock.now(), self.workspace.today())
            line = compact(weeks, size.width)
        paragraph = self.query_one("#frise", Paragraph)
        paragraph.set_class(bool(line), "-shown")
        paragraph.update(line)

    def _show_course(self, dossier: Dossier) -> None:
        """What became of the course of the stage; nothing of most."""
        facts = course_facts(dossier, self.workspace.programme(dossier), self.workspace.today())
        paragraph = self.query_one("#course", Paragraph)
        paragraph.set_class(bool(facts), "-shown")
        paragraph.update(Content(" · ".join(typeset(each.text) for each in facts)))

    def _show_notice(self, dossier: Dossier) -> None:
        lines = (
            notice(dossier, self.workspace.programme(dossier), self.workspace.today()),
            offer_of_version(dossier, self.workspace.present_programme(dossier)),
        )
        text = "\n".join(filter(None, lines))
        paragraph = self.query_one("#notice", Paragraph)
        paragraph.set_class(bool(text), "-shown")
        paragraph.update(Content(text))

    # --- the selected task ----------------------------------------------------------------------

    @on(RowList.Moved, "#tasks")
    def _moved(self, message: RowList.Moved) -> None:
        if isinstance(message.key, str) and self.is_attached:
            states = self._states()
            state = next(each for each in states if each.task.id == message.key)
            due = self._due_dates(states).get(message.key)
            text = task_text(state, due, self.workspace.programme(self.dossier))
            self.query_one("#task", Paragraph).update(text)
            self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    @property
    def _task_id(self) -> str | None:
        key = self.query_one("#tasks", RowList).key
        return key if isinstance(key, str) else None

    @on(RowList.Chosen, "#tasks")
    def _act(self, message: RowList.Chosen) -> None:
        state = self.state_of(self.dossier, str(message.key))
        task = state.task
        go = destination(task, self.dossier)
        if go is not None:
            self.post_message(go)
        elif task.opens == "note" or state.resolved:  # Enter never unticks
            self.note_task(self.dossier_id, task.id)
        else:
            self.toggle_task(self.dossier_id, task.id)

    @on(RowList.Typed, "#tasks")
    def _typed(self, message: RowList.Typed) -> None:
        """Begin the note or the proof of the task with what was typed."""
        self.write_task(self.dossier_id, str(message.key), message.character)

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

    def action_messages(self) -> None:
        """Open the messages of the dossier, on the one that the selected task asks for."""
        messages = self.workspace.programme(self.dossier).messages.asked_by(self._task_id or "")
        item = messages[0].id if messages else None
        self.post_message(Go("messages", self.dossier_id, item))

    def action_earlier(self) -> None:
        """Say which tasks were done before telestage."""
        dossier = self.dossier
        programme = self.workspace.programme(dossier)
        if earlier_tasks(dossier, programme, self.workspace.today()):
            self.post_message(Go("earlier", self.dossier_id))
        else:
            self.tell(NO_MORE)

    def action_phase(self, step: int) -> None:
        """Show the phase before or after, round again at either end."""
        ids = [phase.id for phase in self.workspace.programme(self.dossier).phases]
        self.phase = ids[(ids.index(self.phase) + step) % len(ids)]
        self._is_new_phase = True
        self.reload()

    # --- starting -------------------------------------------------------------------------------

    def action_start(self) -> None:
        """Mark the stage *commencé* when nothing stops it; otherwise open its departures."""
        dossier = self.dossier
        programme = self.workspace.programme(dossier)
        today = self.workspace.today()
        obstacles = unwaived_departures(dossier, programme, today)
        ready = dossier.status == "preparation" and not obstacles
        if ready and today >= dossier.stage.start:
            self.save(start(programme, today))
        else:
            self.post_message(Go("departures", self.dossier_id))
