"""Convention: what it must contain, who signed it, what was paid and what was missed since."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from ...dossier import changes
from ...dossier.errors import InvalidInput
from ...dossier.french import plain_date
from ...dossier.stage import Party
from ...planning.presence import presence_of
from ...programme.convention import point_states
from ...programme.gratification import month_of
from ...programme.signing import allowance_warning
from ...widgets.dialogs import Choose
from ...widgets.fields import FormField
from ...widgets.form_dialog import Values
from ...widgets.lists import EditList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...wording import LATE_SIGN, PARTY_WORDS
from ..dossier_screen import DossierScreen
from ..navigation import Go
from .presence import ask_presence
from .rows import AMEND, convention_rows

_PAID = (
    FormField("amount", "Montant versé ($)", "number", hint="Dollars canadiens.", required=True),
    FormField("paid_on", "Versé le", "date", hint="Par exemple hier, ou 12 mars.", required=True),
)


_ROWS = {
    "convention.ofqj": "party:ofqj",
    "convention.stagiaire": "party:intern",
    "convention.structure": "party:host",
}
"""The row of each signature, by its field of the fiche."""


class ConventionScreen(DossierScreen):
    """The convention of one dossier, the gratification by month and the presence by week."""

    HEADING = "Convention"
    HELP = """Ce que la convention doit contenir, qui l’a signée et quand; puis ce qu’elle \
engage : les avenants, la gratification mois par mois, la présence semaine par semaine.

Espace coche : un point vérifié, une signature donnée aujourd’hui, un mois versé aujourd’hui, une \
semaine où rien n’a été manqué. De nouveau, il le retire. Entrée donne le détail : la raison d’un \
point sans objet, le jour d’une signature, le montant versé, les heures ou les jours manqués.

