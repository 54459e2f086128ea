"""The place of each thing of a dossier on the screens: the page, what it begins on, its name.

Each model that holds a text has its place in `SPOTS`, or is inside one that has; or a question of
the fiche asks it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Literal, NamedTuple

from ..dossier.accesses import Access, NothingElse
from ..dossier.agreement import PointRecord, WeekPresence
from ..dossier.base import Frozen
from ..dossier.course import EarlyEnd, Interruption
from ..dossier.dossier import Dossier
from ..dossier.evaluations import Evaluation, OwnAnswer, Rating
from ..dossier.fiche.organisation_sections import organisation_sections
from ..dossier.fiche.pages import DETAILS
from ..dossier.fiche.sections import FicheSection
from ..dossier.french import long_date, lower_first, plain_date, short_day
from ..dossier.meetings import Meeting, Minute, Record
from ..dossier.onsite import Answer, Offer, Onsite
from ..dossier.people import Candidate
from ..dossier.records import Note, Reopening, TaskRecord, Transfer
from ..dossier.stage import Amendment, Waiver
from ..dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from ..dossier.writings import Writing, line_with
from ..programme.programme import Programme
from .meeting_view import name_of

Page = Literal[
    "dossier", "history", "meeting", "accesses", "withdrawals", "transfers", "work-plan",
    "evaluation", "evaluations", "details", "selection", "convention", "course", "departures",
    "onsite", "portal-sheet", "organisation", "guide",
]  # fmt: skip
"""The pages that have something written, as the screens call them."""
HISTORY_LINE = "line:"
"""Before the rank of a line of the history, as the page takes it."""
CANDIDATE = "candidate:"
"""Before the rank of a candidate, from 1."""


class Spot(NamedTuple):
    """Where a thing is.

    Attributes:
        page: The page.
        item: What the page begins on; empty for its beginning.
        thing: The thing, in French, with its day; empty for the page itself.
    """

    page: Page
    item: str = ""
    thing: str = ""


# --- the questions of the forms -------------------------------------------------------------------


@cache
def _sections(page: str) -> Sequence[FicheSection]:
    return DETAILS if page == "details" else tuple(organisation_sections())


def of_form(writing: Writing, page: Literal["details", "organisation"]) -> Spot | None:
    """The question of a form that asks a text, by the path of the text in the record."""
    path = ".".join(writing.path)
    for section in _sections(page):
        for field in section.fields:
            asked = f"{section.attribute}.{field.attribute}"
            if path == asked or path.startswith(f"{asked}."):
                return Spot(page, f"{section.name}.{field.name}", lower_first(field.label.strip()))
    return None


# --- the things of a dossier ----------------------------------------------------------------------


def _meeting(owner: Meeting, _writing: Writing, dossier: Dossier, programme: Programme) -> Spot:
    return Spot("meeting", str(owner.id), lower_first(name_of(dossier, owner, programme)))


def _minute(owner: Minute, writing: Writing, dossier: Dossier, programme: Programme) -> Spot:
    meeting = next(each for each in writing.owners if isinstance(each, Meeting))
    items = programme.meetings.template(meeting.kind).items
    title = next((each.title for each in items if each.id == owner.item), owner.item)
    spot = _meeting(meeting, writing, dossier, programme)
    return spot._replace(item=f"{spot.item}:item.{owner.item}", thing=f"{spot.thing}, « {title} »")


def _record(_owner: Frozen, writing: Writing, dossier: Dossier, programme: Programme) -> Spot:
    meeting = next(each for each in writing.owners if isinstance(each, Meeting))
    spot = _meeting(meeting, writing, dossier, programme)
    return spot._replace(item=f"{spot.item}:{writing.path[-1]}")


def _task(owner: TaskRecord, _writing: Writing, _dossier: Dossier, programme: Programme) -> Spot:
    known = programme.has_task(owner.task)
    title = programme.task(owner.task).title if known else owner.task
    return Spot("dossier", owner.task, f"étape « {title} »")


def _evaluation(
    owner: Evaluation, writing: Writing, _dossier: Dossier, programme: Programme
) -> Spot:
    content = programme.evaluation
    title = lower_first(content.form(owner.kind).title)
    last = writing.owners[-1]
    rows = {each.id: each.title for each in content.criteria}
    rows |= {each.id: each.title for each in content.questions_for(owner.kind)}
    match last:
        case Rating():
            row = last.criterion
        case OwnAnswer():
            row = last.question
        case Evaluation():
            row = writing.path[-1]
        case _:
            return Spot("evaluations", owner.kind, title)
    return Spot("evaluation", f"{owner.kind}:{row}", f"{title}, « {rows.get(row, row)} »")


def _period(owner: PeriodPlan, _writing: Writing, _dossier: Dossier, programme: Programme) -> Spot:
    titles = {each.id: each.title for each in programme.work_plan.periods}
    return Spot("work-plan", owner.period, f"période « {titles.get(owner.period, owner.period)} »")


def _plan(_owner: WorkPlan, writing: Writing, _dossier: Dossier, _programme: Programme) -> Spot:
    return Spot("work-plan", writing.path[-1])


def _candidate(
    owner: Candidate, _writing: Writing, dossier: Dossier, _programme: Programme
) -> Spot:
    rank = dossier.candidates.index(owner) + 1
    return Spot("selection", f"{CANDIDATE}{rank}", owner.name)


def _point(owner: PointRecord, _writing: Writing, _dossier: Dossier, programme: Programme) -> Spot:
    titles = {each.id: each.title for each in programme.convention.points}
    title = titles.get(owner.point, owner.point)
    return Spot("convention", f"point:{owner.point}", f"« {title} », {plain_date(owner.on)}")


def _answer(owner: Answer, _writing: Writing, _dossier: Dossier, programme: Programme) -> Spot:
    labels = {each.id: each.label for each in programme.onsite.fields}
    return Spot("portal-sheet", owner.field, f"« {labels.get(owner.field, owner.field)} »")


def _reopening(owner: Reopening, writing: Writing, dossier: Dossier, programme: Programme) -> Spot:
    evaluation = next((each for each in writing.owners if isinstance(each, Evaluation)), None)
    if evaluation is not None:
        return _evaluation(evaluation, writing, dossier, programme)
    rank = line_with(dossier, owner.reason)
    item = "" if rank is None else f"{HISTORY_LINE}{rank}"
    return Spot("history", item, f"réouverture du {plain_date(owner.on)}")


def _access(owner: Access, _writing: Writing, _dossier: Dossier, _programme: Programme) -> Spot:
    return Spot("accesses", str(owner.id), owner.name)


_Finder = Callable[[Frozen, Writing, Dossier, Programme], Spot]


def _at(page: Page, item: Callable[..., str], thing: Callable[..., str]) -> _Finder:
    """The finder of a record whose place needs nothing but itself."""
    return lambda owner, _writing, _dossier, _programme: Spot(page, item(owner), thing(owner))


SPOTS: dict[type[Frozen], Callable[..., Spot]] = {
    Note: _at("history", lambda o: str(o.id), lambda o: f"note du {long_date(o.on)}"),
    Meeting: _meeting,
    Minute: _minute,
    Record: _record,
    TaskRecord: _task,
    Access: _access,
    NothingElse: _at("withdrawals", lambda _: "", lambda o: f"rien d’autre, {plain_date(o.on)}"),
    Transfer: _at("transfers", lambda o: str(o.id), lambda o: o.item),
    Deliverable: _at("work-plan", lambda o: o.name, lambda _: "livrable"),
    PeriodPlan: _period,
    WorkPlan: _plan,
    Evaluation: _evaluation,
    Reopening: _reopening,
    Candidate: _candidate,
    Waiver: _at("departures", lambda o: f"{o.rule}:{o.field}",
                lambda o: f"dérogation du {plain_date(o.on)}"),
    Amendment: _at("convention", lambda _: "amend", lambda _: "avenant"),
    PointRecord: _point,
    WeekPresence: _at("convention", lambda o: f"week:{o.week.isoformat()}",
                      lambda o: f"semaine du {short_day(o.week)}"),
    Interruption: _at("course", lambda _: "",
                      lambda o: f"interruption du {plain_date(o.first)}"),
    EarlyEnd: _at("course", lambda _: "", lambda o: f"fin le {plain_date(o.on)}"),
    Onsite: _at("onsite", lambda _: "sign-in", lambda _: ""),
    Offer: _at("onsite", lambda _: "offer", lambda o: f"offre du {plain_date(o.on)}"),
    Answer: _answer,
}  # fmt: skip
"""What finds the place of the texts of each model."""
