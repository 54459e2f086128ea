"""No plugin for pydantic: none is wanted, and none sees what people write.

pydantic imports `importlib.metadata` to look for plugins even when told to use none, which takes a
fortieth of the launch. It is lent a stand-in, which imports the real one should it be called.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from types import ModuleType
from typing import Any

_METADATA = "importlib.metadata"


def _entry_points(**chosen: Any) -> Any:
    from importlib.metadata import entry_points

    return entry_points(**chosen)


def want_no_plugins() -> None:
    """Tell pydantic so, before the first model is built."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if _METADATA in sys.modules:
        return
    stand_in = ModuleType(_METADATA)
    stand_in.entry_points = _entry_points  # type: ignore[attr-defined]
    sys.modules[_METADATA] = stand_in
    try:
        with suppress(ImportError):  # pydantic looks for them elsewhere by now: nothing is spared
            import pydantic.plugin._loader  # noqa: F401
    finally:
        del sys.modules[_METADATA]
