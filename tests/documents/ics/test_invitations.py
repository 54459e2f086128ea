"""What goes to the intern, one file for each meeting or series; taking meetings off a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from telestage_tui.clocks.meeting_times import start_of
from telestage_tui.documents.files import export_calendar
from telestage_tui.documents.ics.choices import CalendarChoices, Purpose
from telestage_tui.dossier.changes import (
    EXPORTED,
    INVITED,
    TAKEN_OFF,
    Change,
    move_meeting,
    record_meeting,
)
from telestage_tui.dossier.deeds import Deed
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import Slot
from telestage_tui.store.file_errors import SaveFailed
from tests.documents.ics.building import NOW, PROGRAMME, checkin, export, files_of, from_fiche
from tests.documents.ics.looking import check_form, events, lines

LEA = from_fiche("complete", UUID(int=4))
KARIM = from_fiche("automne-changement-heure", UUID(int=3))
BOTH = KARIM.evolve(tutor=LEA.tutor, intern=KARIM.intern.evolve(email="karim@example.org"))
MIDDLE = datetime(2027, 2, 24, 12, tzinfo=UTC)
"""In the middle of Léa's stage."""
FORMS = pytest.mark.parametrize("series", [False, True], ids=["one by one", "series"])
MAILED = pytest.mark.parametrize("purpose", ["invite", "uninvite"])


@FORMS
@MAILED
def test_a_file_holds_one_identifier_and_says_who_invites_whom(
    series: bool, purpose: Purpose
) -> None:
    dossier = LEA.evolve(tutor=LEA.tutor.evolve(email="m&m?@example.com"))
    files = files_of(dossier, series=series, purpose=purpose)
    uids = [{str(event["UID"]) for event in events(file.content)} for file in files]
    assert all(len(each) == 1 for each in uids)
    assert len(set.union(*uids)) == len(files)
    for file in files:
        check_form(file.content)
        calendar = Calendar.from_ical(file.content)
        assert calendar["METHOD"] == ("REQUEST" if purpose == "invite" else "CANCEL")
        assert "X-WR-CALNAME" not in calendar
        for event in calendar.events:
            assert event["ORGANIZER"] == "mailto:m%26m%3F@example.com"
            assert event["ORGANIZER"].params["CN"] == dossier.tutor.full_name
            assert event["ATTENDEE"] == f"mailto:{LEA.intern.email}"
            assert dict(event["ATTENDEE"].params) == {
                "CN": LEA.intern.full_name,
                "ROLE": "REQ-PARTICIPANT",
                "PARTSTAT": "NEEDS-ACTION",
                "RSVP": "TRUE",
            }


@FORMS
def test_the_names_of_the_files_sort_by_date(series: bool) -> None:
    files = files_of(LEA, BOTH, series=series, purpose="invite")
    names = [file.name for file in files]
    assert names == sorted(set(names))
    starts = [min(event.start for event in events(file.content)) for file in files]
    assert starts == sorted(starts)


def test_a_name_says_what_when_and_for_whom() -> None:
    meeting = checkin(LEA, date(2027, 3, 16))
    (invitation,) = files_of(LEA, purpose="invite", only=meeting.id)
    (called_off,) = files_of(LEA, purpose="uninvite", only=meeting.id)
    stem = "2027-03-16-0930-rencontre-de-suivi-lea-nguyen-oeuvrard-99fd478b"
    assert (invitation.name, called_off.name) == (f"{stem}.ics", f"{stem}-annulation.ics")


@MAILED
def test_nobody_is_told_of_what_is_over(purpose: Purpose) -> None:
    gone = record_meeting(
        checkin(LEA, date(2027, 2, 9)).id, "Rencontre", status="cancelled", on=date(2027, 2, 9)
    ).apply(LEA)
    files = files_of(gone, now=MIDDLE, purpose=purpose)
    assert all(event.start > MIDDLE for file in files for event in events(file.content))


def test_who_was_invited_learns_that_it_is_cancelled() -> None:
    gone = checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(gone.id, "Rencontre", status="cancelled", on=gone.slot.day).apply(LEA)
    by_uid = {
        str(event["UID"]): (file.method, event["STATUS"])
        for file in files_of(dossier, purpose="invite")
        for event in events(file.content)
    }
    assert by_uid.pop(f"{gone.id}@telestage") == ("CANCEL", "CANCELLED")
    assert set(by_uid.values()) == {("REQUEST", "CONFIRMED")}


