"""What differs between two states is put back exactly, and said in French."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier.base import Frozen
from telestage_tui.dossier.differences import (
    UNTOLD,
    FieldChange,
    differences,
    not_as_left,
    put_back,
    weight,
)
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.field_words import FIELD_WORDS, SEALED, words_of
from telestage_tui.dossier.meetings import in_order
from telestage_tui.dossier.organisation import Organisation
from telestage_tui.dossier.records import HistoryEntry, forgetting, with_entry
from tests.factories import CREATED_AT, make_dossier
from tests.strategies import dossiers


def state(dossier: Dossier) -> dict[str, Any]:
    return dossier.model_dump(mode="json")


def plain(dossier: Dossier) -> Dossier:
    """A dossier without what no undo puts back."""
    meetings = in_order(each.evolve(sequence=0) for each in dossier.meetings)
    return dossier.evolve(
        version=0, history=(), exports=(), meetings=meetings, created_at=CREATED_AT,
        id=make_dossier().id, programme=make_dossier().programme,
    )  # fmt: skip


@given(dossiers(), dossiers())
def test_what_differs_is_put_back(before: Dossier, after: Dossier) -> None:
    before, after = plain(before), plain(after)
    changes = differences(state(before), state(after))
    assert not_as_left(state(after), changes) == []
    back = Dossier.model_validate(put_back(state(after), changes))
    assert plain(back) == before


def test_records_are_compared_one_by_one() -> None:
    before = {"notes": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}, {"id": "c"}]}
    after = {"notes": [{"id": "a", "text": "z"}, {"id": "c"}, {"id": "d"}]}
    changes = differences(before, after)
    assert [(each.path, each.before, each.after) for each in changes] == [
        (("notes", "id=a", "text"), "x", "z"),
        (("notes", "id=b"), {"id": "b", "text": "y"}, None),
        (("notes", "id=d"), None, {"id": "d"}),
    ]
    assert put_back(after, changes) == before
    assert not_as_left({"notes": [{"id": "a", "text": "autre"}, {"id": "d"}]}, changes) == [
        ("notes", "id=a", "text")
    ]


def test_what_no_undo_puts_back_is_not_told() -> None:
    whole = dict.fromkeys(UNTOLD, 1)
    assert differences(whole, dict.fromkeys(UNTOLD, 2)) == ()


def models(model: type[Frozen]) -> set[type[Frozen]]:
    """A model and those of its fields, its history left out."""
    seen: set[type[Frozen]] = set()

    def walk(annotation: Any) -> None:
        for inner in get_args(annotation):
            walk(inner)
        if isinstance(annotation, type) and issubclass(annotation, Frozen):
            if annotation in seen:
                return
            seen.add(annotation)
            for name, field in annotation.model_fields.items():
                if name not in UNTOLD - {"id"}:
                    walk(field.annotation)

    walk(model)
    return seen


@pytest.mark.parametrize("model", [Dossier, Organisation])
def test_every_field_has_its_words(model: type[Frozen]) -> None:
    names = {name for each in models(model) for name in each.model_fields}
    assert names - UNTOLD - FIELD_WORDS.keys() <= {"sequence"}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (FieldChange(path=("accesses", "id=a", "withdrawn_on"), after="2027-03-02"),
         "accès, retiré le : rien → 2 mars 2027"),
        (FieldChange(path=("stage", "weekly_hours"), before=35.0, after=37.5),
         "stage, heures par semaine : 35 → 37,5"),
        (FieldChange(path=("notes", "id=a"), after={"id": "a", "text": "Vu.\n\nBien."}),
         "notes : rien → texte Vu. Bien."),
        (FieldChange(path=("meetings", "id=a", "status"), before="planned", after="held"),
         "rencontres, état : prévue → tenue"),
        (FieldChange(path=("evaluations", "kind=self_final", "overall"), after=4),
         f"évaluations, appréciation globale : {SEALED} → {SEALED}"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_french(change: FieldChange, line: str) -> None:
    said = words_of(change).line.replace("\u00a0", " ")
    assert said.replace("id a, ", "") == line


def entry(text: str) -> HistoryEntry:
    change = FieldChange(path=("candidates",), before=text)
    return HistoryEntry(at=CREATED_AT, label="…", changes=(change,))


def test_the_oldest_lines_keep_their_sentence_only() -> None:
    heavy = "a" * 200_000
    history: tuple[HistoryEntry, ...] = ()
    for _ in range(4):
        history = with_entry(history, entry(heavy))
    assert [bool(each.changes) for each in history] == [False, False, True, True]
    assert all(each.label for each in history)
    assert weight(history[-1].changes) > len(heavy)
    huge = with_entry((), entry("a" * 600_000))
    assert huge[-1].changes  # the newest is always kept whole


def test_data_that_is_erased_leaves_the_history_too() -> None:
    (line,) = forgetting((entry("Karim Benali"),), "candidates")
    assert "Karim" not in line.model_dump_json()


@given(st.text(max_size=30))
def test_a_long_text_is_kept_whole(text: str) -> None:
    (change,) = differences({"mandate": ""}, {"mandate": f"{text}{'a' * 5000}"})
    assert change.after == f"{text}{'a' * 5000}"
