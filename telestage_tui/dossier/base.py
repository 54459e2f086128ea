"""The base of every model: frozen, strict about unknown fields, changed by copy.

The modules that define models do without `from __future__ import annotations`, with which pydantic
would evaluate each annotation from its text at every launch.
"""

import os
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

# No pydantic plugin may see what people write, and looking for plugins slows the launch.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days accepted. Years further away are typing errors, and overflow when offsets are added."""
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
"""A local date."""


class Frozen(BaseModel):
    """An immutable, hashable record that refuses unknown fields."""

    # Schemas are built at first use: that of a dossier holds those of its parts, seldom used alone.
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_inf_nan="null", defer_build=True
    )

    def evolve(self, **changes: Any) -> Self:
        """A validated copy with some fields replaced.

        Unlike `model_copy`, the new values go through the validators.

        Raises:
            pydantic.ValidationError: when a new value is refused.
        """
        return type(self).model_validate({**dict(self), **changes})
