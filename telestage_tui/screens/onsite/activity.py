"""Saying that one is still on the payment page, from any page of what follows in Québec."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ...clocks.zones import local
from ...dossier import changes
from ...dossier.onsite import Moment
from ...programme.onsite import OnsiteContent
from ...programme.portal_timers import timers
from ..dossier_screen import DossierScreen
from .timers import TICK_SECONDS, TimersPanel


class PaymentActivity(DossierScreen):
    """A page that shows the countdowns of the payment, and restarts that of inactivity."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "stay", "Encore là", tooltip="Je suis encore sur la page de paiement"),
    ]

    def on_mount(self) -> None:
        """Count down, second by second."""
        self.set_interval(TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        if self.is_current and self.dossier.onsite.payment:
            self.show_timers()

    def show_timers(self) -> None:
        """The countdowns, as they are now."""
        now = self.workspace.clock.now()
        self.query_one(TimersPanel).show(timers(self.dossier.onsite, self.content, now))

    @property
    def content(self) -> OnsiteContent:
        """What the programme says of the portal."""
        return self.workspace.programme(self.dossier).onsite

    @property
    def is_paying(self) -> bool:
        """Whether the countdowns of the payment run."""
        payment = self.dossier.onsite.payment
        return payment is not None and payment.is_running

    def now_here(self) -> Moment:
        """The present moment, on the host's wall clock."""
        zone = self.dossier.host.zone
        here = local(self.workspace.clock.now(), zone)
        return Moment(day=here.date(), at=here.time().replace(microsecond=0), zone=zone)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One is on the payment page only while its countdowns run."""
        if action == "stay":
            return self.is_mounted and self.is_paying
        return super().check_action(action, parameters)

    def action_stay(self) -> None:
        """Say that something was just done on the payment page: its twenty minutes restart."""
        self.save(changes.stay_on_payment(self.now_here()))
        self.refresh_bindings()
