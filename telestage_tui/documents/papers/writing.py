"""Papers written to files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ...dossier.dossier import Dossier
from ...dossier.organisation import stationery
from ...dossier.stationery import Sheet
from ...programme.papers import Language, Paper
from ...workspace import Workspace
from ..files import write_file
from ..names import paper_name
from .catalogue import Form, missing_for, paper_docx, paper_pdf
from .setting import Setting


class Written(NamedTuple):
    """A paper that was written.

    Attributes:
        path: Its file.
        notices: French sentences: what the dossier lacks for it, and what it could not show.
    """

    path: Path
    notices: tuple[str, ...]


def setting_for(
    workspace: Workspace,
    dossier: Dossier,
    paper: Paper,
    language: Language = "fr",
    sheet: Sheet | None = None,
) -> Setting:
    """A paper of a dossier, on what its organisation writes on.

    Args:
        workspace: Where the programme and the organisation are.
        dossier: Whose paper.
        paper: Which paper.
        language: The language of its words.
        sheet: The format of the paper; None for the usual one.
    """
    usual = stationery(dossier, workspace.organisation())
    programme = workspace.programme(dossier)
    return Setting(dossier, programme, paper, language, sheet or usual.paper, usual.logo)


def write_paper(folder: Path, setting: Setting, form: Form) -> Written:
    """Write a paper, whole or not at all.

    Args:
        folder: Where; made when it is missing.
        setting: The paper.
        form: One of those it is written in.

    Raises:
        Refused: when it is not written in that form.
        MissingTypst: when typst is not installed, for a PDF file.
        ContentError: when the words or our template cannot be used.
        StoreError: when the file cannot be written.
        OSError: when the directory cannot be made.
    """
    content, notices = _content(setting, form)
    name = paper_name(setting.dossier, setting.title, form)
    return Written(write_file(folder, name, content), (*missing_for(setting), *notices))


def _content(setting: Setting, form: Form) -> tuple[bytes, tuple[str, ...]]:
    return paper_pdf(setting) if form == "pdf" else paper_docx(setting)
