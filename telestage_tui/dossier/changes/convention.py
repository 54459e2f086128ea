"""Changes to what is kept of a convention: its points, its signatures, what was paid, presence.

Whether a month or a week is one of the stage is for `planning` to say.
"""

from __future__ import annotations

from datetime import date

from ..agreement import PaidMonth, PointRecord, WeekPresence
from ..deeds import deed
from ..dossier import Dossier
from ..errors import InvalidInput, Refused
from ..french import dollars, plain_date
from ..stage import Party
from .change import Change, Titled, evolve_open
from .sequence_numbers import raise_sequences
from .stage import agreed_after


def tick_point(point: Titled, *, on: date) -> Change:
    """Note that the convention says a point."""
    record = PointRecord(point=point.id, state="ticked", on=on)
    return Change(
        deed("convention.ticked", point=point.title), lambda dossier: _with_point(dossier, record)
    )


def moot_point(point: Titled, *, why: str, on: date) -> Change:
    """Note that a point is *sans objet* in this stage.

    Args:
        point: Which one.
        why: Why; applying the change is refused when it is blank.
        on: The tutor's local date.
    """

    def apply(dossier: Dossier) -> Dossier:
        record = PointRecord(point=point.id, state="moot", on=on, reason=why)
        return _with_point(dossier, record)

    return Change(deed("convention.moot", point=point.title, reason=why), apply)


def reset_point(point: Titled) -> Change:
    """Take back what was said of a point."""

    def apply(dossier: Dossier) -> Dossier:
        kept = tuple(each for each in dossier.convention_points if each.point != point.id)
        return evolve_open(dossier, convention_points=kept)

    return Change(deed("convention.reset", point=point.title), apply)


def _with_point(dossier: Dossier, record: PointRecord) -> Dossier:
    others = (each for each in dossier.convention_points if each.point != record.point)
    return evolve_open(dossier, convention_points=(*others, record))


def sign(party: Party, day: date | None, *, on: date) -> Change:
    """Note the day on which a party signed the convention, or take it back.

    With the first signature, the terms of the stage are kept beside it.

    Args:
        party: Who signed.
        day: When; None to take the signature back.
        on: The tutor's local date; a signature to come is refused.
    """

    def apply(dossier: Dossier) -> Dossier:
        if day and day > on:
            message = f"Le {plain_date(day)} est à venir : une signature se note une fois donnée."
            raise InvalidInput.at(party, message)
        convention = dossier.convention.evolve(**{party: day})
        after = evolve_open(dossier, convention=convention)
        agreed = agreed_after(dossier, after, on)
        return raise_sequences(after.evolve(agreed=agreed), before=dossier)

    if day is None:
        return Change(deed(f"convention.unsigned_{party}"), apply)
    return Change(deed(f"convention.signed_{party}", on=day), apply)


def pay_month(month: int, amount: float, *, paid_on: date, on: date) -> Change:
    """Note the gratification paid for a month of the stage, in place of what was noted of it.

    Args:
        month: Its rank in the stage, from 1.
        amount: CAD.
        paid_on: When; a day to come is refused.
        on: The tutor's local date.
    """

    def apply(dossier: Dossier) -> Dossier:
        if paid_on > on:
            message = f"Le {plain_date(paid_on)} est à venir : notez un versement une fois fait."
            raise InvalidInput.at("paid_on", message)
        paid = PaidMonth(month=month, on=paid_on, amount=amount)
        others = (each for each in dossier.payments if each.month != month)
        payments = sorted((*others, paid), key=lambda each: each.month)
        return evolve_open(dossier, payments=payments)

    return Change(deed("convention.paid", month=month, on=paid_on, amount=dollars(amount)), apply)


def unpay_month(month: int) -> Change:
    """Take back what was noted of a month.

    Raises:
        Refused: when nothing was.
    """

    def apply(dossier: Dossier) -> Dossier:
        kept = tuple(each for each in dossier.payments if each.month != month)
        if kept == dossier.payments:
            raise Refused("Aucun versement n’est noté pour ce mois.")
        return evolve_open(dossier, payments=kept)

    return Change(deed("convention.unpaid", month=month), apply)


def note_presence(presence: WeekPresence) -> Change:
    """Note what was missed of a week, in place of what was noted of it."""

    def apply(dossier: Dossier) -> Dossier:
        others = (each for each in dossier.presence if each.week != presence.week)
        weeks = sorted((*others, presence), key=lambda each: each.week)
        return evolve_open(dossier, presence=weeks)

    week, note = presence.week, presence.note
    if not presence.missed:
        return Change(deed("convention.whole", week=week, note=note), apply)
    what = deed("convention.missed", week=week, missed=presence.words, note=note)
    return Change(what, apply)


def clear_presence(week: date) -> Change:
    """Take back what was noted of the week of that Monday.

    Raises:
        Refused: when nothing was.
    """

    def apply(dossier: Dossier) -> Dossier:
        kept = tuple(each for each in dossier.presence if each.week != week)
        if kept == dossier.presence:
            raise Refused("Rien n’est noté de la présence de cette semaine.")
        return evolve_open(dossier, presence=kept)

    return Change(deed("convention.presence_cleared", week=week), apply)
