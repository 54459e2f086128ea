"""Aujourd'hui: what to do now, for whom, and at what time it is for the two of us."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Literal
from uuid import UUID

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ..dossier.dossier import Dossier
from ..dossier.french import clock_time, count, long_date, short_date
from ..dossier.hours import WEEKDAYS
from ..planning.agenda import AgendaItem, DossierSummary, agenda
from ..planning.overlap import Pair
from ..planning.view import both_times
from ..planning.zones import local, zone_label
from ..store.errors import UnreadableDossier
from ..widgets.row_list import BLANK, Cell, Row, RowList, Tone, heading, hint
from ..widgets.two_clocks import TwoClocks
from ..workspace.workspace import Workspace
from .navigation import DOSSIER_KEYS, Go, Place
from .task_actions import TaskActions

MOST_SHOWN, MOST_SHOWN_TALL, TALL = 3, 8, 32
"""Lines of a group before the rest is folded, so that the dossiers stay in view; from how many
lines of terminal there is room for more."""
NAME_MOST, NAME_MOST_WIDE, WIDE = 20, 32, 110
"""Columns for a name, at the most: the rest of the line says what to do; from how many columns of
terminal there is room for more."""
FIRST_READ, NEXT_READ = 10, 20
"""Dossiers read before the first paint, then between two keys: no key waits over 33 ms."""
TICK_SECONDS = 20.0
"""How often the clocks are looked at."""

Group = Literal["late", "today", "week"]
GROUPS: dict[Group, tuple[str, str, Tone]] = {
    "late": ("!", "En retard", "error"),
    "today": ("●", "Aujourd’hui", "accent"),
    "week": ("○", "Cette semaine", "heading"),
}
CLOSED_PHASE = "Clos"


class TodayScreen(TaskActions):
    """Home: late, today, this week, then the dossiers."""

    HEADING = "Aujourd’hui"
    HELP = """Tout ce qui est en retard, pour aujourd’hui et pour la semaine, puis vos dossiers. \
Entrée ouvre la ligne choisie là où elle se traite ; Espace coche une étape sans quitter cette page.

En haut, une journée à deux horloges : ▒ heures de travail, █ heures communes, ◆ rencontre, \
│ et ▲ maintenant. Une même colonne est un même instant.

