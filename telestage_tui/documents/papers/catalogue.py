"""Every paper: what makes its data, and what the dossier lacks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Literal, NamedTuple

from ...dossier.errors import Refused
from ...dossier.evaluations import Evaluation, EvaluationKind
from ...programme.errors import ContentError
from ...programme.papers import Paper
from ..pdf import Pdf, pdf
from ..word import UnusablePicture, WordText, docx
from .accesses import accesses, missing_managers
from .attestation import attestation, missing_facts
from .dossier import access_request, whole_dossier
from .evaluation import blank_evaluation, filled_evaluation, missing_answers
from .handover import handover, has_no_transfer, missing_takers
from .journey import blank_checklist, checklist
from .letter import has_no_evidence, missing_evidence
from .minutes import has_no_minutes, minutes, missing_minutes
from .portal_sheet import has_no_sheet, missing_fields, portal_sheet
from .setting import Data, Setting, last_instant
from .summary import missing_conclusions, summary
from .withdrawals import has_no_withdrawal, missing_withdrawals, withdrawals
from .word_texts import attestation_text, letter_text
from .work_plan import has_no_plan, missing_parts, work_plan

Form = Literal["pdf", "docx"]
"""The forms in which papers are written, by the endings of their files."""


def _nothing(_setting: Setting) -> Iterator[str]:
    return iter(())


def _never(_setting: Setting) -> bool:
    return False


class Maker(NamedTuple):
    """How a paper is made.

    Attributes:
        data: The data of its template.
        missing: French sentences: what the dossier lacks for it.
        is_empty: Whether there is nothing of it in the dossier yet: it is then written only when
            it is asked for by its name.
        on_demand: Whether it is never written unless it is asked for by its name.
        word: Its text as a DOCX file; None for one written in PDF alone.
    """

    data: Callable[[Setting], Data]
    missing: Callable[[Setting], Iterator[str]] = _nothing
    is_empty: Callable[[Setting], bool] = _never
    word: Callable[[Setting], WordText] | None = None
    on_demand: bool = False


def _evaluation(kind: EvaluationKind) -> Maker:
    def is_empty(setting: Setting) -> bool:
        return setting.dossier.evaluation(kind) == Evaluation(kind=kind)

    data = partial(filled_evaluation, kind=kind)
    return Maker(data, partial(missing_answers, kind=kind), is_empty)


MAKERS: Mapping[str, Maker] = {
    "checklist": Maker(checklist),
    "blank-checklist": Maker(blank_checklist),
    "work-plan": Maker(work_plan, missing_parts, has_no_plan),
    "minutes": Maker(minutes, missing_minutes, has_no_minutes),
    "evaluation-midpoint": _evaluation("midpoint"),
    "evaluation-final": _evaluation("final"),
    "self-evaluation-midpoint": _evaluation("self_midpoint"),
    "self-evaluation-final": _evaluation("self_final"),
    "blank-evaluation": Maker(blank_evaluation),
    "summary": Maker(summary, missing_conclusions),
    "attestation": Maker(attestation, missing_facts, word=attestation_text),
    "letter": Maker(Setting.head, missing_evidence, has_no_evidence, letter_text),
    "handover": Maker(handover, missing_takers, has_no_transfer),
    "portal-sheet": Maker(portal_sheet, missing_fields, has_no_sheet),
    "withdrawals": Maker(withdrawals, missing_withdrawals, has_no_withdrawal),
    "dossier": Maker(whole_dossier, on_demand=True),
    "access-request": Maker(access_request, on_demand=True),
    "accesses": Maker(accesses, missing_managers, lambda setting: not setting.dossier.accesses),
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


def is_empty(setting: Setting) -> bool:
    """Whether the dossier has nothing of a paper yet; it can be written all the same."""
    return MAKERS.get(setting.paper.id, _OWN).is_empty(setting)


def is_on_demand(paper: Paper) -> bool:
    """Whether a paper is never written with the others, but only when it is asked for."""
    return MAKERS.get(paper.id, _OWN).on_demand


def forms_of(paper: Paper) -> tuple[Form, ...]:
    """The forms in which a paper can be written, the usual one first."""
    forms: dict[Form, bool] = {
        "pdf": paper.template is not None,
        "docx": MAKERS.get(paper.id, _OWN).word is not None,
    }
    return tuple(form for form, is_written in forms.items() if is_written)


def check_form(paper: Paper, form: Form) -> None:
    """Check that a paper is written in that form.

    Raises:
        Refused: saying in which ones it is.
    """
    forms = forms_of(paper)
    if form not in forms:
        others = f", mais en {' et '.join(each.upper() for each in forms)}" if forms else ""
        raise Refused(f"« {paper.title.fr} » ne s’écrit pas en {form.upper()}{others}.")


def paper_docx(setting: Setting) -> tuple[bytes, tuple[str, ...]]:
    """A paper as a DOCX file: the same bytes for the same dossier.

    Returns:
        The file, and in French what it could not show.

    Raises:
        Refused: when it is not written in that form.
    """
    check_form(setting.paper, "docx")
    word = MAKERS[setting.paper.id].word
    assert word is not None
    text, at, logo = word(setting), last_instant(setting.dossier), setting.logo
    notices = (logo.notice,) if logo.notice else ()
    try:
        return docx(text._replace(logo=logo.content), at), notices
    except UnusablePicture:
        return docx(text, at), ("Ce logo ne va pas dans un DOCX : prenez une image PNG ou JPEG.",)


def paper_pdf(setting: Setting) -> Pdf:
    """A paper as a PDF file: the same bytes for the same dossier.

    Raises:
        Refused: when it is not written in that form.
        MissingTypst: when typst is not installed.
        ContentError: when the words or our template cannot be used.
    """
    check_form(setting.paper, "pdf")
    template = setting.paper.template
    assert template is not None
    programme, data = setting.programme, paper_data(setting)
    at = last_instant(setting.dossier)
    notices = (setting.logo.notice,) if setting.logo.notice else ()
    try:
        result = pdf(programme, template, data, at)
    except ContentError:
        if data["logo"] is None:
            raise
        result = pdf(programme, template, data | {"logo": None}, at)
        notices = ("Le logo n’est pas une image lisible : le document est sans logo.",)
    return Pdf(result.content, (*notices, *result.notices))
