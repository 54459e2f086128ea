"""The French text the commands answer with: aligned lines, dates in full, no colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from ..clocks.zones import zone_label
from ..dossier.accesses import Access
from ..dossier.dossier import Dossier
from ..dossier.french import (
    count,
    date_span,
    dollars,
    hours,
    long_date,
    lower_first,
    plain_date,
    weekday_date,
)
from ..dossier.records import Transfer
from ..dossier.text import quoted
from ..dossier.zone_names import DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE
from ..planning.agenda.agenda import Agenda, coming_next
from ..planning.agenda.item import AgendaItem
from ..planning.agenda.layout import Bundle, lay_out
from ..planning.agenda.summary import DossierSummary
from ..planning.meeting_view import times_in_words
from ..programme.programme import Programme
from ..programme.progress import Progress, TaskState, phase_word
from ..programme.rules import Departure
from ..programme.withdrawals import checks_in_words, checks_left, withdrawal_day
from ..wording import (
    ACCESS_WORDS,
    AGENDA_SIGNS,
    AGENDA_WORDS,
    COMING_NEXT,
    LATE_SIGN,
    NOTHING_TO_DO,
    REQUIRED_SIGN,
    TASK_LEGEND,
    TASK_SIGNS,
    TASK_WORDS,
    TRANSFER_KINDS,
    TRANSFER_SIGNS,
    TRANSFER_WORDS,
    AgendaGroup,
)
from .output import table

Clocks = tuple[str, str]
"""The IANA zones of a dossier: the host's, the intern's."""
SHORT_ID = 8
"""Characters of an identifier that a person reads, unless two would look the same."""


def short_ids(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The beginning of each identifier, as short as it can be without two looking the same."""
    unique = set(ids)
    length = SHORT_ID
    while len({str(each)[:length] for each in unique}) < len(unique):
        length += 1
    return {each: str(each)[:length] for each in unique}


def organisation_lines(texts: Mapping[str, str]) -> Iterator[str]:
    """Mon organisation, a line for each value of each field, under the name that `--set` takes."""
    rows = []
    for name, text in texts.items():
        first, *others = text.split("\n")
        rows += [(name, first), *(("", each) for each in others)]
    yield from table(rows)


# --- the day --------------------------------------------------------------------------------------


def status_lines(
    now: datetime,
    today: date,
    agenda: Agenda,
    summaries: Sequence[DossierSummary],
    clocks: Mapping[UUID, Clocks],
    *,
    whole: bool = False,
) -> Iterator[str]:
    """The agenda of the day, in the order of the home screen, then the dossiers.

    Args:
        now: UTC instant.
        today: The tutor's local date.
        agenda: The tasks, meetings and accesses to see to.
        summaries: One a dossier.
        clocks: The two zones of each dossier.
        whole: Whether what the home screen folds is said too.
    """
    usual = (DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE)
    yield f"{long_date(today).capitalize()}, {times_in_words(now, *usual)}"
    if not summaries:
        yield "Aucun dossier. Pour en ouvrir un : telestage new FICHE.toml"
        return
    layout = lay_out(agenda, together=len(summaries) > 1)
    groups: dict[AgendaGroup, tuple[int, list[AgendaItem | Bundle]]] = {
        "first": (len(layout.first), [*layout.first]),
        "late": (layout.late_count, [*layout.late, *layout.bundles]),
        "today": (len(layout.due_today), [*layout.due_today]),
        "week": (len(layout.this_week), [*layout.this_week]),
        "unknown": (len(layout.to_know), [*layout.to_know]),
    }
    for group, (total, entries) in groups.items():
        if entries:
            yield from ("", f"{AGENDA_SIGNS[group]} {AGENDA_WORDS[group]} ({total})")
            lines = [line for entry in entries for line in _unfolded(entry, whole=whole)]
            items = [line for line in lines if isinstance(line, AgendaItem)]
            bundles = [line for line in lines if isinstance(line, Bundle)]
            yield from table([item_row(item, today, clocks) for item in items], indent=2)
            yield from (f"  {_bundle_line(bundle)}" for bundle in bundles)
    if layout.bundles and not whole:
        yield "  « telestage status --all » dit lesquelles."
    if not any(total for group, (total, _) in groups.items() if group != "unknown"):
        yield NOTHING_TO_DO
        upcoming = coming_next(summaries)
        if upcoming is not None:
            yield " · ".join((COMING_NEXT, *item_row(upcoming, today, clocks)))
    yield from ("", f"Dossiers ({len(summaries)})")
    yield from summary_lines(summaries, indent=2)


