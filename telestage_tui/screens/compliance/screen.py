"""Écarts: where the dossier leaves its programme; corrected, or accepted with a reason."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from ...dossier import changes
from ...dossier.dossier import Dossier
from ...dossier.french import count, leading_count, long_date, plain_date, short_day
from ...programme.progress import start
from ...programme.rule import Rule
from ...programme.rules import Departure, departures, unwaived_departures, waiver_of
from ...widgets.dialogs import Choose
from ...widgets.lists import ActionList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...widgets.rows import BLANK, Cell, Row, Tone, heading, hint
from ..dossier_screen import DossierScreen
from ..navigation import Go, Place, way_to_field

START = "start"
"""The key of the row that marks the stage *commencé*."""
DEPARTURE_GROUPS: dict[str, tuple[str, str, Tone]] = {
    "open": ("!", "À corriger, ou à accepter", "warning"),
    "unknown": ("○", "À savoir avant le premier jour", "plain"),
    "awaited": ("○", "Attendus avant le premier jour", "plain"),
    "waived": ("✓", "Acceptés par dérogation", "success"),
    "agreed": ("✓", "Changements convenus", "success"),
}


CORRECTIONS: dict[Place, str] = {
    "details": "Corriger la donnée dans les informations du dossier",
    "convention": "Noter la signature, ou la corriger, dans la convention",
}
"""What correcting is called, by the page where it is done."""


class Words(NamedTuple):
    """How a decision is asked for: what the choices say, then the question."""

    accept: str
    edit: str
    withdraw: str
    title: str
    question: str
    blank: str


WAIVER_CHOICES = Words(
    accept="Accepter par une dérogation…",
    edit="Modifier la raison de la dérogation…",
    withdraw="Retirer la dérogation",
    title="Dérogation",
    question="Pourquoi l’accepter, et avec l’accord de qui?",
    blank="Une dérogation se motive : dites pourquoi, et qui l’a acceptée.",
)
CHANGE_CHOICES = Words(
    accept="Dire que ce changement est convenu…",
    edit="Modifier ce qui en a été dit…",
    withdraw="Dire qu’il n’est plus convenu",
    title="Changement convenu",
    question="Qui en a convenu, quand, et où en est la trace?",
    blank="Dites qui en a convenu : l’OFQJ, la personne stagiaire, votre structure.",
)


class DeparturesScreen(DossierScreen):
    """The departures of one dossier, and the decision on each."""

    HEADING = "Écarts au programme"
    HELP = """Ce qui, dans ce dossier, n’est pas ce que demande le programme. Un écart n’empêche \
pas de travailler : il empêche seulement de déclarer le stage commencé.

Ce qui n’est pas su, et une signature datée d’un jour à venir, manquent le premier jour comme \
une signature absente. Un changement de dates, d’heures ou de gratification après la première \
signature attend que vous disiez qu’il est convenu.

Entrée sur un écart : corriger la donnée, ou l’accepter par une dérogation motivée. Une \
dérogation se modifie et se retire de la même façon.

