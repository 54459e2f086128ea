"""Aujourd'hui: what to do now, for whom, and the time on both sides."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...clocks.closures import ClosedDays
from ...clocks.gap_changes import usual_slot
from ...clocks.holidays import holidays_loaded
from ...clocks.shared_hours import Pair
from ...clocks.zones import local
from ...dossier.dossier import Dossier
from ...dossier.french import count, long_date
from ...planning.agenda.item import AgendaItem
from ...planning.agenda.summary import DossierSummary
from ...store.shown_paths import shown
from ...widgets.lists import OpenList
from ...widgets.row_list import RowList
from ...widgets.rows import hint
from ...widgets.two_clocks import TwoClocks
from ...workspace import Workspace
from ...workspace.caches import Summaries
from ..base import HOLIDAYS_AFTER
from ..dossier.task_actions import TaskActions
from ..filled_files.actions import TAKE_FILE, take_file
from ..navigation import DOSSIER_KEYS, Go, Place
from ..reading_on import ReadingOn
from .rows import HomeRows

FIRST_READ, NEXT_READ = 10, 20
"""Dossiers read before the first paint, then between two keys: no key waits over 33 ms."""
TICK_SECONDS = 20.0
"""Seconds between two updates of the clocks."""


class TodayScreen(TaskActions, ReadingOn):
    """Home: what comes first, what is late, today, this week, then the dossiers."""

    HEADING = "Aujourd’hui"
    HELP = """D’abord ce qui compte le plus : accès, rencontres du jour, alertes, signatures. \
Puis ce qui est en retard, pour aujourd’hui et pour la semaine, les étapes exigées (◆) en tête; \
enfin vos dossiers. Entrée ouvre la ligne choisie là où elle se traite; Espace coche une étape \
sans quitter cette page.

Entrée déplie une ligne ▸ : ce qu’une même personne a en retard, ou ce qui reste de phases finies \
depuis longtemps. l ne montre que le dossier de la ligne choisie; l ou Échap les remontre tous. \
I reprend un dossier venu d’un autre ordinateur, ou un fichier rempli.

En haut, une journée à deux horloges : ▒ heures de travail, █ heures communes, ◆ rencontre, \
│ et ▼ maintenant. Une même colonne est un même instant. Ce sont les horloges du dossier choisi.

