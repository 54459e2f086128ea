"""The long texts of a programme, read when first shown: help, agendas, criteria, guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..dossier.accesses import Resource
from ..dossier.base import Frozen
from ..dossier.evaluations import EvaluationKind
from ..dossier.meetings import ADDED_KINDS, PLANNED_KINDS, Level, MeetingKind
from ..dossier.text import Line, Name, Prose, fold
from .closing_question import ClosingQuestion
from .convention import ConventionContent
from .fact import FactContent
from .messages import MessageContent
from .offer import OfferContent
from .onsite import OnsiteContent
from .papers import PaperContent
from .sheets import SheetContent
from .sources import PROPOSED
from .work_plan import WorkPlanContent


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Tags = Annotated[tuple[Name, ...], BeforeValidator(_several), Field(min_length=1)]
"""Tags of one or more sources; a single one may be written without a list."""


class TaskHelp(Frozen):
    """Why and how a task is done."""

    why: Prose = ""
    how: tuple[Name, ...] = ()
    """Steps, in order."""
    proof: Line = ""
    """For a required task: what to note as proof."""
    source: Tags = (PROPOSED,)
    """Of all that: the source of the task is that of what it asks, not of how to do it."""


class HelpContent(Frozen):
    """`tasks.toml`: the help of each task, by its id."""

    tasks: dict[str, TaskHelp]

    def of(self, task_id: str) -> TaskHelp:
        """The help of a task, blank when there is none."""
        return self.tasks.get(task_id) or TaskHelp()


class MeetingTopic(Frozen):
    """One item of a meeting's agenda."""

    id: Name
    title: Name
    hint: Line = ""
    carries: bool = False
    """Whether what is written there stands at the head of the next meeting."""


class MeetingTemplate(Frozen):
    """The agenda of a kind of meeting; its title is in `MeetingRules`."""

    kind: MeetingKind
    source: Name | None = None
    """Tag of its source, when that is not the one of the file."""
    items: Annotated[tuple[MeetingTopic, ...], Field(min_length=1)]


class Indicator(Frozen):
    """One tutoring indicator [002], with the words of its levels, 1 to 4."""

    id: Name
    title: Name
    question: Name
    levels: tuple[Name, Name, Name, Name]


class MeetingContent(Frozen):
    """`meetings.toml`."""

    source: Name
    meetings: tuple[MeetingTemplate, ...]
    indicators: tuple[Indicator, ...]

    @model_validator(mode="after")
    def _every_kind_once(self) -> MeetingContent:
        kinds = [meeting.kind for meeting in self.meetings]
        missing = set(ADDED_KINDS) - set(kinds)  # the first programmes say nothing of these
        if sorted((*kinds, *missing)) != sorted((*PLANNED_KINDS, *ADDED_KINDS)):
            raise ValueError("chaque sorte de rencontre doit être décrite une fois, une seule.")
        return self

    def template(self, kind: MeetingKind) -> MeetingTemplate:
        """The template of that kind of meeting; that of a check-in for one it says nothing of."""
        by_kind = {meeting.kind: meeting for meeting in self.meetings}
        return by_kind.get(kind) or by_kind["checkin"]


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


class AccessKindLabel(Frozen):
    """A kind of access in words."""

    id: Name
    label: Name
    example: Line = ""
    verify: Line = ""
    """What is seen later of one withdrawn: « la connexion échoue »; empty for nothing to see."""
    single: bool = False
    """Whether an intern has only one of that kind, whatever its name."""


class WithdrawalCheck(Frozen):
    """A check made when an access is withdrawn."""

    id: Name
    label: Name
    hint: Line = ""
    kinds: tuple[Name, ...] = ()
    """The kinds of accesses it is about; none for all of them."""


