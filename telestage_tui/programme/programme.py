"""One version of a programme, as everything else in the program sees it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from ..dossier.base import Frozen
from ..dossier.dossier import ProgrammeRef
from ..dossier.french import lower_first
from .amount import SourcedAmount
from .amounts import Amounts, bounds_of, with_amounts
from .content_files import ContentFiles
from .core import Core, Without
from .errors import ContentError, UnknownId
from .phases import LAST_PHASE, Phase
from .reminder import Reminder
from .rule import Rule
from .sources import Source
from .tasks import Task

if TYPE_CHECKING:
    from ..dossier.dossier import Dossier
    from .access_kinds import AccessContent
    from .agendas import MeetingContent
    from .convention import ConventionContent
    from .evaluation import EvaluationContent
    from .fact import FactContent
    from .guide import GuideContent
    from .messages import MessageContent
    from .offer import OfferContent
    from .onsite import OnsiteContent
    from .papers import PaperContent, TemplateFile
    from .sheets import SheetContent
    from .task_help import HelpContent, TaskHelp
    from .texts import PartName
    from .work_plan import WorkPlanContent


class Programme:
    """One version of a programme: what is needed at once, and the long texts on demand.

    Args:
        core: What `programme.toml` says, cross-checked.
        amounts: What texts quote, by name.
        files: Where the long texts are read when they are first asked for.
        is_whole: Whether it has the phases that few dossiers open.
        is_complete: Whether it also has what it does not take from the programme below.

    Attributes:
        ref: Its id and version.
        files: Where its texts are read.
        title: French title.
        phases: In the order of the journey.
        assignees: Who may be in charge of a task: those proposed, then those of its tasks.
        tasks: In the order of the content, phase after phase.
        meeting_rules: When the meetings are, and what they are called.
        rules: In the order in which departures are shown.
        sources: By tag (`000`, `proposed`…).
        amounts: What texts quote, by name.
        sourced_amounts: Those of them whose origin the content gives.
        withdrawal: The last day to withdraw an access that has none of its own.
        short_meetings: The kinds of meetings still planned of a stage that ends before its time.
        short_tasks: The tasks that remain of such a stage.
        long_over_days: How many days after its end a phase is long over.
        retention: How long each kind of data is kept, and why.
        retention_years: How long a closed dossier is kept after the last day of the stage.
        intern_rules: The rules about the intern.
        pay_rules: The rules about the gratification.
        convention_rules: The rules about the signatures.
    """

    def __init__(
        self,
        core: Core,
        amounts: dict[str, float | str],
        files: ContentFiles,
        *,
        is_whole: bool = False,
        is_complete: bool = False,
    ) -> None:
        self._core = core
        without = Without() if is_complete else core.without
        self.files = files
        self._is_whole = is_whole
        self.ref = ProgrammeRef(id=core.id, version=core.version)
        self.title = core.title
        self.stage_kind = core.stage
        self.phases: tuple[Phase, ...] = tuple(
            phase
            for phase in core.phases
            if (is_whole or is_complete or phase.opened_by is None)
            and phase.id not in without.phases
        )
        self.amounts = amounts
        self.tasks: tuple[Task, ...] = tuple(
            task.evolve(title=with_amounts(task.title, self.amounts)) if "{" in task.title else task
            for phase in self.phases
            for task in core.tasks
            if task.phase == phase.id and task.id not in without.tasks
        )
        proposed = (each.id for each in core.assignees)
        self.assignees = tuple(dict.fromkeys((*proposed, *(each.assignee for each in self.tasks))))
        self.meeting_rules = core.meetings
        self.rules: tuple[Rule, ...] = tuple(
            rule.evolve(title=with_amounts(rule.title, self.amounts | bounds_of(rule)))
            if "{" in rule.title
            else rule
            for rule in core.rules
            if rule.id not in without.rules
        )
        self.sources: dict[str, Source] = core.sources
        self.sourced_amounts = {
            name: amount
            for name, amount in core.amounts.items()
            if isinstance(amount, SourcedAmount)
        }
        self.withdrawal = core.withdrawal
        self.short_meetings = frozenset(core.short_ending.meetings)
        self.short_tasks = frozenset(core.short_ending.tasks) or frozenset(
            task.id
            for task in self.tasks
            if task.phase == LAST_PHASE and not task.opens.startswith("evaluation")
        )
        self.long_over_days = core.folding.days
        self.retention = core.retention
        self.retention_years = core.retention.years
        self.intern_rules = tuple(r for r in self.rules if r.field.startswith("stagiaire."))
        self.pay_rules = tuple(r for r in self.rules if r.field == "stage.gratification_mensuelle")
        self.convention_rules = tuple(r for r in self.rules if r.field.startswith("convention."))
        self._tasks = {task.id: task for task in self.tasks}
        self._phases: dict[str, Phase] = {phase.id: phase for phase in self.phases}
        self._rules = {rule.id: rule for rule in self.rules}

    def __repr__(self) -> str:
        return f"<Programme {self.ref.id} {self.ref.version}>"

    def reminder(self, days: int) -> Reminder | None:
        """What a missing signature weighs so many days before the first one; None: not yet."""
        begun = (each for each in self._core.reminders if days <= each.days)
        return min(begun, key=lambda each: each.days, default=None)

    @cached_property
    def whole(self) -> Programme:
        """The same, with the phases that few dossiers open."""
        if self._is_whole or len(self.phases) == len(self._core.phases):
            return self
        return Programme(self._core, self.amounts, self.files, is_whole=True)

    @cached_property
    def complete(self) -> Programme:
        """The same, with all that its texts may name: what it does not take from below too."""
        return Programme(self._core, self.amounts, self.files, is_whole=True, is_complete=True)

    def opened_for(self, dossier: Dossier) -> Programme:
        """The same, with the phases that a dossier opens."""
        return self.whole if dossier.onsite.is_open else self

    def has_rule(self, rule_id: str) -> bool:
        """Whether the programme has that rule."""
        return rule_id in self._rules

    def has_task(self, task_id: str) -> bool:
        """Whether the programme has that task."""
        return task_id in self._tasks

    def task(self, task_id: str) -> Task:
        """The task of that id.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        if task := self._tasks.get(task_id):
            return task
        raise UnknownId("étape", task_id, self._tasks)

    def has_phase(self, phase_id: str) -> bool:
        """Whether the programme has that phase."""
        return phase_id in self._phases

    def phase(self, phase_id: str) -> Phase:
        """The phase of that id.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        if phase := self._phases.get(phase_id):
            return phase
        raise UnknownId("phase", phase_id, self._phases)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        if rule := self._rules.get(rule_id):
            return rule
        raise UnknownId("règle", rule_id, self._rules)

    def source(self, tag: str) -> Source:
        """The source of that tag.

        Raises:
            UnknownId: suggesting the nearest one.
        """
        if source := self.sources.get(tag):
            return source
        raise UnknownId("source", tag, self.sources)

    # --- long texts: parsed at first use; each may raise ContentError ----------------------------

    def help(self, task_id: str) -> TaskHelp:
        """Why and how a task is done; blank when the content says nothing of it.

        Raises:
            UnknownId: when the programme has no such task.
        """
        return self.helps.of(self.task(task_id).id)

    @cached_property
    def helps(self) -> HelpContent:
        """The help of every task."""
        return cast("HelpContent", self._part("tasks"))

    @cached_property
    def meetings(self) -> MeetingContent:
        """Agendas and indicators."""
        return cast("MeetingContent", self._part("meetings"))

    @cached_property
    def evaluation(self) -> EvaluationContent:
        """Criteria, levels and closing questions."""
        return cast("EvaluationContent", self._part("evaluation"))

    @cached_property
    def accesses(self) -> AccessContent:
        """Kinds of access and withdrawal checks."""
        return cast("AccessContent", self._part("accesses"))

    @cached_property
    def guide(self) -> GuideContent:
        """Good practice."""
        return cast("GuideContent", self._part("guide"))

    @cached_property
    def facts(self) -> FactContent:
        """What changed since the documents of the programme, each fact with its date."""
        return cast("FactContent", self._part("facts"))

    @cached_property
    def papers(self) -> PaperContent:
        """The papers it prints, and their words."""
        return cast("PaperContent", self._part("papers"))

    @cached_property
    def work_plan(self) -> WorkPlanContent:
        """The periods of a stage, and what is written of each."""
        return cast("WorkPlanContent", self._part("work_plan"))

    @cached_property
    def sheets(self) -> SheetContent:
        """The words of the workbook that is filled in without the program."""
        return cast("SheetContent", self._part("sheets"))

    @cached_property
    def convention(self) -> ConventionContent:
        """What the convention must contain, and when what it lacks presses."""
        return cast("ConventionContent", self._part("convention"))

    @cached_property
    def onsite(self) -> OnsiteContent:
        """The portal of IRCC, for a stage that follows in Québec."""
        return cast("OnsiteContent", self._part("onsite"))

    @cached_property
    def offer(self) -> OfferContent:
        """What a good offer says."""
        return cast("OfferContent", self._part("offer"))

    def templates(self, *, packaged_only: bool = False) -> dict[str, TemplateFile]:
        """The files of the templates of its papers; see `papers.templates`."""
        from .papers import templates  # not for start-up

        return templates(self.files, packaged_only=packaged_only)

    @cached_property
    def messages(self) -> MessageContent:
        """The messages it drafts, and what they say of a fact that is not recorded.

        Those that only tasks of a phase that is not open ask for are left out.
        """
        part = cast("MessageContent", self._part("messages"))
        shut = {task.id for task in self._core.tasks if task.id not in self._tasks}
        kept = tuple(m for m in part.messages if not m.tasks or not shut.issuperset(m.tasks))
        return part.evolve(messages=kept) if len(kept) < len(part.messages) else part

    def message_templates(self, *, packaged_only: bool = False) -> dict[str, TemplateFile]:
        """The files of the templates of its messages; see `papers.templates`."""
        from .messages import FOLDER  # not for start-up
        from .papers import templates

        return templates(self.files, folder=FOLDER, packaged_only=packaged_only)

    def _part(self, name: PartName) -> Frozen:
        from .texts import CONTENT_PARTS  # not for start-up

        amounts = self.amounts if name == "meetings" else self._quotable
        return self.files.validated(f"{name}.toml", CONTENT_PARTS[name], amounts)

    def quoting(self, text: str) -> str:
        """A text written in the code, with the amounts it quotes: « {phases:words} phases »."""
        return with_amounts(text, self._quotable)

    @cached_property
    def _quotable(self) -> Amounts:
        """The amounts, and the indicators, which are not read at start-up."""
        try:
            titles = [each.title for each in self.meetings.indicators]
        except ContentError:  # shown with the meetings; the other texts stay readable
            return self.amounts | {"indicators": "…", "indicators.titles": "…"}
        names = ", ".join(map(lower_first, titles))
        return self.amounts | {"indicators": len(titles), "indicators.titles": names}