Un ! devant un dossier : quelque chose y est en retard. La barre de progrès a un signe par \
phase : ✓ terminée, ● commencée, ○ à venir."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *DOSSIER_KEYS,
        Binding("n", "new", "Nouveau dossier"),
        Binding("space", "tick", "Fait", key_display="Espace"),
        Binding("escape", "noop", show=False, system=True),
        Binding("c", "app.go('calendar')", "Calendrier"),
        Binding("q", "app.quit", "Quitter"),
    ]

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self._summaries = workspace.summaries
        self._items: dict[Hashable, AgendaItem] = {}
        self._unfolded: set[Group] = set()
        self._name_width = self._next_width = 0
        self._tall = False
        self._shown = Pair.usual()

    def body(self) -> ComposeResult:
        """The two clocks over everything to do."""
        yield TwoClocks()
        yield RowList(id="agenda")

    def on_mount(self) -> None:
        """The clocks move on."""
        self.set_interval(TICK_SECONDS, self.reload)

    def on_resize(self, event: events.Resize) -> None:
        """A taller terminal shows more."""
        tall = event.size.height >= TALL
        if tall != self._tall:
            self._tall = tall
            self.reload()

    def title_text(self) -> str:
        """The day."""
        return f"{self.HEADING} — {long_date(self.workspace.today())}"

    def show(self) -> None:
        """Everything, from the summaries; beyond the first dossiers, the rest follows."""
        complete = self._summaries.read(FIRST_READ)
        summaries = self._summaries.known()
        self._show_clocks(summaries)
        had_items = bool(self._items)
        self.query_one(RowList).show(self._rows(summaries, complete=complete))
        if had_items != bool(self._items):
            self.refresh_bindings()
        if not complete:
            self.call_after_refresh(self._read_on)

    def _read_on(self) -> None:
        """Read the next dossiers, between two keys; show everything once all are read."""
        if self._summaries.read(NEXT_READ):
            self.reload()
        else:
            self.set_timer(0.001, self._read_on)

    # --- the clocks -----------------------------------------------------------------------------

    def _show_clocks(self, summaries: Sequence[DossierSummary]) -> None:
        pair = self._shown = self._pair(summaries)
        now = self.workspace.clock.now()
        day = local(now, pair.host_zone).date()
        meetings = [
            item.start
            for summary in summaries
            for item in summary.items
            if item.start is not None and item.due == day
        ]
        self.query_one(TwoClocks).show(pair, day, now=now, meetings=meetings)

    def _pair(self, summaries: Sequence[DossierSummary]) -> Pair:
        """The clocks of the dossier that meets next; those of everybody without one."""
        coming = [s for s in summaries if s.next_meeting is not None]
        if not coming:
            return Pair.usual()
        nearest = min(coming, key=lambda s: s.next_meeting.start_utc if s.next_meeting else 0)
        return Pair.of(self.workspace.repository.get(nearest.id))

    # --- the rows -------------------------------------------------------------------------------

    def _rows(self, summaries: Sequence[DossierSummary], *, complete: bool) -> list[Row]:
        self._items = {}
        unreadable = self._summaries.unreadable()
        if not summaries and not unreadable:
            return _welcome()
        found = agenda(summaries, self.workspace.today())
        longest = max((cell_len(summary.intern) for summary in summaries), default=0)
        self._name_width = min(longest, NAME_MOST if self.size.width < WIDE else NAME_MOST_WIDE)
        self._next_width = max((cell_len(_next_meeting(s)) for s in summaries), default=0)
        rows: list[Row] = []
        if not complete:
            rows.append(hint(f"… lecture de {count(self._summaries.total, 'dossier')}"))
        rows += self._group("late", found.late)
        rows += self._group("today", found.due_today)
        rows += self._group("week", found.this_week)
        if not rows:
            rows.append(hint("✓ Rien à faire d’ici dimanche."))
        title = count(len(summaries), "dossier")
        rows += [heading(title), *(self._dossier_row(summary) for summary in summaries)]
        return rows + [_unreadable_row(error) for error in unreadable]

    def _group(self, group: Group, items: Sequence[AgendaItem]) -> list[Row]:
        if not items:
            return []
        sign, title, tone = GROUPS[group]
        most = MOST_SHOWN_TALL if self._tall else MOST_SHOWN
        folded = len(items) > most + 1 and group not in self._unfolded
        shown = items[:most] if folded else items
        rows = [heading(f"{sign} {title} ({len(items)})", tone)]
        when = [self._when(group, item) for item in shown]
        when_width = max(map(cell_len, when))
        for index, (item, text) in enumerate(zip(shown, when, strict=True)):
            key = (group, index, item.dossier_id, item.task_id or item.meeting_id or item.access_id)
            self._items[key] = item
            cells = (
                Cell("", 1),
                Cell(item.intern, self._name_width, "strong"),
                Cell(item.title),
                Cell(text, when_width, "error" if group == "late" else "muted", right=True),
            )
            rows.append(Row(cells, key))
        if folded:
            left = count(len(items) - most, "autre", "autres")
            rows.append(Row((Cell("  …"  , 3, "muted"), Cell(f"et {left} : ⏎ pour tout voir",
                             tone="muted")), ("more", group)))  # fmt: skip
        return rows

    def _when(self, group: Group, item: AgendaItem) -> str:
        if group == "late":
            return f"depuis {count(item.days_late, 'jour')}"
        times = ""
        if item.start is not None:
            dossier = self.workspace.repository.get(item.dossier_id)
            host = local(item.start, dossier.host.zone).time()
            intern = local(item.start, dossier.intern.zone).time()
            times = f"{clock_time(host)} / {clock_time(intern)}{self._elsewhere(dossier)}"
        if group == "today":
            return times or "aujourd’hui"
        day = WEEKDAYS[item.due.weekday()]
        return f"{day[:3]}. {times}" if times else day

    def _elsewhere(self, dossier: Dossier) -> str:
        """Where those hours are, when it is not where the clocks above are, and there is room."""
        if self.size.width < WIDE:
            return ""
        sides = ((dossier.host.zone, self._shown.host_zone),
                 (dossier.intern.zone, self._shown.intern_zone))  # fmt: skip
        places = [zone_label(zone) for zone, shown in sides if zone != shown]
        return f" ({', '.join(places)})" if places else ""

    def _dossier_row(self, summary: DossierSummary) -> Row:
        programme = self.workspace.programme()
        closed = summary.phase == "closed"
        phase = CLOSED_PHASE if closed else programme.phase(summary.phase).short
        signs = "".join(
            "✓" if made.done == made.total else "●" if made.done else "○"
            for made in summary.progress.values()
        )
        tone: Tone = "muted" if closed else "plain"
        late = sum(item.days_late > 0 for item in summary.items)
        return Row(
            (
                Cell("!" if late else "", 1, "error"),
                Cell(summary.intern, self._name_width, "muted" if closed else "strong"),
                Cell(summary.host, tone=tone),
                Cell(phase, 9, tone),
                Cell(signs, len(signs), "success" if closed else "accent"),
                Cell(_next_meeting(summary), self._next_width, "muted", right=True),
            ),
            summary.id,
        )

    # --- acting ---------------------------------------------------------------------------------

    @property
    def _item(self) -> AgendaItem | None:
        return self._items.get(self.query_one(RowList).key)

    def _dossier_id(self) -> UUID | None:
        key = self.query_one(RowList).key
        if isinstance(key, UUID):
            return key
        item = self._item
        return item.dossier_id if item else None

    @on(RowList.Chosen, "#agenda")
    def _open(self, message: RowList.Chosen) -> None:
        match message.key:
            case "new":
                self.post_message(Go("new"))
            case "guide" | "backups" as place:
                self.post_message(Go(place))
            case UUID() as dossier_id:
                self.post_message(Go("dossier", dossier_id))
            case ("more", "late" | "today" | "week" as group):
                self._unfolded.add(group)
                self.reload()
            case _ if self._item is not None:
                self.post_message(_destination(self._item))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is ticked where there is nothing to do."""
        if action == "tick":
            return bool(self._items)
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Open a new dossier."""
        self.post_message(Go("new"))

    def action_tick(self) -> None:
        """Tick the selected task, from here."""
        item = self._item
        if item is None or item.task_id is None:
            self.tell("Choisissez une étape à cocher ; Entrée ouvre les autres lignes.")
            return
        self.toggle_task(item.dossier_id, item.task_id)

    def action_go(self, place: Place) -> None:
        """Open a part of the selected dossier."""
        dossier_id = self._dossier_id()
        if dossier_id is None:
            self.tell("Choisissez d’abord un dossier.")
            return
        self.post_message(Go(place, dossier_id))

    def action_noop(self) -> None:
        """Home is where Escape leads."""


