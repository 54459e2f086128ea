"""The check of a whole content: its texts, then the templates of its messages and papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..dossier.errors import FieldProblem
from ..programme.checking import checked
from ..programme.errors import ContentError
from ..programme.programme import Programme


class ContentReport(NamedTuple):
    """A content that was checked whole.

    Attributes:
        programme: The newest version; None when it cannot be used.
        problems: Every reason why it cannot be used as it is.
        untried: Why the templates of papers were not tried; empty when they were.
    """

    programme: Programme | None
    problems: tuple[FieldProblem, ...]
    untried: str = ""


def check_content(folder: Path | None) -> ContentReport:
    """Everything that is wrong with a content; None for the packaged one."""
    from .pdf import MissingTypst

    programme, problems, trial = checked(folder)
    if trial is None:
        return ContentReport(None, problems)
    complete = list(problems)
    untried = ""
    for check in (_sheets, _messages, _papers):
        try:
            complete += check(trial)
        except ContentError as error:  # of a text they read, said already, or of a template
            complete += error.problems
        except MissingTypst as error:
            untried = str(error)
        except (LookupError, ValueError):
            if not problems:  # a template may well stumble on what is wrong with the texts
                raise
    return ContentReport(programme, tuple(dict.fromkeys(complete)), untried)


def _sheets(programme: Programme) -> Iterator[FieldProblem]:
    from .sheets.check import sheet_problems

    return sheet_problems(programme)


def _messages(programme: Programme) -> Iterator[FieldProblem]:
    from .messages.check import template_problems

    return template_problems(programme)


def _papers(programme: Programme) -> Iterator[FieldProblem]:
    from .papers.check import paper_problems

    return paper_problems(programme)
