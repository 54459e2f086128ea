"""The course of a stage as the commands answer it, in JSON: what became of it, what moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..dossier.text import typeset
from ..planning.course.course import Preview
from ..planning.course.facts import CourseFact
from .output import Json


def course_facts_shape(facts: Iterable[CourseFact]) -> list[Json]:
    """What became of the course of a stage."""
    return [{"kind": each.kind, "text": typeset(each.text)} for each in facts]


def course_shape(previews: Sequence[Preview], *, done: bool) -> Json:
    """The answer of `course`: what moves, in a dossier and those changed with it; whether it was
    done."""
    first, *others = previews
    return {
        "done": done,
        **_moves_shape(first),
        "others": [
            {"id": str(each.before.id), "intern": each.before.intern.full_name}
            | _moves_shape(each)
            for each in others
        ],
    }  # fmt: skip


def _moves_shape(shown: Preview) -> Json:
    return {
        "label": typeset(shown.label),
        "lines": [
            {
                "group": each.group,
                "sign": each.sign,
                "title": typeset(each.title),
                "before": typeset(each.before),
                "after": typeset(each.after),
            }
            for each in shown.lines
        ],
    }
