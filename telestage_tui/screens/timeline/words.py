"""What is said of a week of the frise: its meetings, and what else happens in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ...dossier.french import short_date, short_day
from ...planning.timeline import DeliverableEvent, Week
from ...wording import LATE_SIGN, MEETING_SIGNS

EVENTS: dict[DeliverableEvent, str] = {
    "late": f"{LATE_SIGN} En retard",
    "due": "Échéance",
    "delivered": "Livré",
    "accepted": "Accepté",
}
"""What a week is to a deliverable, in the order shown."""
NO_MEETING = "·"
_TELLING = (
    LATE_SIGN,
    *(MEETING_SIGNS[status] for status in ("missed", "planned", "held", "cancelled")),
)
"""The signs of meetings, from the one that says most of its week."""
_STYLES = {
    LATE_SIGN: "$text-warning",
    MEETING_SIGNS["missed"]: "$text-error",
    MEETING_SIGNS["held"]: "$text-success",
}


def meetings_text(week: Week) -> str:
    """The meetings of a week in a few columns: « ✓✓ Suivi ✓ Mi-stage »."""
    signs: dict[str, str] = {}
    for meeting in week.meetings:
        signs[meeting.name] = signs.get(meeting.name, "") + meeting.sign
    return " ".join(f"{sign} {name}" for name, sign in signs.items())


def notes(week: Week) -> Iterator[str]:
    """Deliverables, holidays and absences, then the accesses given and withdrawn."""
    for event, word in EVENTS.items():
        if names := [each.name for each in week.deliverables if each.event == event]:
            yield f"{word} : {', '.join(names)}"
    for day, off in week.days_off:
        yield f"{short_day(day)} : {off}"
    for word, is_given in (("Remis", True), ("Retiré", False)):
        if names := [each.name for each in week.accesses if each.is_given is is_given]:
            yield f"{word} : {', '.join(names)}"


def compact(weeks: Sequence[Week], width: int) -> Content:
    """A stage on one line, a sign for each week, then the present week in words.

    Args:
        weeks: Of the frise.
        width: Columns there are; the weeks take half of them at most, those around the present one
            where there are more.

    Returns:
        Empty where no meeting is planned: every week would be the same.
    """
    if not any(week.meetings for week in weeks):
        return Content()
    here = next((place for place, week in enumerate(weeks) if week.is_present), None)
    most = max(1, width // 4)
    first = max(0, min((here or 0) - most // 2, len(weeks) - most))
    cells = [_cell(week) for week in weeks[first : first + most]]
    line = [Content("Frise "), Content(" ").join(cells)]
    if here is not None:
        week = weeks[here]
        meetings = (f"{each.sign} {each.name}, {short_date(each.day)}" for each in week.meetings)
        words = " · ".join((*meetings, *notes(week)))
        line.append(Content(f"  cette semaine : {words or 'aucune rencontre'}"))
    return Content("").join(line)


def _cell(week: Week) -> Content:
    signs = {meeting.sign for meeting in week.meetings}
    sign = next((each for each in _TELLING if each in signs), NO_MEETING)
    if week.is_present:
        return Content.styled(f"[{sign}]", "bold reverse")
    return Content.styled(sign, _STYLES.get(sign, ""))
