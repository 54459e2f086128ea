"""What was observed of an intern in a period: the dated lines an evaluation rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ..clocks.meeting_times import host_day
from ..clocks.weeks import ONE_WEEK, monday_of, weeks_of
from ..dossier.dossier import Dossier
from ..dossier.durations import ONE_DAY
from ..dossier.evaluations import EvaluationKind
from ..dossier.french import NBSP, count, from_to, month_date
from ..dossier.meetings import Meeting
from ..dossier.text import clean_line
from ..dossier.work_plan import Deliverable
from ..programme.agendas import MeetingContent
from ..programme.evaluation import ObservationGroups
from ..programme.programme import Programme

PREVIOUS: dict[EvaluationKind, EvaluationKind] = {"final": "midpoint"}
"""The form whose completion begins the period of another; the others begin with the stage."""
SILENCE = 3 * ONE_WEEK
"""How long nothing may be noted before it is worth a remark: at least three check-ins (ours)."""
RATED = "indicateur"
"""The source of the lines that are levels."""
DELIVERABLE = "livrable"
"""The source of the lines that are things delivered, accepted or to come."""
BARS = "·▁▃▅█"
"""Nothing in a week, then one line, two, three, more."""


class Observation(NamedTuple):
    """One line that a comment may rest on.

    Attributes:
        on: Host-local date; None for a deliverable still to come.
        source: Where it comes from, in a word of French: note, rencontre, indicateur, livrable.
        topic: What it is about: the item of the agenda, « livré »; empty when it says so itself.
        text: What was written, possibly over several lines.
        groups: The groups of criteria it speaks to, by id; none for a note, which may be about
            any, nor for what is still to come.
    """

    on: date | None
    source: str
    topic: str
    text: str
    groups: tuple[str, ...] = ()

    @property
    def quote(self) -> str:
        """The line as a comment quotes it: `« Relit ses remises. » (note du 3 mars)`.

        A deliverable says what was done of it: `« Guide » (livrable accepté le 3 mars)`.
        """
        inner = clean_line(self.text).replace("« ", "“").replace(" »", "”")
        inner = inner.replace("«", "“").replace("»", "”")
        link = f"{self.topic} le" if self.source == DELIVERABLE else "du"
        day = f" {link} {month_date(self.on).replace(NBSP, ' ')}" if self.on else ""
        return f"« {inner} » ({self.source}{day})"


class Period(NamedTuple):
    """What was observed between two days.

    Attributes:
        first: Host-local date.
        last: The same, included; before `first` when the period has not begun.
        lines: What was observed, the oldest first; then the deliverables still to come.
    """

    first: date
    last: date
    lines: tuple[Observation, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each dated line, in order."""
        return tuple(line.on for line in self.lines if line.on)

    def about(self, group: str) -> Period:
        """The same days, with what speaks to that group of criteria only."""
        return self._replace(lines=tuple(line for line in self.lines if group in line.groups))

    def apart_from(self, group: str) -> Period:
        """The same days, with everything else."""
        return self._replace(lines=tuple(line for line in self.lines if group not in line.groups))

    @property
    def chart(self) -> str:
        """How many lines each week has, a sign a week: `▁·▃▁`.

        The indicators of a day are one: a meeting rates them together.
        """
        rated = {line.on for line in self.lines if line.on and line.source == RATED}
        others = (line.on for line in self.lines if line.on and line.source != RATED)
        mondays = [monday_of(day) for day in (*rated, *others)]
        counts = (mondays.count(monday) for monday in weeks_of(self.first, self.last))
        return "".join(BARS[min(number, len(BARS) - 1)] for number in counts)

    @property
    def since(self) -> str:
        """How recent the last line is: `rien d'observé depuis 3 semaines`; empty too early."""
        if self.last < self.first:
            return ""
        if not self.days:
            return f"rien d’observé depuis le {month_date(self.first)}"
        latest = self.days[-1]
        weeks = (self.last - latest) // ONE_WEEK
        if weeks > 1:
            return f"rien d’observé depuis {count(weeks, 'semaine')}"
        return f"dernière observation le {month_date(latest)}"

    @property
    def silences(self) -> tuple[str, ...]:
        """The times when nothing was noted, too long or the whole period, as French sentences."""
        if not self.days and self.last - self.first >= ONE_WEEK:
            return (_nothing(self.first, self.last),)
        bounds = (self.first - ONE_DAY, *self.days, self.last + ONE_DAY)
        gaps = ((a + ONE_DAY, b - ONE_DAY) for a, b in pairwise(bounds))
        return tuple(
            _nothing(first, last) for first, last in gaps if last - first + ONE_DAY >= SILENCE
        )


def _nothing(first: date, last: date) -> str:
    return f"Rien n’a été noté {from_to(first, last)}."


def observed(dossier: Dossier, kind: EvaluationKind, programme: Programme, today: date) -> Period:
    """What was observed since the form before, or since the first day of the stage.

    Args:
        dossier: The dossier.
        kind: The form it is for: it ends on the day that one was declared complete, if it was.
        programme: Its agendas and indicators, and what these say of the criteria.
        today: The tutor's local date.
    """
    previous = PREVIOUS.get(kind)
    began = dossier.evaluation(previous).completed_on if previous else None
    first = began or dossier.stage.start
    last = dossier.evaluation(kind).completed_on or dossier.closed_on or today
    dated = [line for line in _dated(dossier, programme) if line.on and first <= line.on <= last]
    dated.sort(key=lambda line: line.on or first)
    undated = (
        Observation(None, DELIVERABLE, "", each.name)
        for each in dossier.deliverables
        if each.state == "todo"
    )
    return Period(first, last, (*dated, *undated))


def _dated(dossier: Dossier, programme: Programme) -> Iterator[Observation]:
    groups = programme.evaluation.observations
    for note in dossier.notes:
        yield Observation(note.on, "note", "", note.text)
    for meeting in dossier.meetings:
        if meeting.status != "cancelled":
            day = host_day(meeting, dossier.host.zone)
            yield from _of_meeting(meeting, day, programme.meetings, groups)
    for deliverable in dossier.deliverables:
        yield from _of_deliverable(deliverable, groups)


def _of_deliverable(deliverable: Deliverable, groups: ObservationGroups) -> Iterator[Observation]:
    for topic, day in (("livré", deliverable.delivered_on), ("accepté", deliverable.accepted_on)):
        if day:
            yield Observation(day, DELIVERABLE, topic, deliverable.name, groups.deliverables)


def _of_meeting(
    meeting: Meeting, day: date, content: MeetingContent, groups: ObservationGroups
) -> Iterator[Observation]:
    titles = {item.id: item.title for item in content.template(meeting.kind).items}
    record = meeting.record
    for minute in record.minutes:
        if minute.text:
            topic, spoken = titles.get(minute.item, minute.item), groups.topics.get(minute.item, ())
            yield Observation(day, "rencontre", topic, minute.text, spoken)
    for each in content.indicators:
        if level := record.level(each.id):
            text = f"{each.title} : {each.levels[level - 1]}"
            yield Observation(day, RATED, "", text, groups.indicators.get(each.id, ()))
    if record.notes:
        yield Observation(day, "rencontre", "Notes", record.notes)
