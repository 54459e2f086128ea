"""What an event of a calendar says, once it was read: when, what, and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ...dossier.base import Frozen
from ...dossier.text import Line, clean_line

if TYPE_CHECKING:
    from icalendar import Event

Moment = date | datetime
"""A local date, or a datetime in the zone it is written in."""
_LABEL_MAX = 120
"""Characters kept of the name of an event."""


class Skipped(Frozen):
    """An event that is left out.

    Attributes:
        title: Its name; empty when it has none, or is private.
        day: Its date, or the first of them; None when it cannot be read.
        is_damaged: Whether it cannot be read; else it repeats in a way that is not followed.
    """

    title: Line = ""
    day: date | None = None
    is_damaged: bool = True


class NotFollowed(Exception):
    """The event repeats in a way that is not followed."""


class UnreadableEvent(Exception):
    """The event makes no sense."""


@contextmanager
def reading_event() -> Iterator[None]:
    """Turn whatever a library raises for an event, but a lack of memory, into `UnreadableEvent`."""
    try:
        yield
    except (NotFollowed, MemoryError):
        raise
    except Exception as error:
        raise UnreadableEvent from error


def day_of(moment: Moment) -> date:
    """The date of a moment, on its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


def label_of(event: Event) -> str:
    """The name of an event, on one line of reasonable length; empty when it is private."""
    if word_of(event, "CLASS") in ("PRIVATE", "CONFIDENTIAL"):
        return ""
    label = clean_line(str(event.get("SUMMARY", "")))
    return label if len(label) <= _LABEL_MAX else label[: _LABEL_MAX - 1] + "…"


def word_of(event: Event, name: str) -> str:
    """A property of one word, in capitals; empty when it is absent."""
    return str(event.get(name, "")).strip().upper()


def values_of(event: Any, name: str) -> list[Any]:
    """The values of a property that may be there once, several times, or not at all."""
    values = event.get(name, [])
    return values if isinstance(values, list) else [values]


def span_of(event: Any) -> tuple[Moment, Moment]:
    """When an event begins and ends: two dates, or two aware datetimes."""
    return event["DTSTART"].dt, event["DTEND"].dt


def skipped_event(event: Event, *, is_damaged: bool) -> Skipped:
    """An event that was read, and is left out all the same."""
    return Skipped(title=label_of(event), day=day_of(span_of(event)[0]), is_damaged=is_damaged)
