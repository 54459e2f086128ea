"""The contract of every repository."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from telestage_tui.dossier.changes import Change, mark_started, move_meeting, write_mandate
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.people import Intern, Tutor
from telestage_tui.store.errors import AmbiguousId, ConflictError, UnknownDossier
from telestage_tui.store.repository import Repository
from telestage_tui.store.undo import ORGANISATION_STEP
from tests.factories import make_dossier, make_meeting
from tests.store.support import NOW, blank, notes, noting, open_file

Opener = Callable[[], Repository]


@pytest.fixture(params=["tiny"])
def opener(path: Path) -> Opener:
    """Opens the same place again each time, as another program would."""
    return lambda: open_file(path)


@pytest.fixture
def repository(opener: Opener) -> Repository:
    return opener()


@pytest.fixture
def dossier(repository: Repository) -> Dossier:
    return repository.add(blank())


def test_a_new_place_is_empty(repository: Repository) -> None:
    assert repository.dossiers() == ()
    assert repository.stamps() == {}
    assert repository.next_undo is None
    assert repository.undo() is None


def test_an_added_dossier_is_the_one_that_is_read(repository: Repository, opener: Opener) -> None:
    dossier = repository.add(make_dossier())

    assert opener().get(dossier.id) == repository.get(dossier.id) == dossier
    assert dossier == make_dossier(version=1, history=dossier.history)


def test_adding_begins_at_version_1_and_tells_the_history(dossier: Dossier) -> None:
    assert dossier.version == 1
    assert [(entry.at, entry.sentence) for entry in dossier.history] == [(NOW, "Dossier ouvert")]


def test_an_identifier_is_taken_once(repository: Repository, dossier: Dossier) -> None:
    with pytest.raises(ConflictError, match="existe déjà"):
        repository.add(blank())
    assert repository.dossiers() == (dossier,)


def test_dossiers_come_by_start_date_then_by_name(repository: Repository) -> None:
    def dossier(number: int, last_name: str, day: int) -> Dossier:
        stage = blank().stage.evolve(start=date(2027, 1, day))
        return blank(number, stage=stage, intern=Intern(first_name="A", last_name=last_name))

    for each in (dossier(1, "benali", 12), dossier(2, "Zola", 11), dossier(3, "Adam", 12)):
        repository.add(each)

    assert [each.intern.last_name for each in repository.dossiers()] == ["Zola", "Adam", "benali"]


def test_a_change_raises_the_version_by_one_and_tells_the_history(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    after = repository.change(dossier.id, noting("Bonjour"))

    assert after.version == 2
    assert notes(after) == ["Bonjour"]
    assert [entry.sentence for entry in after.history] == ["Dossier ouvert", "Note ajoutée"]
    assert repository.get(dossier.id) == opener().get(dossier.id) == after


def test_what_the_history_tells_is_typeset(repository: Repository, dossier: Dossier) -> None:
    left = repository.change(dossier.id, Change(said("Sans objet : « Avis »?"), lambda d: d))
    assert left.history[-1].sentence == "Sans objet\u00a0: «\u00a0Avis\u00a0»?"


def test_a_transition_gets_the_latest_state(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    opener().change(dossier.id, noting("d’ailleurs"))

    after = repository.change(dossier.id, noting("d’ici"))

    assert notes(after) == ["d’ailleurs", "d’ici"]
    assert after.version == 3


def test_a_refused_transition_changes_nothing(repository: Repository, dossier: Dossier) -> None:
    before = repository.change(
        dossier.id,
        Change(said("Stage commencé"), mark_started(on=date(2027, 1, 11)).apply),
    )
    with pytest.raises(Refused):
        repository.change(dossier.id, Change(said("…"), mark_started(on=date.max).apply))
    assert repository.get(dossier.id) == before
    assert repository.next_undo
    assert repository.next_undo.label == "Stage commencé"


def test_a_change_made_for_another_version_is_a_conflict(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    theirs = opener().change(dossier.id, noting("d’ailleurs"))

    with pytest.raises(ConflictError, match="Rien n’est perdu"):
        repository.change(dossier.id, noting("d’ici"), expected=dossier)

    assert opener().get(dossier.id) == theirs
    assert repository.get(dossier.id) == theirs
    mine = repository.change(dossier.id, noting("d’ici", "Note"), expected=theirs)
    assert notes(mine) == ["d’ailleurs", "d’ici"]


def test_a_transition_may_not_make_it_another_dossier(
    repository: Repository, dossier: Dossier
) -> None:
    with pytest.raises(ValueError, match="identifier"):
        repository.change(dossier.id, Change(said("…"), lambda _: blank(9)))
    assert repository.dossiers() == (dossier,)


def test_what_is_gone_is_unknown(repository: Repository, dossier: Dossier, opener: Opener) -> None:
    repository.remove(dossier.id)

    assert repository.dossiers() == opener().dossiers() == ()
    with pytest.raises(UnknownDossier, match=str(dossier.id)):
        repository.get(dossier.id)
    with pytest.raises(UnknownDossier):
        repository.change(dossier.id, noting("trop tard", "…"))
    with pytest.raises(UnknownDossier):
        repository.remove(dossier.id)


@pytest.mark.parametrize(
    "prefix",
    ["0a", "0A1B", "0a1b2c3d-4e5f", "0A1B2C3D4E5F", "0a1b2c3d-4e5f-4789-8abc-def012345678"],
)
def test_a_dossier_is_found_by_the_beginning_of_its_identifier(
    repository: Repository, dossier: Dossier, prefix: str
) -> None:
    target = repository.add(blank(id="0a1b2c3d-4e5f-4789-8abc-def012345678"))
    assert repository.find(prefix) == target


@pytest.mark.parametrize("prefix", ["", " ", "-", "zz", "f", "%", "0a1b[31m"])
def test_a_beginning_that_fits_nothing_is_unknown(
    repository: Repository, dossier: Dossier, prefix: str
) -> None:
    with pytest.raises(UnknownDossier):
        repository.find(prefix)


def test_an_ambiguous_beginning_lists_the_candidates(repository: Repository) -> None:
    first, second = (repository.add(blank(number)) for number in (1, 2))

    with pytest.raises(AmbiguousId) as caught:
        repository.find("0000")

    assert caught.value.candidates == tuple((d.id, d.intern.full_name) for d in (first, second))
    assert str(second.id) in str(caught.value)
    assert "Nguyễn 2" in str(caught.value)


def test_an_undo_puts_back_the_content_and_goes_forward(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    repository.change(dossier.id, noting("Bonjour"))
    assert repository.next_undo
    assert repository.next_undo.label == "Note ajoutée"

    undo = repository.undo()

    assert undo is not None
    assert undo.label == "Note ajoutée"
    back = repository.get(undo.id)
    assert back == opener().get(dossier.id)
    assert back.version == 3
    assert notes(back) == []
    labels = [entry.sentence for entry in back.history]
    assert labels == ["Dossier ouvert", "Note ajoutée", "Défait\u00a0: note ajoutée"]


def test_an_undo_is_news_for_calendars(repository: Repository) -> None:
    """A calendar takes nothing older than what it has, not even what is put back."""
    meeting = make_meeting(9)
    dossier = repository.add(make_dossier(meetings=(meeting,)))
    elsewhere = meeting.slot.evolve(day=meeting.slot.day + timedelta(days=1))
    move = move_meeting(meeting.id, "Rencontre", to=elsewhere).apply
    repository.change(dossier.id, Change(said("Rencontre déplacée"), move))

    repository.undo()

    back = repository.get(dossier.id).meeting(meeting.id)
    assert back == meeting.evolve(sequence=meeting.sequence + 2)


def test_the_next_undo_is_told_before_it_is_done(repository: Repository, dossier: Dossier) -> None:
    """A dossier that would go, or come back, is named: someone may be asked first."""
    promises, undos = [], []
    repository.change(dossier.id, noting("Bonjour"))
    repository.remove(dossier.id)
    while (promise := repository.next_undo) is not None:
        promises.append((promise.label, promise.intern, promise.effect))
        assert promise.id == dossier.id
        undo = repository.undo()
        assert undo is not None
        undos.append((undo.label, undo.intern, undo.effect))

    name = dossier.intern.full_name
    assert promises == [
        ("Dossier supprimé", name, "brings_back"),
        ("Note ajoutée", name, "changes"),
        ("Dossier ouvert", name, "removes"),
    ]
    assert undos == promises


def test_undos_go_back_one_by_one_even_with_changes_between(
    repository: Repository, dossier: Dossier
) -> None:
    for text in ("a", "b"):
        repository.change(dossier.id, noting(text, text))
    repository.undo()
    repository.change(dossier.id, noting("c", "c"))

    undos = []
    while undo := repository.undo():
        undos.append((undo.label, [notes(each) for each in repository.dossiers()]))

    assert undos == [("c", [["a"]]), ("a", [[]]), ("Dossier ouvert", [])]


def test_a_removal_is_undone(repository: Repository, dossier: Dossier, opener: Opener) -> None:
    repository.change(dossier.id, noting("Bonjour"))
    repository.remove(dossier.id)

    undo = repository.undo()

    assert undo is not None
    assert repository.get(undo.id).version == 3
    assert notes(opener().get(dossier.id)) == ["Bonjour"]
    after = repository.undo()
    assert after is not None
    assert after.label == "Note ajoutée"
    assert notes(repository.get(dossier.id)) == []


def test_what_was_undone_is_done_again_and_undone_again(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    for text in ("a", "b"):
        repository.change(dossier.id, noting(text, text))
    for _ in range(2):  # as often as one likes
        repository.undo()
        repository.undo()
        assert notes(repository.get(dossier.id)) == []
        labels = []
        while promise := repository.next_redo:
            assert repository.redo() == promise
            labels.append(promise.label)
        assert labels == ["a", "b"]
        assert notes(opener().get(dossier.id)) == ["a", "b"]

    assert repository.redo() is None
    assert repository.get(dossier.id).history[-1].sentence == "Refait\u00a0: b"


def test_a_creation_and_a_removal_are_done_again(repository: Repository, dossier: Dossier) -> None:
    repository.remove(dossier.id)
    repository.undo()
    repository.undo()
    assert repository.dossiers() == ()

    repository.redo()
    assert [each.id for each in repository.dossiers()] == [dossier.id]
    redo = repository.redo()
    assert redo is not None
    assert redo.effect == "removes"
    assert repository.dossiers() == ()


def test_a_new_change_forgets_what_was_undone(repository: Repository, dossier: Dossier) -> None:
    repository.change(dossier.id, noting("a", "a"))
    repository.undo()
    repository.change(dossier.id, noting("b", "b"))

    assert repository.next_redo is None
    assert repository.redo() is None
    assert notes(repository.get(dossier.id)) == ["b"]


def test_a_redo_is_refused_where_a_later_change_touches_the_same_thing(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    repository.change(dossier.id, write_mandate("D’ici"))
    repository.undo()
    theirs = opener().change(dossier.id, write_mandate("D’ailleurs"))

    with pytest.raises(ConflictError, match="Rien n’a été refait"):
        repository.redo()
    assert repository.get(dossier.id) == theirs
    assert repository.next_redo is None


def test_each_change_has_a_number_of_its_own(repository: Repository, dossier: Dossier) -> None:
    numbers = []
    for text in ("a", "b"):
        repository.change(dossier.id, noting(text))
        undo = repository.undo()
        assert undo is not None
        numbers.append(undo.number)
    assert len(set(numbers)) == len(numbers)


def test_an_undo_never_takes_away_what_someone_else_did(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    repository.change(dossier.id, noting("d’ici"))
    opener().change(dossier.id, noting("d’ailleurs"))

    assert repository.undo() is not None
    assert notes(opener().get(dossier.id)) == ["d’ailleurs"]
    assert repository.redo() is not None
    assert sorted(notes(opener().get(dossier.id))) == ["d’ailleurs", "d’ici"]


def test_an_undo_is_refused_where_a_later_change_touches_the_same_thing(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    repository.change(dossier.id, write_mandate("D’ici"))
    theirs = opener().change(dossier.id, write_mandate("D’ailleurs"))

    with pytest.raises(ConflictError, match=r"Rien n’a été défait.*plus récente.*Mandat modifié"):
        repository.undo()

    assert opener().get(dossier.id) == repository.get(dossier.id) == theirs
    assert repository.next_undo is not None  # the creation, which would now take theirs away
    with pytest.raises(ConflictError, match=r"modifié depuis.*Mandat modifié"):
        repository.undo()


def test_the_undo_of_one_dossier_leaves_the_others(
    repository: Repository, dossier: Dossier
) -> None:
    other = repository.add(blank(1))
    repository.change(dossier.id, noting("Bonjour"))
    after = repository.change(other.id, noting("Salut"))
    repository.change(dossier.id, noting("encore"))

    repository.undo()

    assert repository.get(other.id) == after
    assert notes(repository.get(dossier.id)) == ["Bonjour"]


def test_refresh_shows_what_others_did(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    revision = repository.revision
    assert repository.refresh() is False
    assert repository.revision == revision

    theirs = opener().change(dossier.id, noting("d’ailleurs"))

    assert repository.get(dossier.id) == dossier
    assert repository.refresh() is True
    assert repository.get(dossier.id) == theirs
    assert repository.revision != revision
    assert repository.refresh() is False


def test_the_revision_moves_with_every_change(repository: Repository, dossier: Dossier) -> None:
    revisions = {repository.revision}
    repository.change(dossier.id, noting("Bonjour"))
    revisions.add(repository.revision)
    repository.undo()
    revisions.add(repository.revision)
    repository.remove(dossier.id)
    revisions.add(repository.revision)
    assert len(revisions) == 4


def test_a_stamp_changes_with_its_dossier_alone(repository: Repository, dossier: Dossier) -> None:
    other = repository.add(blank(1))
    before = repository.stamps()

    repository.change(dossier.id, noting("Bonjour"))

    after = repository.stamps()
    assert set(after) == {dossier.id, other.id}
    assert after[other.id] == before[other.id]
    assert after[dossier.id] != before[dossier.id]


def test_a_closed_repository_has_lost_nothing(repository: Repository, dossier: Dossier) -> None:
    repository.close()
    assert repository.dossiers() == (dossier,)


def test_many_dossiers_keep_to_themselves(repository: Repository, opener: Opener) -> None:
    dossiers = [repository.add(blank(id=uuid4())) for _ in range(40)]
    assert {d.id: d for d in opener().dossiers()} == {d.id: d for d in dossiers}
    assert all(repository.get(d.id) == d for d in dossiers)


# --- the organisation -----------------------------------------------------------------------------

SAID = Organisation(tutor=Tutor(first_name="Maxime"))


def test_the_organisation_is_blank_until_something_is_said(repository: Repository) -> None:
    assert repository.organisation() == Organisation()


def test_what_is_said_of_the_organisation_is_read_back(
    repository: Repository, opener: Opener
) -> None:
    kept = repository.keep_organisation(SAID, Organisation())

    assert kept.says_as(SAID)
    assert kept.version == 1
    assert [entry.at for entry in kept.history] == [NOW]
    assert opener().organisation() == repository.organisation() == kept


def test_the_organisation_is_no_dossier(repository: Repository, dossier: Dossier) -> None:
    repository.keep_organisation(SAID, Organisation())

    assert repository.dossiers() == (dossier,)
    assert list(repository.stamps()) == [dossier.id]
    assert repository.next_undo is not None
    assert repository.next_undo.id == ORGANISATION_STEP


def test_a_change_of_a_dossier_leaves_the_organisation(
    repository: Repository, dossier: Dossier, opener: Opener
) -> None:
    kept = repository.keep_organisation(SAID, Organisation())
    repository.change(dossier.id, noting("une"))
    repository.undo()
    repository.remove(dossier.id)

    assert opener().organisation() == kept


def test_saying_the_same_of_the_organisation_changes_nothing(repository: Repository) -> None:
    kept = repository.keep_organisation(SAID, Organisation())
    revision = repository.revision

    assert repository.keep_organisation(SAID, kept) == kept
    assert repository.revision == revision


def test_what_another_program_said_of_the_organisation_is_not_lost(
    repository: Repository, opener: Opener
) -> None:
    repository.organisation()
    theirs = opener().keep_organisation(SAID, Organisation())

    with pytest.raises(ConflictError, match="Mon organisation"):
        repository.keep_organisation(Organisation(tutor=Tutor(last_name="Roy")), Organisation())

    assert repository.organisation() == theirs


def test_dossiers_are_stamped_in_the_order_in_which_they_were_added(
    repository: Repository, opener: Opener
) -> None:
    added = [repository.add(blank(number)).id for number in (5, 1, 3)]
    repository.change(added[0], noting("une"))

    assert list(opener().stamps()) == added
