"""Fixtures of the store."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of the dossiers will be; nothing is there yet."""
    return tmp_path / "données" / "telestage.json"