def _unfolded(entry: AgendaItem | Bundle, *, whole: bool) -> Sequence[AgendaItem | Bundle]:
    """A line; or, for a bundle that is printed whole, each of its items."""
    return entry.every if isinstance(entry, Bundle) and whole else (entry,)


def item_row(item: AgendaItem, today: date, clocks: Mapping[UUID, Clocks]) -> tuple[str, ...]:
    """One line of the agenda: the intern, what it is, when; in the cells of a table."""
    if item.days_late:
        when = f"depuis {count(item.days_late, 'jour')}"
    else:
        when = "aujourd’hui" if item.due == today else weekday_date(item.due)
    times = f", {times_in_words(item.start, *clocks[item.dossier_id])}" if item.start else ""
    return item.intern, item.title, when + times


def _bundle_line(bundle: Bundle) -> str:
    since = f"depuis {count(bundle.days_late, 'jour')}"
    return f"{bundle.intern} : {lower_first(bundle.title)}, {since}"


def summary_lines(summaries: Sequence[DossierSummary], indent: int = 0) -> list[str]:
    """One line a dossier: identifier, intern, host, phase, progress, next meeting.

    Under it, what became of the course of the stage.
    """
    ids = short_ids(summary.id for summary in summaries)
    lines = table(
        [
            (
                ids[summary.id],
                summary.intern,
                summary.host,
                date_span(summary.start, summary.end),
                summary.phase_word,
                progress_words(summary.progress.values()),
                summary.next_meeting_text,
            )
            for summary in summaries
        ],
        indent,
    )
    below = " " * (indent + 2)
    return [
        text
        for line, summary in zip(lines, summaries, strict=True)
        for text in (line, *(f"{below}{fact.text}" for fact in summary.course))
    ]


def progress_words(progress: Iterable[Progress]) -> str:
    """`8/8 3/8 0/6 0/4 0/8`."""
    return " ".join(f"{each.done}/{each.total}" for each in progress)


# --- one dossier ----------------------------------------------------------------------------------


def dossier_lines(
    dossier: Dossier,
    summary: DossierSummary,
    programme: Programme,
    departures: Sequence[Departure],
    today: date,
    links: Iterable[tuple[str, str]] = (),
) -> Iterator[str]:
    """A dossier, section by section; `today` is the tutor's local date.

    `links` are the dossiers it follows, or that follow it; see `onsite_output.link_rows`.
    """
    stage, intern, host = dossier.stage, dossier.intern, dossier.host
    yield f"{intern.full_name} · {host.name} · {date_span(stage.start, stage.end)}"
    yield from table([*_rows(dossier, summary, programme), *links], indent=2)
    if departures:
        yield from ("", "Écarts au programme", *departure_lines(departures, programme))
    if dossier.accesses:
        ids = short_ids(access.id for access in dossier.accesses)
        yield from ("", "Accès")
        yield from table(
            [
                (ids[each.id], each.name, access_words(dossier, programme, each, today))
                for each in dossier.accesses
            ],
            indent=2,
        )
    if dossier.notes:
        yield from ("", "Notes")
        yield from table([(plain_date(n.on), _one_line(n.text)) for n in dossier.notes], indent=2)


def _rows(
    dossier: Dossier, summary: DossierSummary, programme: Programme
) -> Iterator[tuple[str, str]]:
    stage, intern, host, tutor = dossier.stage, dossier.intern, dossier.host, dossier.tutor
    yield "Identifiant", str(dossier.id)
    if stage.title:
        yield "Titre", stage.title
    yield "Phase", phase_word(summary.phase, programme)
    for phase, each in summary.progress.items():
        yield "", f"{programme.phase(phase).short} {each.done}/{each.total}"
    yield "Du", long_date(stage.start)
    yield "Au", long_date(stage.end)
    yield "Par semaine", hours(stage.weekly_hours)
    if stage.monthly_pay is not None:
        yield "Gratification", f"{dollars(stage.monthly_pay)} par mois"
    yield "Financement", stage.financing
    yield "Stagiaire", _side(intern.email, intern.zone, str(intern.hours))
    yield "Organisation", _side(host.city, host.zone, str(host.hours))
    if tutor.full_name:
        yield "Tuteur ou tutrice", ", ".join(filter(None, (tutor.full_name, tutor.title)))
    if summary.next_meeting:
        view = summary.next_meeting
        times = times_in_words(view.start_utc, host.zone, intern.zone)
        yield "Prochaine rencontre", f"{long_date(view.host_local.date())}, {times}"
    for fact in summary.course:
        yield "Cours du stage", fact.text
    for alert in summary.alerts:
        yield "! Alerte", alert.text
    if dossier.started_on:
        yield "Commencé le", long_date(dossier.started_on)
    if dossier.closed_on:
        yield "Clos le", long_date(dossier.closed_on)
    if dossier.retention_until:
        yield "À garder jusqu’au", long_date(dossier.retention_until)