Quand il ne reste rien, d déclare le stage commencé, à partir de son premier jour."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "start", "Déclarer commencé"),
    ]
    DEFAULT_CSS = """
    DeparturesScreen {
        & #standing { height: auto; padding: 0 1 1 1; }
        & #rule { height: auto; padding: 0 1; color: $text-muted; background: $panel; }
    }
    """

    _startable = False
    """Whether the stage shown is not yet marked *commencé*."""

    def body(self) -> ComposeResult:
        yield Paragraph("", id="standing")
        yield ActionList(id="departures")
        yield Paragraph("", id="rule")

    def show(self) -> None:
        """Show the departures, grouped by what is to be done with them."""
        dossier = self.dossier
        self._startable = dossier.status == "preparation"
        all_departures = self._departures(dossier)
        self.query_one("#standing", Paragraph).update(self._standing(dossier, all_departures))
        lines = self.query_one("#departures", RowList)
        lines.show(self._rows(dossier, all_departures))
        if self.begin_on:
            rule, _, field = self.begin_on.partition(":")
            lines.select((rule, field))
            self.begin_on = None
        self._moved()
        self.refresh_bindings()

    def _standing(self, dossier: Dossier, all_departures: tuple[Departure, ...]) -> Content:
        open_ones = [each for each in all_departures if not each.waived]
        if dossier.started_on:
            text, tone = f"✓ Stage déclaré commencé le {plain_date(dossier.started_on)}.", "success"
        elif dossier.closed_on:
            text, tone = "Ce stage est clos.", "success"
        elif all(each.waived for each in all_departures) and self._early(dossier):
            first = long_date(dossier.stage.start)
            text = f"✓ Aucun écart à régler : stage à déclarer commencé dès le {first}."
            tone = "success"
        elif all(each.waived for each in all_departures):
            text, tone = "✓ Rien n’empêche de déclarer le stage commencé.", "success"
        else:
            awaited = [each for each in open_ones if each.is_awaited and self._early(dossier)]
            faults = len(open_ones) - len(awaited)
            points = f"{leading_count(len(awaited), 'point')} à compléter avant le premier jour."
            text, tone = f"○ {points}", "primary"
            if faults:
                number = leading_count(faults, "écart")
                text, tone = f"○ {number} au programme, sans décision à ce jour.", "warning"
                text += f" {points}" if awaited else ""
        return Content.styled(text, f"bold $text-{tone}")

    def _rows(self, dossier: Dossier, all_departures: tuple[Departure, ...]) -> list[Row]:
        groups: dict[str, list[Departure]] = {name: [] for name in DEPARTURE_GROUPS}
        early = self._early(dossier)
        for each in all_departures:
            groups[self._group(each, early)].append(each)
        rows: list[Row] = []
        for name, members in groups.items():
            sign, title, tone = DEPARTURE_GROUPS[name]
            if members:
                rows += [BLANK] if rows else []
                rows += [heading(f"{title} ({len(members)})")]
                rows += [_row(each, sign, tone) for each in members]
        if not all_departures:
            rows.append(hint("✓ Aucun écart dans ce qui est rempli."))
        if self._startable and not early and all(each.waived for each in all_departures):
            rows += [BLANK, Row((Cell("Déclarer le stage commencé", tone="strong"),), START)]
        return rows

    def _departures(self, dossier: Dossier) -> tuple[Departure, ...]:
        return departures(dossier, self.workspace.programme(dossier), self.workspace.today())

    def _group(self, departure: Departure, early: bool) -> str:
        """In which group of `DEPARTURE_GROUPS` a departure is shown."""
        if departure.waived:
            return "agreed" if self._is_change(departure) else "waived"
        if departure.is_awaited and early:
            return "unknown" if departure.is_unknown else "awaited"
        return "open"

    def _is_change(self, departure: Departure) -> bool:
        """Whether it is a change of what was signed."""
        return self._rule(departure).check == "agreed"

    def _early(self, dossier: Dossier) -> bool:
        """Whether the first day is still to come."""
        return self.workspace.today() < dossier.stage.start

    @on(RowList.Moved, "#departures")
    def _moved(self) -> None:
        selected = self._selected()
        self.query_one("#rule", Paragraph).update(self._about(selected) if selected else "")

    def _selected(self) -> Departure | None:
        key = self.query_one("#departures", RowList).key
        return next((each for each in self._departures(self.dossier) if _key(each) == key), None)

    def _about(self, departure: Departure) -> str:
        source = self.workspace.programme(self.dossier).source(departure.source).name
        lines = [departure.message, f"Règle : {source}."]
        if departure.waiver is not None:
            when = plain_date(departure.waiver.on)
            decision = "Convenu le" if self._is_change(departure) else "Dérogation du"
            lines.append(f"{decision} {when} : {departure.waiver.reason}")
        if departure.former is not None:
            lines.append(departure.doubt)
        return "\n".join(lines)

    # --- deciding -------------------------------------------------------------------------------

    def way_on(self) -> Go:
        """The field of the selected line."""
        departure = self._selected()
        return way_to_field(self.dossier_id, departure.field) if departure else self.go

    @on(RowList.Chosen, "#departures")
    def _chosen(self, message: RowList.Chosen) -> None:
        if message.key == START:
            self.action_start()
            return
        departure = self._selected()
        if departure is None:
            return
        words = CHANGE_CHOICES if self._is_change(departure) else WAIVER_CHOICES
        way = way_to_field(self.dossier_id, departure.field)
        choices = [
            ("correct", CORRECTIONS[way.place]),
            ("waive", words.edit if departure.waived else words.accept),
        ]
        if departure.waived:
            choices.append(("unwaive", words.withdraw))

        def decide(choice: object) -> None:
            match choice:
                case "correct":
                    self.post_message(way)
                case "waive":
                    self._waive(departure)
                case "unwaive":
                    change = changes.unwaive(self._rule(departure), departure.field)
                    self.save(change)

        self.app.push_screen(Choose("Écart au programme", departure.message, choices), decide)

    def _rule(self, departure: Departure) -> Rule:
        return self.workspace.programme(self.dossier).rule(departure.rule)

    def _waive(self, departure: Departure) -> None:
        """Ask why a departure is accepted, and record the dérogation."""
        if self.says_closed(self.dossier):
            return
        words = CHANGE_CHOICES if self._is_change(departure) else WAIVER_CHOICES

        def reason() -> str:
            rule, today = self._rule(departure), self.workspace.today()
            waiver = waiver_of(self.dossier, rule, today) or departure.former
            return waiver.reason if waiver else ""

        self.ask(
            f"waive.{self.dossier_id}.{departure.rule}.{departure.field}",
            words.title,
            f"{departure.message}\n{words.question}",
            lambda text: self.save(
                changes.waive(
                    self._rule(departure),
                    departure.field,
                    reason=text,
                    on=self.workspace.today(),
                    accepted=departure.value,
                ),
            ),
            saved=reason,
            check=lambda text: None if text.strip() else words.blank,
        )

    # --- starting -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The stage can be marked *commencé* only once."""
        if action == "start":
            return self._startable
        return super().check_action(action, parameters)

    def action_start(self) -> None:
        """Mark the stage *commencé*, or tell how many departures prevent it."""
        programme, today = self.workspace.programme(self.dossier), self.workspace.today()
        obstacles = unwaived_departures(self.dossier, programme, today)
        if obstacles:
            n = count(len(obstacles), "écart")
            self.tell(f"Il reste {n} : corrigez la donnée, ou acceptez l’écart (Entrée).")
        elif self.save(start(programme, today)):
            self.dismiss()


def _key(departure: Departure) -> tuple[str, str]:
    return departure.rule, departure.field


def _row(departure: Departure, sign: str, tone: Tone) -> Row:
    cells = [Cell(sign, 1, tone), Cell(departure.message)]
    if departure.waiver is not None:
        cells.append(Cell(short_day(departure.waiver.on), 9, "muted", right=True))
    return Row(tuple(cells), _key(departure))
