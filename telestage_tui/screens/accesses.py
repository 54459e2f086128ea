"""Accès: what was given to the intern, and what is owed back."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ..dossier import labels, transitions
from ..dossier.accesses import Access, AccessState
from ..dossier.french import NBSP, count, dollars, short_date
from ..programme.texts import WithdrawalCheck
from ..programme.withdrawals import checks_in_words, checks_left, withdrawal_day
from ..widgets.dialogs import Choose
from ..widgets.paragraph import Paragraph
from ..widgets.row_list import ActionList, RowList
from ..widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from .access_forms import ask_access, ask_checks, ask_withdrawal
from .base import DossierScreen

SIGNS: dict[AccessState, tuple[str, Tone]] = {
    "planned": ("○", "muted"),
    "given": ("◐", "warning"),
    "explained": ("●", "accent"),
    "withdrawn": ("✓", "success"),
}
LATE: tuple[str, Tone] = ("!", "error")
TO_CHECK: tuple[str, Tone] = ("?", "warning")
WIDE, NARROW_MANAGER, NARROW = 100, 18, 60
"""Columns of terminal from which the kind of an access is in the list, those of its manager where
it is not, and columns under which the manager gives way to the day."""
LONG_FACT = 40
"""Columns from which what is known of an access may be broken at the end of a line."""
GROUPS: dict[AccessState, str] = {
    "planned": "À remettre",
    "given": "Remis, à expliquer",
    "explained": "En place, à retirer à la fin",
    "withdrawn": "Retirés",
}


class AccessesScreen(DossierScreen):
    """The ledger of accesses."""

    HEADING = "Accès"
    HELP = """Chaque accès remis est un retrait dû. Cette page suit les deux : remis, expliqué, \
puis retiré avec les vérifications. Le jour du retrait est à droite ; ! dit qu’il est passé.

