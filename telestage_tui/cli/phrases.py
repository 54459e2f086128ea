"""What a command answers with `--phrases`: one sentence a line, no sign, no column.

A screen reader says a sign by its name, and reads columns across: each line is said whole here, in
words that stand by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from ..clocks.zones import local
from ..dossier.dossier import Dossier
from ..dossier.field_words import words_of
from ..dossier.french import (
    clause,
    clock_time,
    de,
    dollars,
    hours,
    long_date,
    lower_first,
    sentence,
    upper_first,
    with_unit,
)
from ..dossier.hours import WorkHours
from ..dossier.records import HistoryEntry
from ..dossier.zone_names import DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE
from ..planning.agenda.agenda import Agenda, coming_next
from ..planning.agenda.item import AgendaItem
from ..planning.agenda.layout import Bundle, lay_out
from ..planning.agenda.summary import DossierSummary
from ..planning.meeting_view import MeetingView, outcome, times_in_words, titled
from ..programme.meeting_rules import MeetingRules
from ..programme.programme import Programme
from ..programme.progress import TaskState
from ..programme.rules import Departure
from ..wording import AGENDA_WORDS, COMING_NEXT, NOTHING_TO_DO, TASK_WORDS, AgendaGroup
from .access_output import access_words
from .agenda_output import Clocks
from .reminder import NOTHING_LATE
from .short_ids import short_ids

_SIGNS = {
    " · ": ", ", " → ": ", puis ", " / ": ", ", "! ": "en retard : ", "✓ ": "", "◆": "exigée",
}  # fmt: skip
"""What a sign of a line is in words."""


def spoken(text: str) -> str:
    """A line of the program as a sentence: its signs in words, its spaces plain, an end."""
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return sentence(upper_first(" ".join(text.split())))


def _joined(*parts: str) -> str:
    """Parts of a sentence, those that say something, as a sentence."""
    return spoken(", ".join(filter(None, map(clause, parts))))


# --- the day --------------------------------------------------------------------------------------


def status(
    now: datetime,
    today: date,
    agenda: Agenda,
    summaries: Sequence[DossierSummary],
    clocks: Mapping[UUID, Clocks],
) -> Iterator[str]:
    """The agenda of the day, each thing with the group it is in, then the dossiers.

    Args:
        now: UTC instant.
        today: The tutor's local date.
        agenda: The tasks, meetings and accesses to see to.
        summaries: One a dossier.
        clocks: The two zones of each dossier.
    """
    usual = (DEFAULT_HOST_ZONE, DEFAULT_INTERN_ZONE)
    yield spoken(f"Nous sommes le {long_date(today)}, {times_in_words(now, *usual)}")
    layout = lay_out(agenda, together=len(summaries) > 1)
    late = [*layout.late, *(item for bundle in layout.bundles for item in _every(bundle))]
    groups: dict[AgendaGroup, Iterable[AgendaItem | Bundle]] = {
        "first": layout.first,
        "late": late,
        "today": layout.due_today,
        "week": layout.this_week,
        "unknown": layout.to_know,
    }
    is_free = True
    for group, entries in groups.items():
        for entry in entries:
            is_free &= group == "unknown"
            for item in _every(entry):
                yield _item(AGENDA_WORDS[group], item, today, clocks)
    if is_free:
        yield spoken(NOTHING_TO_DO)
        if upcoming := coming_next(summaries):
            yield _item(COMING_NEXT, upcoming, today, clocks)
    yield from dossiers(summaries)


def late(agenda: Agenda, today: date, clocks: Mapping[UUID, Clocks]) -> Iterator[str]:
    """A sentence for each thing that is late, or that nothing is."""
    for item in agenda.late:
        yield _item(AGENDA_WORDS["late"], item, today, clocks)
    if not agenda.late:
        yield spoken(NOTHING_LATE)


def _every(entry: AgendaItem | Bundle) -> Sequence[AgendaItem]:
    return entry.every if isinstance(entry, Bundle) else (entry,)


def _item(group: str, item: AgendaItem, today: date, clocks: Mapping[UUID, Clocks]) -> str:
    when = "aujourd’hui" if item.due == today else f"le {long_date(item.due)}"
    if item.days_late:
        when = f"était à faire {when}"
    times = times_in_words(item.start, *clocks[item.dossier_id]) if item.start else ""
    return _joined(f"{group} : {item.intern}", lower_first(item.title), when, times)


def dossiers(summaries: Sequence[DossierSummary]) -> Iterator[str]:
    """A sentence a dossier, then one for each thing that became of its course."""
    if not summaries:
        yield "Aucun dossier. Pour en ouvrir un : telestage new FICHE.toml."
    ids = short_ids(summary.id for summary in summaries)
    for each in summaries:
        yield _joined(
            f"Dossier {ids[each.id]} : {each.intern}",
            f"chez {each.host}",
            f"du {long_date(each.start)} au {long_date(each.end)}",
            f"phase : {lower_first(each.phase_word)}",
            _progress(each),
            _next_meeting(each),
        )
        yield from (_joined(f"Dossier {ids[each.id]} : {fact.text}") for fact in each.course)


def _progress(summary: DossierSummary) -> str:
    done = sum(each.done for each in summary.progress.values())
    return f"étapes faites : {done} sur {sum(each.total for each in summary.progress.values())}"


def _next_meeting(summary: DossierSummary) -> str:
    view = summary.next_meeting
    if view is None:
        return ""
    day, here, there = view.host_local.date(), view.host_local.time(), view.intern_local.time()
    return (
        f"prochaine rencontre le {long_date(day)} à {clock_time(here)} pour vous et "
        f"{clock_time(there)} pour {summary.intern}"
    )


# --- one dossier ----------------------------------------------------------------------------------


def dossier(
    dossier: Dossier,
    summary: DossierSummary,
    programme: Programme,
    departures: Sequence[Departure],
    today: date,
) -> Iterator[str]:
    """A dossier, a sentence for each thing it says; `today` is the tutor's local date."""
    stage, intern, host, tutor = dossier.stage, dossier.intern, dossier.host, dossier.tutor
    yield from dossiers([summary])
    for title, text in (
        ("Titre", stage.title),
        ("Par semaine", hours(stage.weekly_hours)),
        ("Gratification par mois", dollars(stage.monthly_pay) if stage.monthly_pay else ""),
        ("Financement", stage.financing),
        (f"Courriel {de(intern.first_name)}", intern.email),
        (f"Heures {de(intern.first_name)}", _span(intern.hours)),
        ("Heures de l’organisation", _span(host.hours)),
        ("Tuteur ou tutrice", tutor.full_name),
        ("Commencé le", long_date(dossier.started_on) if dossier.started_on else ""),
        ("Clos le", long_date(dossier.closed_on) if dossier.closed_on else ""),
        ("À garder jusqu’au", long_date(kept) if (kept := dossier.retention_until) else ""),
    ):
        if text:
            yield _joined(f"{title} : {text}")
    yield from (_joined(f"Alerte : {alert.text}") for alert in summary.alerts)
    for each in departures:
        state = "à compléter" if each.is_awaited else "à corriger"
        waived = f"accepté : {each.waiver.reason}" if each.waiver else state
        yield _joined(f"Écart, règle {each.rule}", waived, lower_first(each.message))
    yield from accesses(dossier, programme, today)
    yield from (_joined(f"Note du {long_date(n.on)} : {n.text}") for n in dossier.notes)


