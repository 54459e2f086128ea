"""What the convention must contain (`convention.toml`); what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from ..dossier.agreement import PointRecord
from ..dossier.base import Frozen
from ..dossier.dossier import Dossier
from ..dossier.fiche.fields import every_field
from ..dossier.french import clause, dollars, hours, plain_date
from ..dossier.text import Line, Name
from .errors import UnknownId
from .provenance import Provenance

_FIELDS = {
    path: attrgetter(f"{section.attribute}.{field.attribute}")
    for path, section, field in every_field()
    if not section.many
}


class Point(Provenance):
    """One thing that the convention must say."""

    id: Name
    title: Name
    hint: Line = ""
    fields: tuple[Name, ...] = ()
    """What the dossier knows of it, in the words of the fiche."""


class Proration(Provenance):
    """What is due for a month of the stage that is not whole."""

    text: Name


class ConventionContent(Frozen):
    """`convention.toml`."""

    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    proration: Proration

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ids = [each.id for each in self.points]
        if len(set(ids)) < len(ids):
            raise ValueError("points : deux points portent le même identifiant.")
        for each in self.points:
            for field in each.fields:
                if field not in _FIELDS:
                    raise ValueError(f"{each.id}.fields : le champ « {field} » n’existe pas.")
        return self

    def point(self, point_id: str) -> Point:
        """The point of that id.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        points = {each.id: each for each in self.points}
        if point := points.get(point_id):
            return point
        raise UnknownId("point", point_id, points)


class PointState(NamedTuple):
    """A point of the convention of a dossier.

    Attributes:
        point: Which one.
        record: What was said of it; None while it is missing.
        known: What the dossier knows of it, in words; empty when that is nothing.
    """

    point: Point
    record: PointRecord | None
    known: str

    @property
    def state(self) -> Literal["ticked", "moot", "missing"]:
        """Ticked, *sans objet*, or missing."""
        return self.record.state if self.record else "missing"


def point_states(dossier: Dossier, content: ConventionContent) -> tuple[PointState, ...]:
    """Every point of the convention, in the order of the content."""
    records = {each.point: each for each in dossier.convention_points}
    return tuple(
        PointState(each, records.get(each.id), _known(dossier, each)) for each in content.points
    )


def missing_points(dossier: Dossier, content: ConventionContent) -> tuple[Point, ...]:
    """The points of which nothing was said."""
    return tuple(each.point for each in point_states(dossier, content) if each.state == "missing")


def _known(dossier: Dossier, point: Point) -> str:
    return ", ".join(filter(None, (_words(path, dossier) for path in point.fields)))


def _words(path: str, dossier: Dossier) -> str:
    value: Any = _FIELDS[path](dossier)
    match path, value:
        case _, None | "" | ():
            return ""
        case "stage.heures_par_semaine", float():
            return f"{hours(value)} par semaine"
        case "stage.gratification_mensuelle", float():
            return f"{dollars(value)} par mois"
        case _, date():
            return plain_date(value)
        case _, tuple():
            return ", ".join(_periods(value))
        case _:
            return clause(str(value).split("\n", 1)[0])


def _periods(value: tuple[Any, ...]) -> Iterator[str]:
    for each in value:
        yield (
            plain_date(each.first)
            if each.first == each.last
            else (f"du {plain_date(each.first)} au {plain_date(each.last)}")
        )
