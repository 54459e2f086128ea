"""What each change of course does to a dossier, or why it may not be.

What is held or recorded stays where it is. The other meetings are planned again for the new dates,
those too that the tutor had moved by hand to a day that is no longer of the stage.
"""

from __future__ import annotations

from datetime import date

from ...clocks.meeting_times import host_day
from ...clocks.weeks import back_from_weekend, is_weekend
from ...dossier.accesses import Access
from ...dossier.changes import plan_meetings, skip
from ...dossier.changes.course import with_amendment, with_dates, with_tutor
from ...dossier.course import EarlyEnd, Interruption
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.errors import InvalidInput, Refused
from ...dossier.french import listing, long_date
from ...dossier.people import Tutor
from ...dossier.stage import PARTIES
from ...dossier.text import clean_line, fold, quoted
from ...programme.closing import CLOSED_EVIDENCE
from ...programme.programme import Programme
from ...programme.progress import task_states
from .beginning import undeclared_beginning
from .limits import span_from
from .moving import Moment, freed, is_after, is_of_stage, is_outside, is_past, planned_again
from .requests import (
    Amended,
    EndedEarly,
    Extended,
    Interrupted,
    NeverBegun,
    NewTutor,
    Postponed,
    Request,
    Resumed,
)
from .suspensions import restored, suspended_with

PUT_OFF = "Le début du stage est reporté"
BEYOND = "Hors des nouvelles dates du stage"
ENDED = "Stage terminé avant son terme"
INTERRUPTED = "Stage interrompu"
NEVER_BEGUN = "Stage jamais commencé"
"""Reasons of the meetings and tasks that a change of course frees; meetings planned again lose
them."""


def after_course(request: Request, dossier: Dossier, moment: Moment) -> Dossier:
    """The dossier once its course is changed.

    Raises:
        InvalidInput: naming what cannot be, by the field of the request.
        Refused: when the stage is not at a point where that may be.
    """
    if dossier.closed_on:
        raise Refused("Ce stage est clos : rouvrez-le d’abord.")
    if not clean_line(request.reason):
        raise InvalidInput.at("reason", "Dites pourquoi : l’historique le garde.")
    match request:
        case Postponed():
            return _postponed(request, dossier, moment)
        case Extended():
            return _extended(request, dossier, moment)
        case EndedEarly():
            return _ended_early(request, dossier, moment)
        case Interrupted():
            return _interrupted(request, dossier, moment)
        case Resumed():
            return _resumed(request, dossier, moment)
        case NeverBegun():
            return _never_begun(request, dossier, moment)
        case Amended():
            return _amended(request, dossier, moment)
        case NewTutor():
            return _new_tutor(request, dossier)


def _postponed(request: Postponed, dossier: Dossier, moment: Moment) -> Dossier:
    stage = dossier.stage
    _check_not_begun(dossier, "son premier jour ne se reporte plus")
    if request.start <= stage.start:
        message = f"Le nouveau premier jour doit suivre l’actuel, le {long_date(stage.start)}."
        raise InvalidInput.at("start", message)
    if request.start < moment.today:
        raise InvalidInput.at("start", "Ce jour est déjà passé.")
    end = request.end or _as_late(request.start, dossier, moment.programme)
    if end <= request.start:
        raise InvalidInput.at("end", "Le dernier jour doit suivre le premier.")
    _check_span(request.start, end, moment.programme)
    after = with_dates(dossier, start=request.start, end=end, on=moment.today)
    # A meeting of the stage that is past was not held, since the stage has not begun.
    return planned_again(
        after,
        moment,
        lambda each: is_of_stage(each) and (is_outside(each, after) or is_past(each, moment)),
        PUT_OFF,
    )


def _as_late(start: date, dossier: Dossier, programme: Programme) -> date:
    """The last day of a stage as long as it was; the Friday before a weekend it did not end on."""
    stage = dossier.stage
    end = stage.end + (start - stage.start)
    friday, span = back_from_weekend(end), span_from(start, programme)
    is_friday = not is_weekend(stage.end) and not (span and span.objection(friday))
    return friday if is_friday else end


