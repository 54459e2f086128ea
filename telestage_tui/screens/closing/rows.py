"""The rows of the page that closes a stage: what stops it, then what would be left, by kind."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from ...dossier.dossier import Dossier
from ...dossier.french import count, lower_first
from ...programme.closing import Blocker, LeftKind, Leftover
from ...programme.programme import Programme
from ...widgets.rows import BLANK, Cell, Row, heading, hint

CLOSE = "close"
"""The key of the row that closes the stage."""
PAPERS = {"withdrawals": "Relevé des retraits (PDF)", "dossier": "Dossier complet (PDF)"}
"""The rows that lead to what is kept of a stage, by the paper."""
TITLES: dict[LeftKind, str] = {
    "task": "Étapes à faire",
    "record": "Rencontres à consigner",
    "coming": "Rencontres à venir",
    "transfer": "Passation",
    "check": "À vérifier",
    "verify": "Retraits à constater",
    "nothing_else": "Dernière ligne des retraits",
    "access": "Accès jamais remis",
    "pay": "Gratification",
    "end": "Dernier jour",
}
"""The heading of each kind of thing left, in the order of the page."""
MARKED, UNMARKED = "[x]", "[ ]"


@dataclass(frozen=True, slots=True)
class ClosingRows:
    """The rows of one dossier.

    Attributes:
        programme: The programme it follows.
        missing: What stops it from closing.
        left: What would be left undone.
        marked: The keys of what is marked to be settled.
    """

    programme: Programme
    missing: Sequence[Blocker]
    left: Sequence[Leftover]
    marked: Collection[Hashable]

    def rows(self, dossier: Dossier) -> list[Row]:
        """Every row; a closed dossier has no mark and cannot be closed."""
        groups: dict[str, list[Row]] = {}
        for each in self.missing:
            groups.setdefault(self._group(each), []).append(_blocker_row(each))
        for kind, title in TITLES.items():
            for thing in self.left:
                if thing.kind == kind:
                    under = f"{title} : {self._check(thing)}" if thing.check else title
                    groups.setdefault(under, []).append(self._leftover_row(thing, dossier))
        rows: list[Row] = []
        if dossier.closed_on:
            rows.append(hint("o rouvre le dossier, s’il reste quelque chose à faire."))
        elif not self.missing:
            left = f" en laissant {count(len(self.left), 'point')}" if self.left else ""
            rows.append(Row((Cell(f"Clore le stage{left}", tone="strong"),), CLOSE))
        for title, lines in groups.items():
            if lines:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(lines)})"), *lines]
        return [*rows, BLANK, heading("À garder"), *map(_paper_row, PAPERS)]

    def _check(self, leftover: Leftover) -> str:
        """The check of a withdrawal that is not made."""
        return lower_first(
            next(each.label for each in self.programme.accesses.checks if each.id == leftover.check)
        )

    def _group(self, blocker: Blocker) -> str:
        if blocker.access_id is not None:
            return "Accès ouverts"
        state = blocker.state
        return self.programme.phase(state.task.phase).title if state else "Début du stage"

    def _leftover_row(self, leftover: Leftover, dossier: Dossier) -> Row:
        # The heading of the tasks, the meetings and the checks says it for each of them.
        is_said = leftover.kind in ("task", "record", "coming", "check")
        missing = "" if is_said else leftover.missing
        mark = MARKED if leftover.key in self.marked else UNMARKED
        sign = Cell("?", 1, "warning") if dossier.closed_on else Cell(mark, 3, "warning")
        cells = (sign, Cell(leftover.title), *_aside(missing))
        return Row(cells, leftover.key)


def _paper_row(paper: str) -> Row:
    return Row((Cell(PAPERS[paper]),), paper)


def _blocker_row(blocker: Blocker) -> Row:
    is_ticked = blocker.state is not None and blocker.state.resolved  # else its heading says enough
    missing = blocker.missing if is_ticked else ""
    return Row((Cell("○", 1, "warning"), Cell(blocker.title), *_aside(missing)), blocker)


def _aside(words: str) -> tuple[Cell, ...]:
    return (Cell(words, len(words), "muted", right=True),) if words else ()
