"""Every paper: what makes its data, and what the dossier lacks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from ..pdf import Pdf, pdf
from .accesses import accesses, missing_managers
from .attestation import attestation, missing_facts
from .evaluation import blank_evaluation, filled_evaluation, missing_answers
from .journey import blank_checklist, checklist
from .minutes import minutes, missing_minutes
from .setting import Data, Setting, last_instant
from .summary import missing_conclusions, summary


def _nothing(_setting: Setting) -> Iterator[str]:
    return iter(())


class Maker(NamedTuple):
    """How a paper is made.

    Attributes:
        data: The data of its template.
        missing: French sentences: what the dossier lacks for it.
    """

    data: Callable[[Setting], Data]
    missing: Callable[[Setting], Iterator[str]] = _nothing


MAKERS: Mapping[str, Maker] = {
    "checklist": Maker(checklist),
    "blank-checklist": Maker(blank_checklist),
    "minutes": Maker(minutes, missing_minutes),
    "evaluation-midpoint": Maker(partial(filled_evaluation, kind="midpoint"),
                                 partial(missing_answers, kind="midpoint")),
    "evaluation-final": Maker(partial(filled_evaluation, kind="final"),
                              partial(missing_answers, kind="final")),
    "self-evaluation-midpoint": Maker(partial(filled_evaluation, kind="self_midpoint"),
                                      partial(missing_answers, kind="self_midpoint")),
    "self-evaluation-final": Maker(partial(filled_evaluation, kind="self_final"),
                                   partial(missing_answers, kind="self_final")),
    "blank-evaluation": Maker(blank_evaluation),
    "summary": Maker(summary, missing_conclusions),
    "attestation": Maker(attestation, missing_facts),
    "accesses": Maker(accesses, missing_managers),
}  # fmt: skip
"""By the identifier of the paper in `papers.toml`."""
_OWN = Maker(Setting.head)
"""Of a paper that an organisation adds: the facts that all of them have."""


def paper_data(setting: Setting) -> Data:
    """What a paper shows, as the data of its template."""
    return MAKERS.get(setting.paper.id, _OWN).data(setting)


def missing_for(setting: Setting) -> tuple[str, ...]:
    """French sentences: what the dossier lacks for a paper."""
    return tuple(MAKERS.get(setting.paper.id, _OWN).missing(setting))


def paper_pdf(setting: Setting) -> Pdf:
    """A paper as a PDF file: the same bytes for the same dossier.

    Raises:
        MissingTypst: when typst is not installed.
        ContentError: when the words or our template cannot be used.
    """
    at = last_instant(setting.dossier)
    return pdf(setting.programme, setting.paper.template, paper_data(setting), at)
