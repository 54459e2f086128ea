"""Suite au Québec: who wants it, its rules, the portal's steps, the offer and the permit."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from ...dossier.onsite import PermitState, Side
from ...planning.due import due_dates
from ...programme.portal_sheet import Sheet
from ...programme.progress import task_states
from ...widgets.lists import OpenList
from ...widgets.paragraph import Paragraph
from ...widgets.row_list import RowList
from ...workspace.onsite import followers
from ..dossier.task_actions import TaskActions
from ..navigation import Go
from ..page_keys import SCROLL_KEYS
from .about import about_line
from .asking import OnsiteAsking
from .opening import OnsiteOpening
from .rows import (
    FOLLOWER,
    FORMER,
    FORMER_HISTORY,
    IDENTITY,
    MESSAGE,
    OFFER,
    PAY,
    PAYMENT,
    PERMIT,
    PLAN,
    QUESTION,
    RULE,
    SHEET,
    SIDE,
    SIGN_IN,
    TASK,
    OnsiteRows,
)
from .timers import TimersPanel

_FIELD_OF_RULE = {"nationality": "citizenship", "passport": "passport-until"}
"""The field of the sheet that shows a rule respected."""
OFFER_MESSAGE = "onsite-offer"
"""The message that gives the number of the offer."""


class OnsiteScreen(OnsiteAsking, OnsiteOpening, TaskActions):
    """What follows in Québec, line by line; what there is to know of the selected one below."""

    HEADING = "Suite au Québec"
    HELP = """Le stage qui peut suivre, sur place. La page s’ouvre une fois que votre organisation \
et la personne sont d’accord : dates visées, règles, question préalable, connexion au portail \
d’IRCC, fiche, étapes, paiement, offre et permis.

Entrée note la ligne choisie, ou y mène. Espace coche une étape du portail; ce qu’il faut avoir \
sous la main se lit en bas. Au paiement, les délais restent en tête de la page et continuent de \
courir quand telestage est fermé.

La dernière ligne ouvre le dossier du stage au Québec, un aperçu d’abord : il reprend les \
personnes, le plan de travail et les accès à remettre.

telestage ne garde jamais de mot de passe, de question de sécurité ni de réponse."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Cocher l’étape", key_display="Espace"),
        *SCROLL_KEYS,
    ]
    TEXT = "#text"
    DEFAULT_CSS = """
    OnsiteScreen {
        & #text { height: 40%; max-height: 12; padding: 0 1; border-top: solid $primary 40%; }
        & #about { height: auto; max-width: 110; }
    }
    """

    def body(self) -> ComposeResult:
        yield TimersPanel(id="timers")
        yield OpenList(id="onsite")
        with VerticalScroll(id="text", can_focus=False):
            yield Paragraph("", id="about")

    def show(self) -> None:
        """The lines, as the dossier is now."""
        self.show_timers()
        rows = self.query_one("#onsite", RowList)
        rows.show(self._rows().rows())
        if self.begin_on:
            rows.select(self.begin_on)
            self.begin_on = None

    @property
    def _sheet(self) -> Sheet:
        return Sheet(self.dossier, self.content)

    def _rows(self) -> OnsiteRows:
        dossier, today = self.dossier, self.workspace.today()
        programme = self.workspace.programme(dossier)
        states = task_states(dossier, programme, today)
        due = due_dates(dossier, programme, today, states)
        steps = tuple(state for state in states if self.content.step(state.task.id))
        return OnsiteRows(self._sheet, steps, due, *followers(self.workspace, dossier))

    @property
    def _key(self) -> str:
        return str(self.query_one("#onsite", RowList).key or "")

    @on(RowList.Moved, "#onsite")
    def _moved(self) -> None:
        programme = self.workspace.programme(self.dossier)
        self.query_one("#about", Paragraph).update(about_line(self._key, self._sheet, programme))
        self.query_one("#text", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def way_on(self) -> Go:
        """The step of the portal, or the rule, that is selected."""
        key = self._key
        if key.startswith(TASK):
            return Go("dossier", self.dossier_id, key.removeprefix(TASK))
        return self.go

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a step of the portal is ticked."""
        if action == "tick":
            return self.is_mounted and self._key.startswith(TASK)
        return super().check_action(action, parameters)

    def action_tick(self) -> None:
        """Tick the selected step of the portal, or put it back to do."""
        self.toggle_task(self.dossier_id, self._key.removeprefix(TASK))

    @on(RowList.Chosen, "#onsite")
    def _chosen(self) -> None:
        key = self._key
        if key.startswith(SIDE):
            self.ask_decision(cast("Side", key.removeprefix(SIDE)))
        elif key.startswith(RULE):
            self._lead_to_rule(key.removeprefix(RULE))
        elif key.startswith(TASK):
            self.post_message(Go("dossier", self.dossier_id, key.removeprefix(TASK)))
        elif key.startswith(PERMIT):
            self.ask_permit(cast("PermitState", key.removeprefix(PERMIT)))
        else:
            self._choose_other(key)

    def _choose_other(self, key: str) -> None:
        match key:
            case _ if key in (PLAN, PAY):
                self.ask_plan("monthly_pay" if key == PAY else "")
            case _ if key.startswith(SIGN_IN):
                self.ask_sign_in("" if key == SIGN_IN else "primary_user")
            case _ if key == QUESTION:
                self.ask_question()
            case _ if key == SHEET:
                self.post_message(Go("portal-sheet", self.dossier_id))
            case _ if key == PAYMENT:
                self.ask_payment()
            case _ if key == OFFER:
                self.ask_offer()
            case _ if key == IDENTITY:
                self.ask_erasing()
            case _ if key == FOLLOWER:
                self.ask_opening()
            case _ if key in (FORMER, FORMER_HISTORY) and (former := self.dossier.former):
                self.post_message(Go("dossier" if key == FORMER else "history", former))
            case _ if key == MESSAGE:
                self.post_message(Go("messages", self.dossier_id, OFFER_MESSAGE))

    def _lead_to_rule(self, rule: str) -> None:
        """Ask for what shows a rule respected, or go where it is noted."""
        if rule in _FIELD_OF_RULE:
            self.post_message(Go("portal-sheet", self.dossier_id, _FIELD_OF_RULE[rule]))
        elif rule == "age" and self.dossier.onsite.start:
            self.post_message(Go("details", self.dossier_id, "stagiaire.naissance"))
        else:
            self.ask_plan("monthly_pay" if rule == "pay" else "")
