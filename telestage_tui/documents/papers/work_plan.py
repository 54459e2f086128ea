"""The work plan on paper: mandate, deliverables, periods, training and next steps."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.french import count_in_letters
from ...dossier.work_plan import WorkPlan
from ...programme.work_plan import StagePeriod, periods_of
from .deliverables import deliverables
from .setting import Data, Setting


def work_plan(setting: Setting) -> Data:
    """The plan, with lines to write on by hand where the dossier says nothing."""
    dossier = setting.dossier
    periods = periods_of(dossier.stage, setting.programme.work_plan.periods)
    return {
        **setting.head(),
        "deliverables": deliverables(setting),
        "periods": [_period(each, setting) for each in periods],
        "training": dossier.work_plan.training,
        "next-steps": dossier.work_plan.next_steps,
    }


def has_no_plan(setting: Setting) -> bool:
    """Whether nothing of a plan is written."""
    stage = setting.dossier.stage
    is_blank = setting.dossier.work_plan == WorkPlan()
    return is_blank and not (stage.mandate or stage.deliverables)


def missing_parts(setting: Setting) -> Iterator[str]:
    """What the plan lacks, in French."""
    dossier = setting.dossier
    if not dossier.stage.mandate:
        yield "Le mandat n’est pas écrit."
    if not dossier.deliverables:
        yield "Aucun livrable n’est noté."
    if undated := sum(each.due is None for each in dossier.deliverables):
        yield undated_sentence(undated)
    if not dossier.work_plan.next_steps:
        yield "La suite du projet n’est pas écrite."


def undated_sentence(number: int) -> str:
    """« Il manque l’échéance d’un livrable. », « de trois livrables »."""
    if number == 1:
        return "Il manque l’échéance d’un livrable."
    return f"Il manque l’échéance de {count_in_letters(number, 'livrable')}."


def _period(period: StagePeriod, setting: Setting) -> Data:
    speech, plan = setting.speech, setting.dossier.work_plan.period(period.period.id)
    key = {1: "one-week", 2: "two-weeks"}.get(len(period.weeks), "weeks")
    return {
        "title": period.period.title.in_language(setting.language),
        "weeks": speech.say(key, first=str(period.weeks[0]), last=str(period.weeks[-1])),
        "days": speech.say(
            "from-to", start=speech.date(period.first), end=speech.date(period.last)
        ),
        "tasks": plan.tasks,
        "expectations": plan.expectations,
    }
