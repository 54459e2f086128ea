"""Calendar files read back by programs nobody here wrote: the same instants as the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import cache, partial

import pytest

from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Slot
from tests.documents.ics.building import checkin, every_change, export, files_of, plan_of, when
from tests.documents.ics.readers import IcalJs, Occurrence, Unavailable, read_in_python

Reader = Callable[[bytes], list[Occurrence]]
DOSSIERS = every_change()
FORMS = pytest.mark.parametrize("series", [False, True], ids=["one by one", "series"])
WEEK_OF_CHANGE = date(2026, 10, 28)
"""The Wednesday on which Paris has changed its clock and Toronto has not."""


@pytest.fixture(scope="module", params=["icalendar", "ical.js"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Each of the readers, which remembers what it has read; Node is optional."""
    if request.param == "icalendar":
        return cache(read_in_python)
    pytest_cache = request.config.cache
    assert pytest_cache is not None
    try:
        ical_js = IcalJs(pytest_cache.mkdir("ical-js"))
    except Unavailable as missing:
        pytest.skip(str(missing))
    return cache(partial(ical_js.read, file=tmp_path_factory.mktemp("ical-js") / "calendar.ics"))


def by_identity(occurrences: list[Occurrence]) -> dict[str, Occurrence]:
    return {each.uid: each for each in occurrences}


@FORMS
@pytest.mark.parametrize("name", DOSSIERS)
def test_same_instants_as_the_plan(read: Reader, name: str, series: bool) -> None:
    dossier = DOSSIERS[name]
    assert when(read(export(dossier, series=series))) == plan_of(dossier)


@FORMS
def test_all_dossiers_in_one_file(read: Reader, series: bool) -> None:
    dossiers = DOSSIERS.values()
    assert when(read(export(*dossiers, series=series))) == plan_of(*dossiers)


@FORMS
@pytest.mark.parametrize(
    "to",
    [
        Slot(day=date(2026, 10, 29), at=time(16), zone="Europe/Paris"),
        Slot(day=date(2026, 10, 28), at=time(16, 30), zone="Europe/Paris"),
        Slot(day=date(2026, 11, 4), at=time(16), zone="Europe/Paris"),
        Slot(day=date(2026, 10, 29), at=time(9), zone="America/Toronto"),
    ],
    ids=["inside its week", "another hour", "into the next week", "on the other clock"],
)
def test_after_an_update(read: Reader, series: bool, to: Slot) -> None:
    before = DOSSIERS["autumn 2026, by the intern"]
    moved = checkin(before, WEEK_OF_CHANGE)
    after = _saved(move_meeting(moved.id, "Rencontre", to=to, reason="congé").apply(before))
    was, now = export(before, series=series), export(after, series=series)
    assert when(read(now)) == plan_of(after)
    assert when(read(now)) != when(read(was))
    if not series:
        old, new = by_identity(read(was)), by_identity(read(now))
        assert old.keys() == new.keys()
        raised = {uid for uid in new if new[uid].sequence > old[uid].sequence}
        assert raised == {f"{moved.id}@telestage"}


def test_a_moved_meeting_replaces_the_one_already_there() -> None:
    before = DOSSIERS["autumn 2026, by the intern"]
    moved = checkin(before, WEEK_OF_CHANGE)
    to = Slot(day=date(2026, 10, 29), at=time(16), zone="Europe/Paris")
    after = _saved(move_meeting(moved.id, "Rencontre", to=to).apply(before))
    first, second = export(before), export(after)
    events = second[second.index(b"BEGIN:VEVENT") :]
    assert when(read_in_python(first.replace(b"END:VCALENDAR\r\n", events))) == plan_of(after)


def test_an_updated_series_is_newer_as_a_whole(read: Reader) -> None:
    before = DOSSIERS["autumn 2026, by the intern"]
    to = Slot(day=date(2026, 10, 29), at=time(16), zone="Europe/Paris")
    after = _saved(
        move_meeting(checkin(before, WEEK_OF_CHANGE).id, "Rencontre", to=to).apply(before)
    )
    uid = f"{before.id}-checkins@telestage"
    old = {each.sequence for each in read(export(before, series=True)) if each.uid == uid}
    new = {each.sequence for each in read(export(after, series=True)) if each.uid == uid}
    assert max(old) < min(new)


@FORMS
def test_after_a_cancellation(read: Reader, series: bool) -> None:
    before = DOSSIERS["autumn 2026, by the intern"]
    gone = checkin(before, WEEK_OF_CHANGE)
    after = _saved(
        record_meeting(
            gone.id, "Rencontre", status="cancelled", on=gone.slot.day, reason="congé"
        ).apply(before)
    )
    occurrences = read(export(after, series=series))
    assert when(occurrences) == plan_of(after)
    assert [each.status for each in occurrences].count("CANCELLED") == 1


@FORMS
def test_taking_everything_off_the_calendar(read: Reader, series: bool) -> None:
    dossier = DOSSIERS["winter and spring 2027"]
    occurrences = read(export(dossier, series=series, purpose="withdraw"))
    assert [each[:2] for each in when(occurrences)] == [each[:2] for each in plan_of(dossier)]
    assert {each.status for each in occurrences} == {"CANCELLED"}


@FORMS
def test_taking_one_meeting_off_the_calendar_of_the_intern(read: Reader, series: bool) -> None:
    dossier = DOSSIERS["winter and spring 2027"]
    meeting = next(m for m in reversed(dossier.meetings) if m.kind == "checkin")
    data = export(dossier, series=series, purpose="uninvite", only=meeting.id)
    (occurrence,) = read(data)
    expected = next(each for each in plan_of(dossier) if each[0] == occurrence.start)
    assert (occurrence.start, occurrence.end, occurrence.status) == (*expected[:2], "CANCELLED")
    assert occurrence.uid == (
        f"{dossier.id}-checkins@telestage" if series else f"{meeting.id}@telestage"
    )


@FORMS
def test_the_invitations_of_a_stage_are_its_plan(read: Reader, series: bool) -> None:
    dossier = DOSSIERS["winter and spring 2027"]
    files = files_of(dossier, series=series, purpose="invite")
    occurrences = [each for file in files for each in read(file.content)]
    assert when(occurrences) == plan_of(dossier)


def test_typed_text_is_read_as_it_was_typed(read: Reader) -> None:
    dossier = DOSSIERS["winter and spring 2027"]
    text = 'C:\\Notes\\nouveau; a, b : "c" ^n \\, 👩🏽‍💻 שלום'
    copy = dossier.evolve(intern=dossier.intern.evolve(last_name=text))
    summaries = {each.summary for each in read(export(copy))}
    assert all(summary.endswith(f"– {dossier.intern.first_name} {text}") for summary in summaries)


def test_the_description_says_both_local_times(read: Reader) -> None:
    dossier = DOSSIERS["autumn 2026, by the intern"]
    occurrence = next(each for each in read(export(dossier)) if each.start.day == 28)
    first, shift, *rest = occurrence.description.replace("\u00a0", " ").split("\n")
    assert first == "10 h 30 au Québec · 15 h 30 en France"
    assert shift == "Décalage de 5 h au lieu de 6 h : 10 h 30 (Québec) au lieu de 9 h 30."
    assert rest[:3] == ["", "Ordre du jour :", "– Ce qui a été livré"]


def _saved(dossier: Dossier) -> Dossier:
    """As the store keeps it after a change."""
    return dossier.evolve(version=dossier.version + 1)
