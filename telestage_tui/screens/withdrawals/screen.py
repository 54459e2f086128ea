"""Retraits: every access owed, by the person who can act, withdrawn and checked at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.accesses import Access
from ...dossier.changes import Step
from ...dossier.secrets import REASON, looks_secret
from ...programme.withdrawal_day import NOTHING_ELSE, Line, asked, settled, withdrawals_of
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...workspace import Workspace
from ..dossier.task_actions import TaskActions
from ..dossier_screen import DossierScreen
from ..navigation import Go, Place
from .rows import WithdrawalRows

TICK_SECONDS = 60.0
"""Seconds between two counts of how long is left until the deadlines."""


class DoneList(RowList):
    """Rows that Enter does; the footer shows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Fait", key_display="⏎", tooltip="Faire la ligne choisie"),
    ]


class WithdrawalsScreen(TaskActions, DossierScreen):
    """The day of the withdrawals of a dossier."""

    HEADING = "Retraits"
    BEGINNINGS: ClassVar[Mapping[Place, str]] = {
        "papers": "accesses",
        "messages": "accesses-to-withdraw",
    }
    HELP = """Tout ce qui est à retirer, et ses vérifications, par personne qui peut le faire. \
L’heure est celle où la dernière journée finit, en France; un accès critique a 24 heures à partir \
de là, un autre cinq jours ouvrables (propositions de telestage). ! dit que le délai est dépassé.

Entrée fait la ligne choisie : l’accès est retiré, la vérification faite. Espace marque une ligne, \
m tout ce qui revient à une personne; s fait d’un coup ce qui est marqué, p au nom de quelqu’un \
d’autre, quand la personne est absente. k note que c’est demandé; M prépare un message à chacune, \
F7 les enregistre tous, un fichier chacun; D fait une page à imprimer.

Retiré et constaté sont deux choses : essayez plus tard, et dites que la connexion échoue. La \
dernière ligne est signée par qui gère les comptes : rien d’autre trouvé."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Marquer", key_display="Espace"),
        Binding("m", "mark_group", "Groupe", tooltip="Marquer tout ce que fait quelqu’un"),
        Binding("s", "settle", "Faire", tooltip="Faire ce qui est marqué"),
        Binding("p", "settle_by", "Faire au nom de quelqu’un d’autre", show=False),
        Binding("k", "ask_managers", "Noter que c’est demandé", show=False),
        Binding("f7", "save_messages", "Enregistrer le message à chaque personne",
                key_display="F7", show=False),
    ]  # fmt: skip
    DEFAULT_CSS = """
    WithdrawalsScreen #about { height: auto; padding: 0 1; color: $text-muted; }
    """

    def __init__(self, workspace: Workspace, go: Go) -> None:
        super().__init__(workspace, go)
        self._marked: set[Line] = set()

    def body(self) -> ComposeResult:
        yield DoneList(id="withdrawals")
        yield Paragraph("", id="about")

    def on_mount(self) -> None:
        """Count again, as time passes, how long is left."""
        self.set_interval(TICK_SECONDS, self.reload)

    def on_resize(self) -> None:
        """A larger terminal shows more."""
        if self.is_current:
            self.reload()

    def show(self) -> None:
        """What is owed now; a mark on what no longer is goes."""
        shown = self._rows()
        self._marked &= set(shown.day.lines)
        rows = self.query_one(RowList)
        rows.show(shown.rows())
        if self.begin_on:
            owed = (line for line in shown.day.lines if str(line.access) == self.begin_on)
            rows.select(next(owed, None))
            self.begin_on = None

    def title_text(self) -> str:
        return f"{super().title_text()} · {self._rows().summary()}"

    def _rows(self) -> WithdrawalRows:
        dossier = self.dossier
        programme = self.workspace.programme(dossier)
        day = withdrawals_of(dossier, programme)
        now, width = self.workspace.clock.now(), self.terminal_size.width
        return WithdrawalRows(dossier, programme, day, self._marked, now, width)

    @property
    def _line(self) -> Line | None:
        key = self.query_one(RowList).key
        return key if isinstance(key, Line) else None

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#about", Paragraph).update(Content(self._rows().about(self._line)))

    def item_on(self, place: Place) -> str | None:
        """Among the messages, the one to the person of the selected line."""
        item, line = super().item_on(place), self._line
        if place == "messages" and line and line.access:
            return f"{item}:{self.dossier.access(line.access).manager}"
        return item

    # --- marking --------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the selected line, or take its mark off; then go to the next one."""
        line = self._line
        if line is None or line == NOTHING_ELSE:
            self.tell("Choisissez une ligne à marquer, parmi celles qui ont [ ].")
            return
        self._marked ^= {line}
        self.reload()
        self.query_one(RowList).action_cursor_down()

    def action_mark_group(self) -> None:
        """Mark all that a person does, or take the marks off; then go to the next person.

        Once the last person is marked, the first one with something unmarked is next: the page may
        have opened on any of them.
        """
        day = self._rows().day
        group = day.group_of(self._line) if self._line else ()
        if not group:
            self.tell("Choisissez d’abord une ligne du groupe à marquer.")
            return
        if self._marked.issuperset(group):
            self._marked.difference_update(group)
        else:
            self._marked.update(group)
        self.reload()
        after = day.lines[day.lines.index(group[-1]) + 1 :]
        unmarked = [line for line in day.owed_lines if line not in self._marked]
        below = [line for line in unmarked if line in after]
        following = next(iter((*below, *unmarked, *after)), None)
        if following is not None:
            self.query_one(RowList).select(following)

    # --- doing ----------------------------------------------------------------------------------

    @on(RowList.Chosen, "#withdrawals")
    def _settle_line(self) -> None:
        """Do the selected line alone."""
        line = self._line
        if line == NOTHING_ELSE:
            self._sign()
        elif line is not None:
            self._settle({line})

    def action_settle(self) -> None:
        """Do what is marked, else the selected line."""
        if self._marked:
            self._settle(self._marked)
        else:
            self._settle_line()

    def action_settle_by(self) -> None:
        """Ask who did it, then do what is marked, else the selected line."""
        line = self._line
        lines = set(self._marked) or ({line} if line and line != NOTHING_ELSE else set())
        if not lines:
            self.tell("Marquez des lignes (Espace), ou choisissez celle à faire.")
        elif not self.says_closed(self.dossier):
            self.ask(
                f"withdrawals.{self.dossier_id}.by",
                "Fait par",
                "Qui l’a fait, à la place de la personne qui gère l’accès?",
                lambda name: self._settle(lines, by=name),
                check=_name_refusal,
                unkept=looks_secret,
            )

    def _settle(self, lines: Collection[Line], by: str = "") -> object:
        dossier, workspace = self.dossier, self.workspace
        today = workspace.today()
        step = Step(today, workspace.hour(), by)
        change = settled(lines, dossier, workspace.programme(dossier), step, today)
        after = self.save(change)
        if after is not None:
            self._marked.clear()
            self.reload()
        return after

    def _sign(self) -> None:
        """Ask who looked for something else, and found nothing."""
        if self.says_closed(self.dossier):
            return
        content = self.workspace.programme(self.dossier).accesses

        def sign(name: str) -> object:
            today, hour = self.workspace.today(), self.workspace.hour()
            change = changes.note_nothing_else(on=today, by=name, hour=hour)
            return self.save(change)

        self.ask(
            f"withdrawals.{self.dossier_id}.nothing-else",
            content.nothing_else,
            f"{content.nothing_else_hint}\nQui le signe?",
            sign,
            saved=self._signatory,
            check=_name_refusal,
            unkept=looks_secret,
            send_word="Signer",
        )

    def _signatory(self) -> str:
        """Who signed already; else the contact of the accounts, when one is known."""
        signed = self.dossier.nothing_else
        if signed is not None:
            return signed.by
        it = self.dossier.contacts.it.or_else(self.workspace.organisation().contacts.it)
        return it.name

    def action_ask_managers(self) -> None:
        """Note that the marked accesses, else those of the selected person, were asked for."""
        day = self._rows().day
        lines = self._marked or (day.group_of(self._line) if self._line else ())
        ids = {line.access for line in lines}
        accesses: list[Access] = [each for each in self.dossier.open_accesses if each.id in ids]
        if not accesses:
            self.tell("Choisissez une personne à qui il reste un accès à retirer.")
        elif self.save(asked(accesses, self.workspace.today())):
            self.tell("C’est noté; F7 enregistre le message à chaque personne, M les montre.")

    def action_save_messages(self) -> None:
        """Save in a file each the message to every person who has something to withdraw."""
        from ..messages.saving import ask_where  # not for start-up
        from ..messages.typed import entries_of

        dossier = self.dossier
        if not dossier.open_accesses:
            self.tell("Il ne reste aucun retrait à demander.")
            return
        messages = self.workspace.programme(dossier).messages
        kind = messages.message(self.BEGINNINGS["messages"])
        ask_where(self, list(entries_of(self.workspace, dossier, kind)))


def _name_refusal(name: str) -> str | None:
    """Why a name is refused; None when it is not."""
    if not name.strip():
        return "Écrivez un nom."
    return REASON if looks_secret(name) else None
