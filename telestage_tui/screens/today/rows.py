"""The rows of Aujourd'hui: what is late, due today and this week, then the dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from rich.cells import cell_len

from ...clocks.shared_hours import Pair
from ...clocks.zones import local, zone_label
from ...dossier.french import clock_time, count, lower_first, short_date
from ...dossier.hours import WEEKDAYS
from ...planning.agenda.agenda import agenda, coming_next
from ...planning.agenda.item import AgendaItem
from ...planning.agenda.layout import Bundle, lay_out
from ...planning.agenda.summary import DossierSummary
from ...store.record_errors import NewerDossier, UnreadableDossier
from ...widgets.room import lines_that_fit
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import (
    AGENDA_SIGNS,
    AGENDA_WORDS,
    COMING_NEXT,
    LATE_SIGN,
    NOTHING_TO_DO,
    AgendaGroup,
    progress_sign,
)

_TONES: dict[AgendaGroup, Tone] = {
    "first": "warning", "late": "error", "today": "warning", "week": "heading",
    "unknown": "heading",
}  # fmt: skip
CLOSED_SIGN, OPEN_SIGN = "▸", "▾"
"""Before a line that opens, and before one that is open."""
FEWEST = 3
"""Items of a group that are always in view, and lines for the dossiers at the least."""
NAME_MOST, NAME_MOST_WIDE, WIDE = 20, 32, 110
"""Columns for a name at the most, the same on a wide terminal, and the columns of a wide one."""
NARROW = 72
"""Columns under which a first name does, a title goes on under its line, and a dossier is its name
and its next meeting."""
_AROUND = 3
"""Columns of a line that no cell has: its margins, and the scroll bar."""


@dataclass(eq=False, repr=False)
class HomeRows:
    """The rows of the home screen at one moment.

    Attributes:
        summaries: The dossiers, in the order shown.
        today: The tutor's date.
        size: Columns and lines for the rows.
        pair_of: The two clocks of a dossier.
        clocks: The two clocks above the rows.
        unfolded: The keys of the lines that were opened: « … et 33 autres », a bundle.
        unreadable: The dossiers that cannot be read.
        new_file: The name of the file, when it does not exist yet; else empty.
        is_demo: Whether the dossiers are invented ones.
        items: What each row of a group is about, by its key; filled by `rows`.
        dossiers: The dossier of each row of a group; filled by `rows`.
    """

    summaries: Sequence[DossierSummary]
    today: date
    size: tuple[int, int]
    pair_of: Callable[[UUID], Pair]
    clocks: Pair
    unfolded: Container[Hashable] = ()
    unreadable: Sequence[UnreadableDossier] = ()
    new_file: str = ""
    is_demo: bool = False
    items: dict[Hashable, AgendaItem] = field(default_factory=dict)
    dossiers: dict[Hashable, UUID] = field(default_factory=dict)

    def rows(self, before: Sequence[Row] = ()) -> list[Row]:
        """All rows, each group cut to what fits; `before` comes on top of them."""
        if not self.summaries and not self.unreadable:
            return _welcome(self.new_file, is_demo=self.is_demo)
        layout = lay_out(agenda(self.summaries, self.today), together=not self._has_one_dossier)
        late: list[AgendaItem | Bundle] = [*layout.late, *layout.bundles]
        groups: dict[AgendaGroup, Sequence[AgendaItem | Bundle]] = {
            "late": late, "today": layout.due_today, "week": layout.this_week,
            "unknown": layout.to_know,
        }  # fmt: skip
        rows = [*before, *self._group("first", layout.first, len(layout.first))]
        if not any((layout.first, late, layout.due_today, layout.this_week)):
            rows += [hint(NOTHING_TO_DO), *self._coming_next()]
        room = self.size[1] - len(rows) - 1
        sizes = [len(items) for items in groups.values()]
        for (group, items), share in zip(
            groups.items(), shares(sizes, len(self.summaries), room), strict=True
        ):
            whole = ("more", group) in self.unfolded
            rows += self._group(group, items, len(items) if whole else share)
        return [
            *rows,
            heading(count(len(self.summaries), "dossier")),
            *(self._dossier_row(summary) for summary in self.summaries),
            *map(_unreadable_row, self.unreadable),
        ]

    @property
    def _wide(self) -> bool:
        return self.size[0] >= WIDE

    @property
    def _has_one_dossier(self) -> bool:
        """Whether the items need no name, all being about the only dossier."""
        return len(self.summaries) == 1

    @cached_property
    def _name_width(self) -> int:
        longest = max((cell_len(summary.intern) for summary in self.summaries), default=0)
        return min(longest, NAME_MOST_WIDE if self._wide else NAME_MOST)

    def _group(
        self, group: AgendaGroup, entries: Sequence[AgendaItem | Bundle], share: int
    ) -> list[Row]:
        if not entries:
            return []
        visible = [
            each
            for rank, each in enumerate(entries)
            if rank < share or (isinstance(each, AgendaItem) and each.never_folds)
        ]
        total, seen = _size(entries), _size(visible)
        lines = [line for each in visible for line in self._lines(each)]
        width = max(cell_len(self._moment(group, line)) for line in lines)
        title = f"{AGENDA_SIGNS[group]} {AGENDA_WORDS[group]} ({total})"
        rows = [heading(title, _TONES[group])]
        for line in lines:
            late = isinstance(line, Bundle) or line.days_late
            tone: Tone = "error" if late else "muted"
            due = Cell(self._moment(group, line), width, tone, right=True)
            rows += (self._bundle_rows(line, due) if isinstance(line, Bundle)
                     else self._item_rows(line, due))  # fmt: skip
        if seen < total:
            others = count(total - seen, "autre", "autres")
            more = Cell(f"et {others} : ⏎ pour tout voir", tone="muted")
            rows.append(Row((Cell("  …", 3, "muted"), more), ("more", group)))
        return rows

    def _lines(self, entry: AgendaItem | Bundle) -> Iterator[AgendaItem | Bundle]:
        """An item; or a bundle, with what is in it once it is opened."""
        yield entry
        if isinstance(entry, AgendaItem) or bundle_key(entry) not in self.unfolded:
            return
        yield from entry.items
        if entry.items and entry.old:
            yield from self._lines(entry._replace(items=()))
        else:
            yield from entry.old

    def _bundle_rows(self, bundle: Bundle, due: Cell) -> list[Row]:
        key = bundle_key(bundle)
        self.dossiers[key] = bundle.dossier_id
        sign = OPEN_SIGN if key in self.unfolded else CLOSED_SIGN
        title = bundle.title
        if not self._has_one_dossier:
            title = f"{bundle.intern} : {lower_first(title)}"
        return self._titled((Cell(sign, 1, "accent"),), title, due, key)

    def _item_rows(self, item: AgendaItem, due: Cell, sign: str = "") -> list[Row]:
        about = item.task_id or item.meeting_id or item.access_id
        key = (item.kind, item.dossier_id, about, item.title)
        self.items[key] = item
        self.dossiers[key] = item.dossier_id
        name = Cell(self._name_of(item), self._item_name_width, "strong")
        names = () if self._has_one_dossier else (name,)
        return self._titled((Cell(sign, max(1, len(sign))), *names), item.title, due, key)

    def _titled(self, before: tuple[Cell, ...], title: str, due: Cell, key: Hashable) -> list[Row]:
        """A row; where it is narrow, its title goes on under it rather than being cut."""
        if self.size[0] >= NARROW:
            return [Row((*before, Cell(title), due), key)]
        taken = sum((cell.width or 0) + 1 for cell in (*before, due))
        first, *others = lines_that_fit(title, self.size[0] - _AROUND - taken)
        blanks = tuple(Cell("", cell.width) for cell in before)
        return [
            Row((*before, Cell(first), due), key),
            *(Row((*blanks, Cell(other), Cell("", due.width))) for other in others),
        ]

    def _name_of(self, item: AgendaItem) -> str:
        """The name; where it is narrow, the first one if it is nobody else's."""
        return self._short_names.get(item.intern, item.intern)

    @cached_property
    def _short_names(self) -> dict[str, str]:
        if self.size[0] >= NARROW:
            return {}
        names = {summary.intern for summary in self.summaries}
        firsts = Counter(name.split(" ")[0] for name in names)
        return {name: first for name in names if firsts[first := name.split(" ")[0]] == 1}

    @cached_property
    def _item_name_width(self) -> int:
        names = (self._short_names.get(each.intern, each.intern) for each in self.summaries)
        return min(max(map(cell_len, names), default=0), self._name_width)

    def _coming_next(self) -> Iterator[Row]:
        """What comes first after Sunday, and when."""
        item = coming_next(self.summaries)
        if item is not None:
            day = f"{short_date(item.due)} {self._times(item)}".rstrip()
            due = Cell(day, cell_len(day), "muted", right=True)
            yield from self._item_rows(item, due, COMING_NEXT)

    def _moment(self, group: AgendaGroup, line: AgendaItem | Bundle) -> str:
        if line.days_late:
            return f"depuis {count(line.days_late, 'jour')}"
        if isinstance(line, Bundle):
            return ""
        if group == "unknown":
            return short_date(line.due)
        times = self._times(line)
        if group != "week":
            return times or "aujourd’hui"
        day = WEEKDAYS[line.due.weekday()]
        return f"{day[:3]}. {times}" if times else day

    def _times(self, item: AgendaItem) -> str:
        """The hours of a meeting on both sides; empty for another item."""
        if item.start is None:
            return ""
        pair = self.pair_of(item.dossier_id)
        host = local(item.start, pair.host_zone).time()
        intern = local(item.start, pair.intern_zone).time()
        return f"{clock_time(host)} / {clock_time(intern)}{self._elsewhere(pair)}"

    def _elsewhere(self, pair: Pair) -> str:
        """The places of those hours, where the clocks above are of others and there is room."""
        if not self._wide:
            return ""
        sides = ((pair.host_zone, self.clocks.host_zone),
                 (pair.intern_zone, self.clocks.intern_zone))  # fmt: skip
        places = [zone_label(zone) for zone, clock in sides if zone != clock]
        return f" ({', '.join(places)})" if places else ""

    def _dossier_row(self, summary: DossierSummary) -> Row:
        closed = summary.is_closed
        phases = summary.progress.values()
        signs = "".join(progress_sign(phase.done, phase.total) for phase in phases)
        tone: Tone = "muted" if closed else "plain"
        late = any(item.days_late or item.kind == "alert" for item in summary.items)
        following = Cell(
            summary.next_meeting_text, self._next_width, "muted", right=True, keeps=True
        )
        if self.size[0] < NARROW:  # who, and when: the rest is on its page
            name = Cell(summary.intern, tone="muted" if closed else "strong")
            return Row((Cell(LATE_SIGN if late else "", 1, "error"), name, following), summary.id)
        return Row(
            (
                Cell(LATE_SIGN if late else "", 1, "error"),
                Cell(summary.intern, self._name_width, "muted" if closed else "strong"),
                Cell(summary.host, tone=tone),
                Cell(summary.phase_word, 9, tone),
                Cell(signs, len(signs), "success" if closed else "accent"),
                following,
            ),
            summary.id,
        )

    @cached_property
    def _next_width(self) -> int:
        return max((cell_len(each.next_meeting_text) for each in self.summaries), default=0)


