"""The tags of the sources of a text."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from ..dossier.text import Name


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Tags = Annotated[tuple[Name, ...], BeforeValidator(_several), Field(min_length=1)]
"""Tags of one or more sources; a single one may be written without a list."""
