"""Cross-checks of `programme.toml`, made at every launch; `verify` has those of the long texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..dossier.errors import FieldProblem
from ..dossier.suggestions import closest, did_you_mean
from .amount import SourcedAmount
from .amounts import Amounts, bounds_of, with_amounts
from .checks import AGREED_FIELDS, CHECKS, checks_nothing
from .content_files import START_UP, ContentFiles
from .core import Core
from .evidence import EVIDENCE
from .meeting_rules import MeetingRules
from .order import cycle
from .phases import REQUIRED_PHASES
from .rules import RULE_FIELDS
from .sources import PROPOSED
from .tasks import Task

_MASCULINE = frozenset({"critère", "groupe", "indicateur", "sujet"})


def core_problems(core: Core, amounts: Amounts, files: ContentFiles) -> list[FieldProblem]:
    """The problems of `programme.toml` once its fields are valid.

    Args:
        core: Its content.
        amounts: What its texts can quote.
        files: Where it is read.
    """
    return [files.problem(START_UP, field, message) for field, message in _core(core, amounts)]


def _core(core: Core, amounts: Amounts) -> Iterator[tuple[str, str]]:
    yield from duplicates("phases", (phase.id for phase in core.phases))
    yield from duplicates("tasks", (task.id for task in core.tasks))
    yield from duplicates("rules", (rule.id for rule in core.rules))
    phases = [phase.id for phase in core.phases]
    for phase in REQUIRED_PHASES:
        if phase not in phases:
            yield "phases", f"il manque la phase « {phase} »."
    required = [phase for phase in phases if phase in REQUIRED_PHASES]
    if sorted(required, key=REQUIRED_PHASES.index) != required:
        yield "phases", f"celles-ci se suivent dans cet ordre : {', '.join(REQUIRED_PHASES)}."
    for task in core.tasks:
        if task.phase not in phases:
            yield f"{task.id}.phase", unknown("phase", task.phase, phases)
        if task.evidence and task.evidence not in EVIDENCE:
            yield f"{task.id}.evidence", unknown("preuve", task.evidence, EVIDENCE)
    yield from _order(core.tasks)
    yield from _short_ending(core)
    yield from _without(core)
    for rule in core.rules:
        if rule.field not in RULE_FIELDS:
            yield f"{rule.id}.field", unknown("valeur", rule.field, RULE_FIELDS)
        elif (
            rule.field not in AGREED_FIELDS
            if rule.check == "agreed"
            else CHECKS[rule.check].kind is not RULE_FIELDS[rule.field].kind
        ):
            message = f"la vérification « {rule.check} » ne convient pas à « {rule.field} »."
            yield f"{rule.id}.check", message
        elif message := checks_nothing(rule):
            yield rule.id, message
    yield from _amounts(core, amounts)
    for name, source in _sources(core):
        if source not in core.sources:
            yield f"{name}.source", unknown("source", source, core.sources)


def _short_ending(core: Core) -> Iterator[tuple[str, str]]:
    """The tasks of the short ending that there are none of."""
    ids = [task.id for task in core.tasks]
    for name in core.short_ending.tasks:
        if name not in ids:
            yield "short_ending.tasks", unknown("étape", name, ids)


def _without(core: Core) -> Iterator[tuple[str, str]]:
    """What is not taken from the programme below, and is not there; and a phase that must be."""
    for part, noun, entries in (
        ("phases", "phase", core.phases),
        ("tasks", "étape", core.tasks),
        ("rules", "règle", core.rules),
    ):
        ids = [each.id for each in entries]
        for name in getattr(core.without, part):
            if name not in ids:
                yield f"without.{part}", unknown(noun, name, ids)
            elif part == "phases" and name in REQUIRED_PHASES:
                yield "without.phases", f"la phase « {name} » est nécessaire."


def _order(tasks: Sequence[Task]) -> Iterator[tuple[str, str]]:
    """The tasks that come after a task there is none of, or after themselves."""
    ids = [task.id for task in tasks]
    for task in tasks:
        for name in task.after:
            if name not in ids:
                yield f"{task.id}.after", unknown("étape", name, ids)
    if circle := cycle(tasks):
        yield f"{circle[-1]}.after", f"l’étape vient après elle-même : {', puis '.join(circle)}."


def _amounts(core: Core, amounts: Amounts) -> Iterator[tuple[str, str]]:
    """The titles that quote an unknown amount."""
    titles: list[tuple[str, str, Amounts]] = [
        *((task.id, task.title, amounts) for task in core.tasks),
        *((rule.id, rule.title, {**amounts, **bounds_of(rule)}) for rule in core.rules),
    ]
    for name, title, quotable in titles:
        try:
            with_amounts(title, quotable)
        except ValueError as error:
            yield f"{name}.title", str(error)


def _sources(core: Core) -> Iterator[tuple[str, str]]:
    """The name of everything that has a source, with the tag of that source."""
    for task in core.tasks:
        yield task.id, task.source
        if task.due.source != PROPOSED:
            yield f"{task.id}.due", task.due.source
    for rule in core.rules:
        yield rule.id, rule.source
    for kind in MeetingRules.model_fields:
        meeting = getattr(core.meetings, kind)
        if meeting.source != PROPOSED:
            yield f"meetings.{kind}", meeting.source
    for name, amount in core.amounts.items():
        if isinstance(amount, SourcedAmount):
            yield f"amounts.{name}", amount.source
    if core.withdrawal.source != PROPOSED:
        yield "withdrawal", core.withdrawal.source
    if core.folding.source != PROPOSED:
        yield "folding", core.folding.source
    yield from (("reminders", each.source) for each in core.reminders if each.source != PROPOSED)
    if core.short_ending.source != PROPOSED:
        yield "short_ending", core.short_ending.source
    yield "retention", core.retention.source
    if core.retention.candidates.source != PROPOSED:
        yield "retention.candidates", core.retention.candidates.source


def duplicates(field: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The identifiers employed more than once, as problems of a field."""
    for name, times in Counter(ids).items():
        if times > 1:
            yield f"{field}.{name}", f"l’identifiant « {name} » est employé {times} fois."


def unknown(noun: str, name: str, names: Iterable[str]) -> str:
    """The sentence about a name that is nowhere, with the nearest one."""
    agreeing = "inconnu" if noun in _MASCULINE else "inconnue"
    return f"{noun} « {name} » {agreeing}{did_you_mean(closest(name, names))}"
