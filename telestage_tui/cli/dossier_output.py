"""Dossiers as the commands answer them, a line each or one whole: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..clocks.zones import utc_text, zone_label
from ..documents.history_json import history_shape
from ..dossier.dossier import Dossier
from ..dossier.french import date_span, dollars, hours, long_date, plain_date
from ..dossier.text import typeset
from ..planning.agenda.summary import DossierSummary
from ..planning.meeting_view import times_in_words
from ..programme.programme import Programme
from ..programme.progress import Progress, phase_word
from ..programme.rules import Departure
from ..wording import LATE_SIGN
from .access_output import access_words
from .course_output import course_facts_shape
from .output import Json, one_line, table
from .short_ids import short_ids
from .two_clocks_output import moment_shape


def summary_shape(summary: DossierSummary) -> Json:
    """One line of `list`."""
    meeting = summary.next_meeting
    return {
        "id": str(summary.id),
        "intern": summary.intern,
        "host": summary.host,
        "title": summary.title,
        "start": summary.start.isoformat(),
        "end": summary.end.isoformat(),
        "phase": summary.phase,
        "progress": progress_shape(summary.progress),
        "next_meeting": moment_shape(meeting) if meeting else None,
        "course": course_facts_shape(summary.course),
    }


def progress_shape(progress: Mapping[str, Progress]) -> Json:
    """Tasks resolved, by phase."""
    return {phase: {"done": each.done, "total": each.total} for phase, each in progress.items()}


def dossier_shape(
    dossier: Dossier,
    summary: DossierSummary,
    departures: Iterable[Departure],
    follower: Dossier | None,
) -> Json:
    """The answer of `show`: the whole dossier, and what follows from it today.

    Args:
        dossier: The dossier.
        summary: Of the dossier, today.
        departures: From the rules of its programme.
        follower: The dossier of the stage on site that follows it, once it is open.
    """
    return kept_shape(dossier) | {
        "followed_by": str(follower.id) if follower else None,
        "phase": summary.phase,
        "progress": progress_shape(summary.progress),
        "course": course_facts_shape(summary.course),
        "compliance": [
            departure_shape(each) | {"waived": each.waived} for each in departures
        ],
    }  # fmt: skip


def kept_shape(dossier: Dossier, *, identity: bool = False) -> Json:
    """The whole dossier, as it is kept; without identity data unless they are asked for."""
    kept = dossier.model_dump(mode="json", exclude=None if identity else {"identity"})
    for export, shape in zip(dossier.exports, kept["exports"], strict=True):
        shape["at"] = utc_text(export.at) if export.at else None
    return kept | {
        "created_at": utc_text(dossier.created_at),
        "history": [history_shape(entry) for entry in dossier.history],
    }


def departure_shape(departure: Departure) -> Json:
    """One departure from the programme."""
    return {
        "rule": departure.rule,
        "field": departure.field,
        "message": typeset(departure.message),
        "source": departure.source,
    }


def opened_shape(
    dossier: Dossier, departures: Iterable[Departure], from_organisation: Sequence[str]
) -> Json:
    """The answer of `new`; the last argument is the fields that Mon organisation filled."""
    return {
        "id": str(dossier.id),
        "warnings": [departure_shape(each) for each in departures],
        "from_organisation": list(from_organisation),
    }


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
        yield from table([(plain_date(n.on), one_line(n.text)) for n in dossier.notes], indent=2)


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