Une signature à venir ne se note pas. Un avenant se signe depuis Changement de cours (C). La \
gratification due est celle de la convention, la dernière part au prorata de ses jours; un avenant \
vaut à partir de sa dernière signature : ce sont des propositions de telestage. L’attestation et \
le bilan disent les deux totaux."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "toggle_row", "Cocher", key_display="Espace"),
    ]
    DEFAULT_CSS = """
    ConventionScreen {
        & #about { height: auto; max-height: 4; padding: 0 1; color: $text-muted; }
    }
    """

    def body(self) -> ComposeResult:
        yield EditList(id="convention")
        yield Paragraph("", id="about")

    def show(self) -> None:
        """Show the signatures, the points, then what follows from them."""
        dossier = self.dossier
        programme, today = self.workspace.programme(dossier), self.workspace.today()
        rows = tuple(convention_rows(dossier, programme, today))
        lines = self.query_one(RowList)
        lines.show(rows)
        if self.begin_on:
            name = _ROWS.get(self.begin_on, self.begin_on)
            wanted = [each.key for each in rows if _name_of(each.key).startswith(name)]
            lines.select(wanted[-1] if wanted else None)
            self.begin_on = None
        self._moved()

    @property
    def _key(self) -> tuple[str, str]:
        return cast("tuple[str, str]", self.query_one(RowList).key or ("", ""))

    @on(RowList.Moved)
    def _moved(self) -> None:
        lines = [self._about(*self._key)]
        if warning := allowance_warning(self.dossier):
            lines.append(f"{LATE_SIGN} {warning}")
        self.query_one("#about", Paragraph).update("\n".join(filter(None, lines)))

    def _about(self, kind: str, name: str) -> str:
        """What the selected row is about, with where that comes from."""
        programme = self.workspace.programme(self.dossier)
        content = programme.convention
        match kind:
            case "point":
                states = point_states(self.dossier, content)
                each = next(each for each in states if each.point.id == name)
                why = each.record.reason if each.record else ""
                known = f"Au dossier : {each.known}" if each.known else ""
                source = f"Source : {programme.source(each.point.source).name}"
                lines = (f"Sans objet : {why}" if why else each.point.hint, known, source)
                return "\n".join(filter(None, lines))
            case "month":
                rule = content.proration
                said = f"{rule.text} {programme.source(rule.source).name}."
                is_agreed = self.dossier.stage.monthly_pay is not None
                return said if is_agreed else f"La gratification se convient d’abord (i).\n{said}"
            case "week":
                record = next(
                    (e for e in self.dossier.presence if e.week == date.fromisoformat(name)), None
                )
                return record.note if record else "Espace : rien de manqué. Entrée : tant d’heures."
            case "party":
                convention = self.dossier.convention
                if name in convention.signatories(self.workspace.today()):
                    return "Espace : retirer cette signature. Entrée : un autre jour."
                day = getattr(convention, name)
                planned = f"Prévue le {plain_date(day)}. " if day else ""
                return f"{planned}Espace : signée aujourd’hui. Entrée : un autre jour."
            case "amend":
                return "Entrée : Changement de cours, où un avenant se prépare et se signe."
            case _:
                return ""

    def way_on(self) -> Go:
        """The field of the selected signature; the page itself elsewhere."""
        kind, name = self._key
        if kind == "party":
            field = next(field for field, row in _ROWS.items() if row == f"party:{name}")
            return Go("convention", self.dossier_id, field)
        return self.go

    # --- one key --------------------------------------------------------------------------------

    def action_toggle_row(self) -> None:
        """Tick what is selected, or take it back."""
        if self.says_closed(self.dossier):
            return
        kind, name = self._key
        today, dossier = self.workspace.today(), self.dossier
        match kind:
            case "point":
                point = self.workspace.programme(dossier).convention.point(name)
                is_said = any(each.point == name for each in dossier.convention_points)
                tick = changes.tick_point(point, on=today)
                self.save(changes.reset_point(point) if is_said else tick)
            case "party":
                party = cast("Party", name)
                is_signed = party in dossier.convention.signatories(today)
                self.save(changes.sign(party, None if is_signed else today, on=today))
            case "month":
                self._toggle_month(int(name))
            case "week":
                week = date.fromisoformat(name)
                if any(each.week == week for each in dossier.presence):
                    self.save(changes.clear_presence(week))
                else:
                    presence = presence_of(dossier, week, 0, "hours", "", today=today)
                    self.save(changes.note_presence(presence))
            case _:
                self._chosen()

    def _toggle_month(self, rank: int) -> None:
        month, today = month_of(self.dossier, rank), self.workspace.today()
        if month.paid:
            self.save(changes.unpay_month(rank))
        elif not month.due:
            self._ask_paid(rank)
        else:
            self.save(changes.pay_month(rank, month.due, paid_on=today, on=today))

    # --- in full --------------------------------------------------------------------------------

    @on(RowList.Chosen, "#convention")
    def _chosen(self) -> None:
        kind, name = self._key
        if (kind, name) == AMEND:
            self.action_go("course")
            return
        if self.says_closed(self.dossier):
            return
        match kind:
            case "point":
                self._ask_point(name)
            case "party":
                self._ask_signature(cast("Party", name))
            case "month":
                self._ask_paid(int(name))
            case "week":
                ask_presence(self, date.fromisoformat(name))

    def _ask_point(self, name: str) -> None:
        point = self.workspace.programme(self.dossier).convention.point(name)
        today = self.workspace.today()

        def act(choice: object) -> None:
            match choice:
                case "tick":
                    self.save(changes.tick_point(point, on=today))
                case "moot":
                    self.ask(
                        f"point.{self.dossier_id}.{name}",
                        "Point sans objet",
                        f"{point.title} : pourquoi est-ce sans objet?",
                        lambda why: self.save(changes.moot_point(point, why=why, on=today)),
                        check=lambda why: None if why.strip() else "Dites pourquoi.",
                    )
                case "reset":
                    self.save(changes.reset_point(point))

        choices = [
            ("tick", "La convention le dit : cocher"),
            ("moot", "Sans objet dans ce stage…"),
            ("reset", "Remettre à vérifier"),
        ]
        self.app.push_screen(Choose(point.title, point.hint, choices), act)

    def _ask_signature(self, party: Party) -> None:
        today = self.workspace.today()

        def check(day: date | None) -> str | None:
            if day and day > today:
                return f"Le {plain_date(day)} est à venir : une signature se note une fois donnée."
            return None

        self.ask(
            f"signature.{self.dossier_id}.{party}",
            f"Signature : {PARTY_WORDS[party]}",
            "Quel jour? Vide : pas encore.",
            lambda day: self.save(changes.sign(party, day, on=today)),
            saved=lambda: getattr(self.dossier.convention, party),
            check=check,
            kind="date",
        )

    def _ask_paid(self, rank: int) -> None:
        today = self.workspace.today()

        def saved() -> Values:
            month = month_of(self.dossier, rank)
            if month.paid:
                return {"amount": month.paid.amount, "paid_on": month.paid.on}
            return {"amount": month.due, "paid_on": today}

        def submit(values: Values) -> bool:
            amount, paid_on = values["amount"], values["paid_on"]
            if paid_on > today:
                raise InvalidInput.at("paid_on", "Ce jour est à venir.")
            change = changes.pay_month(rank, amount, paid_on=paid_on, on=today)
            return self.save(change) is not None

        self.ask_form(
            f"paid.{self.dossier_id}.{rank}",
            f"Gratification, mois {rank}",
            _PAID,
            saved,
            submit,
        )


def _name_of(key: Hashable) -> str:
    """How a request names a row, or by its beginning several: « month:2 », « week »."""
    return ":".join(map(str, key)) if isinstance(key, tuple) else ""
