"""Fixtures of the tests of the screens."""

from __future__ import annotations

import pytest

from telestage_tui.app import watching


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app does not look at the file by itself: the test says when it does."""
    monkeypatch.setattr(watching, "WATCH_SECONDS", 3600.0)
