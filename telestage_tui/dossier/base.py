"""The common ground of every model: frozen, strict about unknown fields, changed by copy."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable, hashable record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")

    def evolve(self, **changes: Any) -> Self:
        """A validated copy with some fields replaced.

        Unlike `model_copy`, the new values go through the validators, so an impossible record
        cannot be made.

        Raises:
            pydantic.ValidationError: when a new value is refused.
        """
        return type(self).model_validate({**dict(self), **changes})
