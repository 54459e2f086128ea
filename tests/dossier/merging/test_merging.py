"""Two versions of a dossier: what differs, who changed it, and what is made of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.merging.differences import HISTORY, differences, is_ancestor, lineage
from telestage_tui.dossier.merging.shape import CARRIED, UNITS, UNSEEN, Path, units_of
from telestage_tui.dossier.merging.taking import take_in, take_in_organisation
from telestage_tui.dossier.merging.words import known_word
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.records import HistoryEntry
from tests.factories import CREATED_AT, make_dossier
from tests.strategies import dossiers, organisations


def paths(mine: Dossier, theirs: Dossier) -> set[tuple[str, ...]]:
    return {each.path for each in differences(mine, theirs)}


def entry(label: str) -> HistoryEntry:
    return HistoryEntry(at=CREATED_AT, label=label)


@given(dossiers())
def test_a_dossier_does_not_differ_from_itself(subject: Dossier) -> None:
    assert differences(subject, subject) == ()
    assert take_in(subject, subject, ()) == subject


@given(dossiers(), dossiers())
def test_all_is_taken_or_nothing_and_no_sequence_goes_down(mine: Dossier, other: Dossier) -> None:
    """In one test: to draw two dossiers takes far longer than to merge them."""
    theirs = other.evolve(id=mine.id)
    assert take_in(mine, theirs, ()) == mine, "keeping all changes nothing"

    merged = take_in(mine, theirs, paths(mine, theirs) or {HISTORY})
    assert differences(merged, theirs) == (), "taking all leaves no difference"
    assert set(mine.history) <= set(merged.history)
    assert merged.history[: len(mine.history)] == mine.history
    after = {meeting.id: meeting.sequence for meeting in merged.meetings}
    for version in (mine, theirs):
        for meeting in version.meetings:
            if meeting.id in after:
                assert after[meeting.id] >= meeting.sequence


@given(organisations, organisations)
def test_mon_organisation_merges_the_same_way(mine: Organisation, theirs: Organisation) -> None:
    taken = {each.path for each in differences(mine, theirs)}
    merged = take_in_organisation(mine, theirs, taken)
    assert merged.says_as(theirs)
    assert differences(mine, mine) == ()


@given(dossiers(), dossiers(), st.data())
def test_every_text_of_both_versions_can_be_reached(
    mine: Dossier, other: Dossier, data: st.DataObject
) -> None:
    theirs = other.evolve(id=mine.id)
    every = paths(mine, theirs)
    taken = data.draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    try:
        merged = take_in(mine, theirs, taken)
    except InvalidInput:  # a mixture that no dossier can be is said, and nothing is taken
        return
    left = paths(merged, theirs)
    assert not left & taken, "what was taken says what the other says"
    assert every - taken - {HISTORY} <= left, "what was not is still there to take"


def test_history_tells_which_side_changed() -> None:
    one, two, three = entry("Un"), entry("Deux"), entry("Trois")
    assert lineage([one], [one, two]) == "behind"
    assert lineage([one, two], [one]) == "ahead"
    assert lineage([one, two], [one, three]) == "apart"
    assert lineage([one, two], [two, one]) == "same"


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1\u00a0ligne de plus"), (2, "2\u00a0lignes de plus")]
)
def test_lines_of_history_are_added_and_none_is_taken_away(number: int, words: str) -> None:
    mine = make_dossier(history=(entry("Un"), entry("Ici")))
    theirs = mine.evolve(history=(entry("Un"), *(entry(f"Là {n}") for n in range(number))))
    [line] = differences(mine, theirs)
    assert (line.path, line.here) == (HISTORY, "rien")
    assert line.there.startswith(words)
    merged = take_in(mine, theirs, {HISTORY})
    assert merged.history == (*mine.history, *theirs.history[1:])


def test_the_common_state_tells_who_changed_each_field() -> None:
    base = make_dossier(history=(entry("Un"),))
    mine = base.evolve(
        host=base.host.evolve(city="Matane"),
        stage=base.stage.evolve(monthly_pay=400),
        history=(*base.history, entry("Ici")),
    )
    theirs = base.evolve(
        tutor=base.tutor.evolve(phone="418 555-0199"),
        stage=base.stage.evolve(monthly_pay=500),
        history=(*base.history, entry("Là")),
    )
    assert is_ancestor(base, mine, theirs)
    found = {each.path: each for each in differences(mine, theirs, base)}
    assert found["host", "city"].origin == "here"
    assert found["tutor", "phone"].origin == "there"
    pay = found["stage", "monthly_pay"]
    assert (pay.origin, pay.here, pay.there) == ("both", "400", "500")
    assert pay.where == "Gratification ($ par mois)"
    assert {each.origin for each in differences(mine, theirs)} == {"unknown", "there"}


def test_a_mixture_that_cannot_be_is_refused_with_its_reason() -> None:
    mine = make_dossier()
    theirs = mine.evolve(
        stage=mine.stage.evolve(start=mine.stage.start.replace(year=1990), end="1990-04-01"),
        intern=mine.intern.evolve(born="1970-01-01"),
    )
    with pytest.raises(InvalidInput, match="naissance"):
        take_in(mine, theirs, {("stage", "start")})


def places(model: type[Frozen], path: Path = ()) -> Iterator[tuple[type[Frozen], Path]]:
    """Every field that may differ by itself, with the record that has it."""
    for unit in units_of(model):
        for name in unit:
            annotation = model.model_fields[name].annotation
            if isinstance(annotation, type) and issubclass(annotation, Frozen):
                yield from places(annotation, (*path, name))
                continue
            records = [each for each in get_args(annotation) if _is_record(each)]
            for record in records:
                yield from places(record, (*path, name))
            if not records:
                yield model, (*path, name)


def _is_record(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Frozen)


def test_every_field_has_a_french_name() -> None:
    every = [*places(Dossier), *places(Organisation)]
    assert [
        f"{model.__name__}: {'.'.join(path)}"
        for model, path in every
        if not known_word(model, path)
    ] == []


def test_the_tables_name_fields_that_exist() -> None:
    for model, units in UNITS.items():
        assert {name for unit in units for name in unit} <= set(model.model_fields)
    for model, names in UNSEEN.items():
        assert names <= set(model.model_fields)
    for model, carried in CARRIED.items():
        assert {*carried, *carried.values()} <= set(model.model_fields)
