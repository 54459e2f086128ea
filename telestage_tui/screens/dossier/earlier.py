"""Which tasks were done before telestage: asked in one go of a dossier that is opened late."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier.dossier import Dossier
from ...dossier.french import leading_count, short_day
from ...planning.earlier import earlier_tasks, is_untouched
from ...programme.agreement import catch_up
from ...programme.progress import TaskState
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import Cell, Row, heading
from ...wording import REQUIRED_SIGN
from ...workspace import Workspace
from ..base import WorkScreen
from ..dossier_screen import DossierScreen
from ..navigation import Go

MARKED, UNMARKED = "[x]", "[ ]"
NO_MORE = "Aucune étape à faire n’était due avant l’ouverture de ce dossier."


def ask_earlier(screen: WorkScreen, dossier: Dossier) -> None:
    """Ask, once and while nothing is done in it, what was done before a dossier was opened."""
    workspace, name = screen.workspace, f"earlier.{dossier.id}"
    if not is_untouched(dossier) or workspace.drafts.text(name):
        return
    if earlier_tasks(dossier, workspace.programme(dossier), workspace.today()):
        workspace.drafts.keep_text(name, "asked")
        screen.app.post_message(Go("earlier", dossier.id))


class EarlierScreen(DossierScreen):
    """The tasks due before a dossier was opened, to be marked done all at once."""

    HEADING = "Faites avant telestage"
    HELP = """Ce dossier a été ouvert après l’échéance de ces étapes. Espace marque celles qui \
étaient déjà faites, m les marque toutes; F2 les enregistre en une fois, et u le défait. Les \
autres restent à faire.

Une étape ◆ garde sa preuve à donner : sans elle, le stage ne pourra pas être clos. Une étape que \
le dossier montre faite par lui-même (signatures, entretiens…) se remplit mieux dans Informations.

Cette page se rouvre depuis le dossier (F7)."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Marquer", key_display="Espace, ⏎"),
        Binding("m", "mark_all", "Toutes", tooltip="Marquer toutes les étapes, ou aucune"),
        Binding("f2,ctrl+s", "save", "Enregistrer", key_display="F2"),
    ]
    DEFAULT_CSS = """
    EarlierScreen {
        & #question { height: auto; padding: 0 1 1 1; }
    }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self._marked: set[str] = set()
        self._states: tuple[TaskState, ...] = ()

    def body(self) -> ComposeResult:
        yield Paragraph("", id="question")
        yield RowList(id="earlier")

    def show(self) -> None:
        dossier = self.dossier
        programme = self.workspace.programme(dossier)
        earlier = earlier_tasks(dossier, programme, self.workspace.today())
        self._states = tuple(state for state, _ in earlier)
        self._marked &= {state.task.id for state in self._states}
        self.query_one("#question", Paragraph).update(
            f"Le dossier a été ouvert après ces échéances. Lesquelles étaient déjà faites? "
            f"Une étape {REQUIRED_SIGN} aura encore sa preuve à donner."
            if earlier
            else NO_MORE
        )
        rows: list[Row] = []
        for phase in programme.phases:
            members = [(s, due) for s, due in earlier if s.task.phase == phase.id]
            if members:
                rows.append(heading(phase.title))
            for state, due in members:
                mark = MARKED if state.task.id in self._marked else UNMARKED
                day = short_day(due)
                rows.append(
                    Row(
                        (
                            Cell(mark, 3, "warning"),
                            Cell(REQUIRED_SIGN if state.task.required else "", 1, "accent"),
                            Cell(state.task.title),
                            Cell(day, len(day), "muted", right=True),
                        ),
                        state.task.id,
                    )
                )
        self.query_one(RowList).show(rows)

    def action_mark(self) -> None:
        """Mark the selected task, or take its mark off; then go to the next one."""
        rows = self.query_one(RowList)
        if isinstance(rows.key, str):
            self._marked ^= {rows.key}
            self.reload()
            rows.action_cursor_down()

    def on_row_list_chosen(self, _message: RowList.Chosen) -> None:
        """Enter and the mouse mark too."""
        self.action_mark()

    def action_mark_all(self) -> None:
        """Mark every task, or none when all are marked."""
        every = {state.task.id for state in self._states}
        self._marked = set() if every <= self._marked else every
        self.reload()

    def action_save(self) -> None:
        """Record the marked tasks in one change, and go back."""
        tasks = [state.task for state in self._states if state.task.id in self._marked]
        if not tasks:
            self.tell("Marquez des étapes (Espace), ou Échap pour n’en marquer aucune.")
            return
        unproven = [s for s in self._states if s.task.id in self._marked and s.needs_proof]
        dossier, now = self.dossier, self.workspace.clock.now()
        change = catch_up(dossier, tasks, self.workspace.programme(dossier), now=now)
        if self.save(change) is None:
            return
        self.done(change.label)
        if unproven:
            self.tell(unproven_sentence(len(unproven)))


def unproven_sentence(number: int) -> str:
    """How many of the tasks just marked still want the proof without which nothing is closed."""
    proofs = leading_count(
        number, "étape ◆ attend encore sa", "étapes ◆ attendent encore leur", feminine=True
    )
    return f"{proofs} preuve : sans elle, le stage ne pourra être clos."
