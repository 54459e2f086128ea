"""Accès: what was given to the intern, and what is owed back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID, uuid4

from pydantic import ValidationError
from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from ..dossier import transitions
from ..dossier.accesses import Access, AccessState
from ..dossier.errors import problems_of
from ..dossier.french import count, dollars, short_date
from ..dossier.typed import parse_date, parse_number
from ..widgets.dialogs import Choose, Confirm
from ..widgets.fields import Field
from ..widgets.form_dialog import FormDialog
from ..widgets.row_list import BLANK, Cell, Row, RowList, Tone, heading, hint
from .base import DossierScreen

SIGNS: dict[AccessState, tuple[str, Tone]] = {
    "planned": ("○", "muted"),
    "given": ("◐", "warning"),
    "explained": ("●", "accent"),
    "withdrawn": ("✓", "success"),
}
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

Espace passe à l’étape suivante de l’accès choisi : remis, expliqué, retiré. Entrée propose toutes \
les actions. Le stage ne peut être clos tant qu’un accès reste ouvert."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "next_step", "Étape suivante", key_display="Espace"),
        Binding("n", "new", "Nouvel accès"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("s", "forget", "Supprimer un accès jamais remis", show=False),
    ]
    DEFAULT_CSS = """
    AccessesScreen #account { height: auto; padding: 0 1; color: $text-muted; }
    """

    _kind_width = _stage_width = 0

    def body(self) -> ComposeResult:
        """The ledger, and what is known of the selected access."""
        yield RowList(id="accesses")
        yield Static("", id="account")

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
        kind = self._kind(access)
        return Row(
            (
                Cell(sign, 1, tone),
                Cell(access.name),
                Cell(kind, self._kind_width, "muted"),
                Cell(access.manager, None if self.size.width >= 100 else 14, "muted"),
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
        self.query_one("#account", Static).update(
            Content(self._about(access) if access else self._no_passwords())
        )

    def _about(self, access: Access) -> str:
        known = [
            f"Compte : {access.account}" if access.account else "",
            f"Coût : {dollars(access.monthly_cost)} par mois" if access.monthly_cost else "",
            f"Remis {short_date(access.given_on)}" if access.given_on else "",
            f"Expliqué {short_date(access.explained_on)}" if access.explained_on else "",
            f"Retiré par {access.withdrawn_by}" if access.withdrawn_by else "",
            access.note,
        ]
        return "  ·  ".join(part for part in known if part) or self._no_passwords()

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
                        f"Accès « {access.name} » rouvert",
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
            f"Accès « {access.name} » remis",
            partial(transitions.grant, access=access.id, on=today),
        )

    def _explain(self, access: Access) -> None:
        today = self.workspace.today()
        self.save(
            f"Accès « {access.name} » expliqué",
            partial(transitions.explain, access=access.id, on=today),
        )

    def _withdraw(self, access: Access) -> None:
        checks = self.workspace.programme(self.dossier).accesses.checks
        fields = [
            Field("on", "Retiré le", hint="Le jour du retrait, par exemple 9 avril 2027."),
            Field("by", "Par", hint="La personne qui a retiré l’accès."),
            *(
                Field(f"check.{check.id}", check.label, "choice",
                      (("non", "pas encore vérifié"), ("oui", "vérifié, ou sans objet")),
                      check.hint)
                for check in checks
            ),
        ]  # fmt: skip
        values = {"on": self.workspace.today().isoformat(), "by": access.manager}

        def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
            try:
                on = parse_date(typed["on"])
            except ValueError as error:
                return {"on": str(error)}
            made = [check.id for check in checks if typed[f"check.{check.id}"] == "oui"]
            return self._try(
                f"Accès « {access.name} » retiré",
                partial(transitions.withdraw, access=access.id, on=on, by=typed["by"], checks=made),
                {"withdrawn_on": "on", "": "on"},
            )

        self.app.push_screen(
            FormDialog(f"Retirer « {access.name} »", fields, values, submit,
                       question="Vérifiez avant de couper : rien ne doit se perdre avec l’accès.")
        )  # fmt: skip

    # --- writing --------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Note a new access."""
        self._write(Access(id=uuid4(), name="…"), new=True)

    def action_edit(self) -> None:
        """Change what is noted of the selected access."""
        access = self._selected()
        if access is not None:
            self._write(access, new=False)

    def _write(self, access: Access, *, new: bool) -> None:
        labels = self.workspace.programme(self.dossier).accesses.kinds
        fields = [
            Field("name", "Accès", hint="Ce que c’est : VPN de l’entreprise, licence Figma…"),
            Field("kind", "Sorte", "choice", tuple((kind.id, kind.label) for kind in labels)),
            Field("manager", "Géré par", hint="Qui le remet, et le retirera."),
            Field("account", "Nom du compte", hint="Jamais de mot de passe, de jeton ni de code."),
            Field("monthly_cost", "Coût par mois, en $", hint="Dollars canadiens ; vide si aucun."),
            Field("withdraw_by", "À retirer au plus tard", hint="Vide : le dernier jour du stage."),
            Field("note", "Note", hint="Ce qui aidera à le retirer."),
        ]
        cost, due = access.monthly_cost, access.withdraw_by
        values = {
            "name": "" if new else access.name,
            "kind": access.kind,
            "manager": access.manager,
            "account": access.account,
            "monthly_cost": "" if cost is None else f"{cost:g}".replace(".", ","),
            "withdraw_by": due.isoformat() if due else "",
            "note": access.note,
        }

        def submit(typed: Mapping[str, str]) -> Mapping[str, str]:
            changes: dict[str, str | date | float | None] = dict(typed)
            reasons: dict[str, str] = {}
            for name, parse in (("monthly_cost", parse_number), ("withdraw_by", parse_date)):
                try:
                    changes[name] = parse(typed[name]) if typed[name].strip() else None
                except ValueError as error:
                    reasons[name] = str(error)
            try:
                written = access.evolve(**{k: v for k, v in changes.items() if k not in reasons})
            except ValidationError as error:
                reasons |= {p.field: p.message for p in problems_of(error)}
            if reasons:
                return reasons
            label = f"Accès « {written.name} » {'noté' if new else 'modifié'}"
            return self._try(label, partial(transitions.put_access, access=written), {})

        title = "Nouvel accès" if new else f"Modifier « {access.name} »"
        name = f"access.{self.dossier_id}.{'new' if new else access.id}"
        kept = self.workspace.drafts.form(name)
        self.app.push_screen(
            FormDialog(
                title,
                fields,
                values | kept,
                submit,
                keep=partial(self.workspace.drafts.keep_form, name),
            )
        )

    def _try(
        self, label: str, transition: transitions.Transition, fields: Mapping[str, str]
    ) -> Mapping[str, str]:
        """Save; a refusal comes back as a reason at its field."""
        try:
            transition(self.dossier)
        except ValidationError as error:
            return {fields.get(p.field, next(iter(fields.values()), p.field)): p.message
                    for p in problems_of(error)}  # fmt: skip
        return {} if self.save(label, transition) else {"": ""}

    def action_forget(self) -> None:
        """Remove an access that was never given."""
        access = self._selected()
        if access is None:
            return

        def remove(agreed: bool | None) -> None:
            if agreed:
                self.save(
                    f"Accès « {access.name} » supprimé",
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
