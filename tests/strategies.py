"""Hypothesis strategies for arbitrary valid dossiers and their parts.

`dossiers()` is the one other rooms need; every value it draws is accepted by the models, with the
kinds of text people really type: accents, emoji, right-to-left script, markup, no-break spaces.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from telestage_tui.dossier.accesses import Access, Hour, Resource, Suspension
from telestage_tui.dossier.agreement import PaidMonth, PointRecord, WeekPresence
from telestage_tui.dossier.contacts import Contact, Contacts
from telestage_tui.dossier.course import EarlyEnd, Interruption
from telestage_tui.dossier.deeds import Deed
from telestage_tui.dossier.deeds.sentences import SENTENCES
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.evaluations import (
    Evaluation,
    EvaluationKind,
    GoalsReached,
    InternWord,
    Rating,
)
from telestage_tui.dossier.hours import DAY_MINUTES, WEEKDAYS, TimeRange, WorkHours
from telestage_tui.dossier.letters import Letter, Release
from telestage_tui.dossier.meetings import (
    IndicatorLevel,
    Meeting,
    MeetingKind,
    MeetingRule,
    MeetingStatus,
    Minute,
    Record,
    Slot,
    Weekday,
)
from telestage_tui.dossier.organisation import MeetingRoom, Organisation
from telestage_tui.dossier.people import (
    Candidate,
    ClosedPeriod,
    EasterChoice,
    Host,
    Intern,
    Side,
    Tutor,
    Workplace,
)
from telestage_tui.dossier.posting import Posting
from telestage_tui.dossier.records import (
    HistoryEntry,
    Note,
    Reopening,
    TaskChoice,
    TaskRecord,
    Transfer,
)
from telestage_tui.dossier.secrets import looks_secret
from telestage_tui.dossier.stage import LONGEST_DAYS, Convention, Financing, Stage, Waiver
from telestage_tui.dossier.stationery import OwnStationery, Sheet, Stationery
from telestage_tui.dossier.text import clean_line, clean_prose
from telestage_tui.dossier.work_plan import Deliverable, PeriodPlan, WorkPlan
from tests.factories import PROGRAMME

HOST_ZONES = ("America/Toronto", "America/Halifax", "America/Blanc-Sablon", "America/Montreal")
INTERN_ZONES = (
    "Europe/Paris", "Indian/Reunion", "America/Martinique", "America/Cayenne", "Pacific/Noumea",
)  # fmt: skip
TYPED = (
    "Léa Nguyễn-Œuvrard", "L’équipe « Boréal »", "[TTC] [/b] 50 %", "👩🏽‍💻 stage",
    "שלום עולם", "مرحبا", "=1+1", "; DROP TABLE", '"""', "\\n \\", "Rendu\u00a0: oui",
    "{{ nom }}", "#titre",
)  # fmt: skip

days = st.integers(0, 5_800).map(lambda offset: date(2020, 1, 1) + timedelta(days=offset))
"""Local dates around which stages happen."""
instants = st.integers(0, 16 * 365 * 24 * 60).map(
    lambda offset: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=offset)
)
wall_times = st.integers(0, DAY_MINUTES - 1).map(lambda minutes: time(*divmod(minutes, 60)))
amounts = st.integers(0, 1_000_000).map(lambda cents: cents / 100)


def lines(shortest: int = 0, longest: int = 12) -> st.SearchStrategy[str]:
    """One-line texts as a model keeps them: cleaned, of at least `shortest` characters."""
    free = st.text(max_size=longest).map(clean_line).filter(lambda text: len(text) >= shortest)
    return st.sampled_from(TYPED if shortest else ("", *TYPED)) | free


def prose() -> st.SearchStrategy[str]:
    """Texts of several lines, cleaned."""
    return st.lists(lines(), max_size=2).map(lambda parts: clean_prose("\n".join(parts)))


names = lines(shortest=1)
emails = st.sampled_from(("", "lea@exemple.org", "m.tremblay+stage@exemple.ca", "zoé@exemple.fr"))
links = st.sampled_from(("", "https://visio.exemple.org/lea", "http://exemple.ca/?salle=1&x=é"))


