"""The stage itself: described, waived, started, closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..dossier import Dossier
from ..errors import Refused
from ..people import ClosedPeriod, Host, Intern, Side
from ..stage import Waiver
from ..text import clean_line
from .change import Change, Titled, changed
from .labels import because
from .sequence_numbers import retold

if TYPE_CHECKING:
    from ..fiche.model import Fiche


OPENED = "Dossier ouvert"
"""What the history says of a new dossier."""
REMOVED = "Dossier supprimé"
"""What an undo says that it puts back."""


def describe(fiche: Fiche) -> Change:
    """Describe the stage by another fiche.

    Accesses stay as they are, and meetings where they are: calendars are told when what they say of
    them has changed.
    """
    return Change(
        "Informations modifiées",
        lambda dossier: retold(changed(dossier, **fiche.described), before=dossier),
    )


def waive(rule: Titled, field: str, *, reason: str, on: date, accepted: str) -> Change:
    """Record a dérogation to a rule for one field, in place of an earlier one.

    Args:
        rule: Which rule.
        field: In the words of the fiche.
        reason: Why, and who agreed.
        on: The tutor's local date.
        accepted: The value that is accepted, in words; empty when it is missing.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """

    def waived(dossier: Dossier) -> Dossier:
        waiver = Waiver(rule=rule.id, field=field, reason=reason, on=on, accepted=accepted)
        return changed(dossier, waivers=(*_other_waivers(dossier, rule.id, field), waiver))

    label = f"Dérogation enregistrée : {clean_line(rule.title)}{because(reason)}"
    return Change(label, waived)


def unwaive(rule: Titled, field: str) -> Change:
    """Take a dérogation back."""
    return Change(
        f"Dérogation retirée : {clean_line(rule.title)}",
        lambda dossier: changed(dossier, waivers=_other_waivers(dossier, rule.id, field)),
    )


def _other_waivers(dossier: Dossier, rule: str, field: str) -> tuple[Waiver, ...]:
    return tuple(w for w in dossier.waivers if (w.rule, w.field) != (rule, field))


def add_absences(side: Side, periods: Sequence[ClosedPeriod]) -> Change:
    """Add closed days to one side, after a backup; those it already has are not repeated."""

    def added(dossier: Dossier) -> Dossier:
        person: Intern | Host = dossier.intern if side == "stagiaire" else dossier.host
        days = dict.fromkeys((*person.absences, *periods))
        absent = person.evolve(absences=tuple(sorted(days, key=lambda period: period.first)))
        return changed(dossier, **{"intern" if side == "stagiaire" else "host": absent})

    return Change(f"Absences reprises d’un agenda ({side})", added, backup="import")


def mark_started(*, on: date) -> Change:
    """Mark the stage *commencé*; whether it may be is decided by the programme.

    Raises:
        Refused: when it has begun already.
    """

    def started(dossier: Dossier) -> Dossier:
        if dossier.started_on:
            raise Refused("Le stage est déjà marqué commencé.")
        return changed(dossier, started_on=on)

    return Change("Stage commencé", started)


def mark_closed(*, on: date) -> Change:
    """Close the dossier; whether it may be is decided by the programme.

    Raises:
        Refused: when it is closed already.
    """

    def closed(dossier: Dossier) -> Dossier:
        if dossier.closed_on:
            raise Refused("Le stage est déjà clos.")
        return changed(dossier, closed_on=on)

    return Change("Stage clos", closed)


def keep_until(day: date | None) -> Change:
    """Set the last day the dossier is kept, even closed; None for what the programme says."""
    return Change(
        "Date de conservation modifiée", lambda dossier: dossier.evolve(retention_until=day)
    )


def reopen() -> Change:
    """Open a closed dossier again.

    Raises:
        Refused: when it is open.
    """

    def reopened(dossier: Dossier) -> Dossier:
        if not dossier.closed_on:
            raise Refused("Ce stage n’est pas clos.")
        return dossier.evolve(closed_on=None)

    return Change("Stage rouvert", reopened)
