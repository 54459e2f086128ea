"""Saying that one is still on the payment page, from any page of what follows in Québec."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from ...clocks.zones import local
from ...dossier import changes
from ...dossier.onsite import Moment
from ..base import DossierScreen


class PaymentActivity(DossierScreen):
    """A page that shows the countdowns of the payment, and restarts that of inactivity."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "stay", "Encore là", tooltip="Je suis encore sur la page de paiement"),
    ]

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
