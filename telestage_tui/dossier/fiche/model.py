"""The fiche as a model, built from a file, a text or typed fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid5

from ..accesses import Access, Resource
from ..base import Frozen
from ..dossier import Dossier, ProgrammeRef
from ..errors import FieldProblem
from ..meetings import MeetingRule
from ..people import Candidate, Host, Intern, Tutor
from ..stage import Convention, Stage, Terms
from ..text import fold
from .fields import section_named
from .read import read_sections
from .toml import load_toml, parse_toml

_PATH = re.compile(r"([a-z_]+)(?:\[([1-9]\d{0,2})\])?\.([a-z_]+)")


class Fiche(Frozen):
    """The description of a télé-stage, from which its dossier is opened."""

    stage: Stage
    intern: Intern
    host: Host
    tutor: Tutor = Tutor.model_construct()
    meeting_rule: MeetingRule = MeetingRule.model_construct()
    candidates: tuple[Candidate, ...] = ()
    convention: Convention = Convention.model_construct()
    resources: tuple[Resource, ...] = ()

    def to_dossier(self, *, id: UUID, programme: ProgrammeRef, created_at: datetime) -> Dossier:
        """Open a dossier; the ids of its accesses depend on `id` only.

        Args:
            id: Identifier of the dossier.
            programme: The programme of the dossier.
            created_at: UTC instant.
        """
        accesses = tuple(
            Access(id=uuid5(id, f"access-{position}"), **dict(resource))
            for position, resource in enumerate(self.resources, 1)
        )
        return Dossier(
            id=id,
            programme=programme,
            created_at=created_at,
            accesses=accesses,
            agreed=Terms.of(self.stage) if self.convention.first else None,
            **self.described,
        )

    def is_of(self, dossier: Dossier) -> bool:
        """Whether that dossier is of the same person, at the same host, from the same day."""
        mine, theirs = (
            (fold(each.intern.full_name), fold(each.host.name), each.stage.start)
            for each in (self, dossier)
        )
        return mine == theirs

    @property
    def described(self) -> dict[str, Any]:
        """Its values by field of a dossier; without resources, as accesses change on their own."""
        return {name: value for name, value in self if name != "resources"}

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """The fiche that describes a dossier, without what happened since it was opened."""
        shared = cls.model_fields.keys() & Dossier.model_fields.keys()
        resources = tuple(access.resource for access in dossier.accesses)
        return cls(resources=resources, **{name: getattr(dossier, name) for name in shared})


def load_fiche(path: Path) -> Fiche:
    """Read a fiche file.

    Raises:
        InvalidInput: with every problem, or why the file cannot be read.
    """
    return Fiche(**read_sections(load_toml(path)))


def read_fiche(text: str | bytes) -> Fiche:
    """Read the text of a fiche; bytes are UTF-8, with or without a byte order mark.

    Raises:
        InvalidInput: with every problem, in the order of the fiche.
    """
    return Fiche(**read_sections(parse_toml(text)))


def coerce_fiche(values: Mapping[str, str], today: date) -> Fiche:
    """Build a fiche from the texts a person typed.

    Args:
        values: Texts by path (`stagiaire.naissance`, `candidats[1].nom`); a blank one is absent.
            A list is written one item a line.
        today: The local date, from which `28 février` or `demain` is read.

    Raises:
        InvalidInput: with every problem.
    """
    data: dict[str, Any] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    problems = []
    for path, raw in values.items():
        match = _PATH.fullmatch(path)
        section = section_named(match[1]) if match else None
        if match is None or section is None or section.many != bool(match[2]):
            problems.append(FieldProblem(path, "Champ inconnu."))
        elif not raw.strip():
            continue
        elif section.many:
            rows.setdefault(section.name, {}).setdefault(int(match[2]), {})[match[3]] = raw
        else:
            data.setdefault(section.name, {})[match[3]] = raw
    # Rows left blank on the screen are dropped; the others keep their order.
    data |= {name: [row for _, row in sorted(by_rank.items())] for name, by_rank in rows.items()}
    return Fiche(**read_sections(data, today, problems))
