"""No plugin for pydantic: none is wanted, and none sees what people write.

pydantic imports `importlib.metadata` to look for plugins even when told to use none, which takes a
fortieth of the launch. While it does, it is lent a stand-in that has the one function it asks for,
and that gives way to the real module should it be called.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType
from typing import Any

_METADATA = "importlib.metadata"
STAND_IN = ModuleType(_METADATA)
"""What stands in for `importlib.metadata` while pydantic is imported, and at no other time."""


def _entry_points(**chosen: Any) -> Any:
    _take_back()
    return import_module(_METADATA).entry_points(**chosen)


def _take_back() -> None:
    if sys.modules.get(_METADATA) is STAND_IN:
        del sys.modules[_METADATA]


STAND_IN.entry_points = _entry_points  # type: ignore[attr-defined]


def want_no_plugins() -> None:
    """Tell pydantic so, before the first model is built."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if _METADATA in sys.modules:
        return
    sys.modules[_METADATA] = STAND_IN
    try:
        with suppress(ImportError):  # pydantic looks for them elsewhere by now: nothing is spared
            import pydantic.plugin._loader  # noqa: F401
    finally:
        _take_back()
