"""What a change of course moves, line by line: read from the dossier before it and after it.

Nothing is told that is not compared, so that the preview cannot say other than what is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Literal, NamedTuple

from ...dossier.changes.exports import is_outdated
from ...dossier.dossier import Dossier
from ...dossier.durations import ONE_DAY
from ...dossier.french import count, de, listing, short_date
from ...dossier.meetings import Meeting
from ...dossier.text import quoted
from ...programme.progress import task_states
from ...programme.rules import unwaived_departures
from ...programme.withdrawals import withdrawal_day
from ...wording import ACCESS_WORDS, MEETING_WORDS, TASK_WORDS
from ..due import due_dates
from ..meeting_view import day_and_times, meeting_view
from .facts import last_signatures, missing_signatures, parties
from .moving import Moment
from .suspensions import cut_with_stage

CourseGroup = Literal["stage", "departure", "meeting", "task", "access", "document"]
GROUP_TITLES: dict[CourseGroup, str] = {
    "stage": "Le stage",
    "departure": "Écarts au programme",
    "meeting": "Rencontres",
    "task": "Étapes",
    "access": "Accès",
    "document": "Documents et agendas",
}
"""What is told of, in the order in which it is shown."""
CourseSign = Literal["→", "+", "–", "=", "!"]
"""Moved, added, gone, kept, to know."""


class CourseLine(NamedTuple):
    """One thing that moves, or that is to be known.

    Attributes:
        group: What it is.
        sign: What becomes of it.
        title: French.
        before: What it was, in French; empty for what is new.
        after: What it becomes, in French; empty for what goes.
    """

    group: CourseGroup
    sign: CourseSign
    title: str
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """« Rencontre de suivi : mar. 2 mars 9 h 30 / 15 h 30 → mar. 9 mars 9 h 30 / 15 h 30 »."""
        change = " → ".join(filter(None, (self.before, self.after)))
        return f"{self.title} : {change}" if change else self.title


def course_lines(before: Dossier, after: Dossier, moment: Moment) -> tuple[CourseLine, ...]:
    """Everything that a change of course moves, in the order of `GROUP_TITLES`.

    Args:
        before: The dossier.
        after: The dossier once its course is changed.
        moment: When.
    """
    parts = (_stage, _departures, _meetings, _tasks, _accesses, _documents)
    return tuple(chain.from_iterable(part(before, after, moment) for part in parts))


def _moved(
    group: CourseGroup, title: str, before: date | None, after: date | None
) -> Iterator[CourseLine]:
    if before != after:
        yield CourseLine(group, "→", title, _day(before), _day(after))


def _day(day: date | None) -> str:
    return short_date(day) if day else "à savoir"


# --- the stage ------------------------------------------------------------------------------------


def _stage(before: Dossier, after: Dossier, _moment: Moment) -> Iterator[CourseLine]:
    yield from _moved("stage", "Premier jour", before.stage.start, after.stage.start)
    yield from _moved("stage", "Dernier jour", before.stage.end, after.stage.end)
    if before.tutor != after.tutor:
        names = before.tutor.full_name or "personne de nommé", after.tutor.full_name
        yield CourseLine("stage", "→", "Qui tutore et signe", *names)

    known = set(before.interruptions)
    for gap in after.interruptions:
        if gap not in known:
            days = _day(gap.first), _day(gap.last) if gap.last else "reprise à fixer"
            yield CourseLine("stage", "–", "Interruption", *days)
    if after.closed_on and not before.closed_on:
        yield CourseLine("stage", "–", "Dossier", "ouvert", f"clos le {_day(after.closed_on)}")


def _departures(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    programme, today = moment.programme, moment.today
    was = unwaived_departures(before, programme, today)
    now = unwaived_departures(after, programme, today)
    known, rules = {each.message for each in was}, {each.rule for each in now}
    for each in now:
        if each.message not in known:
            yield CourseLine("departure", "!", each.message)
    for each in was:
        if each.rule not in rules:
            yield CourseLine("departure", "–", f"Réglé : {programme.rule(each.rule).title}")


# --- meetings -------------------------------------------------------------------------------------


def _meetings(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    """Each meeting once: moved, added or cancelled; those kept are counted."""
    earlier = {each.id: each for each in before.meetings}
    kept = 0
    for each in after.meetings:
        line = _meeting(earlier.get(each.id), each, before, after, moment)
        if line:
            yield line
        elif each.status != "cancelled":
            kept += 1
    if before.meetings != after.meetings:
        yield CourseLine("meeting", "=", kept_sentence(kept))


def kept_sentence(number: int) -> str:
    """How many meetings keep their place."""
    if number == 0:
        return "Aucune rencontre ne reste à sa place"
    return count(number, "rencontre reste à sa place", "rencontres restent à leur place")


def _meeting(
    old: Meeting | None, new: Meeting, before: Dossier, after: Dossier, moment: Moment
) -> CourseLine | None:
    title = moment.programme.meeting_rules.title(new.kind)
    was_there = old is not None and old.status != "cancelled"
    is_there = new.status != "cancelled"
    if old is not None and was_there and is_there:
        if (old.slot, old.duration) == (new.slot, new.duration):
            return None
        return CourseLine("meeting", "→", title, _place(old, before), _place(new, after))
    if is_there:
        return CourseLine("meeting", "+", title, "", _place(new, after))
    if old is not None and was_there:
        word = MEETING_WORDS["cancelled"]
        return CourseLine("meeting", "–", title, _place(old, before), word)
    return None


def _place(meeting: Meeting, dossier: Dossier) -> str:
    return day_and_times(meeting_view(meeting, dossier.host.zone, dossier.intern.zone))


# --- tasks ----------------------------------------------------------------------------------------


def _tasks(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    """The tasks still to do whose day moves, in the order of the journey; those done never do."""
    programme, today = moment.programme, moment.today
    due = due_dates(before, programme, today), due_dates(after, programme, today)
    earlier = {each.task.id: each for each in task_states(before, programme, today)}
    for state in task_states(after, programme, today):
        task, was = state.task, earlier[state.task.id]
        if was.state != state.state:
            words = TASK_WORDS[was.state], TASK_WORDS[state.state]
            yield CourseLine("task", "–" if state.resolved else "!", task.title, *words)
        elif state.state == "todo":
            yield from _moved("task", task.title, due[0].get(task.id), due[1].get(task.id))
            if was.assignee != state.assignee:
                names = was.assignee, state.assignee
                yield CourseLine("task", "→", f"{task.title}, responsable", *names)
            chosen = state.record.due
            if chosen and before.stage != after.stage:
                yield CourseLine("task", "=", f"{task.title} : {_day(chosen)}, que vous aviez fixé")


# --- accesses -------------------------------------------------------------------------------------


def _accesses(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    yield from _suspensions(before, after, moment)
    for each in after.accesses:
        if each.withdrawn_on:
            continue
        was, title = before.access(each.id), quoted(each.name)
        old = withdrawal_day(before, moment.programme, was)
        new = withdrawal_day(after, moment.programme, each)
        yield from _moved("access", f"Retrait de {title}", old, new)
        if each.withdraw_by and before.stage.end != after.stage.end:
            kept = f"Retrait de {title} : {_day(each.withdraw_by)}, que vous aviez fixé"
            yield CourseLine("access", "=", kept)
        if was.manager != each.manager:
            yield CourseLine("access", "→", f"{title}, responsable", was.manager, each.manager)


def _suspensions(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    """What becomes of each access that the stage, stopped or taken up again, is about."""
    if before.interruptions == after.interruptions:
        return
    for each in after.open_accesses:
        was = before.access(each.id)
        if was.is_suspended != each.is_suspended:
            sign: CourseSign = "–" if each.is_suspended else "+"
            words = ACCESS_WORDS[was.state], ACCESS_WORDS[each.state]
            yield CourseLine("access", sign, quoted(each.name), *words)
    gap = after.interruptions[-1]
    if len(after.interruptions) > len(before.interruptions):
        active = [each for each in after.open_accesses if not each.is_suspended]
        if gap.suspends:
            for each in active:
                name = quoted(each.name)
                yield CourseLine("access", "!", f"{name} : à suspendre le {_day(gap.first)}")
        elif active and not (gap.last and gap.last < moment.today):
            yield CourseLine("access", "!", open_sentence(len(active)))
            yield from (CourseLine("access", "=", quoted(each.name)) for each in active)
        return
    back = max(moment.today, gap.last + ONE_DAY) if gap.last else moment.today
    for each in cut_with_stage(after):
        name = quoted(each.name)
        yield CourseLine("access", "!", f"{name} : reste suspendu, à rétablir le {_day(back)}")


def open_sentence(number: int) -> str:
    """What to think of for the accesses that stay open while the stage stops."""
    stay = count(number, "accès reste ouvert", "accès restent ouverts")
    return f"{stay} : à suspendre si l’interruption dure"


# --- documents ------------------------------------------------------------------------------------


def _documents(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    if before.tutor != after.tutor:
        yield CourseLine(
            "document", "→", "Signature de la lettre, de l’attestation et des évaluations à venir",
            before.tutor.full_name, after.tutor.full_name,
        )  # fmt: skip
    stage = after.stage
    for each in after.deliverables:
        if each.due and not each.delivered_on and not stage.start <= each.due <= stage.end:
            title = f"Plan de travail, {quoted(each.name)} : {_day(each.due)} est hors du stage"
            yield CourseLine("document", "!", title)
    yield from _amendment(before, after, moment)
    yield from _calendars(before, after, moment)


def _amendment(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    """The signatures of an avenant, noted and awaited."""
    is_new = before.amendments != after.amendments
    signed = last_signatures(after)
    for party, name in parties(after):
        if is_new and (day := getattr(signed, party)):
            yield CourseLine("document", "+", f"Avenant signé par {name}", "", _day(day))
    names = missing_signatures(after, moment.today)
    if names and (is_new or before.stage != after.stage or before.tutor != after.tutor):
        yield CourseLine("document", "!", f"Avenant à faire signer par {listing(names)}")


def _calendars(before: Dossier, after: Dossier, moment: Moment) -> Iterator[CourseLine]:
    recalled = sum(
        entry.stands
        and entry.until > moment.now
        and entry.organiser is not None
        and entry.organiser.email != after.tutor.email
        for entry in after.export_to("intern").entries
    )
    if before.tutor != after.tutor and recalled:
        former = before.tutor.full_name or before.tutor.email
        yield CourseLine("document", "!", recalled_sentence(recalled, former))
    elif after.export_to("intern").at and is_outdated(after, "intern", moment.now):
        yield CourseLine("document", "!", "Invitations à renvoyer : les rencontres ont changé")
    if after.export_to("tutor").at and is_outdated(after, "tutor", moment.now):
        yield CourseLine("document", "!", "Votre agenda : rencontres à exporter de nouveau")


def recalled_sentence(number: int, former: str) -> str:
    """What becomes of the invitations that a former tutor sent."""
    plural = "s" if number > 1 else ""
    sent = count(number, "invitation")
    return (
        f"{sent} : au prochain envoi, d’abord annulée{plural} au nom {de(former)}, puis "
        f"renvoyée{plural}"
    )
