"""The rows of the day of the withdrawals, and what is said of one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len

from ...clocks.zones import zone_place
from ...dossier.accesses import Access
from ...dossier.dossier import Dossier
from ...dossier.french import count, dollars, lower_first, short_date
from ...programme.programme import Programme
from ...programme.withdrawal_day import (
    NOTHING_ELSE,
    Line,
    Owed,
    Person,
    WithdrawalDay,
    host_moment,
    time_left_words,
)
from ...programme.withdrawals import monthly_saving
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ...wording import ACCESS_SIGNS, LATE_SIGN

MARKED, UNMARKED = "[x]", "[ ]"
CHECK_INDENT = 6
"""Columns before the mark of a check, under the name of its access."""
KIND_FROM = 100
"""Columns of terminal from which the kind of an access is shown."""
NOBODY = "Personne n’est noté : qui peut agir?"


@dataclass(frozen=True, slots=True)
class WithdrawalRows:
    """The rows of one dossier at one moment.

    Attributes:
        dossier: The dossier.
        programme: The programme it follows.
        day: What is owed.
        marked: What is marked to be done at once.
        now: UTC instant.
        width: Columns of the terminal.
    """

    dossier: Dossier
    programme: Programme
    day: WithdrawalDay
    marked: Collection[Line]
    now: datetime
    width: int

    def rows(self) -> list[Row]:
        """A group for each person, what is to be seen later, then the last line."""
        rows: list[Row] = []
        for person in self.day.people:
            rows += [BLANK] if rows else []
            rows += self._person(person)
        if self.day.to_verify:
            rows += [BLANK] if rows else []
            rows.append(heading(f"Retirés : le constater plus tard ({len(self.day.to_verify)})"))
            rows += map(self._verification, self.day.to_verify)
        if not rows:
            rows.append(hint(self._nothing_owed()))
        return [*rows, BLANK, self._nothing_else()]

    def _nothing_owed(self) -> str:
        if self.day.over:
            return "✓ Tout est retiré et vérifié."
        return "Aucun accès n’est remis : il n’y a rien à retirer."

    def _person(self, person: Person) -> Iterator[Row]:
        tone: Tone = "error" if any(self._is_late(owed) for owed in person.owed) else "heading"
        yield heading(f"{person.manager or NOBODY} ({len(person.owed)})", tone)
        for owed in person.owed:
            yield self._access(owed)
            for check in owed.checks:
                line = Line("check", owed.access.id, check.id)
                yield Row((Cell("", CHECK_INDENT - 1), self._mark(line),
                           Cell(check.label, tone="muted")), line)  # fmt: skip

    def _is_late(self, owed: Owed) -> bool:
        return owed.access.is_open and owed.term.is_overdue(self.now)

    def _access(self, owed: Owed) -> Row:
        access = owed.access
        words, tone = self._when(owed)
        when = Cell(words, cell_len(words), tone, right=True)
        kind = (
            (Cell(self.programme.accesses.kind_label(access.kind), tone="muted"),)
            if self.width >= KIND_FROM
            else ()
        )
        name = Cell(access.name, tone="strong")
        if not access.is_open:
            return Row((Cell(f" {ACCESS_SIGNS['withdrawn']}", 3, "success"), name, *kind, when))
        line = Line("access", access.id)
        late = Cell(LATE_SIGN if self._is_late(owed) else "", 1, "error")
        return Row((self._mark(line), late, name, *kind, when), line)

    def _when(self, owed: Owed) -> tuple[str, Tone]:
        access, found = owed.access, owed.term
        if access.withdrawn_on:
            return f"retiré {short_date(access.withdrawn_on)}", "muted"
        asked = "demandé, " if access.asked_on else ""
        if not found.is_due(self.now):
            return f"{asked}dès {host_moment(found.hour, self.dossier)}", "muted"
        late = found.is_overdue(self.now)
        return f"{asked}{time_left_words(found, self.now)}", "error" if late else "warning"

    def _mark(self, line: Line) -> Cell:
        return Cell(MARKED if line in self.marked else UNMARKED, 3, "warning")

    def _verification(self, access: Access) -> Row:
        line = Line("verify", access.id)
        how = self.programme.accesses.verification(access.kind)
        when = short_date(access.withdrawn_on) if access.withdrawn_on else ""
        return Row((self._mark(line), Cell(f"{access.name} : {how}?"),
                    Cell(when, cell_len(when), "muted", right=True)), line)  # fmt: skip

    def _nothing_else(self) -> Row:
        words = self.programme.accesses.nothing_else
        signed = self.day.nothing_else
        if signed is None:
            return Row((Cell("○", 3), Cell(words), Cell("à signer", 8, "muted", right=True)),
                       NOTHING_ELSE)  # fmt: skip
        said = f"{signed.words}, {short_date(signed.on)}"
        return Row((Cell("✓", 3, "success"), Cell(words),
                    Cell(said, cell_len(said), "muted", right=True)), NOTHING_ELSE)  # fmt: skip

    # --- under the list -------------------------------------------------------------------------

    def about(self, line: Line | None) -> str:
        """What helps with the selected line; what withdrawing saves, without one."""
        if line is None or line.access is None:
            return self.programme.accesses.nothing_else_hint if line else self._saving()
        access = self.dossier.access(line.access)
        if line.kind == "check":
            checks = self.programme.accesses.checks_of(access.kind)
            hint_ = next((each.hint for each in checks if each.id == line.check), "")
            return f"{access.name} : {lower_first(hint_)}" if hint_ else access.name
        owed = next((each for person in self.day.people for each in person.owed
                     if each.access.id == access.id), None)  # fmt: skip
        at_most = owed and host_moment(owed.term.deadline, self.dossier)
        deadline = owed and f"au plus tard {at_most}, {zone_place(self.dossier.host.zone)}"
        facts = (
            self.programme.accesses.kind_label(access.kind),
            "critique" if owed and owed.term.is_critical else "",
            self._to_see(access) if line.kind == "verify" else "",
            f"compte {access.account}" if access.account else "",
            f"demandé {short_date(access.asked_on)}" if access.asked_on else "",
            deadline or "",
            f"le retirer économise {dollars(access.monthly_cost)} par mois"
            if access.monthly_cost and access.is_open
            else "",
        )
        return "\n".join(filter(None, (" · ".join(filter(None, facts)), access.note)))

    def _to_see(self, access: Access) -> str:
        """What the row asks, whole: a narrow terminal cuts it there."""
        return f"à constater : {self.programme.accesses.verification(access.kind)}"

    def _saving(self) -> str:
        saving = monthly_saving(self.dossier.accesses)
        return f"Tout retirer économise {dollars(saving)} par mois." if saving else ""

    def summary(self) -> str:
        """How many are to be withdrawn, and what it saves, else to be seen; for the title."""
        number = len(self.dossier.open_accesses)
        saving = monthly_saving(self.dossier.accesses)
        cost = f", {dollars(saving)} par mois" if saving else ""
        if number:
            return f"{count(number, 'accès', 'accès')} à retirer{cost}"
        unseen = len(self.day.to_verify)
        return f"tout est retiré{f', {unseen} à constater' if unseen else ''}"
