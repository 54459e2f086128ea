"""An evaluation and the minutes as the commands answer them: lines of French, or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent
from typing import TYPE_CHECKING, Any

from ..dossier.evaluations import Evaluation
from ..dossier.french import plain_date, sentence
from ..dossier.people import Intern
from ..wording import level_dots
from .output import table

if TYPE_CHECKING:
    from ..documents.papers.setting import Data
    from ..programme.evaluation import EvaluationContent

_DEEP = " " * 6
"""Before a text under its title."""


def form_lines(form: Evaluation, content: EvaluationContent, intern: Intern) -> Iterator[str]:
    """A form: each criterion with its number, its level and its comment, then the questions."""
    from ..programme.completeness import missing
    from ..programme.questions import answer_words
    from ..programme.transcript import rating_words

    yield f"{content.form(form.kind).title} · {intern.full_name}"
    lacking = len(missing(form, content))
    if form.completed_on:
        yield f"Complète depuis le {plain_date(form.completed_on)}."
    else:
        yield f"Brouillon; réponses manquantes : {lacking}."
    numbers = {each.id: str(number) for number, each in enumerate(content.criteria, 1)}
    for group in content.groups:
        yield from ("", group.title)
        for each in group.criteria:
            rating = form.rating(each.id)
            dots = level_dots(rating.level, applicable=rating.applicable, observed=rating.observed)
            words = rating_words(rating, content)
            yield f"{numbers[each.id]:>4}. {dots} {each.title} ({each.id})" + _after(words)
            yield from _under(rating.comment)
    yield from ("", "Pour conclure")
    for question in content.questions_for(form.kind):
        yield f"  {question.title} ({question.id})"
        yield from _under(answer_words(question, form, content))
    if word := form.intern_word:
        agreement = "d’accord" if word.agrees else "pas d’accord"
        yield from ("", f"Lue le {plain_date(word.read_on)}, {agreement}.")
        yield from _under(word.comment)
    for again in form.reopenings:
        yield sentence(f"Rouverte le {plain_date(again.on)} : {again.reason}")


def _after(words: str) -> str:
    return f" : {words}" if words else ""


def _under(text: str) -> Iterator[str]:
    """A text of several lines under its title; nothing when it is empty."""
    if text:
        yield from indent(text, _DEEP).split("\n")


def form_shape(form: Evaluation, content: EvaluationContent) -> dict[str, Any]:
    """The answer of `review`."""
    from ..programme.completeness import missing
    from ..programme.questions import answer_words

    kept = form.model_dump(mode="json", include={"completed_on", "intern_word", "reopenings"})
    return {
        "kind": form.kind,
        "title": content.form(form.kind).title,
        "missing": list(missing(form, content)),
        **kept,
        "criteria": [
            {
                "number": number,
                "id": each.id,
                "title": each.title,
                "level": form.rating(each.id).level,
                "applicable": form.rating(each.id).applicable,
                "observed": form.rating(each.id).observed,
                "comment": form.rating(each.id).comment,
            }
            for number, each in enumerate(content.criteria, 1)
        ],
        "questions": [
            {
                "id": each.id,
                "title": each.title,
                "type": each.type,
                "answer": answer_words(each, form, content),
            }
            for each in content.questions_for(form.kind)
        ],
    }


def minutes_lines(minutes: Data) -> Iterator[str]:
    """The minutes of the paper of that name, as lines."""
    if not minutes["meetings"]:
        yield str(minutes["words"]["no-meeting"])
    for rank, meeting in enumerate(minutes["meetings"]):
        if rank:
            yield ""
        yield f"{meeting['title']} · {meeting['when']} · {meeting['state']}"
        yield from _under(meeting["objective"])
        rows = [(each["dots"], each["title"], each["label"]) for each in meeting["indicators"]]
        yield from table(rows, indent=2)
        for item in meeting["items"]:
            yield f"  {item['title']}"
            yield from _under(item["text"])
