"""Cross-checks of the long texts of a programme, which nothing needs at start-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..dossier.accesses import DEFAULT_KIND
from ..dossier.errors import FieldProblem
from ..dossier.fiche.fields import every_field
from .content_files import START_UP
from .core_checks import duplicates, unknown
from .errors import ContentError
from .programme import Programme
from .tasks import Opens

_RANK = re.compile(r"\[\d+\]")
"""The place of a field among those of its kind: `candidats[2].nom`."""


def problems_of_texts(programme: Programme) -> tuple[FieldProblem, ...]:
    """The problems of the long texts, file by file; a file that cannot be read is one problem."""
    programme = programme.complete
    problems: list[FieldProblem] = []
    for file, check in (
        (START_UP, _links),
        (START_UP, _amount_subjects),
        ("tasks.toml", _helps),
        ("meetings.toml", _meetings),
        ("evaluation.toml", _evaluation),
        ("evaluation.toml", _observations),
        ("accesses.toml", _accesses),
        ("guide.toml", _guide),
        ("messages.toml", _messages),
        ("work_plan.toml", _work_plan),
        ("onsite.toml", _onsite),
        ("convention.toml", _convention),
        ("facts.toml", _facts),
        ("offer.toml", _offer),
    ):
        try:
            problems += [programme.files.problem(file, *each) for each in check(programme)]
        except ContentError as error:
            problems += error.problems
    return tuple(dict.fromkeys(problems))  # a file that two checks read is refused once


def _links(programme: Programme) -> Iterator[tuple[str, str]]:
    """The fields on which tasks begin that are nowhere on the page they open."""
    for task in programme.tasks:
        rows = _rows_of(programme, task.opens)
        for name in task.fields:
            if _RANK.sub("", name) not in rows:
                yield f"{task.id}.fields", unknown("valeur", name, rows)


def _rows_of(programme: Programme, opens: Opens) -> set[str]:
    place, _, form = opens.partition(":")
    if place in ("details", "convention"):
        return {path for path, _, _ in every_field()}
    if place == "evaluation":
        content = programme.evaluation
        questions = {each.id for each in content.questions if form in each.kinds}
        return questions | {each.id for each in content.criteria}
    return set()


def _helps(programme: Programme) -> Iterator[tuple[str, str]]:
    helps = programme.helps.tasks
    for task_id in helps:
        if not programme.has_task(task_id):
            task_ids = (task.id for task in programme.tasks)
            yield task_id, unknown("étape", task_id, task_ids)
    for task in programme.tasks:
        help_ = helps.get(task.id)
        if help_ is None or not help_.why or not help_.how:
            yield task.id, "l’étape n’a pas d’aide; il faut « why » et « how »."
        elif missing := [tag for tag in help_.source if tag not in programme.sources]:
            yield f"{task.id}.source", unknown("source", missing[0], programme.sources)
        elif task.required and not help_.proof:
            yield f"{task.id}.proof", "l’étape est exigée; dites ce qui vaut preuve."


def _meetings(programme: Programme) -> Iterator[tuple[str, str]]:
    content = programme.meetings
    if content.source not in programme.sources:
        yield "source", unknown("source", content.source, programme.sources)
    for meeting in content.meetings:
        if meeting.source and meeting.source not in programme.sources:
            yield f"{meeting.kind}.source", unknown("source", meeting.source, programme.sources)
        yield from duplicates(f"{meeting.kind}.items", (item.id for item in meeting.items))
    yield from duplicates("indicators", (indicator.id for indicator in content.indicators))


def _evaluation(programme: Programme) -> Iterator[tuple[str, str]]:
    from ..dossier.evaluations import QUESTION_FIELDS
    from .completeness import OVERALL  # not for start-up

    content = programme.evaluation
    question_ids = {question.id for question in content.questions}
    evidence = {task.evidence for task in programme.tasks if task.evidence in QUESTION_FIELDS}
    for name in sorted({OVERALL, *filter(None, evidence)} - question_ids):
        yield "questions", f"il manque la question « {name} »."
    for criterion in content.criteria:
        if criterion.id in question_ids:
            yield "questions", f"« {criterion.id} » est aussi un critère."
    yield from duplicates("groups", (group.id for group in content.groups))
    yield from duplicates("criteria", (criterion.id for criterion in content.criteria))
    yield from duplicates("questions", (question.id for question in content.questions))
    criteria = [criterion.id for criterion in content.criteria]
    for name in content.anchors.sentences:
        if name not in criteria:
            yield f"anchors.{name}", unknown("critère", name, criteria)
    tags = [
        ("anchors", content.anchors.source),
        *((each.id, each.source) for each in content.groups),
    ]
    for name, source in tags:
        for tag in source:
            if tag not in programme.sources:
                yield f"{name}.source", unknown("source", tag, programme.sources)


def _observations(programme: Programme) -> Iterator[tuple[str, str]]:
    """What is said of groups, indicators and items of agendas that are nowhere."""
    content, meetings = programme.evaluation, programme.meetings
    observations = content.observations
    groups = [group.id for group in content.groups]
    indicators = [indicator.id for indicator in meetings.indicators]
    topics = [item.id for meeting in meetings.meetings for item in meeting.items]
    for part, noun, names, table in (
        ("indicators", "indicateur", indicators, observations.indicators),
        ("topics", "sujet", topics, observations.topics),
    ):
        for name, spoken in table.items():
            if name not in names:
                yield f"observations.{part}", unknown(noun, name, names)
            for group in spoken:
                if group not in groups:
                    yield f"observations.{part}.{name}", unknown("groupe", group, groups)
    for group in observations.deliverables:
        if group not in groups:
            yield "observations.deliverables", unknown("groupe", group, groups)
    for tag in observations.source:
        if tag not in programme.sources:
            yield "observations.source", unknown("source", tag, programme.sources)


def _onsite(programme: Programme) -> Iterator[tuple[str, str]]:
    from .portal_sources import SOURCES  # not for start-up

    content = programme.onsite
    for field in content.fields:
        if field.asks not in programme.assignees:
            yield f"{field.id}.asks", unknown("personne", field.asks, programme.assignees)
        if field.fills and field.fills not in SOURCES:
            yield f"{field.id}.fills", unknown("valeur", field.fills, SOURCES)
    for step in content.steps:
        if not programme.has_task(step.task):
            yield "steps", unknown("étape", step.task, (task.id for task in programme.tasks))
    for name, fact in content.facts.items():
        if fact.source not in programme.sources:
            yield f"facts.{name}.source", unknown("source", fact.source, programme.sources)


def _convention(programme: Programme) -> Iterator[tuple[str, str]]:
    content = programme.convention
    named = [(f"{each.id}.source", each.source) for each in content.points]
    for field, tag in (*named, ("proration.source", content.proration.source)):
        if tag not in programme.sources:
            yield field, unknown("source", tag, programme.sources)


def _offer(programme: Programme) -> Iterator[tuple[str, str]]:
    from .offer_advice import OFFER_FIELDS  # not for start-up

    points = programme.offer.points
    yield from duplicates("points", (point.id for point in points))
    for point in points:
        if point.field not in OFFER_FIELDS:
            yield f"{point.id}.field", unknown("valeur", point.field, OFFER_FIELDS)
        if point.rule and point.rule not in (rules := [rule.id for rule in programme.rules]):
            yield f"{point.id}.rule", unknown("règle", point.rule, rules)
        if point.at_least and point.at_least not in programme.amounts:
            yield f"{point.id}.at_least", unknown("valeur", point.at_least, programme.amounts)
        if point.source not in programme.sources:
            yield f"{point.id}.source", unknown("source", point.source, programme.sources)


def _accesses(programme: Programme) -> Iterator[tuple[str, str]]:
    kinds = [kind.id for kind in programme.accesses.kinds]
    yield from duplicates("kinds", kinds)
    if DEFAULT_KIND not in kinds:
        yield "kinds", f"il manque la sorte « {DEFAULT_KIND} », celle d’un accès qui n’en dit pas."
    yield from duplicates("checks", (check.id for check in programme.accesses.checks))
    named = (
        *((f"{each.id}.kinds", kind) for each in programme.accesses.checks for kind in each.kinds),
        *(("usual", each.kind) for each in programme.accesses.usual),
        *(("critical_kinds", kind) for kind in programme.withdrawal.critical_kinds),
    )
    for where, kind in named:
        if kind not in kinds:
            yield where, unknown("sorte", kind, kinds)


def _guide(programme: Programme) -> Iterator[tuple[str, str]]:
    topics = programme.guide.topics
    yield from duplicates("topics", (topic.id for topic in topics))
    for topic in topics:
        for tag in topic.sources:
            if tag not in programme.sources:
                yield f"{topic.id}.sources", unknown("source", tag, programme.sources)
        for phase_id in topic.phases:
            if not programme.has_phase(phase_id):
                phase_ids = (phase.id for phase in programme.phases)
                yield f"{topic.id}.phases", unknown("phase", phase_id, phase_ids)
        yield from _about(programme, topic.id, topic.tasks, topic.fields)


def _messages(programme: Programme) -> Iterator[tuple[str, str]]:
    """What messages name that is nowhere; their templates are tried in `documents`."""
    from .messages import FOLDER  # not for start-up

    templates = programme.message_templates()
    papers = [paper.id for paper in programme.papers.papers]
    for message in programme.messages.messages:
        if message.source not in programme.sources:
            yield f"{message.id}.source", unknown("source", message.source, programme.sources)
        for task_id in message.tasks:
            if not programme.has_task(task_id):
                task_ids = (task.id for task in programme.tasks)
                yield f"{message.id}.tasks", unknown("étape", task_id, task_ids)
        for paper_id in message.papers:
            if paper_id not in papers:
                yield f"{message.id}.papers", f"document « {paper_id} » inconnu."
        for language in message.languages:
            if message.template(language) not in templates:
                name = f"{FOLDER}/{message.template(language)}"
                yield f"{message.id}.languages", f"il manque le fichier « {name} »."


def _work_plan(programme: Programme) -> Iterator[tuple[str, str]]:
    content = programme.work_plan
    yield from duplicates("periods", (period.id for period in content.periods))
    for tag in content.source:
        if tag not in programme.sources:
            yield "source", unknown("source", tag, programme.sources)


def _facts(programme: Programme) -> Iterator[tuple[str, str]]:
    """What facts name that is nowhere, and those that hold until before they begin."""
    facts = programme.facts.facts
    yield from duplicates("facts", (fact.id for fact in facts))
    for fact in facts:
        for name, tag in (("source", fact.source), ("was_source", fact.was_source)):
            if tag and tag not in programme.sources:
                yield f"{fact.id}.{name}", unknown("source", tag, programme.sources)
        if fact.valid_from and fact.valid_until and fact.valid_until < fact.valid_from:
            yield f"{fact.id}.valid_until", "il vaudrait jusqu’à un moment avant d’avoir commencé."
        yield from _about(programme, fact.id, fact.tasks, fact.fields)


def _amount_subjects(programme: Programme) -> Iterator[tuple[str, str]]:
    """What amounts are about that is nowhere."""
    for name, amount in programme.sourced_amounts.items():
        yield from _about(programme, f"amounts.{name}", amount.tasks, amount.fields)


def _about(
    programme: Programme, name: str, tasks: Iterable[str], fields: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The tasks and the fields something is about that are nowhere."""
    for task_id in tasks:
        if not programme.has_task(task_id):
            yield f"{name}.tasks", unknown("étape", task_id, (each.id for each in programme.tasks))
    paths = {name for path, section, _ in every_field() for name in (section.name, path)}
    for path in fields:
        if path not in paths:
            yield f"{name}.fields", unknown("valeur", path, paths)
