"""The fiche as a model, built from a file, a text or typed fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self
from uuid import UUID, uuid5

from ..accesses import Access, Resource
from ..base import Frozen
from ..contacts import Contacts
from ..dossier import Dossier, ProgrammeRef
from ..meetings import MeetingRule
from ..people import Candidate, Host, Intern, Tutor
from ..posting import Posting
from ..stage import Convention, Stage, Terms
from ..stationery import OwnStationery
from ..text import fold
from ..work_plan import Deliverable, DueDeliverable, PeriodPlan, PlanTexts, WorkPlan
from .fields import SECTIONS
from .pages import DETAILS
from .read import read_sections, read_typed
from .toml import load_toml, parse_toml

_ON_THEIR_OWN_PAGES = ("resources", "plan_texts", "deliverables", "periods")
"""What a dossier holds otherwise than its fiche: as a ledger, or in its work plan."""


class Fiche(Frozen):
    """The description of a télé-stage, from which its dossier is opened."""

    stage: Stage
    intern: Intern
    host: Host
    tutor: Tutor = Tutor.model_construct()
    meeting_rule: MeetingRule = MeetingRule.model_construct()
    contacts: Contacts = Contacts.model_construct()
    stationery: OwnStationery = OwnStationery.model_construct()
    posting: Posting = Posting.model_construct()
    candidates: tuple[Candidate, ...] = ()
    convention: Convention = Convention.model_construct()
    resources: tuple[Resource, ...] = ()
    plan_texts: PlanTexts = PlanTexts.model_construct()
    deliverables: tuple[DueDeliverable, ...] = ()
    """Those of the plan, by their names in the stage."""
    periods: tuple[PeriodPlan, ...] = ()

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
            work_plan=self.work_plan,
            agreed=Terms.of(self.stage, self.tutor.full_name) if self.convention.first else None,
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
        """Its values by field of a dossier, without those that change on pages of their own."""
        return {name: value for name, value in self if name not in _ON_THEIR_OWN_PAGES}

    @property
    def details(self) -> dict[str, Any]:
        """What Informations asks, by field of a dossier."""
        names = dict.fromkeys(section.attribute.partition(".")[0] for section in DETAILS)
        return {name: getattr(self, name) for name in names}

    @property
    def work_plan(self) -> WorkPlan:
        """The work plan it describes, of which nothing is delivered."""
        return WorkPlan(
            deliverables=tuple(Deliverable(**dict(each)) for each in self.deliverables),
            periods=self.periods,
            **dict(self.plan_texts),
        )

    def with_plan(self, plan: WorkPlan) -> Self:
        """The same with that work plan, but for what was delivered of it."""
        return self.evolve(
            plan_texts=plan.texts,
            deliverables=tuple(each.agreed for each in plan.deliverables),
            periods=plan.periods,
        )

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        """The fiche that describes a dossier, without what happened since it was opened."""
        shared = cls.model_fields.keys() & Dossier.model_fields.keys()
        resources = tuple(access.resource for access in dossier.accesses)
        described = cls(resources=resources, **{name: getattr(dossier, name) for name in shared})
        return described.with_plan(dossier.work_plan)


def load_fiche(path: Path) -> Fiche:
    """Read a fiche file.

    Raises:
        InvalidInput: with every problem, or why the file cannot be read.
    """
    return fiche_of(load_toml(path))


def read_fiche(text: str | bytes) -> Fiche:
    """Read the text of a fiche; bytes are UTF-8, with or without a byte order mark.

    Raises:
        InvalidInput: with every problem, in the order of the fiche.
    """
    return fiche_of(parse_toml(text))


def fiche_of(values: Mapping[str, Any]) -> Fiche:
    """The fiche of these values by section then field, in the words of a file.

    Raises:
        InvalidInput: with every problem, in the order of the values.
    """
    return Fiche(**read_sections(values))


def coerce_fiche(values: Mapping[str, str], today: date) -> Fiche:
    """Build a fiche from the texts a person typed.

    Args:
        values: Texts by path (`stagiaire.naissance`); a blank one is absent. A list is written
            one item a line.
        today: The local date, from which `28 février` or `demain` is read.

    Raises:
        InvalidInput: with every problem.
    """
    return Fiche(**read_typed(values, today, SECTIONS))
