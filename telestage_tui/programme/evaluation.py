"""What `evaluation.toml` says: forms, criteria, levels, appraisals, closing questions."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

from pydantic import Field, model_validator

from ..dossier.base import Frozen
from ..dossier.evaluations import EvaluationKind
from ..dossier.meetings import Level
from ..dossier.text import Line, Name, Prose
from .closing_question import ClosingQuestion
from .sources import PROPOSED
from .tags import Tags


class Criterion(Frozen):
    """One criterion of the evaluation."""

    id: Name
    title: Name
    hint: Line = ""


class CriteriaGroup(Frozen):
    """Criteria that belong together."""

    id: Name
    title: Name
    source: Tags
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class LevelLabel(Frozen):
    """The words of a level of a criterion (4 above expectations … 1 problematic)."""

    value: Level
    label: Name
    short: Name
    hint: Line = ""


class Appraisal(Frozen):
    """One general appraisal (5 far exceeds expectations … 1 does not meet them)."""

    value: Annotated[int, Field(ge=1, le=5)]
    label: Name


class EvaluationForm(Frozen):
    """The title and the introduction of one form."""

    kind: EvaluationKind
    title: Name
    intro: Prose = ""


class Anchors(Frozen):
    """What is observed of a criterion at each level, so that two people give the same one."""

    source: Tags = (PROPOSED,)
    sentences: dict[Name, tuple[Name, Name, Name, Name]] = Field(default_factory=dict)
    """By criterion, from level 1 to level 4."""


class ObservationGroups(Frozen):
    """Which groups of criteria each thing observed speaks to, each group by its id."""

    source: Tags = (PROPOSED,)
    indicators: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    """By tutoring indicator."""
    topics: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    """By item of an agenda, whatever the kind of meeting."""
    deliverables: tuple[Name, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """Every group that something speaks to."""
        lists = (*self.indicators.values(), *self.topics.values(), self.deliverables)
        return frozenset(chain.from_iterable(lists))


class EvaluationContent(Frozen):
    """`evaluation.toml`."""

    forms: tuple[EvaluationForm, ...]
    groups: tuple[CriteriaGroup, ...]
    levels: tuple[LevelLabel, ...]
    not_applicable: Name
    not_observed: Name = "Pas pu observer"
    """The default is for the programmes written before it could be answered."""
    appraisals: tuple[Appraisal, ...]
    questions: tuple[ClosingQuestion, ...]
    anchors: Anchors = Anchors.model_construct()
    observations: ObservationGroups = ObservationGroups.model_construct()

    @model_validator(mode="after")
    def _every_level_once(self) -> EvaluationContent:
        if sorted(level.value for level in self.levels) != [1, 2, 3, 4]:
            raise ValueError("les niveaux vont de 1 à 4, chacun une fois.")
        if sorted(each.value for each in self.appraisals) != [1, 2, 3, 4, 5]:
            raise ValueError("les appréciations vont de 1 à 5, chacune une fois.")
        if len({form.kind for form in self.forms}) != 4 or len(self.forms) != 4:
            raise ValueError("chaque formulaire doit être décrit une fois, une seule.")
        return self

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, group after group."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    def anchor(self, criterion: str, level: int) -> str:
        """What is observed of that criterion at that level; empty when the content does not say."""
        sentences = self.anchors.sentences.get(criterion)
        return sentences[level - 1] if sentences else ""

    def observed_group(self, criterion: str) -> CriteriaGroup | None:
        """The group of a criterion, when something observed speaks to it; None otherwise."""
        for group in self.groups:
            if any(each.id == criterion for each in group.criteria):
                return group if group.id in self.observations.named else None
        return None

    def form(self, kind: EvaluationKind) -> EvaluationForm:
        """The title and introduction of that form."""
        return next(form for form in self.forms if form.kind == kind)

    def questions_for(self, kind: EvaluationKind) -> tuple[ClosingQuestion, ...]:
        """The closing questions of that form."""
        return tuple(question for question in self.questions if kind in question.kinds)
