"""The stand-in lent to pydantic: never left behind, and true when it is called."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

from telestage_tui.dossier.plugins import STAND_IN


def test_called_while_it_is_lent_it_answers_as_the_real_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = tuple(importlib.metadata.entry_points(group="console_scripts"))
    monkeypatch.setitem(sys.modules, "importlib.metadata", STAND_IN)
    assert tuple(STAND_IN.entry_points(group="console_scripts")) == real
    assert sys.modules["importlib.metadata"] is not STAND_IN


@pytest.mark.parametrize("first", ["telestage_tui.dossier.base", "importlib.metadata"])
def test_it_is_taken_back_and_the_real_module_can_be_had(first: str) -> None:
    script = (
        f"import sys, {first}, telestage_tui.dossier.base\n"
        "from telestage_tui.dossier.plugins import STAND_IN\n"
        "assert sys.modules.get('importlib.metadata') is not STAND_IN\n"
        "import importlib.metadata\n"
        "assert importlib.metadata.version('pydantic')\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
