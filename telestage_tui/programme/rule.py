"""One rule of a programme: a check on a field of the dossier, and the sentences that say it."""

from string import Formatter
from typing import Literal, Self

from pydantic import model_validator

from ..dossier.text import Line, Name
from .amount import Amount
from .provenance import Provenance

CheckName = Literal[
    "age", "months", "between", "is", "prefix", "before_start", "agreed", "settled"
]  # fmt: skip
"""`agreed`: the same as at the first signature, see `Terms`; `settled`: a financing that waits for
no answer, see `Financing`."""
PARAMETERS: dict[CheckName, frozenset[str]] = {
    "age": frozenset({"minimum", "maximum"}),
    "months": frozenset({"minimum", "maximum"}),
    "between": frozenset(),
    "is": frozenset({"expected"}),
    "prefix": frozenset({"prefix"}),
    "before_start": frozenset(),
    "agreed": frozenset(),
    "settled": frozenset(),
}
"""The parameters that each check requires."""
PLACEHOLDERS = frozenset({"value", "minimum", "maximum", "start", "agreed", "intern", "of_intern"})
"""What the sentences of a rule may quote."""


class Rule(Provenance):
    """One rule of the télé-stage, checked on one field of the dossier."""

    id: Name
    field: Name
    """In the words of the fiche (`stagiaire.naissance`)."""
    title: Name
    """May quote `{minimum}` and `{maximum}`."""
    check: CheckName
    minimum: Amount | None = None
    maximum: Amount | None = None
    """Bounds, both included; years, months, hours or CAD according to the check."""
    expected: bool | None = None
    presumed: bool = False
    """Whether the rule counts as respected while the value is not known: it is then not asked."""
    prefix: Line = ""
    message: Name
    """French template; see `PLACEHOLDERS`."""
    missing: Line = ""
    """French template for a value that is not known; a plain sentence is made when it is empty."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for parameter in sorted(PARAMETERS[self.check]):
            if getattr(self, parameter) in (None, ""):
                raise ValueError(f"la vérification « {self.check} » demande « {parameter} ».")
        for name in ("message", "missing"):
            _check_placeholders(name, getattr(self, name))
        return self


def _check_placeholders(name: str, template: str) -> None:
    """Refuse a template that could not be filled.

    Raises:
        ValueError: with a French sentence.
    """
    try:
        fields = [part[1:] for part in Formatter().parse(template) if part[1] is not None]
    except ValueError:
        raise ValueError(f"{name} : accolades mal fermées.") from None
    for field, form, conversion in fields:
        if field not in PLACEHOLDERS:
            raise ValueError(f"{name} : « {{{field}}} » ne peut pas être cité.")
        if form or conversion:  # the values are words, to which no format applies
            raise ValueError(f"{name} : écrivez « {{{field}}} » sans rien de plus.")