def _span(work: WorkHours) -> str:
    return str(work).replace("-", " à ")


def tasks(
    states: Sequence[TaskState], due: Mapping[str, date], today: date, programme: Programme
) -> Iterator[str]:
    """A sentence a task: its phase, where it stands, when it is due, who does it."""
    for phase in programme.phases:
        for state in (each for each in states if each.task.phase == phase.id):
            task, day = state.task, due[state.task.id]
            to_do = not state.resolved
            yield _joined(
                f"{phase.short}, étape {task.id} : {lower_first(task.title)}",
                TASK_WORDS[state.state],
                state.record.reason if state.state == "skipped" else "",
                f"échéance le {long_date(day)}" if to_do else "",
                "en retard" if state.is_late(day, today) else "",
                "exigée pour clore" if task.required else "",
                f"responsable : {state.assignee}" if to_do else "",
                state.wait,
                f"note : {state.note}" if state.note else "",
            )


def plan(
    views: Sequence[MeetingView],
    rules: MeetingRules,
    warnings: Sequence[str],
    now: datetime,
    intern: str,
) -> Iterator[str]:
    """A sentence a meeting, one for each note about it, then the warnings about the plan.

    Args:
        views: The meetings, in order.
        rules: Name the kinds of meetings.
        warnings: French sentences about the whole plan.
        now: UTC instant.
        intern: First name of the intern.
    """
    if not views:
        yield "Aucune rencontre prévue."
    ids = short_ids(view.meeting.id for view in views)
    for view in views:
        meeting, there = view.meeting, view.intern_local
        name = lower_first(titled(rules.title(meeting.kind), meeting))
        yield _joined(
            f"Rencontre {ids[meeting.id]} : {name}",
            f"le {long_date(view.host_local.date())}",
            f"{clock_time(view.host_local.time())} pour vous",
            f"{clock_time(there.time())} pour {intern}"
            + ("" if there.date() == view.host_local.date() else f" le {long_date(there.date())}"),
            with_unit(meeting.duration, "minutes"),
            outcome(view, now),
        )
        yield from (_joined(f"Rencontre {ids[meeting.id]} : {note}") for note in view.notes)
    yield from (_joined(f"À savoir : {warning}") for warning in warnings)


def accesses(dossier: Dossier, programme: Programme, today: date) -> Iterator[str]:
    """A sentence an access: who manages it, where it stands, what is owed."""
    ids = short_ids(access.id for access in dossier.accesses)
    for each in dossier.accesses:
        manager = f"géré par {each.manager}" if each.manager else ""
        words = access_words(dossier, programme, each, today)
        yield _joined(f"Accès {ids[each.id]} : {each.name}", manager, words)


def history(dossier: Dossier, entries: Iterable[HistoryEntry]) -> Iterator[str]:
    """A sentence a line, by its number, then one for each field that changed."""
    numbers = {id(entry): rank for rank, entry in enumerate(dossier.history, 1)}
    for entry in entries:
        at = local(entry.at, dossier.host.zone)
        number = numbers[id(entry)]
        when = f"le {long_date(at.date())} à {clock_time(at.time())}"
        yield _joined(f"Ligne {number}", when, f"{entry.who} : {entry.sentence}".lstrip(" :"))
        for words in map(words_of, entry.changes):
            said = f"avant, {clause(words.before)}; après, {words.after}"
            yield _joined(f"Ligne {number}, {words.field} : {said}")


def search(results: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A sentence a text: whose dossier, where it was found, its words."""
    for whose, place, text in results:
        words = text.removeprefix("… ")
        if words.endswith(" …"):
            words = f"{clause(words.removesuffix(' …'))}, et la suite"
        yield _joined(whose, f"{place} : {words}")