@MAILED
def test_one_meeting_of_a_series_is_told_of_alone(purpose: Purpose) -> None:
    meeting = checkin(LEA, date(2027, 3, 16))
    (file,) = files_of(LEA, series=True, purpose=purpose, only=meeting.id)
    (event,) = events(file.content)
    assert event["UID"] == f"{LEA.id}-checkins@telestage"
    assert "RECURRENCE-ID;TZID=America/Toronto:20270316T093000" in lines(file.content)


@MAILED
def test_no_invitation_without_addresses(purpose: Purpose) -> None:
    with pytest.raises(Refused) as caught:
        files_of(LEA, KARIM, purpose=purpose)
    assert str(caught.value).replace("\u00a0", " ") == (
        "Une invitation a besoin d’une adresse pour chacun. Il manque : le courriel du tuteur "
        "ou de la tutrice (dossier de Karim Benali), le courriel de Karim Benali. "
        "Complétez le dossier."
    )


def test_nobody_to_invite_is_refused() -> None:
    held = record_meeting(
        LEA.meetings[0].id, "Rencontre", status="held", on=LEA.meetings[0].slot.day
    ).apply(LEA)
    with pytest.raises(Refused, match="aucune rencontre"):
        files_of(held, purpose="invite", only=LEA.meetings[0].id)


# --- one's own calendar -------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", ["publish", "withdraw"])
def test_one_s_own_calendar_has_an_organiser_and_no_attendee(purpose: Purpose) -> None:
    data = export(LEA, BOTH, purpose=purpose)
    assert f"METHOD:{'PUBLISH' if purpose == 'publish' else 'CANCEL'}" in lines(data)
    for event in events(data):
        assert event["ORGANIZER"] == "mailto:maxime@example.com"
        assert "ATTENDEE" not in event


@pytest.mark.parametrize("purpose", ["publish", "withdraw"])
def test_a_calendar_without_an_organiser_has_no_method(purpose: Purpose) -> None:
    """RFC 5546 wants an organiser with any method: the tutor's address may not be known."""
    data = export(LEA, KARIM, purpose=purpose)
    assert not any(line.startswith("METHOD") for line in lines(data))
    assert all(("ORGANIZER" in event) == ("Léa" in str(event["SUMMARY"])) for event in events(data))


def test_what_is_cancelled_says_so_in_its_title_and_keeps_nobody_busy() -> None:
    gone = checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(gone.id, "Rencontre", status="cancelled", on=gone.slot.day).apply(LEA)
    by_identity = {str(event["UID"]): event for event in events(export(dossier))}
    event = by_identity[f"{gone.id}@telestage"]
    assert event["SUMMARY"] == "Annulée\u00a0: Rencontre de suivi – Léa Nguyễn-Œuvrard"
    assert event["TRANSP"] == "TRANSPARENT"
    withdrawn = events(export(dossier, purpose="withdraw"))
    assert all(str(event["SUMMARY"]).startswith("Retirée\u00a0: ") for event in withdrawn)


def test_what_was_cancelled_and_is_over_is_no_more() -> None:
    early, late = checkin(LEA, date(2027, 2, 9)), checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(early.id, "Rencontre", status="cancelled", on=early.slot.day).apply(
        LEA
    )
    dossier = record_meeting(late.id, "Rencontre", status="cancelled", on=late.slot.day).apply(
        dossier
    )
    by_identity = {str(e["UID"]): e["STATUS"] for e in events(export(dossier, now=MIDDLE))}
    assert f"{early.id}@telestage" not in by_identity
    assert by_identity[f"{late.id}@telestage"] == "CANCELLED"


# --- taking off, and putting back ---------------------------------------------------------------


