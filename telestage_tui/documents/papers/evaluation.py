"""An evaluation on paper: the form, the earlier one and the self-evaluation, or a blank one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from ...dossier.evaluations import Evaluation, EvaluationKind, GoalsReached
from ...dossier.french import count
from ...programme.completeness import missing
from ...programme.texts import ClosingQuestion, Criterion, EvaluationContent
from ...wording import level_dots
from .language import Speech
from .setting import Data, Setting

COMPARED: dict[EvaluationKind, tuple[tuple[EvaluationKind, str], ...]] = {
    "midpoint": (("self_midpoint", "self"),),
    "final": (("midpoint", "midpoint"), ("self_final", "self")),
    "self_midpoint": (),
    "self_final": (),
}
"""The forms shown beside each, with the key of the word over their column. A self-evaluation stands
alone: it stays the intern's own."""


def filled_evaluation(setting: Setting, kind: EvaluationKind) -> Data:
    """A form as it is answered, beside the forms it is compared with."""
    dossier, speech = setting.dossier, setting.speech
    content = setting.programme.evaluation
    evaluation = dossier.evaluation(kind)
    forms = [(evaluation, speech.words["level"])]
    for other, word in COMPARED[kind]:
        if dossier.evaluation(other).ratings:
            forms.append((dossier.evaluation(other), speech.words[word]))
    return {
        **setting.head(speech.words["not-ofqj"]),
        "status": " ".join(_status(evaluation, content, speech)),
        "legend": legend(content, speech),
        "is-blank": False,
        "columns": [name for _, name in forms],
        "groups": _groups(content, [form for form, _ in forms]),
        "questions": [
            _question(question, evaluation, content, speech)
            for question in content.questions_for(kind)
        ],
        "facts": [],
    }


def blank_evaluation(setting: Setting) -> Data:
    """A form to fill in by hand."""
    speech, content = setting.speech, setting.programme.evaluation
    blank = Evaluation(kind="final")
    return {
        **setting.head(speech.words["not-ofqj"]),
        "status": "",
        "legend": legend(content, speech),
        "is-blank": True,
        "columns": [speech.words["level"]],
        "groups": _groups(content, [blank]),
        "questions": [
            _question(question, blank, content, speech)
            for question in content.questions_for("final")
        ],
        "facts": [],
    }


def missing_answers(setting: Setting, kind: EvaluationKind) -> Iterator[str]:
    """What a form still lacks, in French."""
    evaluation = setting.dossier.evaluation(kind)
    if lacking := missing(evaluation, setting.programme.evaluation):
        yield f"Il manque {count(len(lacking), 'réponse')} à ce formulaire."


def legend(content: EvaluationContent, speech: Speech) -> str:
    """`4 Au-dessus des attentes · 3 … · – Ne s’applique pas`."""
    levels = sorted(content.levels, key=lambda level: -level.value)
    named = [f"{level_dots(level.value)} {level.value} {level.label}" for level in levels]
    named.append(f"{level_dots(None, applicable=False)} {content.not_applicable}")
    return speech.say("legend-levels", levels=" · ".join(named))


def _status(evaluation: Evaluation, content: EvaluationContent, speech: Speech) -> Iterator[str]:
    if evaluation.completed_on:
        yield speech.say("completed", day=speech.date(evaluation.completed_on))
    elif not evaluation.ratings:
        yield speech.words["not-begun"]
    else:
        lacking = len(missing(evaluation, content))
        yield speech.say("incomplete", missing=speech.counted("answer", lacking))
    if evaluation.discussed_on:
        yield speech.say("presented", day=speech.date(evaluation.discussed_on))


def _groups(content: EvaluationContent, forms: list[Evaluation]) -> list[Data]:
    numbers = {criterion.id: n for n, criterion in enumerate(content.criteria, 1)}
    return [
        {
            "title": group.title,
            "criteria": [_criterion(each, numbers[each.id], forms) for each in group.criteria],
        }
        for group in content.groups
    ]


def _criterion(criterion: Criterion, number: int, forms: list[Evaluation]) -> Data:
    return {
        "number": number,
        "title": criterion.title,
        "hint": criterion.hint,
        "levels": [_level(form, criterion.id) for form in forms],
        "comment": forms[0].rating(criterion.id).comment,
    }


def _level(form: Evaluation, criterion: str) -> str | None:
    """A level by its dots and its digit; None where nothing was answered."""
    rating = form.rating(criterion)
    if not rating.is_answered:
        return None
    digit = "" if rating.level is None else f" {rating.level}"
    return f"{level_dots(rating.level, applicable=rating.applicable)}{digit}"


def _question(
    question: ClosingQuestion, evaluation: Evaluation, content: EvaluationContent, speech: Speech
) -> Data:
    return {
        "title": question.title,
        "hint": question.hint,
        "answer": answer_text(question.id, evaluation, content, speech),
        "choices": _choices(question.id, content, speech),
    }


def answer_text(
    name: str, evaluation: Evaluation, content: EvaluationContent, speech: Speech
) -> str:
    """The answer to the closing question of that identifier, in words; empty without one."""
    value = getattr(evaluation, name, None)
    match value:
        case None:
            return evaluation.answer(name)
        case bool():
            return speech.words["yes" if value else "no"]
        case int():
            return next((each.label for each in content.appraisals if each.value == value), "")
        case float():
            return speech.hours(value)
        case date():
            return speech.date(value)
        case _:
            return str(value)


def _choices(name: str, content: EvaluationContent, speech: Speech) -> list[str]:
    """The answers to tick by hand; none for a question answered in words."""
    if name == "overall":
        return [each.label for each in sorted(content.appraisals, key=lambda each: -each.value)]
    if name == "goals_reached":
        return list(get_args(GoalsReached))
    field = Evaluation.model_fields.get(name)
    is_yes_no = field is not None and field.annotation == bool | None
    return [speech.words["yes"], speech.words["no"]] if is_yes_no else []
