"""Changes to what follows in Québec: who agrees, the fields of the portal, the offer, the permit.

A closed dossier allows them: the permit is asked for while the télé-stage ends, or once it has.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import Refused
from ..onsite import (
    Answer,
    Decision,
    Exemption,
    FormRecord,
    FormState,
    Identity,
    Moment,
    Offer,
    Onsite,
    Payment,
    PermitState,
    PermitStep,
    Side,
    SignIn,
    answered,
)
from ..secrets import REASON, looks_secret
from .change import Change

NOT_OPEN = (
    "La suite au Québec s’ouvre une fois que votre organisation et le ou la stagiaire sont "
    "d’accord."
)


def decide(side: Side, *, agrees: bool, on: date) -> Change:
    """Note what one side decided.

    Args:
        side: Which one.
        agrees: Whether it wants an on-site stage.
        on: The local date of the decision.
    """
    deeds: dict[tuple[Side, bool], Deed] = {
        ("host", True): deed("onsite.host_agreed", on=on),
        ("host", False): deed("onsite.host_declined", on=on),
        ("intern", True): deed("onsite.intern_agreed", on=on),
        ("intern", False): deed("onsite.intern_declined", on=on),
    }

    def note(dossier: Dossier) -> Dossier:
        if dossier.former is not None:
            raise Refused("Ce dossier est déjà celui du stage au Québec.")
        decision = Decision(agrees=agrees, on=on)
        return dossier.evolve(onsite=dossier.onsite.evolve(**{side: decision}))

    return Change(deeds[side, agrees], note)


def plan_onsite(**values: date | float | None) -> Change:
    """Note the dates aimed at, or the gratification agreed.

    Args:
        values: `start`, `end` or `monthly_pay`; what is not given stays.
    """
    return _open(deed("onsite.planned"), lambda onsite: onsite.evolve(**values))


def answer_exemption(exemption: Exemption) -> Change:
    """Answer the question that comes first."""
    return _open(deed("onsite.exemption"), lambda onsite: onsite.evolve(exemption=exemption))


def note_sign_in(*, way: SignIn | None = None, primary_user: str | None = None) -> Change:
    """Note how the portal is signed in to, and who enrolled first; never a secret.

    Args:
        way: How; None to leave it.
        primary_user: The name of whoever enrolled first; None to leave it.
    """

    def note(onsite: Onsite) -> Onsite:
        if primary_user and looks_secret(primary_user):
            raise Refused(REASON)
        values: dict[str, Any] = {"sign_in": way, "primary_user": primary_user}
        return onsite.evolve(**{name: each for name, each in values.items() if each is not None})

    return _open(deed("onsite.signs_in"), note)


def answer_field(field: str, label: str, value: str, *, on: date) -> Change:
    """Type the value of a field of the sheet, or take it back when it is blank.

    Args:
        field: Its identifier.
        label: What the portal calls it, for the history.
        value: What was typed.
        on: The tutor's local date.
    """

    def answer(onsite: Onsite) -> Onsite:
        if looks_secret(value):
            raise Refused(REASON)
        kept = Answer(field=field, value=value, on=on)
        return onsite.evolve(answers=answered(onsite.answers, kept))

    what = deed("onsite.answered", field=label) if value else deed("onsite.cleared", field=label)
    return _open(what, answer)


def answer_identity(field: str, label: str, value: str, *, on: date) -> Change:
    """The same, of a field about the intern's identity; the history says its name alone."""

    def answer(dossier: Dossier) -> Dossier:
        _check_open(dossier)
        if dossier.onsite.offer and not dossier.identity.kept_for and value:
            raise Refused(
                "L’offre a son numéro : les données d’identité sont effacées et ne se notent plus."
            )
        kept = Answer(field=field, value=value, on=on)
        return dossier.evolve(identity=dossier.identity.with_answer(kept))

    what = deed("onsite.answered", field=label) if value else deed("onsite.cleared", field=label)
    return Change(what, answer)


def erase_identity() -> Change:
    """Erase what was noted of the identity, from the copies too; no undo brings it back."""
    return Change(
        deed("onsite.identity_erased"),
        lambda dossier: dossier.evolve(identity=Identity()),
        erases_identity=True,
    )