class Store:
    """A dossier that is kept, its version raised at each change."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.deeds: list[Deed] = []

    def save(self, dossier: Dossier, change: Change) -> Dossier:
        assert dossier.id == self.dossier.id
        self.change(change.apply(self.dossier))
        self.deeds.append(change.deed)
        return self.dossier

    def change(self, changed: Dossier) -> None:
        self.dossier = changed.evolve(version=self.dossier.version + 1)


@FORMS
@settings(max_examples=12)
@given(data=st.data())
def test_the_sequence_of_an_identifier_never_goes_down(
    series: bool, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is exported, and whatever changes meanwhile; it grows to call something off."""
    folder, store = tmp_path_factory.mktemp("agenda"), Store(LEA)
    revisions: dict[str, tuple[int, bool]] = {}
    for purpose in data.draw(st.lists(st.sampled_from(get_args(Purpose)), min_size=2, max_size=6)):
        meeting = data.draw(st.sampled_from(store.dossier.meetings))
        match data.draw(st.sampled_from(["move", "cancel", "put back", "nothing"])):
            case "move":
                day = data.draw(st.dates(date(2027, 1, 11), date(2027, 4, 9)))
                to = Slot(day=day, at=time(10), zone="America/Toronto")
                store.change(move_meeting(meeting.id, "Rencontre", to=to).apply(store.dossier))
            case "cancel":
                store.change(
                    record_meeting(
                        meeting.id, "Rencontre", status="cancelled", on=meeting.slot.day
                    ).apply(store.dossier)
                )
            case "put back":
                store.change(
                    record_meeting(
                        meeting.id, "Rencontre", status="planned", on=meeting.slot.day
                    ).apply(store.dossier)
                )
        choices = CalendarChoices(purpose, series=series)
        result = export_calendar(
            folder, [store.dossier], lambda _: PROGRAMME, NOW, choices, store.save
        )
        components = [event for path in result.paths for event in events(path.read_bytes())]
        for event in components:
            before, was_off = revisions.get(str(event["UID"]), (-1, True))
            is_called_off = choices.takes_off and not was_off
            assert event.sequence >= before + is_called_off
        revisions |= {str(e["UID"]): (e.sequence, e["STATUS"] == "CANCELLED") for e in components}


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_an_export_is_noted_before_it_is_written(tmp_path: Path, purpose: Purpose) -> None:
    store, choices = Store(LEA), CalendarChoices(purpose)
    export_calendar(tmp_path, [LEA], lambda _: PROGRAMME, NOW, choices, store.save)
    raised = {m.sequence for m in store.dossier.meetings}
    what = {"publish": EXPORTED, "invite": INVITED}.get(purpose, TAKEN_OFF)
    assert (store.deeds, raised) == ([what], {int(choices.takes_off)})


def test_only_what_the_file_takes_off_is_changed(tmp_path: Path) -> None:
    store, meeting = Store(LEA), checkin(LEA, date(2027, 3, 16))
    alone = CalendarChoices("withdraw", only=meeting.id)
    export_calendar(tmp_path, [LEA], lambda _: PROGRAMME, NOW, alone, store.save)
    assert {m.id for m in store.dossier.meetings if m.sequence} == {meeting.id}
    store, coming = Store(LEA), CalendarChoices("uninvite")
    export_calendar(tmp_path, [LEA], lambda _: PROGRAMME, MIDDLE, coming, store.save)
    assert {m.id for m in store.dossier.meetings if m.sequence} == {
        m.id for m in LEA.meetings if start_of(m) > MIDDLE
    }


def test_a_refused_file_changes_nothing(tmp_path: Path) -> None:
    store, choices = Store(KARIM), CalendarChoices("uninvite")
    with pytest.raises(Refused):
        export_calendar(tmp_path, [KARIM], lambda _: PROGRAMME, NOW, choices, store.save)
    (tmp_path / "file").write_text("a file, not a folder")
    with pytest.raises(NotADirectoryError):
        export_calendar(
            tmp_path / "file" / "x", [KARIM], lambda _: PROGRAMME, NOW,
            CalendarChoices("withdraw"), store.save,
        )  # fmt: skip
    assert store.deeds == []


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_an_export_that_cannot_be_noted_is_written_all_the_same(
    tmp_path: Path, purpose: Purpose
) -> None:
    """Except a withdrawal: unknown, it would hide what is exported later."""
    path = tmp_path / "telestage.json"

    def save(dossier: Dossier, change: Change) -> Dossier:
        raise SaveFailed(path, "accès refusé")

    choices = CalendarChoices(purpose)
    folder = tmp_path / "agenda"
    if choices.takes_off:
        with pytest.raises(SaveFailed):
            export_calendar(folder, [LEA], lambda _: PROGRAMME, NOW, choices, save)
        assert list(folder.iterdir()) == []
    else:
        written = export_calendar(folder, [LEA], lambda _: PROGRAMME, NOW, choices, save)
        assert all(path.exists() for path in written.paths)
        assert written.advice[0].startswith("L’exportation n’a pas pu être notée")
