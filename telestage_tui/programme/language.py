"""The languages in which papers and messages are written."""

from __future__ import annotations

from typing import Literal

Language = Literal["fr", "en"]
