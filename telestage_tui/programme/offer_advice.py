"""What the offer of a dossier says, and what it lacks: advice, which stops nothing."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..dossier.dossier import Dossier
from ..dossier.fiche.fields import every_field
from ..dossier.french import count
from .offer import OfferPoint
from .programme import Programme
from .rules import departure


class OfferFinding(NamedTuple):
    """Whether an offer says one thing.

    Attributes:
        point: Which thing.
        is_said: Whether it does.
        advice: What is left to write, in French; empty when it is said.
    """

    point: OfferPoint
    is_said: bool
    advice: str = ""


def offer_findings(dossier: Dossier, programme: Programme, today: date) -> tuple[OfferFinding, ...]:
    """What the offer of a dossier says and what it lacks, in the order of the content.

    Args:
        dossier: The dossier.
        programme: The programme it follows.
        today: The tutor's local date.

    Raises:
        ContentError: when `offer.toml` cannot be used.
    """
    return tuple(
        OfferFinding(point, not (advice := _advice(point, dossier, programme, today)), advice)
        for point in programme.offer.points
        if not point.rule or programme.has_rule(point.rule)
    )


def _advice(point: OfferPoint, dossier: Dossier, programme: Programme, today: date) -> str:
    """What is left to write; empty when the point is said."""
    value = _value(dossier, point.field)
    if not value:
        return point.missing
    if point.at_least:
        number = int(float(programme.amounts[point.at_least]))
        if len(value) < number:
            return f"{point.missing} L’offre en nomme {len(value)}; il en faut {number}."
    if point.rule:
        found = departure(dossier, programme.rule(point.rule), today)
        if found and not found.waived:
            return found.message
    return ""


def lacking_words(findings: tuple[OfferFinding, ...]) -> str:
    """How much of an offer is left to write: « 2 points à écrire », « complète »."""
    number = sum(not each.is_said for each in findings)
    return count(number, "point à écrire", "points à écrire") if number else "complète"


def _value(dossier: Dossier, path: str) -> str | tuple[str, ...]:
    """A text, or a list of texts, of the dossier."""
    section, field = next(
        (section, field) for each, section, field in every_field() if each == path
    )
    value: str | tuple[str, ...] = getattr(section.value_in(dossier), field.attribute)
    return value


OFFER_FIELDS = frozenset(
    path
    for path, section, field in every_field()
    if section.name in ("stage", "offre") and field.kind in ("text", "prose", "names")
)
"""The fields that a point may be about."""
