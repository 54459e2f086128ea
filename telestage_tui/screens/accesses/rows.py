"""The rows of the ledger of accesses, and the details of one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from ...dossier.accesses import Access, AccessState, Hour
from ...dossier.dossier import Dossier
from ...dossier.french import NBSP, clock_time, count, dollars, short_date
from ...programme.programme import Programme
from ...programme.withdrawals import checks_in_words, checks_left, withdrawal_day
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import ACCESS_HEADINGS, ACCESS_SIGNS, ACCESS_WORDS, LATE_SIGN

_TONES: dict[AccessState, Tone] = {
    "planned": "muted",
    "given": "warning",
    "explained": "accent",
    "suspended": "muted",
    "withdrawn": "success",
    "verified": "success",
}
LATE: tuple[str, Tone] = (LATE_SIGN, "error")
TO_CHECK: tuple[str, Tone] = ("?", "warning")
WIDE, NARROW = 100, 60
"""From WIDE columns of terminal, the kind of an access is in the list; under it, the manager has
a quarter of them; under NARROW, the manager is not shown."""
KIND_MOST = 16
"""Columns for a kind, at the most."""
LONG_FACT = 40
"""Columns from which a fact about an access may be broken at the end of a line."""


@dataclass(frozen=True, slots=True)
class AccessRows:
    """The accesses of a dossier on one day.

    Attributes:
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date.
        width: Columns of the terminal.
    """

    dossier: Dossier
    programme: Programme
    today: date
    width: int

    def rows(self) -> list[Row]:
        """A group for each state, in the order of the life of an access."""
        rows: list[Row] = []
        for state, title in ACCESS_HEADINGS.items():
            members = [access for access in self.dossier.accesses if access.state == state]
            if members:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(members)})"), *map(self._row, members)]
        return rows or [
            hint("Aucun accès noté pour l’instant : w note ceux que vous remettez d’habitude,"),
            hint("n un autre. Par exemple :"),
            *(hint(f"  {kind.example}") for kind in self.programme.accesses.kinds if kind.example),
        ]

    def about(self, access: Access) -> str:
        """The facts about an access, the checks still to be made, and its note."""
        due = self._due(access)
        facts = [
            *([access.name, access.manager] if self.width < WIDE else []),
            self._kind(access),
            f"compte {access.account}" if access.account else "",
            f"{dollars(access.monthly_cost)} par mois" if access.monthly_cost else "",
            _step("remis", access.given_on, access.given_hour, access.given_by),
            _step("expliqué", access.explained_on, access.explained_hour, access.explained_by),
            f"suspendu {short_date(access.suspensions[-1].since)}" if access.is_suspended else "",
            f"retrait demandé {short_date(access.asked_on)}" if access.asked_on else "",
            f"à retirer {short_date(due)} au plus tard" if access.is_open else "",
            _step("retiré", access.withdrawn_on, access.withdrawn_hour, access.withdrawn_by),
            f"constaté {short_date(access.verified_on)}" if access.verified_on else "",
            access.verified_how,
        ]
        checks = checks_left(self.programme, access)
        lines = [
            " · ".join(map(_whole, filter(None, facts))),
            f"Il reste à vérifier : {checks_in_words(checks)}." if checks else "",
            access.note,
        ]
        return "\n".join(filter(None, lines))

    def _row(self, access: Access) -> Row:
        sign, tone = self._sign(access)
        wide = self.width >= WIDE
        cells = [Cell(sign, 1, tone), Cell(access.name)]
        if wide:
            widest = max(cell_len(self._kind(each)) for each in self.dossier.accesses)
            cells.append(Cell(self._kind(access), min(KIND_MOST, widest), "muted"))
        if self.width >= NARROW:
            cells.append(Cell(access.manager, None if wide else self.width // 4, "muted"))
        widest = max(cell_len(self._progress(each)) for each in self.dossier.accesses)
        return Row((*cells, Cell(self._progress(access), widest, tone, right=True)), access.id)

    def _sign(self, access: Access) -> tuple[str, Tone]:
        if access.is_open and self._due(access) < self.today:
            return LATE
        if checks_left(self.programme, access):
            return TO_CHECK
        return ACCESS_SIGNS[access.state], _TONES[access.state]

    def _progress(self, access: Access) -> str:
        """How far an access has come: for an open one, by when it is to be withdrawn."""
        if checks := checks_left(self.programme, access):
            return f"{count(len(checks), 'vérification')} à faire"
        if access.withdrawn_on:
            return f"{ACCESS_WORDS['withdrawn']} {short_date(access.withdrawn_on)}"
        if not access.given_on:
            return ACCESS_WORDS["planned"]
        due = self._due(access)
        if due >= self.today:
            return f"à retirer {short_date(due)}"
        since = f"depuis {short_date(due)}"
        return since if self.width < NARROW else f"à retirer {since}"

    def _due(self, access: Access) -> date:
        return withdrawal_day(self.dossier, self.programme, access)

    def _kind(self, access: Access) -> str:
        return self.programme.accesses.kind_label(access.kind)


def _step(word: str, on: date | None, hour: Hour | None, by: str) -> str:
    """A step that was taken: « retiré ven. 9 avr. à 16 h 30 par Nadia »; else empty."""
    if on is None:
        return ""
    at = f" à {clock_time(hour.at)}" if hour else ""
    return f"{word} {short_date(on)}{at}{f' par {by}' if by else ''}"


def _whole(fact: str) -> str:
    """A fact that is not broken at the end of a line, unless it is long."""
    return fact.replace(" ", NBSP) if len(fact) < LONG_FACT else fact
