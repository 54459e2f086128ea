"""The phases of a dossier: what the panel says of the selected task."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from telestage_tui.app import TelestageApp
from telestage_tui.dossier import transitions

from .driving import SMALL, dossier, open_at, seen, workspace_in


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("dur-growth", "échéance proposée : lundi 1er février"),
        ("dur-conversion", "échéance : lundi 8 février"),
        ("bef-team", "échéance : mardi 12 janvier"),
    ],
    ids=["ours", "of a source", "the tutor’s"],
)
async def test_a_due_date_that_is_ours_is_said_to_be(tmp_path: Path, task: str, said: str) -> None:
    lea = transitions.edit_task(dossier(), "bef-team", due=date(2027, 1, 12))
    async with TelestageApp(workspace_in(tmp_path, lea)).run_test(size=SMALL) as pilot:
        await open_at(pilot, "dossier", lea, task)
        assert said in seen(pilot)