Espace fait avancer l’accès choisi : remis, expliqué, retiré, puis vérifié. Entrée propose toutes \
les actions. Le stage ne peut être clos tant qu’un accès reste ouvert. Un accès retiré garde ? \
tant que ses vérifications ne sont pas toutes faites."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "next_step", "Faire avancer", key_display="Espace"),
        Binding("n", "new", "Nouveau", tooltip="Noter un nouvel accès"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("o", "reopen", "Rouvrir un accès retiré", show=False),
        Binding(
            "delete", "forget", "Supprimer un accès jamais remis", key_display="Suppr", show=False
        ),
    ]
    DEFAULT_CSS = """
    AccessesScreen #account { height: auto; padding: 0 1; color: $text-muted; }
    """

    _kind_width = _stage_width = 0

    def body(self) -> ComposeResult:
        """The ledger, and what is known of the selected access."""
        yield ActionList(id="accesses")
        yield Paragraph("", id="account")

    def show(self) -> None:
        """A group for each state, in the order of their life."""
        dossier = self.dossier
        reached = [cell_len(self._stage_reached(access)) for access in dossier.accesses]
        self._stage_width = max(reached, default=0)
        kinds = [cell_len(self._kind(access)) for access in dossier.accesses]
        self._kind_width = min(16, max(kinds, default=0))
        rows: list[Row] = []
        for state, title in GROUPS.items():
            members = [access for access in dossier.accesses if access.state == state]
            if members:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(members)})")]
                rows += [self._row(access) for access in members]
        empty = [
            hint("Aucun accès noté pour l’instant."),
            hint("Appuyez sur n pour noter le premier : VPN, courriel, logiciels, licences…"),
        ]
        self.query_one(RowList).show(rows or empty)
        if self.begin_on:
            self.query_one(RowList).select(UUID(self.begin_on))
            self.begin_on = None

    def _row(self, access: Access) -> Row:
        sign, tone = self._sign(access)
        wide, narrow = self.size.width >= WIDE, self.size.width < NARROW
        kind = (Cell(self._kind(access), self._kind_width, "muted"),) if wide else ()
        manager = Cell(access.manager, None if wide else NARROW_MANAGER, "muted")
        return Row(
            (
                Cell(sign, 1, tone),
                Cell(access.name),
                *kind,
                *(() if narrow else (manager,)),
                Cell(self._stage_reached(access), self._stage_width, tone, right=True),
            ),
            access.id,
        )

    def _sign(self, access: Access) -> tuple[str, Tone]:
        if access.is_open and self._due(access) < self.workspace.today():
            return LATE
        return TO_CHECK if self._left(access) else SIGNS[access.state]

    def _due(self, access: Access) -> date:
        dossier = self.dossier
        return withdrawal_day(dossier, self.workspace.programme(dossier), access)

    def _left(self, access: Access) -> tuple[WithdrawalCheck, ...]:
        return checks_left(self.workspace.programme(self.dossier), access)

    def _kind(self, access: Access) -> str:
        return self.workspace.programme(self.dossier).accesses.kind_label(access.kind)

    def _stage_reached(self, access: Access) -> str:
        if left := self._left(access):
            return f"{count(len(left), 'vérification')} à faire"
        if access.withdrawn_on:
            return f"retiré {short_date(access.withdrawn_on)}"
        if not access.given_on:
            return "à remettre"
        due = self._due(access)
        if due >= self.workspace.today():
            return f"à retirer {short_date(due)}"
        since = f"depuis {short_date(due)}"
        return since if self.size.width < NARROW else f"à retirer {since}"

    @on(RowList.Moved)
    def _moved(self) -> None:
        access = self._selected()
        self.query_one("#account", Paragraph).update(
            Content(self._about(access) if access else self._no_passwords())
        )

    def _about(self, access: Access) -> str:
        facts = [
            self._kind(access),
            f"compte {access.account}" if access.account else "",
            f"{dollars(access.monthly_cost)} par mois" if access.monthly_cost else "",
            f"remis {short_date(access.given_on)}" if access.given_on else "",
            f"expliqué {short_date(access.explained_on)}" if access.explained_on else "",
            f"à retirer {short_date(self._due(access))} au plus tard" if access.is_open else "",
            f"retiré {short_date(access.withdrawn_on)}" if access.withdrawn_on else "",
            f"par {access.withdrawn_by}" if access.withdrawn_by else "",
        ]
        left = self._left(access)
        lines = [
            " · ".join(map(_whole, filter(None, facts))),
            f"Il reste à vérifier : {checks_in_words(left)}." if left else "",
            access.note,
        ]
        return "\n".join(filter(None, lines))

    def _no_passwords(self) -> str:
        return self.workspace.programme(self.dossier).accesses.no_passwords

    def _selected(self) -> Access | None:
        key = self.query_one(RowList).key
        return self.dossier.access(key) if isinstance(key, UUID) else None

    # --- steps ----------------------------------------------------------------------------------

    def action_next_step(self) -> None:
        """Give, then explain, then withdraw, then check."""
        access = self._selected()
        if access is None:
            return
        match access.state:
            case "planned":
                self._give(access)
            case "given":
                self._explain(access)
            case "explained":
                self._withdraw(access)
            case "withdrawn" if self._left(access):
                ask_checks(self, access)
            case "withdrawn":
                self.tell(f"« {access.name} » est déjà retiré. o le rouvre.")

    @on(RowList.Chosen, "#accesses")
    def _choose(self) -> None:
        access = self._selected()
        if access is None:
            return
        steps = {
            "give": ("Remis aujourd’hui", access.state == "planned"),
            "explain": ("Expliqué aujourd’hui", access.state in ("planned", "given")),
            "withdraw": ("Retiré…", access.is_open),
            "check": ("Vérifications du retrait…", access.state == "withdrawn"),
            "reopen": ("Rouvrir : le retrait n’a pas eu lieu", access.state == "withdrawn"),
            "edit": ("Modifier…", True),
            "forget": ("Supprimer : il n’a jamais été remis", access.state == "planned"),
        }
        choices = [(key, label) for key, (label, possible) in steps.items() if possible]

        def act(chosen: object) -> None:
            match chosen:
                case "give":
                    self._give(access)
                case "explain":
                    self._explain(access)
                case "withdraw":
                    self._withdraw(access)
                case "check":
                    ask_checks(self, access)
                case "reopen":
                    self.action_reopen()
                case "edit":
                    self.action_edit()
                case "forget":
                    self.action_forget()

        self.app.push_screen(Choose(access.name, "", choices), act)

    def _give(self, access: Access) -> None:
        today = self.workspace.today()
        self.save(
            labels.access_given(access.name),
            partial(transitions.grant, access=access.id, on=today),
        )

    def _explain(self, access: Access) -> None:
        today = self.workspace.today()
        self.save(
            labels.access_explained(access.name),
            partial(transitions.explain, access=access.id, on=today),
        )

    def _withdraw(self, access: Access) -> None:
        ask_withdrawal(self, access)

    def action_reopen(self) -> None:
        """Open a withdrawn access again: it was not withdrawn after all."""
        access = self._selected()
        if access is not None:
            self.save(
                labels.access_reopened(access.name),
                partial(transitions.restore_access, access=access.id),
            )

    # --- writing --------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Note a new access."""
        ask_access(self, None)

    def action_edit(self) -> None:
        """Change what is noted of the selected access."""
        access = self._selected()
        if access is not None:
            ask_access(self, access)

    def action_forget(self) -> None:
        """Remove an access that was never given; u undoes it."""
        access = self._selected()
        if access is None:
            return
        if access.given_on:
            self.tell(f"« {access.name} » a été remis : retirez l’accès plutôt que sa trace.")
            return

        remove = partial(transitions.remove_access, access=access.id)
        if self.save(labels.access_removed(access.name), remove):
            self.tell(f"« {access.name} » est supprimé de la liste : u le rétablit.")

    def title_text(self) -> str:
        """How many withdrawals are owed."""
        owed = len(self.dossier.open_accesses)
        return f"{super().title_text()} · " + (
            count(owed, "accès ouvert", "accès ouverts") if owed else "aucun accès ouvert"
        )


def _whole(fact: str) -> str:
    """A fact that is not broken at the end of a line, unless it is long."""
    return fact.replace(" ", NBSP) if len(fact) < LONG_FACT else fact
