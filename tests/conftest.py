"""Settings of the whole suite: nothing of the developer's own is read or written."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("telestage", deadline=None, max_examples=40, print_blob=True)
settings.register_profile("thorough", settings.get_profile("telestage"), max_examples=400)
settings.load_profile("telestage")  # a busy machine is no reason to fail


@pytest.fixture(autouse=True)
def _nobody_elses_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every user directory and every setting of telestage into the test's own folder."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("LOGNAME", "mtremblay")
    for name in ("TELESTAGE_DB", "TELESTAGE_TODAY", "TELESTAGE_PROGRAMME"):
        monkeypatch.delenv(name, raising=False)


def pytest_collection_finish() -> None:
    """Look for garbage less often: a fifth of the time of a test of a screen went there.

    What is loaded by now stays to the end, so that no collection need go through it again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: a test of a screen mostly waits for the app to be idle."""
    return 2 * (os.cpu_count() or 1)
