"""An amount of a programme, that texts quote by its name."""

from typing import Annotated

from pydantic import Field

from ..dossier.text import Line, Name
from .provenance import Provenance

Amount = Annotated[float, Field(allow_inf_nan=False)]


class SourcedAmount(Provenance):
    """An amount that no rule bounds, with where it comes from and what it is about."""

    value: Amount
    title: Line = ""
    tasks: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    pages: tuple[Name, ...] = ()