def note_form(form: str, title: str, state: FormState) -> Change:
    """Note how far a form of the portal is filled in.

    Args:
        form: Its identifier.
        title: What the portal calls it, for the history.
        state: How far.
    """

    def note(onsite: Onsite) -> Onsite:
        others = tuple(each for each in onsite.forms if each.form != form)
        return onsite.evolve(forms=(*others, FormRecord(form=form, state=state)))

    deeds: dict[FormState, Deed] = {
        "todo": deed("onsite.form_todo", form=title),
        "started": deed("onsite.form_started", form=title),
        "done": deed("onsite.form_done", form=title),
    }
    return _open(deeds[state], note)


def start_payment(at: Moment) -> Change:
    """Note that the payment page was reached: its two countdowns run from there."""

    def start(onsite: Onsite) -> Onsite:
        if onsite.payment and onsite.payment.paid_on:
            raise Refused("Les frais sont déjà payés.")
        return onsite.evolve(payment=Payment(started=at))

    return _open(deed("onsite.payment_started"), start)


def stay_on_payment(at: Moment) -> Change:
    """Note that something was done on the payment page: the minutes of inactivity restart."""

    def stay(onsite: Onsite) -> Onsite:
        payment = onsite.payment
        if payment is None or not payment.is_running:
            raise Refused("Aucun paiement n’est en cours.")
        return onsite.evolve(payment=payment.evolve(active=at))

    return _open(deed("onsite.payment_active"), stay)


def cancel_payment(at: Moment) -> Change:
    """Note that the payment was cancelled: the hour to wait runs from there."""
    return _payment(deed("onsite.payment_cancelled"), cancelled=at)


def finish_payment(*, on: date) -> Change:
    """Note that the fee is paid, on a local date."""
    return _payment(deed("onsite.paid", on=on), paid_on=on)


def note_offer(number: str, *, on: date, keep_identity: str = "") -> Change:
    """Note the number that IRCC gave the offer, and erase the identity data.

    Args:
        number: The letter and the digits, already checked.
        on: The local date on which it came.
        keep_identity: Why the identity data are kept; blank to erase them.
    """
    reason = keep_identity.strip()
    kept = deed("onsite.identity_kept", reason=reason) if reason else None

    def note(dossier: Dossier) -> Dossier:
        _check_open(dossier)
        held = dossier.identity.evolve(kept_for=reason) if reason else Identity()
        onsite = dossier.onsite.evolve(offer=Offer(number=number, on=on))
        return dossier.evolve(onsite=onsite, identity=held)

    follows = kept or deed("onsite.identity_erased")
    what = deed("onsite.offer", number=number, on=on).followed_by(follows)
    return Change(what, note, erases_identity=not reason)


def withdraw_offer(*, on: date) -> Change:
    """Note that the offer was withdrawn on the portal, on a local date."""

    def withdraw(onsite: Onsite) -> Onsite:
        if onsite.offer is None:
            raise Refused("Aucune offre n’est notée.")
        return onsite.evolve(offer=onsite.offer.evolve(withdrawn_on=on))

    return _open(deed("onsite.offer_withdrawn", on=on), withdraw)


def note_permit(state: PermitState, *, on: date) -> Change:
    """Note a state of the intern's permit, in place of the same one noted before.

    Args:
        state: Which one.
        on: The local date since which it is so.
    """

    def note(onsite: Onsite) -> Onsite:
        others = [each for each in onsite.permit if each.state != state]
        steps = sorted([*others, PermitStep(state=state, on=on)], key=lambda each: each.on)
        return onsite.evolve(permit=steps)

    deeds: dict[PermitState, Deed] = {
        "asked": deed("onsite.permit_asked", on=on),
        "biometrics": deed("onsite.permit_biometrics", on=on),
        "accepted": deed("onsite.permit_accepted", on=on),
        "refused": deed("onsite.permit_refused", on=on),
        "issued": deed("onsite.permit_issued", on=on),
    }
    return _open(deeds[state], note)


def _payment(what: Deed, **values: object) -> Change:
    def note(onsite: Onsite) -> Onsite:
        if onsite.payment is None:
            raise Refused("Aucun paiement n’est commencé.")
        return onsite.evolve(payment=onsite.payment.evolve(**values))

    return _open(what, note)


def _open(what: Deed, note: Callable[[Onsite], Onsite]) -> Change:
    """A change of what follows, refused until both sides agree to it."""

    def apply(dossier: Dossier) -> Dossier:
        _check_open(dossier)
        return dossier.evolve(onsite=note(dossier.onsite))

    return Change(what, apply)


def _check_open(dossier: Dossier) -> None:
    if not dossier.onsite.is_open:
        raise Refused(NOT_OPEN)
