"""A change of course as it is shown, and the change that does what was shown and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from ...clocks.zones import local
from ...dossier.accesses import Access
from ...dossier.changes import Change
from ...dossier.deeds import Deed, deed, tell
from ...dossier.dossier import Dossier
from ...dossier.errors import TelestageError
from ...programme.programme import Programme
from .effects import after_course
from .facts import parties
from .moving import Moment
from .preview import CourseLine, course_lines
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
from .suspensions import choosing, is_advised, is_chosen, proposed


class CourseChanged(TelestageError):
    """The change would do something else than what was shown; nothing moved."""

    def __init__(self) -> None:
        super().__init__("Le dossier a changé entre-temps : relisez l’aperçu avant de l’appliquer.")


class Preview(NamedTuple):
    """What a change of course would do.

    Attributes:
        request: What is asked.
        before: The dossier as it was shown.
        after: The dossier as it would be.
        lines: What moves, in French.
        moment: When it is shown.
    """

    request: Request
    before: Dossier
    after: Dossier
    lines: tuple[CourseLine, ...]
    moment: Moment

    @property
    def deed(self) -> Deed:
        """What the history keeps, with the reason."""
        what = _deed(self.request, self.before, self.after)
        return what.followed_by(*_suspensions(self.before, self.after))

    @property
    def proposed(self) -> tuple[Access, ...]:
        """The accesses that may be suspended with it, or given back; none for most."""
        return proposed(self.request, self.before, self.moment)

    @property
    def moves_accesses(self) -> bool:
        """Whether they are."""
        return is_chosen(self.request)

    @property
    def label(self) -> str:
        """What the history says of it."""
        return tell(self.deed)


def moment_of(
    dossier: Dossier, programme: Programme, now: datetime, others: Iterable[Dossier] = ()
) -> Moment:
    """The moment of a change of course, dated by the host."""
    return Moment(programme, now, local(now, dossier.host.zone).date(), tuple(others))


def preview(request: Request, dossier: Dossier, moment: Moment) -> Preview:
    """What a change of course would do.

    Args:
        request: What is asked.
        dossier: Of which stage.
        moment: When.

    Raises:
        InvalidInput: see `after_course`.
        Refused: see `after_course`.
    """
    after = after_course(request, dossier, moment)
    return Preview(request, dossier, after, course_lines(dossier, after, moment), moment)


def advised(request: Request, dossier: Dossier, moment: Moment) -> Request:
    """The same request, with the accesses suspended, or given back, where that is proposed."""
    if not proposed(request, dossier, moment):
        return request
    return choosing(request, chosen=is_advised(request, moment))


def other_choice(shown: Preview) -> Preview:
    """The same change of course with the accesses suspended or given back, when they were not."""
    request = choosing(shown.request, chosen=not shown.moves_accesses)
    return preview(request, shown.before, shown.moment)


def carry_out(
    shown: Preview,
    programme: Programme,
    now: Callable[[], datetime],
    others: Callable[[], Iterable[Dossier]] = tuple,
) -> Change:
    """Change the course as was shown and agreed to, as one change that one undo takes back.

    The dossier is the one of that moment, so that what another program wrote in between is kept.

    Args:
        shown: What was shown.
        programme: The programme of the dossier.
        now: Gives the UTC instant.
        others: Gives the other dossiers, of which those of the same tutor count.

    Raises:
        CourseChanged: when it would do something else than what was shown.
    """

    def apply(dossier: Dossier) -> Dossier:
        current = preview(shown.request, dossier, moment_of(dossier, programme, now(), others()))
        if current.lines != shown.lines:
            raise CourseChanged
        return current.after

    return Change(shown.deed, apply)


def _suspensions(before: Dossier, after: Dossier) -> Iterator[Deed]:
    """What a change of course does to accesses besides."""
    moved = [
        each
        for each in after.open_accesses
        if each.is_suspended != before.access(each.id).is_suspended
    ]
    cut = [each.name for each in moved if each.is_suspended]
    back = [each.name for each in moved if not each.is_suspended]
    if cut:
        yield deed("access.follows_suspended", names=cut)
    if back:
        yield deed("access.follows_resumed", names=back)


def _deed(request: Request, before: Dossier, after: Dossier) -> Deed:
    why = request.reason
    match request:
        case Postponed():
            return deed(
                "course.postponed",
                was=before.stage.start,
                start=after.stage.start,
                end=after.stage.end,
                reason=why,
            )
        case Extended():
            return deed("course.extended", was=before.stage.end, end=after.stage.end, reason=why)
        case EndedEarly():
            return deed(
                "course.ended_early",
                end=after.stage.end,
                was=before.stage.end,
                done=request.done,
                reason=why,
            )
        case Interrupted():
            if request.last is None:
                return deed("course.interrupted_from", first=request.first, reason=why)
            return deed("course.interrupted", first=request.first, last=request.last, reason=why)
        case Resumed():
            if request.end is None:
                return deed("course.resumed", on=request.on, reason=why)
            return deed("course.resumed_until", on=request.on, end=after.stage.end, reason=why)
        case NeverBegun():
            return deed("course.never_begun", reason=why)
        case Amended():
            names = [who for party, who in parties(before) if getattr(request.signed, party)]
            return deed("course.amended", names=names, reason=why)
        case NewTutor():
            former, tutor = before.tutor.full_name, after.tutor.full_name
            if not former:
                return deed("course.first_tutor", tutor=tutor, reason=why)
            return deed("course.tutor", former=former, tutor=tutor, reason=why)
