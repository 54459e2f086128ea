"""An evaluation on paper: the form, the earlier one and the self-evaluation, or a blank one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...dossier.evaluations import Evaluation, EvaluationKind
from ...dossier.french import NBSP, count, de, lower_first
from ...dossier.kinds import typed_text
from ...programme.closing_question import ClosingQuestion
from ...programme.completeness import missing, unsupported
from ...programme.evaluation import CriteriaGroup, EvaluationContent
from ...programme.questions import Option, Value, answer_to, options
from ...wording import level_dots
from .columns import Column, columns_of, shown_self_evaluation, veiled_sentences
from .language import Speech
from .setting import Data, Setting

SELF_PAPERS: dict[EvaluationKind, str] = {
    "self_midpoint": "self-evaluation-midpoint",
    "self_final": "self-evaluation-final",
}
"""The paper of each self-evaluation, which gives its title in both languages."""


def filled_evaluation(setting: Setting, kind: EvaluationKind) -> Data:
    """A form as it is answered, beside the forms it is compared with."""
    dossier, speech = setting.dossier, setting.speech
    content = setting.programme.evaluation
    evaluation = dossier.evaluation(kind)
    own = shown_self_evaluation(dossier, evaluation)
    columns = list(columns_of(evaluation, dossier, own, content, speech))
    status = [
        *_status(evaluation, content, speech),
        *_shown(own, setting),
        *veiled_sentences(dossier, evaluation, speech),
    ]
    return {
        **setting.head(speech.words["not-ofqj"], quotes_programme=True),
        "status": " ".join(status),
        "legend": legend(content, speech),
        "is-blank": False,
        "columns": [column.title for column in columns],
        "groups": _groups(content, evaluation, columns),
        "questions": [
            _question(question, evaluation, content, speech)
            for question in content.questions_for(kind)
        ],
        "facts": list(_unsupported(evaluation, content)),
        "word": _word(evaluation, setting),
    }


def _unsupported(evaluation: Evaluation, content: EvaluationContent) -> Iterator[str]:
    """The criteria whose level no fact carries, each by its number and its title."""
    lacking = set(unsupported(evaluation, content))
    for number, criterion in enumerate(content.criteria, 1):
        if criterion.id in lacking:
            yield f"{number}. {criterion.title}"


def blank_evaluation(setting: Setting) -> Data:
    """A form to fill in by hand."""
    speech, content = setting.speech, setting.programme.evaluation
    blank = Evaluation(kind="final")
    return {
        **setting.head(speech.words["not-ofqj"], is_blank=True, quotes_programme=True),
        "status": "",
        "legend": legend(content, speech),
        "is-blank": True,
        "columns": [speech.words["level"]],
        "groups": _groups(content, blank, [Column(speech.words["level"], _blank, _blank)]),
        "questions": [
            _question(question, blank, content, speech)
            for question in content.questions_for("final")
        ],
        "facts": [],
        "word": _word(blank, setting),
    }


def missing_answers(setting: Setting, kind: EvaluationKind) -> Iterator[str]:
    """What a form still lacks, in French."""
    evaluation = setting.dossier.evaluation(kind)
    if lacking := missing(evaluation, setting.programme.evaluation):
        yield f"Il manque {count(len(lacking), 'réponse')} à ce formulaire."


def legend(content: EvaluationContent, speech: Speech) -> str:
    """`4 Au-dessus des attentes · 3 … · – Ne s’applique pas`."""
    levels = sorted(content.levels, key=lambda level: -level.value)
    named = [f"{level_dots(level.value)}{NBSP}{level.value}{NBSP}{level.label}" for level in levels]
    named.append(f"{level_dots(None, applicable=False)}{NBSP}{content.not_applicable}")
    named.append(f"{level_dots(None, observed=False)}{NBSP}{content.not_observed}")
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
    yield from speech.reopened("reopened", evaluation.reopenings)


def _word(evaluation: Evaluation, setting: Setting) -> Data | None:
    """What the intern says of a form of the tutor: as it was noted, or blanks to fill in by hand.

    None for a self-evaluation, which is all their own words.
    """
    if evaluation.kind not in ("midpoint", "final"):
        return None
    speech, name = setting.speech, setting.dossier.intern.first_name
    word = evaluation.intern_word
    whose = de(name) if setting.language == "fr" else name
    return {
        "title": speech.say("intern-word", whose=whose),
        "read": speech.date(word.read_on) if word else "",
        "agrees": word.agrees if word else None,
        "comment": word.comment if word else "",
    }


def _blank(_: object) -> None:
    """Of a form that is filled in by hand."""


def _shown(own: Evaluation | None, setting: Setting) -> Iterator[str]:
    """Which self-evaluation is shown."""
    if own is None:
        return
    speech = setting.speech
    title = setting.programme.papers.paper(SELF_PAPERS[own.kind]).title_in(setting.language)
    key = "self-complete" if own.completed_on else "self-draft"
    yield speech.say(key, title=lower_first(title), day=speech.date(own.completed_on))


def _groups(
    content: EvaluationContent, evaluation: Evaluation, columns: Sequence[Column]
) -> list[Data]:
    numbers = {criterion.id: n for n, criterion in enumerate(content.criteria, 1)}
    return [
        {
            "title": group.title,
            "criteria": [
                {
                    "number": numbers[each.id],
                    "title": each.title,
                    "hint": each.hint,
                    "levels": [column.cell(each.id) for column in columns],
                    "comment": evaluation.rating(each.id).comment,
                }
                for each in group.criteria
            ],
            "means": _means(group, columns),
        }
        for group in content.groups
    ]


def _means(group: CriteriaGroup, columns: Sequence[Column]) -> list[Data | None]:
    """The mean of each column; none at all where no criterion of the group has a level."""
    means = [column.mean(group) for column in columns]
    return means if any(means) else []


def _question(
    question: ClosingQuestion, evaluation: Evaluation, content: EvaluationContent, speech: Speech
) -> Data:
    return {
        "title": question.title,
        "hint": question.hint,
        "is-text": question.type == "text",
        "answer": answer_text(question, evaluation, content, speech),
        "choices": list(_labels(question, content, speech).values()),
    }


def _label(option: Option, speech: Speech) -> str:
    if isinstance(option.value, bool):
        return speech.words["yes" if option.value else "no"]
    return option.label


def answer_text(
    question: ClosingQuestion, evaluation: Evaluation, content: EvaluationContent, speech: Speech
) -> str:
    """The answer to a closing question, in words; empty without one."""
    labels = _labels(question, content, speech)
    value = answer_to(question, evaluation)
    return labels[value] if value in labels else _answer(value, speech)


def _labels(
    question: ClosingQuestion, content: EvaluationContent, speech: Speech
) -> dict[Value, str]:
    return {each.value: _label(each, speech) for each in options(question, content)}


def _answer(value: Value, speech: Speech) -> str:
    """An answer that was written, not picked."""
    match value:
        case float():
            return speech.hours(value)
        case date():
            return speech.date(value)
        case _:
            return typed_text(value)
