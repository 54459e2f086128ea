"""Fixtures of the tests of the screens."""

from __future__ import annotations

from pathlib import Path

import pytest

from telestage_tui.app import watching
from telestage_tui.workspace import Workspace

from .driving import demo_in


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app does not look at the file by itself: the test says when it does."""
    monkeypatch.setattr(watching, "WATCH_SECONDS", 3600.0)


@pytest.fixture
def demo(tmp_path: Path) -> Workspace:
    """The demonstration, on Wednesday 10 February 2027 at 10 h 42."""
    return demo_in(tmp_path)
