"""Every state has a word and a sign, and no two states of a thing look the same."""

from __future__ import annotations

from typing import get_args, get_origin, get_type_hints

import pytest

from telestage_tui import wording
from telestage_tui.dossier.accesses import AccessState
from telestage_tui.dossier.meetings import MeetingStatus
from telestage_tui.dossier.records import TaskChoice

TABLES = {
    name: (getattr(wording, name), get_args(get_args(hint)[0]))
    for name, hint in get_type_hints(wording).items()
    if get_origin(hint) is dict
}
"""The tables of the module, each with the values of the `Literal` it is declared over."""


@pytest.mark.parametrize("name", TABLES)
def test_every_value_has_its_word_and_no_two_are_alike(name: str) -> None:
    table, values = TABLES[name]
    assert set(table) == set(values)
    assert all(table.values())
    assert len(set(table.values())) == len(values)


@pytest.mark.parametrize("states", [TaskChoice, MeetingStatus, AccessState, wording.AgendaGroup])
@pytest.mark.parametrize("ending", ["_SIGNS", "_WORDS"])
def test_every_state_has_a_table_of_signs_and_one_of_words(states: object, ending: str) -> None:
    values = get_args(states)
    assert [name for name in TABLES if name.endswith(ending) and TABLES[name][1] == values]


def test_legends_say_what_the_signs_mean() -> None:
    assert wording.TASK_LEGEND == (
        "✓ faite  – sans objet  ○ à faire  ! en retard  ◆ exigée pour clore"
    )
    assert wording.MEETING_LEGEND == "○ prévue, ✓ tenue, ✗ manquée, – annulée ou ! à consigner"


@pytest.mark.parametrize(("done", "sign"), [(0, "○"), (1, "●"), (4, "✓")])
def test_the_sign_of_a_phase(done: int, sign: str) -> None:
    assert wording.progress_sign(done, 4) == sign
