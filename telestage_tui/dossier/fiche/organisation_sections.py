"""The sections of Mon organisation: those of a fiche that are of no dossier in particular."""

from __future__ import annotations

from collections.abc import Iterator

from ..contacts import Contact
from ..organisation import MeetingRoom
from ..people import Workplace
from ..stationery import Stationery
from .fields import SECTIONS, USUAL_HINT
from .sections import FicheField, FicheSection


def organisation_sections() -> Iterator[FicheSection]:
    """The sections of Mon organisation: those of a fiche that are of no dossier in particular."""
    for section in SECTIONS:
        match section.name:
            case "structure":
                yield section._replace(model=Workplace)
            case "tuteur":
                yield section
            case "rencontres":
                link = tuple(field for field in section.fields if field.name == "lien")
                yield section._replace(attribute="room", model=MeetingRoom, fields=link)
            case "documents":
                yield section._replace(model=Stationery, fields=_first_said(section))
            case _ if section.model is Contact:
                yield section._replace(fields=_first_said(section))


def _first_said(section: FicheSection) -> tuple[FicheField, ...]:
    """The fields of a section, without what they say of Mon organisation."""
    return tuple(
        field._replace(
            hint=field.hint.removesuffix(USUAL_HINT).strip(),
            words=tuple((value, label) for value, label in field.words if value),
        )
        for field in section.fields
    )
