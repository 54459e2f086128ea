"""Whether the screens are in somebody else's browser, who must see no path of this machine."""

from __future__ import annotations

import os

DRIVER = "TEXTUAL_DRIVER"
"""The variable by which a server, textual-serve or ours, says how the screens are shown."""


def is_served() -> bool:
    """Whether a server started this program, to show it in a browser."""
    return bool(os.environ.get(DRIVER))