class AccessContent(Frozen):
    """`accesses.toml`."""

    kinds: tuple[AccessKindLabel, ...]
    checks: tuple[WithdrawalCheck, ...]
    no_passwords: Prose
    """Why the program keeps no password."""
    usual: tuple[Resource, ...] = ()
    """A first set of usual accesses, for an organisation that has none of its own."""
    nothing_else: Line = "Rien d’autre trouvé"
    """The last line of the withdrawals, signed by whoever manages the accounts."""
    nothing_else_hint: Line = ""

    @property
    def single_kinds(self) -> frozenset[str]:
        """The kinds of which an intern has only one."""
        return frozenset(each.id for each in self.kinds if each.single)

    def checks_of(self, kind: str) -> tuple[WithdrawalCheck, ...]:
        """The checks to make of an access of that kind, in the order of the content."""
        return tuple(each for each in self.checks if not each.kinds or kind in each.kinds)

    def verification(self, kind: str) -> str:
        """What is seen later of a withdrawn access of that kind; empty for nothing to see."""
        return next((each.verify for each in self.kinds if each.id == kind), "")

    def kind_label(self, kind: str) -> str:
        """The label of a kind of access, or its identifier when the content has none."""
        return next((each.label for each in self.kinds if each.id == kind), kind)


PAGE = "page"
"""Before the name of a page, among the subjects of the guide."""
_RANK = re.compile(r"\[\d+\]")
"""The rank of a section that repeats, in the path of a field: `candidats[2].nom`."""


class Topic(Frozen):
    """One page of the guide."""

    id: Name
    title: Name
    keywords: tuple[Name, ...] = ()
    phases: tuple[Name, ...] = ()
    tasks: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    """The fields of the fiche it helps to fill: `stage.debut`, or `stage` for a whole section."""
    pages: tuple[Name, ...] = ()
    """The pages of the program it helps with, by the names in `screens.navigation.Place`."""
    paragraphs: Annotated[tuple[Prose, ...], Field(min_length=1)]
    sources: Annotated[tuple[Name, ...], Field(min_length=1)]


class GuideContent(Frozen):
    """`guide.toml`."""

    topics: tuple[Topic, ...]

    def for_task(self, task_id: str) -> tuple[Topic, ...]:
        """The topics that help with a task, those that name it first before the others."""
        return self._naming(task_id, lambda topic: topic.tasks)

    def for_field(self, path: str) -> tuple[Topic, ...]:
        """The topics that help with a field of the fiche, before those about its whole section."""
        bare = _RANK.sub("", path)
        section = bare.partition(".")[0]
        topics = (self._naming(name, lambda topic: topic.fields) for name in (bare, section))
        return tuple(dict.fromkeys(chain.from_iterable(topics)))

    def for_page(self, place: str) -> tuple[Topic, ...]:
        """The topics that help with a page of the program."""
        return self._naming(place, lambda topic: topic.pages)

    def _naming(self, name: str, names: Callable[[Topic], Sequence[str]]) -> tuple[Topic, ...]:
        topics = (topic for topic in self.topics if name in names(topic))
        return tuple(sorted(topics, key=lambda topic: names(topic).index(name)))

    def about(self, subject: str) -> tuple[Topic, ...]:
        """The topics that help with a task, with a field, or with a page (`page:meetings`)."""
        kind, _, place = subject.partition(":")
        if place and kind == PAGE:
            return self.for_page(place)
        return self.for_task(subject) or self.for_field(subject)

    def for_phase(self, phase: str) -> tuple[Topic, ...]:
        """The topics that help in a phase."""
        return tuple(topic for topic in self.topics if phase in topic.phases)

    def search(self, words: str) -> tuple[Topic, ...]:
        """The topics that hold every word, accents and case aside; titles first."""
        terms = fold(words).split()
        matches = [
            (all(word in fold(topic.title) for word in terms), topic)
            for topic in self.topics
            if all(word in _searchable(topic) for word in terms)
        ]
        return tuple(topic for _, topic in sorted(matches, key=lambda pair: not pair[0]))


def _searchable(topic: Topic) -> str:
    return fold(" ".join((topic.title, *topic.keywords, *topic.paragraphs)))


PartName = Literal[
    "tasks", "meetings", "evaluation", "accesses", "guide", "papers", "messages", "work_plan",
    "sheets", "onsite", "facts", "convention", "offer",
]  # fmt: skip
CONTENT_PARTS: dict[PartName, type[Frozen]] = {
    "tasks": HelpContent,
    "meetings": MeetingContent,
    "evaluation": EvaluationContent,
    "accesses": AccessContent,
    "guide": GuideContent,
    "papers": PaperContent,
    "messages": MessageContent,
    "work_plan": WorkPlanContent,
    "sheets": SheetContent,
    "onsite": OnsiteContent,
    "facts": FactContent,
    "convention": ConventionContent,
    "offer": OfferContent,
}
"""The model of each lazily read file, by its name without `.toml`."""