def bundle_key(bundle: Bundle) -> Hashable:
    """The key of the row of a bundle; its old items have a row of their own when it is opened."""
    return "bundle" if bundle.items else "old", bundle.dossier_id


def _size(entries: Sequence[AgendaItem | Bundle]) -> int:
    """How many items that is, those in a bundle included."""
    return sum(len(each.every) if isinstance(each, Bundle) else 1 for each in entries)


def shares(sizes: Sequence[int], dossiers: int, room: int) -> list[int]:
    """How many items of each group are shown, so that the dossiers stay in view.

    Args:
        sizes: Items of each group, the most urgent group first.
        dossiers: How many dossiers come after them.
        room: Lines for everything but the heading of the dossiers.

    Returns:
        For each group at least `FEWEST` of its items; all of them where they fit, or where folding
        would hide a single one.
    """
    counts = [min(size, FEWEST) for size in sizes]
    headings = sum(1 for size in sizes if size)
    folds = sum(1 for size in sizes if size > FEWEST)  # a line says how many others there are
    for_dossiers = min(dossiers, max(FEWEST, room // 4))
    spare = max(room - headings - folds - for_dossiers - sum(counts), 0)
    for rank, size in enumerate(sizes):
        hidden = size - counts[rank]
        if hidden and hidden <= spare + 1:
            spare -= hidden - 1
            counts[rank] = size
        elif hidden:
            counts[rank] += spare
            spare = 0
    return counts


def _unreadable_row(error: UnreadableDossier) -> Row:
    """A dossier that cannot be read; Sauvegardes, where it leads, says why."""
    name = error.intern or error.id
    what = "d’une version plus récente" if isinstance(error, NewerDossier) else "illisible"
    return Row((Cell("!", 1, "error"), Cell(f"Dossier {what} : {name}", tone="error")), "backups")


def _welcome(new_file: str, *, is_demo: bool) -> list[Row]:
    """What to do where there is nothing yet; `new_file` is the name of the file, if it is new."""
    demo = "Pour essayer avec des dossiers inventés, quittez (q), puis tapez :"
    return [
        BLANK,
        heading("Bienvenue dans telestage"),
        hint("Un dossier par stagiaire : du premier entretien au dernier accès retiré."),
        BLANK,
        Row((Cell("n", 3, "accent"), Cell("Ouvrir votre premier dossier (cinq champs suffisent)")),
            "new"),
        Row((Cell("g", 3, "accent"), Cell("Lire le guide : bien accueillir à distance")), "guide"),
        BLANK,
        *([] if is_demo else [hint(demo), hint("telestage demo --visite")]),
        *([hint(f"Fichier nouveau : {new_file} (b dit où il sera)")] if new_file else []),
    ]  # fmt: skip