def _destination(item: AgendaItem) -> Go:
    if item.meeting_id is not None:
        return Go("meeting", item.dossier_id, str(item.meeting_id))
    if item.access_id is not None:
        return Go("accesses", item.dossier_id, str(item.access_id))
    return Go("dossier", item.dossier_id, item.task_id)


def _next_meeting(summary: DossierSummary) -> str:
    view = summary.next_meeting
    if view is None:
        return ""
    return f"{short_date(view.host_local.date())} {both_times(view)}"


def _unreadable_row(error: UnreadableDossier) -> Row:
    """A dossier that cannot be read; the page of the file says why."""
    whose = error.intern or error.id
    return Row(
        (Cell("!", 1, "error"), Cell(f"Dossier illisible : {whose}", tone="error")), "backups"
    )


def _welcome() -> list[Row]:
    """What to do where there is nothing yet."""
    return [
        BLANK,
        heading("Bienvenue dans telestage"),
        hint("Un dossier par stagiaire : du premier entretien au dernier accès retiré."),
        BLANK,
        Row((Cell("n", 3, "accent"), Cell("Ouvrir votre premier dossier (cinq champs suffisent)")),
            "new"),
        Row((Cell("g", 3, "accent"), Cell("Lire le guide : bien accueillir à distance")), "guide"),
        BLANK,
        hint("Pour essayer avec des dossiers inventés, quittez (q) et tapez : telestage demo"),
    ]  # fmt: skip
