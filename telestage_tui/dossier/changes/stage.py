"""The stage itself: described, waived, started, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..dossier import Dossier
from ..errors import Refused
from ..people import (
    ClosedPeriod,
    Host,
    Intern,
    Side,
)
from ..stage import Waiver
from .change import changed
from .sequence_numbers import retold

if TYPE_CHECKING:
    from ..fiche import Fiche


def describe(dossier: Dossier, *, fiche: Fiche) -> Dossier:
    """Describe the stage by another fiche.

    Accesses stay as they are, and meetings where they are: calendars are told when what they say of
    them has changed.
    """
    return retold(changed(dossier, **fiche.described), before=dossier)


def waive(
    dossier: Dossier, rule: str, field: str, *, reason: str, on: date, accepted: str
) -> Dossier:
    """Record a dérogation to a rule for one field, in place of an earlier one.

    Args:
        dossier: The dossier.
        rule: Which rule.
        field: In the words of the fiche.
        reason: Why, and who agreed.
        on: The tutor's local date.
        accepted: The value that is accepted, in words; empty when it is missing.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """
    waiver = Waiver(rule=rule, field=field, reason=reason, on=on, accepted=accepted)
    return changed(dossier, waivers=(*_other_waivers(dossier, rule, field), waiver))


def unwaive(dossier: Dossier, rule: str, field: str) -> Dossier:
    """Take a dérogation back."""
    return changed(dossier, waivers=_other_waivers(dossier, rule, field))


def _other_waivers(dossier: Dossier, rule: str, field: str) -> tuple[Waiver, ...]:
    return tuple(w for w in dossier.waivers if (w.rule, w.field) != (rule, field))


def add_absences(dossier: Dossier, side: Side, periods: Sequence[ClosedPeriod]) -> Dossier:
    """Add closed days to one side; those it already has are not repeated."""
    person: Intern | Host = dossier.intern if side == "stagiaire" else dossier.host
    days = dict.fromkeys((*person.absences, *periods))
    absent = person.evolve(absences=tuple(sorted(days, key=lambda period: period.first)))
    return changed(dossier, **{"intern" if side == "stagiaire" else "host": absent})


def mark_started(dossier: Dossier, *, on: date) -> Dossier:
    """Mark the stage *commencé*; whether it may be is decided by the programme.

    Raises:
        Refused: when it has begun already.
    """
    if dossier.started_on:
        raise Refused("Le stage est déjà marqué commencé.")
    return changed(dossier, started_on=on)


def mark_closed(dossier: Dossier, *, on: date) -> Dossier:
    """Close the dossier; whether it may be is decided by the programme.

    Raises:
        Refused: when it is closed already.
    """
    if dossier.closed_on:
        raise Refused("Le stage est déjà clos.")
    return changed(dossier, closed_on=on)


def keep_until(dossier: Dossier, *, day: date | None) -> Dossier:
    """Set the last day the dossier is kept, even closed; None for what the programme says."""
    return dossier.evolve(retention_until=day)


def reopen(dossier: Dossier) -> Dossier:
    """Open a closed dossier again.

    Raises:
        Refused: when it is open.
    """
    if not dossier.closed_on:
        raise Refused("Ce stage n’est pas clos.")
    return dossier.evolve(closed_on=None)
