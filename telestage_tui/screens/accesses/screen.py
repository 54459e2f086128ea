"""Accès: what was given to the intern, and what is owed back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.accesses import Access
from ...dossier.french import count_or_none
from ...programme.withdrawals import checks_left, left_to_verify
from ...widgets.dialogs import Choose
from ...widgets.lists import ActionList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ..navigation import Place
from .forms import ask_access, ask_checks, ask_reopening, ask_withdrawal
from .rows import AccessRows
from .several import LedgerScreen


class AccessesScreen(LedgerScreen):
    """The ledger of accesses."""

    HEADING = "Accès"
    BEGINNINGS: ClassVar[Mapping[Place, str]] = {
        "papers": "accesses",
        "messages": "accesses-to-withdraw",
    }
    HELP = """Chaque accès remis est un retrait dû. Cette page suit les deux : remis, expliqué, \
puis retiré avec les vérifications. Le jour du retrait est à droite; ! dit qu’il est passé.

w note d’un coup les accès habituels de Mon organisation; ce qui semble déjà là sous un autre nom \
est dit et laissé de côté, w encore permet de le noter. W y garde ceux d’ici, p remet tout ce qui \
est à remettre. s suspend un accès ou le rétablit, S tous. R ouvre la journée des retraits.

Espace fait avancer l’accès choisi : remis, expliqué, retiré, puis vérifié. Entrée propose toutes \
les actions. Le stage ne peut être clos tant qu’un accès reste ouvert. Un accès retiré garde? \
tant que ses vérifications ne sont pas toutes faites."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "next_step", "Faire avancer", key_display="Espace"),
        Binding("n", "new", "Nouveau", tooltip="Noter un nouvel accès"),
        Binding("e", "edit", "Modifier", show=False),
        Binding("w", "usual", "Noter les accès habituels", show=False),
        Binding("W", "keep_usual", "Garder ces accès comme habituels", show=False),
        Binding("p", "give_all", "Remettre tout ce qui est à remettre", show=False),
        Binding("s", "suspend", "Suspendre, ou rétablir", show=False),
        Binding("S", "suspend_all", "Suspendre ou rétablir tous les accès", show=False),
        Binding("o", "reopen", "Rouvrir un accès retiré", show=False),
        Binding(
            "delete", "forget", "Supprimer un accès jamais remis", key_display="Suppr", show=False
        ),
    ]
    DEFAULT_CSS = """
    AccessesScreen #account { height: auto; padding: 0 1; color: $text-muted; }
    """

    def body(self) -> ComposeResult:
        yield ActionList(id="accesses")
        yield Paragraph("", id="account")

    def show(self) -> None:
        """A group for each state, in the order of their life."""
        rows = self.query_one(RowList)
        rows.show(self._rows().rows())
        if self.begin_on:
            rows.select(UUID(self.begin_on))
            self.begin_on = None

    def on_resize(self) -> None:
        """A larger terminal shows more."""
        if self.is_current:
            self.reload()

    def _rows(self) -> AccessRows:
        dossier, today = self.dossier, self.workspace.today()
        return AccessRows(
            dossier, self.workspace.programme(dossier), today, self.terminal_size.width
        )

    @on(RowList.Moved)
    def _moved(self) -> None:
        access = self._selected()
        text = self._rows().about(access) if access else self._no_passwords()
        self.query_one("#account", Paragraph).update(Content(text))

    def _no_passwords(self) -> str:
        return self.workspace.programme(self.dossier).accesses.no_passwords

    def _selected(self) -> Access | None:
        key = self.query_one(RowList).key
        return self.dossier.access(key) if isinstance(key, UUID) else None

    def item_on(self, place: Place) -> str | None:
        """Among the messages, that about the accesses to open while none is."""
        if place == "messages" and not self.dossier.open_accesses:
            return "accesses-to-open"
        return super().item_on(place)

    # --- steps ----------------------------------------------------------------------------------

    def action_next_step(self) -> None:
        """Take the selected access to its next step: given, explained, withdrawn, checked."""
        access = self._selected()
        if access is None:
            return
        match access.state:
            case "planned":
                self._give(access)
            case "given":
                self._explain(access)
            case "explained" | "suspended":
                self._withdraw(access)
            case _ if checks_left(self.workspace.programme(self.dossier), access):
                ask_checks(self, access)
            case "withdrawn" if left_to_verify(self.workspace.programme(self.dossier), access):
                self._verify(access)
            case _:
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
            "suspend": ("Suspendre pour un temps…", access.is_open and not access.is_suspended),
            "resume": ("Rétablir", access.is_suspended),
            "check": ("Vérifications du retrait…", access.given_on is not None),
            "verify": ("Constaté : il ne marche plus", access.state == "withdrawn"),
            "reopen": (
                "Rouvrir : le retrait n’a pas eu lieu…",
                not access.is_open and access.withdrawn_on is not None,
            ),
            "edit": ("Modifier…", True),
            "forget": ("Supprimer : il n’a jamais été remis", access.state == "planned"),
        }
        choices = [(key, label) for key, (label, possible) in steps.items() if possible]

        def act(choice: object) -> None:
            match choice:
                case "give":
                    self._give(access)
                case "explain":
                    self._explain(access)
                case "withdraw":
                    self._withdraw(access)
                case "suspend" | "resume":
                    self.action_suspend()
                case "check":
                    ask_checks(self, access)
                case "verify":
                    self._verify(access)
                case "reopen":
                    self.action_reopen()
                case "edit":
                    self.action_edit()
                case "forget":
                    self.action_forget()

        self.app.push_screen(Choose(access.name, "", choices), act)

    def _give(self, access: Access) -> None:
        workspace = self.workspace
        change = changes.grant(access, on=workspace.today(), hour=workspace.hour())
        self.save(change)

    def _explain(self, access: Access) -> None:
        workspace = self.workspace
        change = changes.explain(access, on=workspace.today(), hour=workspace.hour())
        self.save(change)

    def _verify(self, access: Access) -> None:
        today = self.workspace.today()
        how = left_to_verify(self.workspace.programme(self.dossier), access)
        change = changes.verify_withdrawal(access, on=today, today=today, how=how)
        self.save(change)

    def _withdraw(self, access: Access) -> None:
        ask_withdrawal(self, access)

    def action_reopen(self) -> None:
        """Ask why, then open a withdrawn access again: it was not withdrawn after all."""
        access = self._selected()
        if access is not None and not access.withdrawn_on:
            self.tell(f"« {access.name} » n’est pas retiré : il n’y a rien à rouvrir.")
        elif access is not None:
            ask_reopening(self, access)

    def action_suspend(self) -> None:
        """Suspend the selected access, or give it back."""
        access = self._selected()
        if access is not None and access.is_open:
            self.suspend_or_resume([access])
        elif access is not None:
            self.tell(f"« {access.name} » n’est pas ouvert : il n’y a rien à suspendre.")

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
        if self.save(changes.remove_access(access)):
            self.tell(f"« {access.name} » est supprimé de la liste : u le rétablit.")

    def title_text(self) -> str:
        """Adds how many accesses are open."""
        number = len(self.dossier.open_accesses)
        accesses = count_or_none(number, "accès ouvert", "accès ouverts")
        return f"{super().title_text()} · {accesses}"
