"""Changes to the stage: describe, waive a rule, add absences, start, close, reopen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from ..deeds import Deed, deed
from ..dossier import Dossier
from ..errors import Refused
from ..people import ClosedPeriod, Host, Intern, Side
from ..records import Reopening, fields_of_candidates, forgetting
from ..stage import Stage, Terms, Waiver
from ..text import clean_line, fold
from .change import Change, Titled, evolve_open
from .sequence_numbers import raise_sequences

if TYPE_CHECKING:
    from ..fiche.model import Fiche


OPENED = deed("dossier.opened")
_Agreed = TypeVar("_Agreed", Terms, Terms | None)


def opened_onsite(former: Stage) -> Deed:
    """The first line of the dossier of a stage on site, from the télé-stage that it follows."""
    return deed("dossier.opened_onsite", start=former.start, end=former.end)


"""The first entry of a history."""
REMOVED = deed("dossier.removed")
"""The removal of a dossier, as an undo names it."""


def describe(fiche: Fiche, *, on: date) -> Change:
    """Replace what Informations asks of the stage by a fiche.

    The candidates, the signatures, the accesses and the slots of meetings stay; the SEQUENCE of
    planned meetings is raised when what their events show changes. The work plan follows the names
    of the deliverables.

    Args:
        fiche: The new description.
        on: The tutor's local date.
    """

    def apply(dossier: Dossier) -> Dossier:
        after = evolve_open(dossier, **fiche.details)
        names, new_names = dossier.stage.deliverables, after.stage.deliverables
        after = after.evolve(work_plan=dossier.work_plan.following(names, new_names))
        return raise_sequences(
            after.evolve(agreed=agreed_after(dossier, after, on)), before=dossier
        )

    return Change(deed("stage.described"), apply)


def agreed_after(before: Dossier, after: Dossier, on: date) -> Terms | None:
    """The terms at the first signature, once a dossier is described again.

    They follow the stage until that signature is made, and stay afterwards. An older file, which
    did not keep them, has those it had before the change.
    """
    first, now, earlier = before.convention.first, after.terms, before.terms
    if now.evolve(tutor="") == earlier.evolve(tutor="") and after.convention == before.convention:
        return _named_again(before.agreed, earlier.tutor, now.tutor)
    if after.convention.first is None:
        return None
    if first is None or first > on:
        return now
    agreed = _named_again(before.agreed or earlier, earlier.tutor, now.tutor)
    if agreed.monthly_pay is None:  # saying what was not known changes nothing agreed
        return agreed.evolve(monthly_pay=now.monthly_pay)
    return agreed


def _named_again(agreed: _Agreed, former: str, name: str) -> _Agreed:
    """The terms agreed, where a description writes the name of their tutor otherwise.

    A description corrects a name; another tutor is a change of course, which leaves them alone.
    """
    if agreed is None or not agreed.tutor or fold(agreed.tutor) != fold(former):
        return agreed
    return agreed.evolve(tutor=name)


def waive(rule: Titled, field: str, *, reason: str, on: date, accepted: str) -> Change:
    """Record a dérogation to a rule for one field, in place of an earlier one.

    Args:
        rule: Which rule.
        field: The name of the field in the fiche.
        reason: Why, and who agreed.
        on: The tutor's local date.
        accepted: The value accepted, in words; empty for a missing one.

    Raises:
        pydantic.ValidationError: when the reason is blank.
    """

    def apply(dossier: Dossier) -> Dossier:
        waiver = Waiver(rule=rule.id, field=field, reason=reason, on=on, accepted=accepted)
        return evolve_open(dossier, waivers=(*_other_waivers(dossier, rule.id, field), waiver))

    return Change(deed("stage.waived", rule=rule.title, reason=reason), apply)


def unwaive(rule: Titled, field: str) -> Change:
    """Take a dérogation back."""
    return Change(
        deed("stage.unwaived", rule=rule.title),
        lambda dossier: evolve_open(dossier, waivers=_other_waivers(dossier, rule.id, field)),
    )


def _other_waivers(dossier: Dossier, rule: str, field: str) -> tuple[Waiver, ...]:
    return tuple(w for w in dossier.waivers if (w.rule, w.field) != (rule, field))


def add_absences(side: Side, periods: Sequence[ClosedPeriod]) -> Change:
    """Add closed days to one side, after a backup, without repeating those it has."""

    def apply(dossier: Dossier) -> Dossier:
        field = "intern" if side == "stagiaire" else "host"
        person: Intern | Host = getattr(dossier, field)
        days = dict.fromkeys((*person.absences, *periods))
        absences = tuple(sorted(days, key=lambda period: period.first))
        return evolve_open(dossier, **{field: person.evolve(absences=absences)})

    return Change(deed("stage.absences", side=side), apply, backup="import")


def mark_started(*, on: date) -> Change:
    """Mark the stage *commencé*; the programme decides whether it may be.

    Raises:
        Refused: when it has begun already.
    """

    def apply(dossier: Dossier) -> Dossier:
        if dossier.started_on:
            raise Refused("Le stage est déjà déclaré commencé.")
        return evolve_open(dossier, started_on=on)

    return Change(deed("stage.started"), apply)


def mark_closed(*, on: date, left: Sequence[str] = (), cancelling: Collection[UUID] = ()) -> Change:
    """Close the dossier; the programme decides whether it may be.

    Args:
        on: The tutor's local date.
        left: What is left undone, in French; the history keeps the list.
        cancelling: The meetings to come, which are cancelled so that calendars learn it. Planning
            brings them back, should the dossier be opened again.

    Raises:
        Refused: when it is closed already.
    """

    def apply(dossier: Dossier) -> Dossier:
        if dossier.closed_on:
            raise Refused("Le stage est déjà clos.")
        meetings = [
            each.dropped("Stage clos") if each.id in cancelling else each
            for each in dossier.meetings
        ]
        return evolve_open(dossier, closed_on=on, meetings=meetings)

    what = deed("stage.closed_leaving", left=left) if left else deed("stage.closed")
    return Change(what, apply)


def forget_candidates() -> Change:
    """Erase the names of the candidates who were not chosen, even of a closed dossier.

    The day of each interview stays: it proves that people were heard. Only the store makes this
    change, since copies hold the names too; see `Repository.erase_candidates`.

    Raises:
        Refused: when no such name is kept.
    """

    def apply(dossier: Dossier) -> Dossier:
        others = dossier.other_candidates
        if not (others or dossier.former_candidates):
            raise Refused("Ce dossier ne garde le nom d’aucune candidature non retenue.")
        candidates = tuple(each.erased if each in others else each for each in dossier.candidates)
        history = dossier.history
        for field in fields_of_candidates(any(each.gave_up_on for each in candidates)):
            history = forgetting(history, field)
        return dossier.evolve(candidates=candidates, history=history)

    return Change(deed("dossier.candidates_forgotten"), apply)


def keep_until(day: date | None) -> Change:
    """Set the last day the dossier is kept, even closed; None to follow the programme."""
    return Change(deed("stage.kept_until"), lambda dossier: dossier.evolve(retention_until=day))


def reopen(reason: str, *, on: date) -> Change:
    """Open a closed dossier again, for a reason that it keeps.

    Args:
        reason: Why.
        on: The tutor's local date.

    Raises:
        Refused: when it is open, or without a reason.
    """

    def apply(dossier: Dossier) -> Dossier:
        if not dossier.closed_on:
            raise Refused("Ce stage n’est pas clos.")
        if not clean_line(reason):
            raise Refused("Dites pourquoi le stage est rouvert : l’historique le garde.")
        again = Reopening(on=on, reason=reason)
        end = dossier.ended_early
        return dossier.evolve(
            closed_on=None,
            ended_early=None if end and end.never_begun else end,
            reopenings=(*dossier.reopenings, again),
        )

    return Change(deed("stage.reopened", reason=reason), apply)
