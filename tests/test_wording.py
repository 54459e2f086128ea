"""Every state has a word and a sign, and no two states of a thing look the same."""

from __future__ import annotations

from typing import Literal, get_args

import pytest

from telestage_tui import wording
from telestage_tui.dossier.accesses import AccessState
from telestage_tui.dossier.meetings import MeetingKind, MeetingStatus
from telestage_tui.dossier.onsite import Exemption, FormState, PermitState, SignIn
from telestage_tui.dossier.people import CandidateState, Side
from telestage_tui.dossier.records import TaskChoice, TransferKind, TransferState
from telestage_tui.dossier.stage import Party
from telestage_tui.dossier.work_plan import DeliverableState
from telestage_tui.programme.layers import FileOrigin
from telestage_tui.programme.onsite_rules import FindingState
from telestage_tui.programme.portal_sheet import RowState
from telestage_tui.programme.provenance import Confidence
from telestage_tui.store.backup_contents import Comparison

STATES = {
    "TASK": TaskChoice,
    "MEETING": MeetingStatus,
    "ACCESS": AccessState,
    "DELIVERABLE": DeliverableState,
    "TRANSFER": TransferState,
    "AGENDA": wording.AgendaGroup,
    "SIDE": Side,
    "COMPARISON": Comparison,
    "FORM": FormState,
    "ROW": RowState,
    "FINDING": FindingState,
    "PERMIT": PermitState,
    "EXEMPTION": Exemption,
    "SIGN": SignIn,
    "CANDIDATE": CandidateState,
    "CONFIDENCE": Confidence,
    "POINT": Literal["ticked", "moot", "missing"],
    "PARTY": Party,
    "ORIGIN": FileOrigin,
}
"""The `Literal` of each state, by how its tables begin; wording is below their rooms."""
ONE_TABLE = {"PARTY", "ORIGIN", "SIDE", "FINDING", "PERMIT", "CONFIDENCE", "EXEMPTION", "SIGN"}
"""Those of which only a word, or only a sign, is ever shown."""
KINDS = {"TRANSFER_KINDS": TransferKind, "MEETING_KINDS": MeetingKind}
"""Tables of kinds, which are no states."""
TABLES = [name for name, table in vars(wording).items() if name.isupper() and type(table) is dict]


@pytest.mark.parametrize("name", TABLES)
def test_every_value_has_its_word_and_no_two_are_alike(name: str) -> None:
    table, values = (
        getattr(wording, name),
        get_args(KINDS.get(name) or STATES[name.partition("_")[0]]),
    )
    assert set(table) == set(values)
    assert all(table.values())
    assert len(set(table.values())) == len(values)


@pytest.mark.parametrize("state", [name for name in STATES if name not in ONE_TABLE])
@pytest.mark.parametrize("ending", ["SIGNS", "WORDS"])
def test_every_state_has_a_table_of_signs_and_one_of_words(state: str, ending: str) -> None:
    assert f"{state}_{ending}" in TABLES


def test_legends_say_what_the_signs_mean() -> None:
    assert wording.TASK_LEGEND == (
        "✓ faite  – sans objet  ○ à faire  ! en retard  ◆ exigée pour clore"
    )
    assert wording.MEETING_LEGEND == "○ prévue, ✓ tenue, ✗ manquée, – annulée ou ! à consigner"


@pytest.mark.parametrize(("done", "sign"), [(0, "○"), (1, "●"), (4, "✓")])
def test_the_sign_of_a_phase(done: int, sign: str) -> None:
    assert wording.progress_sign(done, 4) == sign
