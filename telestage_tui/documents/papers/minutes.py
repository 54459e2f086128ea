"""The minutes of the meetings on paper: what was noted at each, in the order they were held."""

from __future__ import annotations

from collections.abc import Iterator

from ...clocks.meeting_times import start_of
from ...clocks.zones import local
from ...dossier.meetings import Meeting
from ...programme.indicators import levels_until
from ...programme.programme import Programme
from ...wording import level_bars, level_dots
from .setting import Data, Setting


def minutes(setting: Setting) -> Data:
    """The minutes of every meeting that was held, missed or cancelled with something noted."""
    shown = [meeting for meeting in setting.dossier.meetings if _has_minutes(meeting)]
    return {
        **setting.head(quotes_programme=bool(shown)),
        "meetings": [_meeting(each, setting) for each in shown],
    }


def missing_minutes(setting: Setting) -> Iterator[str]:
    """Why there is nothing to write, in French."""
    if has_no_minutes(setting):
        yield "Aucune rencontre n’est consignée."


def has_no_minutes(setting: Setting) -> bool:
    """Whether no meeting has minutes yet."""
    return not any(map(_has_minutes, setting.dossier.meetings))


def item_title(meeting: Meeting, item: str, programme: Programme) -> str:
    """The title of an item of the agenda; its identifier where the programme has it no more."""
    items = programme.meetings.template(meeting.kind).items
    return next((each.title for each in items if each.id == item), item)


def _has_minutes(meeting: Meeting) -> bool:
    return meeting.status in ("held", "missed") or not meeting.record.is_blank


def _meeting(meeting: Meeting, setting: Setting) -> Data:
    speech = setting.speech
    rules = setting.programme.meeting_rules
    start = start_of(meeting)
    here = local(start, setting.dossier.host.zone)
    there = local(start, setting.dossier.intern.zone)
    return {
        "title": rules.title(meeting.kind),
        "when": f"{speech.moment(here.date(), here.time())} "
                f"{speech.place(setting.dossier.host.zone)} · {speech.time(there.time())} "
                f"{speech.place(setting.dossier.intern.zone)}",
        "state": speech.noun(f"meeting-{meeting.status}"),
        "objective": meeting.objective,
        "indicators": list(_indicators(meeting, setting)),
        "items": list(_items(meeting, setting)),
    }  # fmt: skip


def _indicators(meeting: Meeting, setting: Setting) -> Iterator[Data]:
    """The level of each indicator, in words, and as a small chart since the first meeting."""
    for indicator in setting.programme.meetings.indicators:
        level = meeting.record.level(indicator.id)
        if level is not None:
            yield {
                "title": indicator.title,
                "dots": level_dots(level),
                "label": indicator.levels[level - 1],
                "chart": level_bars(levels_until(setting.dossier, meeting, indicator)),
            }


def _items(meeting: Meeting, setting: Setting) -> Iterator[Data]:
    """What was noted: item by item of the agenda, then what belongs to none."""
    for minute in meeting.record.minutes:
        title = item_title(meeting, minute.item, setting.programme)
        yield {"title": title, "text": minute.text}
    if meeting.record.notes:
        yield {"title": setting.speech.words["notes"], "text": meeting.record.notes}