def _side(detail: str, zone_name: str, work: str) -> str:
    return ", ".join(filter(None, (detail, zone_label(zone_name), work)))


def access_words(dossier: Dossier, programme: Programme, access: Access, today: date) -> str:
    """The state of an access, and what remains to be done about it."""
    suspended = access.suspensions[-1].since if access.is_suspended else None
    steps = (access.verified_on, access.withdrawn_on, suspended, access.explained_on)
    when = next(filter(None, steps), access.given_on)
    words = ACCESS_WORDS[access.state] + (f" le {plain_date(when)}" if when else "")
    if access.is_open:
        due = withdrawal_day(dossier, programme, access)
        late, since = ("! ", "depuis ") if due < today else ("", "")
        to_explain = "" if access.explained_on else "à expliquer, "
        return f"{words}; {to_explain}{late}à retirer {since}le {plain_date(due)}"
    checks = checks_left(programme, access)
    return f"{words}; reste à vérifier : {checks_in_words(checks)}" if checks else words


def _one_line(text: str) -> str:
    return " ".join(text.split())


def departure_lines(departures: Sequence[Departure], programme: Programme) -> list[str]:
    """Each departure with its rule, then where the rules come from."""
    lines = [
        f"  {_departure_sign(each)} {each.message} ({each.rule})"
        + (f" Dérogation : {each.waiver.reason}" if each.waiver else "")
        + (f" {each.doubt}" if each.doubt else "")
        for each in departures
    ]
    sources = dict.fromkeys(programme.source(each.source).name for each in departures)
    return lines + [f"  Source : {title}." for title in sources]


def _departure_sign(departure: Departure) -> str:
    """Whether it is accepted, only awaited, or wrong."""
    if departure.waived:
        return "–"
    return "○" if departure.is_awaited else LATE_SIGN


def task_lines(
    states: Sequence[TaskState], due: Mapping[str, date], today: date, programme: Programme
) -> Iterator[str]:
    """The tasks, phase after phase; ◆ where a proof is required."""
    for phase in programme.phases:
        members = [state for state in states if state.task.phase == phase.id]
        done = sum(state.resolved for state in members)
        yield f"{phase.title} {done}/{len(members)}"
        yield from table([_task_row(state, due[state.task.id], today) for state in members], 2)
        yield ""
    yield TASK_LEGEND


def _task_row(state: TaskState, due: date, today: date) -> tuple[str, ...]:
    if state.state == "skipped":
        detail = f"{TASK_WORDS[state.state]} : {state.record.reason}"
    elif state.state == "done":
        detail = _one_line(state.note)
    elif state.is_held_back(due, today):
        detail = f"{state.wait} ({state.assignee})"
    else:
        detail = ", ".join(filter(None, (f"{weekday_date(due)} ({state.assignee})", state.wait)))
    return (
        LATE_SIGN if state.is_late(due, today) else TASK_SIGNS[state.state],
        state.task.id,
        state.task.title,
        REQUIRED_SIGN if state.task.required else "",
        detail,
    )


def transfer_lines(transfers: Sequence[Transfer]) -> list[str]:
    """What is handed over, one a line: its state, what it is, where, and who takes it over."""
    if not transfers:
        return ["Aucun fichier ni sujet à transmettre n’est noté."]
    return table(
        [
            (
                TRANSFER_SIGNS[each.state],
                TRANSFER_WORDS[each.state],
                f"{TRANSFER_KINDS[each.kind].lower()} {quoted(each.item)}",
                each.where,
                each.to,
                plain_date(each.done_on) if each.done_on else "",
            )
            for each in transfers
        ]
    )
