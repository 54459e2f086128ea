"""A check of the templates of papers, on an invented dossier."""

from __future__ import annotations

from collections.abc import Iterator

from ...dossier.errors import FieldProblem
from ...programme.errors import ContentError
from ...programme.programme import Programme
from ..pdf import check_template
from ..sample import sample_dossier
from .catalogue import paper_data
from .setting import Setting


def paper_problems(programme: Programme) -> Iterator[FieldProblem]:
    """Why templates of papers cannot be used, each once, with its file, line and column.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: when the papers or their words cannot be read.
    """
    dossier = sample_dossier(programme)
    said: set[FieldProblem] = set()
    for paper in programme.papers.papers:
        if paper.template is None:
            continue
        for language in paper.languages:
            data = paper_data(Setting(dossier, programme, paper, language))
            try:
                check_template(programme, paper.template, data)
            except ContentError as error:
                yield from (each for each in error.problems if each not in said)
                said.update(error.problems)
