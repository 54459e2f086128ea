"""Accès: what was given to the intern, and what is owed back."""

from __future__ import annotations

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
from ..dossier.french import count, dollars, short_date
from ..widgets.dialogs import Choose, Confirm
from ..widgets.paragraph import Paragraph
from ..widgets.row_list import ActionList, RowList
from ..widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from .access_forms import ask_access, ask_withdrawal
from .base import DossierScreen

SIGNS: dict[AccessState, tuple[str, Tone]] = {
    "planned": ("○", "muted"),
    "given": ("◐", "warning"),
    "explained": ("●", "accent"),
    "withdrawn": ("✓", "success"),
}
WIDE, NARROW_MANAGER = 100, 18
"""Columns of terminal from which the kind of an access is in the list, and those of its manager
where it is not."""
GROUPS: tuple[tuple[str, tuple[AccessState, ...]], ...] = (
    ("À remettre", ("planned",)),
    ("En place, à retirer à la fin", ("given", "explained")),
    ("Retirés", ("withdrawn",)),
)


class AccessesScreen(DossierScreen):
    """The ledger of accesses."""

    HEADING = "Accès"
    HELP = """Chaque accès remis est un retrait dû. Cette page suit les deux : remis, expliqué, \
puis retiré avec les vérifications.

Espace fait avancer l’accès choisi : remis, expliqué, retiré. Entrée propose toutes \
les actions. Le stage ne peut être clos tant qu’un accès reste ouvert."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "next_step", "Faire avancer", key_display="Espace"),
        Binding("n", "new", "Nouveau", tooltip="Noter un nouvel accès"),
        Binding("e", "edit", "Modifier", show=False),
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
        """Three groups: to give, in place, withdrawn."""
        dossier = self.dossier
        reached = [cell_len(self._stage_reached(access)) for access in dossier.accesses]
        self._stage_width = max(reached, default=0)
        kinds = [cell_len(self._kind(access)) for access in dossier.accesses]
        self._kind_width = min(16, max(kinds, default=0))
        rows: list[Row] = []
        for title, states in GROUPS:
            members = [access for access in dossier.accesses if access.state in states]
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
        sign, tone = SIGNS[access.state]
        wide = self.size.width >= WIDE
        kind = (Cell(self._kind(access), self._kind_width, "muted"),) if wide else ()
        return Row(
            (
                Cell(sign, 1, tone),
                Cell(access.name),
                *kind,
                Cell(access.manager, None if wide else NARROW_MANAGER, "muted"),
                Cell(self._stage_reached(access), self._stage_width, tone, right=True),
            ),
            access.id,
        )

    def _kind(self, access: Access) -> str:
        return self.workspace.programme(self.dossier).accesses.kind_label(access.kind)

    def _stage_reached(self, access: Access) -> str:
        if access.withdrawn_on:
            return f"retiré {short_date(access.withdrawn_on)}"
        if not access.given_on:
            return "à remettre"
        due = access.withdraw_by or self.dossier.stage.end
        if due < self.workspace.today():
            return f"! à retirer depuis {short_date(due)}"
        if not access.explained_on:
            return "remis, à expliquer"
        return f"à retirer {short_date(due)}"

    @on(RowList.Moved)
    def _moved(self) -> None:
        access = self._selected()
        self.query_one("#account", Paragraph).update(
            Content(self._about(access) if access else self._no_passwords())
        )

    def _about(self, access: Access) -> str:
        known = [
            self._kind(access),
            f"Compte : {access.account}" if access.account else "",
            f"Coût : {dollars(access.monthly_cost)} par mois" if access.monthly_cost else "",
            f"Remis {short_date(access.given_on)}" if access.given_on else "",
            f"Expliqué {short_date(access.explained_on)}" if access.explained_on else "",
            f"Retiré par {access.withdrawn_by}" if access.withdrawn_by else "",
            access.note,
        ]
        return "  ·  ".join(part for part in known if part)

    def _no_passwords(self) -> str:
        return self.workspace.programme(self.dossier).accesses.no_passwords

    def _selected(self) -> Access | None:
        key = self.query_one(RowList).key
        return self.dossier.access(key) if isinstance(key, UUID) else None

    # --- steps ----------------------------------------------------------------------------------

    def action_next_step(self) -> None:
        """Give, then explain, then withdraw."""
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
            case "withdrawn":
                self.tell(f"« {access.name} » est déjà retiré. Entrée propose de le rouvrir.")

    @on(RowList.Chosen, "#accesses")
    def _choose(self) -> None:
        access = self._selected()
        if access is None:
            return
        steps = {
            "give": ("Remis aujourd’hui", access.state == "planned"),
            "explain": ("Expliqué aujourd’hui", access.state in ("planned", "given")),
            "withdraw": ("Retiré…", access.is_open),
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
                case "reopen":
                    self.save(
                        labels.access_reopened(access.name),
                        partial(transitions.restore_access, access=access.id),
                    )
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
        """Remove an access that was never given."""
        access = self._selected()
        if access is None:
            return
        if access.given_on:
            self.tell(f"« {access.name} » a été remis : retirez l’accès plutôt que sa trace.")
            return

        def remove(agreed: bool | None) -> None:
            if agreed:
                self.save(
                    labels.access_removed(access.name),
                    partial(transitions.remove_access, access=access.id),
                )

        question = f"Supprimer « {access.name} » de la liste ?"
        self.app.push_screen(Confirm("Supprimer", question, yes="Oui, supprimer"), remove)

    def title_text(self) -> str:
        """How many withdrawals are owed."""
        owed = len(self.dossier.open_accesses)
        return f"{super().title_text()} · " + (
            count(owed, "accès ouvert", "accès ouverts") if owed else "aucun accès ouvert"
        )