def _extended(request: Extended, dossier: Dossier, moment: Moment) -> Dossier:
    stage = dossier.stage
    if dossier.ended_early:
        raise Refused("Ce stage finit avant son terme : il ne se prolonge plus.")
    if request.end <= stage.end:
        message = f"Le nouveau dernier jour doit suivre l’actuel, le {long_date(stage.end)}."
        raise InvalidInput.at("end", message)
    if request.end < moment.today:
        raise InvalidInput.at("end", "Ce jour est déjà passé.")
    _check_span(stage.start, request.end, moment.programme)
    after = with_dates(dossier, start=stage.start, end=request.end, on=moment.today)
    return planned_again(after, moment, lambda each: is_outside(each, after), BEYOND)


def _ended_early(request: EndedEarly, dossier: Dossier, moment: Moment) -> Dossier:
    stage = dossier.stage
    if not dossier.started_on:
        raise Refused("Le stage n’est pas déclaré commencé : dites plutôt qu’il ne commence pas.")
    if dossier.ended_early:
        raise Refused("Ce stage finit déjà avant son terme.")
    if not clean_line(request.done):
        raise InvalidInput.at("done", "Dites en une phrase ce qui a été fait.")
    if not stage.start < request.on < stage.end:
        bounds = f"entre le {long_date(stage.start)} et le {long_date(stage.end)}"
        raise InvalidInput.at("on", f"Le dernier jour doit être {bounds}.")
    end = EarlyEnd(on=request.on, reason=request.reason, planned_end=stage.end, done=request.done)
    after = with_dates(dossier, start=stage.start, end=request.on, on=moment.today)
    for each in dossier.meetings:
        if each.status == "held" and is_after(each, after):
            day = long_date(host_day(each, dossier.host.zone))
            raise InvalidInput.at("on", f"Une rencontre a eu lieu ensuite, le {day}.")
    after = after.evolve(
        ended_early=end,
        accesses=tuple(_withdrawn_by(each, request.on) for each in after.accesses),
    )
    kept = moment.programme.short_meetings
    after = planned_again(
        _without_tasks(after, moment, ENDED, moment.programme.short_tasks),
        moment,
        lambda each: (
            is_after(each, after)
            or (not each.is_added and each.kind not in kept and not is_past(each, moment))
        ),
        ENDED,
    )
    return after


def _interrupted(request: Interrupted, dossier: Dossier, moment: Moment) -> Dossier:
    stage = dossier.stage
    _check_under_way(dossier)
    if dossier.is_interrupted:
        raise Refused("Le stage est déjà interrompu : dites d’abord quand il reprend.")
    if not stage.start <= request.first <= stage.end:
        bounds = f"entre le {long_date(stage.start)} et le {long_date(stage.end)}"
        raise InvalidInput.at("on", f"Le premier jour sans stage doit être {bounds}.")
    if request.last and request.last < request.first:
        raise InvalidInput.at("end", "La reprise ne peut pas précéder l’interruption.")
    if request.last and request.last >= stage.end:
        raise InvalidInput.at("end", "Il ne resterait rien : terminez-le plutôt avant son terme.")
    gap = Interruption(first=request.first, last=request.last, reason=request.reason)
    for each in dossier.meetings:
        if each.status == "held" and gap.covers(host_day(each, dossier.host.zone)):
            day = long_date(host_day(each, dossier.host.zone))
            raise InvalidInput.at("on", f"Une rencontre a eu lieu pendant ces jours, le {day}.")
    if request.suspend:
        gap, dossier = suspended_with(gap, dossier, moment)
    after = dossier.evolve(interruptions=(*dossier.interruptions, gap))
    return planned_again(
        after, moment, lambda each: gap.covers(host_day(each, dossier.host.zone)), INTERRUPTED
    )


def _resumed(request: Resumed, dossier: Dossier, moment: Moment) -> Dossier:
    _check_under_way(dossier)
    *earlier, gap = dossier.interruptions or (None,)
    if gap is None or (gap.last and gap.last < request.on):
        raise Refused("Le stage n’est pas interrompu ce jour-là.")
    end = request.end or dossier.stage.end
    if not gap.first < request.on <= end:
        bounds = f"après le {long_date(gap.first)}, et au plus tard le {long_date(end)}"
        raise InvalidInput.at("on", f"Le jour de la reprise doit être {bounds}.")
    if end < dossier.stage.end:
        raise InvalidInput.at("end", "Une reprise ne raccourcit pas le stage.")
    if end > dossier.stage.end:
        _check_span(dossier.stage.start, end, moment.programme)
    after = with_dates(dossier, start=dossier.stage.start, end=end, on=moment.today)
    closed = gap.evolve(last=request.on - ONE_DAY)
    after = after.evolve(interruptions=(*filter(None, earlier), closed))
    if request.restore:
        after = restored(request, after, moment)
    return planned_again(after, moment, lambda each: is_outside(each, after), BEYOND)


