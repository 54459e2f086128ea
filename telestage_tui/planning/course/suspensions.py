"""The accesses that an interruption of the stage suspends, and that its end gives back.

What somebody is still to do is never noted as done: on days to come, Aujourd’hui asks for it.
"""

from __future__ import annotations

from ...clocks.closures import INTERRUPTION
from ...dossier.accesses import Access
from ...dossier.changes.accesses.giving import resume, suspend
from ...dossier.course import Interruption
from ...dossier.dossier import Dossier
from ...dossier.french import month_date
from ...programme.withdrawals import is_long
from .moving import Moment
from .requests import Interrupted, Request, Resumed


def proposed(request: Request, dossier: Dossier, moment: Moment) -> tuple[Access, ...]:
    """The accesses that a change of course may suspend, or give back; none for most.

    Args:
        request: What is asked.
        dossier: Before that.
        moment: When.
    """
    if isinstance(request, Interrupted) and not (request.last and request.last < moment.today):
        return tuple(each for each in dossier.open_accesses if not each.is_suspended)
    if isinstance(request, Resumed) and request.on <= moment.today:
        return cut_with_stage(dossier)
    return ()


def is_advised(request: Request, moment: Moment) -> bool:
    """Whether to suspend, or to give back, is what is proposed first: the stage stops for long."""
    if isinstance(request, Interrupted):
        return is_long(request.first, request.last, moment.programme)
    return isinstance(request, Resumed)


def is_chosen(request: Request) -> bool:
    """Whether the accesses are suspended, or given back, with the change of course."""
    match request:
        case Interrupted():
            return request.suspend
        case Resumed():
            return request.restore
        case _:
            return False


def choosing(request: Request, *, chosen: bool) -> Request:
    """The same request, with the accesses suspended, or given back, or not."""
    match request:
        case Interrupted():
            return request._replace(suspend=chosen)
        case Resumed():
            return request._replace(restore=chosen)
        case _:
            return request


def cut_with_stage(dossier: Dossier) -> tuple[Access, ...]:
    """The accesses still suspended because the stage stopped."""
    return tuple(each for each in dossier.open_accesses if each.is_cut_with_stage)


def suspended_with(
    gap: Interruption, dossier: Dossier, moment: Moment
) -> tuple[Interruption, Dossier]:
    """An interruption, and the dossier with its open accesses suspended from today on.

    Before its first day, the interruption only keeps that they are to be.
    """
    if gap.first > moment.today:
        return gap.evolve(suspends=True), dossier
    words = f"{INTERRUPTION} jusqu’au {month_date(gap.last)}" if gap.last else INTERRUPTION
    if gap.covers(moment.today):
        for each in dossier.open_accesses:
            if not each.is_suspended:
                change = suspend(each, on=moment.today, reason=words, with_stage=True)
                dossier = change.apply(dossier)
    return gap, dossier


def restored(request: Resumed, dossier: Dossier, moment: Moment) -> Dossier:
    """The dossier with the accesses suspended with the stage given back, once it is taken up."""
    if request.on <= moment.today:
        for each in cut_with_stage(dossier):
            dossier = resume(each, on=moment.today).apply(dossier)
    return dossier
