"""The common ground of every model: frozen, strict about unknown fields, changed by copy.

The modules that define models do without `from __future__ import annotations`: pydantic would have
to evaluate each annotation from its text, at every launch.
"""

import os
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

# No plugin of pydantic sees what people write; none is looked for when the first model is built.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The days that can be kept. Far years are typing errors, and overflow once offsets are added."""
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
"""A local date."""


class Frozen(BaseModel):
    """An immutable, hashable record that refuses unknown fields."""

    # Built at first use: a dossier's schema holds those of its parts, seldom used alone.
    model_config = ConfigDict(
        frozen=True, extra="forbid", ser_json_inf_nan="null", defer_build=True
    )

    def evolve(self, **changes: Any) -> Self:
        """A validated copy with some fields replaced.

        Unlike `model_copy`, the new values go through the validators, so an impossible record
        cannot be made.

        Raises:
            pydantic.ValidationError: when a new value is refused.
        """
        return type(self).model_validate({**dict(self), **changes})
