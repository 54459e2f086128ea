"""Another tutor takes over: the invitations of the former one are cancelled in their name first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from icalendar import Calendar

from telestage_tui.documents.files import Exported, export_calendar
from telestage_tui.documents.ics.choices import CalendarChoices, Purpose
from telestage_tui.dossier.changes import Change
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.people import Tutor
from telestage_tui.planning.course.course import carry_out, moment_of, preview
from telestage_tui.planning.course.requests import NewTutor
from tests.documents.ics.building import PROGRAMME, from_fiche
from tests.documents.ics.client import CalendarClient

LEA = from_fiche("complete", UUID(int=4))
INES = Tutor(first_name="Inès", last_name="Roy", email="ines@example.com")
MIDDLE = datetime(2027, 2, 24, 12, tzinfo=UTC)
FORMS = pytest.mark.parametrize("series", [False, True], ids=["one by one", "series"])


class File:
    """A file of one dossier, that keeps what is noted of it."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    def save(self, _owner: Dossier, change: Change) -> Dossier:
        after = change.apply(self.dossier)
        self.dossier = after.evolve(version=self.dossier.version + 1)
        return self.dossier

    def write(self, folder: Path, purpose: Purpose, *, series: bool) -> Exported:
        choices = CalendarChoices(purpose, series=series)
        return export_calendar(
            folder, [self.dossier], lambda _: PROGRAMME, MIDDLE, choices, self.save
        )

    def hand_over(self, tutor: Tutor) -> None:
        moment = moment_of(self.dossier, PROGRAMME, MIDDLE)
        agreed = preview(NewTutor(tutor, "Congé"), self.dossier, moment)
        self.save(self.dossier, carry_out(agreed, PROGRAMME, lambda: MIDDLE))


def read(paths: tuple[Path, ...]) -> list[Calendar]:
    return [Calendar.from_ical(path.read_bytes()) for path in paths]


def events_of(calendars: list[Calendar], method: str) -> dict[str, tuple[str, int]]:
    """The organiser and the SEQUENCE of each event, by UID."""
    return {
        str(event["UID"]): (str(event["ORGANIZER"]), int(str(event["SEQUENCE"])))
        for calendar in calendars
        if calendar["METHOD"] == method
        for event in calendar.events
    }


@FORMS
def test_old_invitations_are_cancelled_by_whoever_sent_them_before_the_new(
    tmp_path: Path, series: bool
) -> None:
    file, calendar = File(LEA), CalendarClient()
    sent = read(file.write(tmp_path / "1", "invite", series=series).paths)
    for each in sent:
        calendar.take_in(each.to_ical())
    file.hand_over(INES)
    export = file.write(tmp_path / "2", "invite", series=series)
    again = read(export.paths)
    old, cancelled, new = (
        events_of(sent, "REQUEST"), events_of(again, "CANCEL"), events_of(again, "REQUEST"),
    )  # fmt: skip
    assert set(old) == set(cancelled) == set(new)
    for uid, (organiser, sequence) in old.items():
        assert cancelled[uid][0] == organiser
        assert new[uid][0] == "mailto:ines@example.com"
        assert sequence < cancelled[uid][1] < new[uid][1]
    methods = [str(each["METHOD"]) for each in again]
    assert methods == sorted(methods)  # CANCEL before REQUEST
    before = calendar.shown()
    for each in again[: len(cancelled)]:
        calendar.take_in(each.to_ical())
    if not series:
        assert not calendar.shown()
    for each in again[len(cancelled) :]:
        calendar.take_in(each.to_ical())
    assert calendar.shown() == before
    assert export.advice[0].startswith("Envoyez d’abord les annulations")


@FORMS
def test_they_are_taken_back_once(tmp_path: Path, series: bool) -> None:
    file = File(LEA)
    file.write(tmp_path / "1", "invite", series=series)
    file.hand_over(INES)
    file.write(tmp_path / "2", "invite", series=series)
    third = file.write(tmp_path / "3", "invite", series=series)
    assert {str(each["METHOD"]) for each in read(third.paths)} == {"REQUEST"}
    assert not third.advice[0].startswith("Envoyez d’abord")


def test_taking_back_all_of_it_needs_one_cancellation_each(tmp_path: Path) -> None:
    file = File(LEA)
    sent = read(file.write(tmp_path / "1", "invite", series=False).paths)
    file.hand_over(INES)
    gone = read(file.write(tmp_path / "2", "uninvite", series=False).paths)
    assert len(gone) == len(sent)
    assert {organiser for organiser, _ in events_of(gone, "CANCEL").values()} == {
        f"mailto:{LEA.tutor.email}"
    }


def test_the_first_tutor_who_comes_back_cancels_nothing(tmp_path: Path) -> None:
    file = File(LEA)
    file.write(tmp_path / "1", "invite", series=False)
    file.hand_over(INES)
    file.hand_over(LEA.tutor)
    again = read(file.write(tmp_path / "2", "invite", series=False).paths)
    assert {str(each["METHOD"]) for each in again} == {"REQUEST"}