def _check_under_way(dossier: Dossier) -> None:
    """Check that a stage has begun, and does not end before its time.

    Raises:
        Refused: when it is not so.
    """
    if not dossier.started_on:
        raise Refused("Le stage n’est pas déclaré commencé : reportez plutôt son début.")
    if dossier.ended_early:
        raise Refused("Ce stage finit déjà avant son terme.")


def _never_begun(request: NeverBegun, dossier: Dossier, moment: Moment) -> Dossier:
    _check_not_begun(dossier, "terminez-le plutôt avant son terme")
    if accesses := dossier.open_accesses:
        names = listing([quoted(each.name) for each in accesses])
        raise Refused(f"Retirez d’abord ce qui a été remis : {names}.")
    end = EarlyEnd(
        on=moment.today,
        reason=request.reason,
        planned_end=dossier.stage.end,
        never_begun=True,
    )
    after = _without_tasks(dossier, moment, NEVER_BEGUN, _closing_tasks(moment.programme))
    rest = freed(
        after.meetings, lambda each: is_of_stage(each) or not is_past(each, moment), NEVER_BEGUN
    )
    after = plan_meetings(tuple(rest)).apply(after)
    return after.evolve(ended_early=end, closed_on=moment.today)


def _check_not_begun(dossier: Dossier, advice: str) -> None:
    """Check that a stage has not begun.

    Raises:
        Refused: when it is said to have, or when something shows it.
    """
    if dossier.started_on:
        raise Refused(
            f"Le stage est commencé depuis le {long_date(dossier.started_on)} : {advice}."
        )
    if proof := undeclared_beginning(dossier):
        raise Refused(f"{proof} : déclarez-le commencé.")


def _closing_tasks(programme: Programme) -> frozenset[str]:
    """The task that closing does."""
    return frozenset(task.id for task in programme.tasks if task.evidence == CLOSED_EVIDENCE)


def _without_tasks(dossier: Dossier, moment: Moment, why: str, kept: frozenset[str]) -> Dossier:
    """The dossier with its tasks still to do *sans objet*, but those kept."""
    for each in task_states(dossier, moment.programme, moment.today):
        if each.state == "todo" and each.task.id not in kept:
            dossier = skip(each.task, why=why, on=moment.today).apply(dossier)
    return dossier


def _withdrawn_by(access: Access, end: date) -> Access:
    """The access, to be withdrawn with the others when its own day is after the end."""
    if access.withdrawn_on or access.withdraw_by is None or access.withdraw_by <= end:
        return access
    return access.evolve(withdraw_by=None)


def _new_tutor(request: NewTutor, dossier: Dossier) -> Dossier:
    tutor = request.tutor
    if not tutor.full_name:
        raise InvalidInput.at("last_name", "Dites qui prend la suite.")
    if _same_person(tutor, dossier.tutor):
        raise InvalidInput.at("last_name", f"{tutor.full_name} tutore déjà ce stage.")
    return with_tutor(dossier, tutor)


def _same_person(one: Tutor, other: Tutor) -> bool:
    return fold(one.full_name) == fold(other.full_name)


def _amended(request: Amended, dossier: Dossier, moment: Moment) -> Dossier:
    signed = request.signed
    if not dossier.convention.signatories(moment.today):
        raise Refused("Un avenant suit la convention, que personne n’a encore signée.")
    if dossier.keeps_agreed:
        raise Refused("Rien n’a changé depuis la convention : il n’y a pas d’avenant à signer.")
    if signed.first is None:
        raise InvalidInput.at("ofqj", "Donnez le jour d’une signature au moins.")
    for party in PARTIES:
        day, first = getattr(signed, party), getattr(dossier.convention, party)
        if day and day > moment.today:
            raise InvalidInput.at(party, "Cette signature est à venir : notez-la ce jour-là.")
        if day and not first:
            raise InvalidInput.at(party, "Qui n’a pas signé la convention ne signe pas d’avenant.")
        if day and day < first:
            message = f"L’avenant suit la convention, signée le {long_date(first)}."
            raise InvalidInput.at(party, message)
    return with_amendment(dossier, signed, about=request.reason, on=moment.today)


def _check_span(start: date, end: date, programme: Programme) -> None:
    span = span_from(start, programme)
    objection = span.objection(end) if span else ""
    if objection:
        raise InvalidInput.at("end", objection)