Un! devant un dossier : quelque chose y est en retard. La barre de progrès a un signe par \
phase : ✓ terminée, ● commencée, ○ à venir."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *DOSSIER_KEYS,
        Binding("n", "new", "Nouveau", tooltip="Ouvrir un nouveau dossier"),
        Binding("space", "tick", "Fait", key_display="Espace"),
        Binding("l", "filter", "Filtrer", tooltip="Un seul stagiaire, ou tous"),
        TAKE_FILE,
        Binding("escape", "all", show=False, system=True),
        Binding("c", "app.go('calendar')", "Calendrier", show=False),
        Binding("q", "app.quit", "Quitter"),
    ]

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self._items: dict[Hashable, AgendaItem] = {}
        self._dossiers: dict[Hashable, UUID] = {}
        self._unfolded: set[Hashable] = set()
        self._only: UUID | None = None
        """The only dossier shown; None for all of them."""
        self._clocks = Pair.usual()
        self._clocks_id: UUID | None = None
        """The dossier whose clocks are shown; None for the usual ones."""

    def body(self) -> ComposeResult:
        yield TwoClocks()
        yield OpenList(id="agenda")

    def on_mount(self) -> None:
        """Start the clocks, and load the holidays once everything else is shown."""
        self.set_interval(TICK_SECONDS, self.reload)
        if not holidays_loaded():
            self.call_after_refresh(self.set_timer, HOLIDAYS_AFTER, self._load_holidays)

    async def _load_holidays(self) -> None:
        if dossier := self._clocks_dossier:
            today = self.workspace.today()
            await asyncio.to_thread(ClosedDays.of(dossier).reasons, today)
            self.reload()

    def on_resize(self, _event: events.Resize) -> None:
        """Show as many rows as the new size has room for."""
        self.call_after_refresh(self.reload)

    def title_text(self) -> str:
        whose = "".join(f", {each.intern} seulement" for each in self._in_view() if self._only)
        return f"{self.HEADING}{whose} — {long_date(self.workspace.today())}"

    def _in_view(self) -> Sequence[DossierSummary]:
        """The dossiers read so far; only one of them where the page is filtered."""
        known = self._summaries.known()
        only = [summary for summary in known if summary.id == self._only]
        if not only:
            self._only = None  # it is gone
        return only or known

    @property
    def _summaries(self) -> Summaries:
        return self.workspace.summaries  # another one once a replay has put another file in place

    def show(self) -> None:
        """Show the dossiers read so far; `read_on` reads the others."""
        complete = self._summaries.read(FIRST_READ)
        summaries = self._in_view()
        self._show_clocks(self._clocks_id)
        agenda = self.query_one(RowList)
        home = HomeRows(
            summaries,
            self.workspace.today(),
            (agenda.size.width, agenda.size.height),
            self._pair_of,
            self._clocks,
            self._unfolded,
            () if self._only else self._summaries.unreadable(),
            shown(Path(self.workspace.path.name)) if self.workspace.new_file else "",
            self.workspace.demo,
        )
        reading = [hint(f"… lecture de {count(self._summaries.total, 'dossier')}")]
        agenda.show(home.rows([] if complete else reading))
        self._items, self._dossiers = home.items, home.dossiers
        self.refresh_bindings()
        if not complete:
            self.read_on()

    def read_next(self) -> bool:
        return self._summaries.read(NEXT_READ)

    # --- the clocks -----------------------------------------------------------------------------

    @on(RowList.Moved, "#agenda")
    def _moved(self) -> None:
        """Show the clocks of the selected dossier."""
        dossier_id = self.dossier_in_view
        if dossier_id is not None and dossier_id != self._clocks_id:
            self._show_clocks(dossier_id)

    def _show_clocks(self, dossier_id: UUID | None) -> None:
        """Show the clocks of a dossier, else of the one that meets next, else the usual ones."""
        summaries = {summary.id: summary for summary in self._summaries.known()}
        summary = summaries.get(dossier_id) if dossier_id else None
        summary = summary or min(summaries.values(), key=_next_start, default=None)
        self._clocks_id = summary.id if summary else None
        dossier = self._clocks_dossier
        pair = self._clocks = Pair.of(dossier) if dossier else Pair.usual()
        now = self.workspace.clock.now()
        day = local(now, pair.host_zone).date()
        meetings = [
            item.start
            for item in (summary.items if summary else ())
            if item.start is not None and item.due == day
        ]
        name = summary.intern if summary and len(summaries) > 1 else ""
        self.query_one(TwoClocks).show(
            pair,
            day,
            closed=ClosedDays.of(dossier) if dossier and holidays_loaded() else None,
            usual=usual_slot(dossier) if dossier else None,
            until=dossier.stage.end if dossier else None,
            now=now,
            meetings=meetings,
            whose=name,
        )

    @property
    def _clocks_dossier(self) -> Dossier | None:
        return self.workspace.repository.get(self._clocks_id) if self._clocks_id else None

    def _pair_of(self, dossier_id: UUID) -> Pair:
        return Pair.of(self.workspace.repository.get(dossier_id))

    # --- acting ---------------------------------------------------------------------------------

    @property
    def _item(self) -> AgendaItem | None:
        return self._items.get(self.query_one(RowList).key)

    @property
    def dossier_in_view(self) -> UUID | None:
        """The dossier of the selected row."""
        key = self.query_one(RowList).key
        return key if isinstance(key, UUID) else self._dossiers.get(key)

    def way_on(self) -> Go:
        if self._item is not None:
            return _destination(self._item)
        dossier_id = self.dossier_in_view
        return Go("dossier", dossier_id) if dossier_id else self.go

    @on(RowList.Chosen, "#agenda")
    def _open(self, message: RowList.Chosen) -> None:
        match message.key:
            case "new":
                self.post_message(Go("new"))
            case "guide" | "backups" as place:
                self.post_message(Go(place))
            case UUID() as dossier_id:
                self.post_message(Go("dossier", dossier_id))
            case ("more" | "bundle" | "old", _):
                self._unfolded ^= {message.key}
                self.reload()
            case _ if self._item is not None:
                self.post_message(_destination(self._item))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to tick where there is something to do, to filter where there are several."""
        if action == "tick":
            return bool(self._items)
        if action == "filter":
            return len(self._summaries.known()) > 1
        return super().check_action(action, parameters)

    def action_new(self) -> None:
        """Open a new dossier."""
        self.post_message(Go("new"))

    def action_take_filled(self) -> None:
        """Take a file in: a package, another file of dossiers, or one that was filled in."""
        take_file(self)

    def action_tick(self) -> None:
        """Tick the selected task, or put it back."""
        item = self._item
        if item is None or item.task_id is None:
            self.tell("Choisissez une étape à cocher; Entrée ouvre les autres lignes.")
            return
        self.toggle_task(item.dossier_id, item.task_id)

    def action_go(self, place: Place) -> None:
        """Open a part of the selected dossier."""
        dossier_id = self.dossier_in_view
        if dossier_id is None:
            has_dossiers = bool(self._summaries.known())
            self.tell(f"{'Choisissez' if has_dossiers else 'Ouvrez'} d’abord un dossier.")
            return
        self.post_message(Go(place, dossier_id))

    def action_filter(self) -> None:
        """Show the dossier of the selected line alone, or all of them again."""
        dossier_id = None if self._only else self.dossier_in_view
        if self._only is None and dossier_id is None:
            self.tell("Choisissez une ligne de la personne à montrer seule.")
            return
        self._only = dossier_id
        self.reload()

    def action_all(self) -> None:
        """Show all the dossiers again; there is no screen before this one."""
        if self._only is not None:
            self._only = None
            self.reload()


def _destination(item: AgendaItem) -> Go:
    if item.meeting_id is not None:
        return Go("meeting", item.dossier_id, str(item.meeting_id))
    if item.access_id is not None:
        return Go("withdrawals", item.dossier_id, str(item.access_id))
    if item.kind == "withdrawals":
        return Go("withdrawals", item.dossier_id)
    if item.kind == "suspension":
        return Go("accesses", item.dossier_id)
    if item.kind in ("stage", "unknown"):
        return Go("departures", item.dossier_id)
    if item.kind in ("convention", "allowance"):
        return Go("convention", item.dossier_id)
    if item.kind == "deliverable":
        return Go("work-plan", item.dossier_id)
    if item.kind == "transfer":
        return Go("transfers", item.dossier_id)
    if item.kind == "candidates":
        return Go("selection", item.dossier_id)
    if item.kind == "retention":
        return Go("closing", item.dossier_id)
    return Go("dossier", item.dossier_id, item.task_id)


def _next_start(summary: DossierSummary) -> float:
    """When its next meeting starts, in seconds, to sort by; infinite without one."""
    meeting = summary.next_meeting
    return meeting.start_utc.timestamp() if meeting else float("inf")