def public(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Those of the texts that do not look like a secret."""
    return texts.filter(lambda text: not looks_secret(text))


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """None, or one of the values."""
    return st.none() | values


def tuples_of(values: st.SearchStrategy[Any], longest: int = 2) -> st.SearchStrategy[Any]:
    """Tuples of up to `longest` values."""
    return st.lists(values, max_size=longest).map(tuple)


def identified(values: st.SearchStrategy[Any], longest: int = 2) -> st.SearchStrategy[Any]:
    """Tuples of values with distinct `id`."""
    return st.lists(values, max_size=longest, unique_by=lambda value: value.id).map(tuple)


@st.composite
def work_hours(draw: st.DrawFn) -> WorkHours:
    """Working hours: one or two ranges, the same all week or not on one day."""
    text = draw(_day_ranges())
    if draw(st.booleans()):
        other = draw(st.just("fermé") | _day_ranges())
        text += f"; {draw(st.sampled_from(WEEKDAYS))} {other}"
    return WorkHours.parse(text)


@st.composite
def _day_ranges(draw: st.DrawFn) -> str:
    count = draw(st.sampled_from((2, 4)))
    bounds = sorted(
        draw(st.lists(st.integers(0, DAY_MINUTES), min_size=count, max_size=count, unique=True))
    )
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return ", ".join(str(TimeRange(start, end)) for start, end in pairs)


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    """Stages of two days to a year."""
    start, asked = draw(days), draw(optional(days))
    later = _days_from(asked) if asked else days
    return Stage(
        title=draw(lines()),
        mandate=draw(prose()),
        deliverables=draw(tuples_of(names)),
        start=start,
        end=start + timedelta(days=draw(st.integers(1, LONGEST_DAYS))),
        weekly_hours=draw(st.integers(1, 160).map(lambda halves: halves / 2)),
        monthly_pay=draw(optional(amounts)),
        financing=draw(st.sampled_from(get_args(Financing))),
        financing_asked_on=asked,
        financing_validated_on=draw(optional(later)),
        financing_refused_on=draw(optional(later)),
        allowance_until=draw(optional(days)),
    )


@st.composite
def closed_periods(draw: st.DrawFn) -> ClosedPeriod:
    """From one day to three weeks."""
    first = draw(days)
    length = draw(st.integers(0, 20))
    return ClosedPeriod(first=first, last=first + timedelta(days=length), label=draw(lines()))


interns = st.builds(
    Intern,
    first_name=names,
    last_name=names,
    email=emails,
    born=optional(st.dates(date(1960, 1, 1), date(2010, 12, 31))),
    zone=st.sampled_from(INTERN_ZONES),
    region=st.sampled_from(("FR", "FR-57", "FR-974")),
    hours=work_hours(),
    jobseeker=optional(st.booleans()),
    student=optional(st.booleans()),
    equipped=optional(st.booleans()),
    keeps_holidays=st.booleans(),
    absences=tuples_of(closed_periods()),
)
hosts = st.builds(
    Host,
    name=names,
    city=lines(),
    zone=st.sampled_from(HOST_ZONES),
    region=st.just("CA-QC"),
    hours=work_hours(),
    easter=st.sampled_from(get_args(EasterChoice)),
    keeps_holidays=st.booleans(),
    absences=tuples_of(closed_periods()),
)
tutors = st.builds(
    Tutor, first_name=lines(), last_name=lines(), title=lines(), email=emails, phone=lines()
)
_contacts = st.builds(
    Contact, name=lines(), emails=tuples_of(emails.filter(bool), 2), phone=lines()
)
contacts = st.builds(Contacts, ofqj=_contacts, hr=_contacts, it=_contacts, team=_contacts)
organisations = st.builds(
    Organisation,
    version=st.integers(0, 9),
    host=hosts.map(lambda host: Workplace(**dict(host))),
    tutor=tutors,
    room=st.builds(MeetingRoom, link=links),
    contacts=contacts,
    stationery=st.builds(Stationery, logo=lines(), paper=st.sampled_from(get_args(Sheet))),
)
meeting_rules = st.builds(
    MeetingRule,
    weekday=st.sampled_from(get_args(Weekday)),
    at=optional(wall_times),
    reference=st.sampled_from(get_args(Side)),
    duration=st.integers(5, 120),
    link=links,
)
standings = st.one_of(
    st.just({}),
    *(
        st.fixed_dictionaries({name: st.just(value=True), "decided_on": optional(days)})
        for name in ("chosen", "runner_up", "declined")
    ),
    st.fixed_dictionaries({"gave_up_on": days}),
)
candidates = st.builds(
    lambda standing, **fields: Candidate(**fields, **standing),
    name=names,
    interviewed_on=optional(days),
    phone=lines(),
    email=emails,
    notes=prose(),
    standing=standings,
)
postings = st.builds(Posting, field_of_study=lines(), added_value=prose(), feasibility=prose())


def with_one_choice(people: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """These candidates, of whom one at most is chosen, and one the runner-up."""
    taken: set[str] = set()
    kept = []
    for each in people:
        again = each.state in taken
        kept.append(each.evolve(chosen=False, runner_up=False) if again else each)
        taken |= {each.state} & {"chosen", "runner_up"}
    return tuple(kept)


papers = st.sampled_from(get_args(Sheet))
conventions = st.builds(Convention, ofqj=optional(days), intern=optional(days), host=optional(days))
waivers = st.builds(
    Waiver, rule=names, field=names, reason=names, on=days, accepted=optional(lines())
)
slots = st.builds(Slot, day=days, at=wall_times, zone=st.sampled_from(HOST_ZONES + INTERN_ZONES))
records = st.builds(
    Record,
    minutes=tuples_of(st.builds(Minute, item=names, text=prose())),
    indicators=tuples_of(st.builds(IndicatorLevel, id=names, level=st.integers(1, 4))),
    notes=prose(),
)
meetings = st.builds(
    Meeting,
    id=st.uuids(),
    kind=st.sampled_from(get_args(MeetingKind)),
    slot=slots,
    duration=st.integers(5, 480),
    status=st.sampled_from(get_args(MeetingStatus)),
    rule_day=days,
    deviations=tuples_of(lines(), 2),
    moved_from=optional(slots),
    move_reason=lines(),
    reason=lines(),
    cancelled_by=st.sampled_from([None, "plan"]),
    record=records,
    sequence=st.integers(0, 9),
)
resources = st.builds(
    Resource,
    name=public(names),
    kind=st.sampled_from(["vpn", "courriel", "licence", "autre"]),
    manager=public(lines()),
    account=public(lines()),
    monthly_cost=optional(amounts),
    note=public(prose()),
    withdraw_by=optional(days),
)


access_hours = st.builds(Hour, at=wall_times, zone=st.sampled_from(HOST_ZONES))


@st.composite
def accesses(draw: st.DrawFn) -> Access:
    """Accesses at any point of their life, its days in order."""
    given = draw(optional(days))
    life: dict[str, Any] = {"given_on": given}
    if given:
        life["explained_on"] = draw(optional(_days_from(given)))
        life["withdrawn_on"] = draw(optional(_days_from(given)))
        life["withdrawn_by"] = draw(lines())
        life["checks"] = draw(tuples_of(names, 2))
        life["given_hour"] = draw(optional(access_hours))
        life["suspensions"] = tuple(
            Suspension(since=given, until=until)
            for until in draw(st.lists(optional(_days_from(given)), max_size=2))
        )
        if life["withdrawn_on"]:
            life["withdrawn_hour"] = draw(optional(access_hours))
            life["verified_on"] = draw(optional(_days_from(life["withdrawn_on"])))
            life["verified_how"] = draw(lines())
    return Access(id=draw(st.uuids()), **dict(draw(resources)), **life)


def _days_from(first: date) -> st.SearchStrategy[date]:
    return st.integers(0, 200).map(lambda days: first + timedelta(days=days))


@st.composite
def task_records(draw: st.DrawFn) -> TaskRecord:
    """What is kept of a task; a skipped one has its reason."""
    choice = draw(optional(st.sampled_from(get_args(TaskChoice))))
    return TaskRecord(
        task=draw(names),
        choice=choice,
        on=draw(optional(days)),
        reason=draw(names if choice == "skipped" else lines()),
        note=draw(prose()),
        assignee=draw(lines()),
        due=draw(optional(days)),
    )


ratings = st.builds(
    Rating,
    criterion=names,
    level=optional(st.integers(1, 4)),
    applicable=st.booleans(),
    observed=st.booleans(),
    comment=prose(),
)
early_ends = st.builds(
    EarlyEnd, on=days, reason=names, planned_end=days, done=prose(), never_begun=st.booleans()
)
interruptions = st.builds(Interruption, first=days, last=st.none(), reason=names)
reopenings = st.builds(Reopening, on=days, reason=names)
words = st.builds(InternWord, read_on=days, agrees=st.booleans(), comment=prose())
evaluations = st.builds(
    Evaluation,
    kind=st.sampled_from(get_args(EvaluationKind)),
    ratings=tuples_of(ratings),
    overall=optional(st.integers(1, 5)),
    overall_why=prose(),
    goals_reached=optional(st.sampled_from(get_args(GoalsReached))),
    strengths=prose(),
    to_improve=prose(),
    supervision_hours=optional(st.integers(0, 160).map(lambda halves: halves / 2)),
    training_sufficient=optional(st.booleans()),
    would_host_again=optional(st.booleans()),
    attestation_given=optional(st.booleans()),
    discussed_on=optional(days),
    completed_on=optional(days),
    intern_word=optional(words),
    reopenings=tuples_of(reopenings),
)
transfers = st.builds(Transfer, id=st.uuids(), item=names, to=lines(), done_on=optional(days))
letters = st.builds(
    Letter,
    left_out=tuples_of(names),
    put_in=tuples_of(names),
    release=optional(st.builds(Release, on=days, mark=names)),
)
deliverables = st.builds(
    Deliverable,
    name=names,
    due=optional(days),
    delivered_on=optional(days),
    accepted_on=optional(days),
)
period_plans = st.builds(
    PeriodPlan,
    period=names | st.sampled_from(("onboarding", "production", "deliverables")),
    tasks=prose(),
    expectations=prose(),
)
work_plans = st.builds(
    WorkPlan,
    deliverables=st.lists(deliverables, max_size=2, unique_by=lambda each: each.name).map(tuple),
    periods=st.lists(period_plans, max_size=2, unique_by=lambda each: each.period).map(tuple),
    training=prose(),
    next_steps=prose(),
)
notes = st.builds(Note, id=st.uuids(), on=days, text=prose())
deeds = st.builds(
    Deed,
    code=st.sampled_from(sorted(SENTENCES)),
    values=st.dictionaries(
        st.sampled_from(["name", "reason", "on", "left"]),
        st.one_of(lines(), st.integers(0, 99), st.tuples(lines(), lines())),
    ),
)
history_entries = st.one_of(
    st.builds(HistoryEntry, at=instants, label=lines()),
    st.builds(HistoryEntry, at=instants, who=lines(), done=deeds),
)


point_records = st.builds(
    PointRecord, point=names, state=st.sampled_from(("ticked", "moot")), on=days, reason=names
)
paid_months = st.builds(
    PaidMonth,
    month=st.integers(1, 12),
    on=days,
    amount=st.integers(1, 500_000).map(lambda cents: cents / 100),
)
presences = st.one_of(
    st.builds(WeekPresence, week=days, missed=st.integers(0, 80), note=lines()),
    st.builds(WeekPresence, week=days, missed=st.integers(0, 7), unit=st.just("days")),
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any valid dossier, its lists short."""
    started = draw(optional(days))
    closed = draw(optional(_days_from(started))) if started else None
    return Dossier(
        id=draw(st.uuids()),
        version=draw(st.integers(0, 1_000)),
        programme=draw(st.sampled_from((PROGRAMME, PROGRAMME.evolve(version="2024.1")))),
        created_at=draw(instants),
        former=draw(optional(st.uuids())),
        stage=draw(stages()),
        intern=draw(interns),
        host=draw(hosts),
        tutor=draw(tutors),
        meeting_rule=draw(meeting_rules),
        contacts=draw(contacts),
        stationery=draw(st.builds(OwnStationery, logo=lines(), paper=optional(papers))),
        posting=draw(postings),
        candidates=with_one_choice(draw(tuples_of(candidates))),
        convention=draw(conventions),
        convention_points=draw(
            st.lists(point_records, max_size=2, unique_by=lambda each: each.point).map(tuple)
        ),
        payments=draw(st.lists(paid_months, max_size=2, unique_by=lambda e: e.month).map(tuple)),
        presence=draw(st.lists(presences, max_size=2, unique_by=lambda e: e.week).map(tuple)),
        waivers=draw(tuples_of(waivers, 2)),
        tasks=draw(
            st.lists(task_records(), max_size=2, unique_by=lambda record: record.task).map(tuple)
        ),
        accesses=draw(identified(accesses())),
        meetings=draw(identified(meetings)),
        evaluations=draw(
            st.lists(evaluations, max_size=2, unique_by=lambda form: form.kind).map(tuple)
        ),
        letter=draw(letters),
        transfers=draw(identified(transfers, 2)),
        work_plan=draw(work_plans),
        notes=draw(identified(notes, 2)),
        history=draw(tuples_of(history_entries)),
        started_on=started,
        ended_early=draw(optional(early_ends)),
        interruptions=draw(tuples_of(interruptions, 2)),
        closed_on=closed,
        retention_until=draw(optional(_days_from(closed))) if closed else None,
    )
