"""Mon organisation as the commands answer it: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..clocks.zones import utc_text
from ..dossier.organisation import Organisation
from .output import Json, table


def organisation_shape(organisation: Organisation) -> Json:
    """The answer of `organisation`."""
    kept = organisation.model_dump(mode="json", exclude={"history"})
    last = organisation.history[-1:]
    return kept | {"changed_at": utc_text(last[0].at) if last else None}


def organisation_lines(texts: Mapping[str, str]) -> Iterator[str]:
    """Mon organisation, a line for each value of each field, under the name that `--set` takes."""
    rows = []
    for name, text in texts.items():
        first, *others = text.split("\n")
        rows += [(name, first), *(("", each) for each in others)]
    yield from table(rows)
